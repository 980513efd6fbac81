import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asker, Asking, notThere } from '../http/asker';
import { isKnown, versionTag } from '../http/etag';
import { fieldsAsked, sparse } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { OneQuery } from '../http/query';
import { Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Replays } from '../replay/replays';
import { AbsenceQuery } from './absence-query';
import { AbsenceIntake } from './intake';
import {
  RECORD_FIELDS,
  VerzuimAanleveren,
  Verzuimregistratie,
  VerzuimregistratiesQuery,
  VerzuimVerslag,
} from './verzuimregistratie';
import { Voor } from '../../access/http/voor';

@Voor('ieder')
@Resource('verzuimregistraties')
export class VerzuimregistratiesController {
  constructor(
    @Inject(AbsenceQuery) private readonly absence: AbsenceQuery,
    @Inject(AbsenceIntake) private readonly intake: AbsenceIntake,
    @Inject(Replays) private readonly replays: Replays,
  ) {}

  @Lists({
    id: 'verzuimregistratiesLezen',
    does: 'Geeft de verzuimregistraties die u mag zien',
    gives: Verzuimregistratie,
  })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: VerzuimregistratiesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, RECORD_FIELDS);
    return toPage(request, reply, query, await this.absence.list(asker, query), asked);
  }

  @Reads({
    id: 'verzuimregistratieLezen',
    does: 'Geeft één verzuimregistratie',
    path: ':id',
    gives: Verzuimregistratie,
    tagged: true,
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) query: OneQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = fieldsAsked(query.velden, RECORD_FIELDS);
    const found = await this.absence.find(asker, idOf(id));
    if (!found) throw notThere();
    return isKnown(request, reply, versionTag(found)) ? undefined : sparse(found, asked);
  }

  @Makes({
    id: 'verzuimAanleveren',
    does: 'Levert 1 tot en met 1000 verzuimregistraties aan, elk met een eigen uitkomst',
    about:
      'Wat klopt wordt opgeslagen, wat niet klopt wordt afgekeurd en houdt niets tegen. Een bekend registratienummer ' +
      'is een correctie; hetzelfde nog eens sturen verandert niets.',
    gives: VerzuimVerslag,
    status: 200,
    errors: [409, 413],
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Hetzelfde bericht met dezelfde sleutel geeft hetzelfde antwoord',
  })
  take(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { registraties }: VerzuimAanleveren,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerzuimVerslag> {
    return this.replays.once(request, reply, asker, (work) => this.intake.take(work, asker, registraties));
  }
}
