import { Body, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { type SchoolAddress, SchoolMail } from '../../correspondence/feedback/school-mail';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, onPremise, versionGiven, versionTag } from '../http/etag';
import { Puts, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Terugkoppeladres, TerugkoppeladresGegevens, Terugkoppeladressen } from './terugkoppeladres';

const Named = () => ApiParam({ name: 'vestiging', schema: { type: 'string', pattern: '^\\d\\d[A-Z]{2}\\d\\d$' } });

/** Where a school wants to hear of its meldingen. */
@Voor('schoolmedewerker')
@Resource('terugkoppeladressen')
export class TerugkoppeladressenController {
  constructor(@Inject(SchoolMail) private readonly addresses: SchoolMail) {}

  @Reads({ id: 'terugkoppeladressenLezen', does: 'Geeft waar uw school bericht krijgt', gives: Terugkoppeladressen })
  async list(@Asking() asker: Asker): Promise<Terugkoppeladressen> {
    return { adressen: (await this.addresses.own(asker)).map(shown) };
  }

  @Reads({
    ...{ id: 'terugkoppeladresLezen', does: 'Geeft het adres van één vestiging', path: ':vestiging' },
    ...{ gives: Terugkoppeladres, tagged: true },
  })
  @Named()
  async one(
    @Asking() asker: Asker,
    @Param('vestiging') location: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Terugkoppeladres | undefined> {
    const found = await this.read(asker, location);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Puts({
    ...{ id: 'terugkoppeladresKiezen', does: 'Kiest waar een vestiging bericht krijgt', path: ':vestiging' },
    gives: Terugkoppeladres,
  })
  @Named()
  async choose(
    @Asking() asker: Asker,
    @Param('vestiging') location: string,
    @Body(new ApiValidation('body')) { email }: TerugkoppeladresGegevens,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Terugkoppeladres> {
    versionGiven(request);
    const actor = onPremise(request, asker, async () => versionTag(await this.read(asker, location)));
    await this.addresses.choose(actor, location, email ?? '');
    const now = await this.read(asker, location);
    void reply.header('etag', versionTag(now));
    return now;
  }

  private async read(asker: Asker, location: string): Promise<Terugkoppeladres> {
    const found = (await this.addresses.own(asker)).find((one) => one.location === location);
    if (!found) throw notThere();
    return shown(found);
  }
}

function shown(one: SchoolAddress): Terugkoppeladres {
  return { vestiging: one.location, naam: one.name, email: one.email };
}
