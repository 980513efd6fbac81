import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, versionTag } from '../http/etag';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { Asks, Lists, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { CountHours } from './count-hours';
import { Leerling, LeerlingenQuery, LeerlingZoeken, PUPIL_FIELDS } from './leerling';
import { PupilQuery } from './pupil-query';
import { Teller } from './teller';
import { Voor } from '../../access/http/voor';

@Voor('ieder')
@Resource('leerlingen')
export class LeerlingenController {
  constructor(
    @Inject(PupilQuery) private readonly pupils: PupilQuery,
    @Inject(CountHours) private readonly countHours: CountHours,
  ) {}

  @Lists({ id: 'leerlingenLezen', does: 'Geeft de leerlingen die u mag zien', gives: Leerling })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: LeerlingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, PUPIL_FIELDS);
    return toPage(request, reply, query, await this.pupils.list(asker, query), asked);
  }

  @Reads({ id: 'leerlingLezen', does: 'Geeft één leerling', path: ':id', gives: Leerling, tagged: true })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: OneQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, PUPIL_FIELDS);
    const found = await this.pupils.find(asker, idOf(id));
    if (!found) throw notThere();
    return isKnown(request, reply, versionTag(found.version)) ? undefined : sparse(found.pupil, asked);
  }

  @Reads({
    id: 'leerlingTellerLezen',
    does: 'Telt hoeveel uren ongeoorloofd verzuim nu meetellen voor het signaal van 16 uur',
    path: ':id/teller',
    gives: Teller,
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async count(@Asking() asker: Asker, @Param('id') id: string): Promise<Teller> {
    const counted = await this.countHours.count(asker, idOf(id));
    if (!counted) throw notThere();
    return counted;
  }

  @Asks({
    id: 'leerlingZoeken',
    does: 'Zoekt een leerling op BSN of onderwijsnummer',
    about: 'Met een bericht, omdat een nummer van een persoon niet in een adres mag staan.',
    path: '_zoek',
    gives: Leerling,
    errors: [404],
  })
  async search(@Asking() asker: Asker, @Body(new ApiValidation('body')) { pgn }: LeerlingZoeken) {
    const found = await this.pupils.findByNumber(asker, pgn);
    if (!found) throw notThere();
    return found;
  }
}
