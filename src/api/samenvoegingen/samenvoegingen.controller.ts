import { Body, Inject, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { JoinPupils, type ShownUnion } from '../../retention/double/join-pupils';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { NieuweSamenvoeging, Samenvoeging, Samenvoegingen } from './samenvoeging';

/** Two pupils who are one, and the way back. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('samenvoegingen')
export class SamenvoegingenController {
  constructor(@Inject(JoinPupils) private readonly pupils: JoinPupils) {}

  @Reads({ id: 'samenvoegingenLezen', does: 'Geeft welke leerlingen zijn samengevoegd', gives: Samenvoegingen })
  async list(@Asking() asker: Asker): Promise<Samenvoegingen> {
    return { samenvoegingen: (await this.pupils.list(asker)).map(shown) };
  }

  @Makes({
    ...{ id: 'leerlingenSamenvoegen', does: 'Voegt een dubbele leerling samen met de ander', gives: Samenvoeging },
    errors: [404],
  })
  async join(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { blijft, dubbel, reden }: NieuweSamenvoeging,
  ): Promise<Samenvoeging> {
    const id = await this.pupils.join(asker, { keepId: blijft, doubleId: dubbel, reason: reden });
    return shown((await this.pupils.list(asker)).find((one) => one.id === id)!);
  }

  @Removes({ id: 'samenvoegingOngedaanMaken', does: 'Maakt er weer twee leerlingen van', path: ':id', errors: [409] })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async undo(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.pupils.undo(asker, idOf(id));
  }
}

function shown(one: ShownUnion): Samenvoeging {
  return {
    ...{ id: one.id, leerling: one.pupilId, reden: one.reason, door: one.madeBy, op: one.madeAt },
    ongedaanOp: one.undoneAt,
  };
}
