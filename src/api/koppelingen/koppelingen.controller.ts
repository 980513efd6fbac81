import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import type { Machine } from '../../access/machines/machine';
import { Machines } from '../../access/machines/machines';
import { asDay } from '../../law/day';
import { type Asker, Asking, notThere } from '../http/asker';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { pageFrom, toPage } from '../http/paging';
import { Lists, Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { GemaakteKoppeling, Koppeling, KoppelingenQuery, MACHINE_FIELDS, NieuweKoppeling } from './koppeling';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Systems of schools that come in over the API: let in with a key that is shown once, and shut out again. */
@Voor('functioneel-beheerder')
@Resource('koppelingen')
export class KoppelingenController {
  constructor(@Inject(Machines) private readonly machines: Machines) {}

  @Lists({ id: 'koppelingenLezen', does: 'Geeft de koppelingen, ook ingetrokken, nieuwste eerst', gives: Koppeling })
  async list(
    @Query(new ApiValidation('query')) query: KoppelingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, MACHINE_FIELDS);
    return toPage(request, reply, query, pageFrom((await this.machines.list()).map(shown), query), asked);
  }

  @Reads({ id: 'koppelingLezen', does: 'Geeft één koppeling', path: ':id', gives: Koppeling })
  @Numbered()
  async one(@Param('id') id: string): Promise<Koppeling> {
    const found = await this.machines.one(idOf(id));
    if (!found) throw notThere();
    return shown(found);
  }

  @Makes({
    ...{ id: 'koppelingMaken', does: 'Laat een systeem van een school toe, en geeft één keer de sleutel' },
    ...{ gives: GemaakteKoppeling, secret: true },
  })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { naam, scholen, mag, tot }: NieuweKoppeling,
  ): Promise<GemaakteKoppeling> {
    const asked = { name: naam, schools: scholen, rights: mag, until: asDay(tot) };
    const { id, key } = await this.machines.make(asker, asked);
    return { ...(await this.one(id)), sleutel: key };
  }

  @Removes({
    id: 'koppelingIntrekken',
    does: 'Trekt een koppeling in: haar sleutel werkt meteen niet meer',
    path: ':id',
  })
  @Numbered()
  async revoke(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.machines.revoke(asker, idOf(id));
  }
}

function shown(one: Machine): Koppeling {
  return {
    ...{ id: one.id, naam: one.name, scholen: [...one.schools], mag: [...one.rights], tot: one.until },
    ...{ gemaaktOp: one.madeOn, gebruiktOp: one.lastUsedOn, ingetrokken: one.revoked },
  };
}
