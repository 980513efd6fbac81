import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { ApplyForLeave } from '../../cases/leave/apply-for-leave';
import { DecideLeave } from '../../cases/leave/decide-leave';
import { LeaveDesk } from '../../cases/leave/leave-desk';
import type { StoredLeave } from '../../cases/leave/leave-store';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type Asker, Asking } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { offsetOf, toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, readingGegevens } from '../http/validation';
import { StapVerzoek } from '../onderdelen/onderdeel';
import { NieuweVerlofaanvraag, VERLOF_FIELDS, Verlofaanvraag, VerlofaanvragenQuery } from './verlofaanvraag';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

/** Leave, vervangende leerplicht and exemptions. */
@Voor('ieder')
@Resource('verlofaanvragen')
export class VerlofaanvragenController {
  constructor(
    @Inject(LeaveDesk) private readonly desk: LeaveDesk,
    @Inject(ApplyForLeave) private readonly apply: ApplyForLeave,
    @Inject(DecideLeave) private readonly decide: DecideLeave,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Lists({
    id: 'verlofaanvragenLezen',
    does: 'Geeft aanvragen, of het register van een schooljaar',
    gives: Verlofaanvraag,
  })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: VerlofaanvragenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { rows, total } = await this.desk.page(asker, {
      ...{ view: query.toon, schoolYear: query.schooljaar ?? schoolYearOf(this.clock.today()) },
      ...{ limit: query.paginagrootte, offset: offsetOf(query) },
    });
    return toPage(request, reply, query, { rows: rows.map(shown), total }, fieldsAsked(query.velden, VERLOF_FIELDS));
  }

  @Reads({ id: 'verlofaanvraagLezen', does: 'Geeft één aanvraag', path: ':id', gives: Verlofaanvraag, tagged: true })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Verlofaanvraag | undefined> {
    const found = shown(await this.desk.see(asker, idOf(id)));
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Makes({ id: 'verlofAanvragen', does: 'Legt een aanvraag of kennisgeving vast', gives: Verlofaanvraag })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { gegevens, ...aanvraag }: NieuweVerlofaanvraag,
  ): Promise<Verlofaanvraag> {
    return shown(await readingGegevens(() => this.apply.run(asker, { ...gegevens, ...aanvraag }), aanvraag));
  }

  @Asks({
    ...{ id: 'verlofaanvraagStapZetten', does: 'Zet een stap met een aanvraag', path: ':id/stappen' },
    ...{ about: 'Zoals toekennen, afwijzen, aanvulling-vragen, aanvullen, intrekken en herroepen.' },
    ...{ gives: Verlofaanvraag, conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: StapVerzoek,
    @Req() request: FastifyRequest,
  ): Promise<Verlofaanvraag> {
    const actor = onPremise(request, asker, async () => versionTag(shown(await this.desk.see(asker, idOf(id)))));
    return shown(await readingGegevens(() => this.decide.run(actor, idOf(id), stap, gegevens)));
  }
}

function shown(one: StoredLeave): Verlofaanvraag {
  return {
    ...{ id: one.id, leerling: one.pupilId, vestiging: one.location, artikel: one.article, status: one.state },
    ...{ beslisser: one.decider, begindatum: one.from, einddatum: one.until, schooldagen: one.schoolDays },
    ...{ aangevraagdOp: one.appliedOn, beslotenOp: one.decidedOn },
    voorwaarden: Object.fromEntries(one.findings.map(({ code, voldaan }) => [code, voldaan])),
  };
}
