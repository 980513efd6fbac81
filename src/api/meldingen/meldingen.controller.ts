import { Body, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Voor } from '../../access/http/voor';
import { CompleteMelding } from '../../cases/meldingen/complete-melding';
import { Feedback, referenceOf } from '../../cases/meldingen/feedback';
import { AnswerSchool, CloseMelding, NoteMelding, TakeUpMelding } from '../../cases/meldingen/handle-melding';
import { MeldingDesk } from '../../cases/meldingen/melding-desk';
import type { StoredMelding } from '../../cases/meldingen/melding-store';
import { ReportByHand } from '../../cases/meldingen/report-by-hand';
import { WithdrawMelding } from '../../cases/meldingen/withdraw-melding';
import { StateHistory } from '../../cases/states/state-history';
import { Database } from '../../platform/database/database';
import { type Asker, Asking } from '../http/asker';
import { isKnown, onPremise, versionTag } from '../http/etag';
import { fieldsAsked } from '../http/fields-asked';
import { idOf } from '../http/id';
import { toPage } from '../http/paging';
import { Asks, Lists, Makes, Reads, Resource } from '../http/resource';
import { ApiValidation, invalid, readingGegevens } from '../http/validation';
import { StapVerzoek } from '../onderdelen/onderdeel';
import { Melding, MELDING_FIELDS, MeldingenQuery, MeldingTijdlijn, NieuweMelding } from './melding';
import { MeldingReads } from './melding-query';

const Numbered = () => ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const STEPS = [
  ...(['aanvullen', 'intrekken', 'in-behandeling-nemen', 'ter-kennisgeving-nemen', 'afsluiten'] as const),
  'terugkoppelen',
] as const;
/** what stands beside `gegevens` in a report by hand */
const BESIDE = { pgn: '', vestiging: '', soort: '', begindatum: '', einddatum: '', uren: '' };

/** Meldingen: the school reports, completes and withdraws; the municipality takes up, closes and answers. */
@Voor('ieder')
@Resource('meldingen')
export class MeldingenController {
  constructor(
    @Inject(MeldingReads) private readonly reads: MeldingReads,
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(ReportByHand) private readonly report: ReportByHand,
    @Inject(CompleteMelding) private readonly complete: CompleteMelding,
    @Inject(WithdrawMelding) private readonly withdraw: WithdrawMelding,
    @Inject(TakeUpMelding) private readonly takeUp: TakeUpMelding,
    @Inject(NoteMelding) private readonly note: NoteMelding,
    @Inject(CloseMelding) private readonly close: CloseMelding,
    @Inject(AnswerSchool) private readonly answer: AnswerSchool,
    @Inject(StateHistory) private readonly states: StateHistory,
    @Inject(Feedback) private readonly feedback: Feedback,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Lists({ id: 'meldingenLezen', does: 'Geeft de meldingen die u mag zien', gives: Melding })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) query: MeldingenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { rows, total } = await this.reads.list(asker, query);
    return toPage(request, reply, query, { rows: rows.map(shown), total }, fieldsAsked(query.velden, MELDING_FIELDS));
  }

  @Reads({ id: 'meldingLezen', does: 'Geeft één melding', path: ':id', gives: Melding, tagged: true })
  @Numbered()
  async one(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Melding | undefined> {
    const found = shown((await this.desk.see(asker, idOf(id))).melding);
    return isKnown(request, reply, versionTag(found)) ? undefined : found;
  }

  @Reads({
    ...{ id: 'meldingTijdlijnLezen', does: 'Geeft elke stap van een melding en wat de school hoorde' },
    ...{ path: ':id/tijdlijn', gives: MeldingTijdlijn },
  })
  @Numbered()
  async history(@Asking() asker: Asker, @Param('id') id: string): Promise<MeldingTijdlijn> {
    const { melding } = await this.desk.see(asker, idOf(id));
    const steps = await this.states.ofObject(this.database.read, melding.id);
    const told = await this.feedback.ofMelding(this.database.read, melding.id);
    return {
      stappen: steps.map((one) => ({
        ...{ op: one.at, stap: one.step, van: one.from, naar: one.to, reden: one.reason },
      })),
      terugkoppelingen: told.map((one) => ({ op: one.at, soort: one.kind, bericht: one.text })),
    };
  }

  @Makes({
    ...{ id: 'meldingDoen', does: 'Meldt met de hand: luxeverzuim, overig verzuim, 18+ of een zorg', gives: Melding },
    errors: [409],
  })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { gegevens, ...melding }: NieuweMelding,
  ): Promise<Melding> {
    return shown(await readingGegevens(() => this.report.run(asker, { ...gegevens, ...melding }), BESIDE));
  }

  @Asks({
    ...{ id: 'meldingStapZetten', does: 'Zet een stap met een melding', path: ':id/stappen', gives: Melding },
    ...{ about: `Stappen: ${STEPS.join(', ')}.`, conditional: true, errors: [409] },
  })
  @Numbered()
  async step(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { stap, gegevens = {} }: StapVerzoek,
    @Req() request: FastifyRequest,
  ): Promise<Melding> {
    const actor = onPremise(request, asker, async () =>
      versionTag(shown((await this.desk.see(asker, idOf(id))).melding)),
    );
    const run: Record<(typeof STEPS)[number], () => Promise<StoredMelding>> = {
      aanvullen: () => this.complete.run(actor, idOf(id), gegevens),
      intrekken: () => this.withdraw.run(actor, idOf(id), gegevens),
      'in-behandeling-nemen': () => this.takeUp.run(actor, idOf(id)),
      'ter-kennisgeving-nemen': () => this.note.run(actor, idOf(id), gegevens),
      afsluiten: () => this.close.run(actor, idOf(id), gegevens),
      terugkoppelen: () => this.answer.run(actor, idOf(id), gegevens),
    };
    const known = STEPS.find((one) => one === stap);
    if (!known) throw invalid([{ pointer: '/stap', reden: `moet een van deze zijn: ${STEPS.join(', ')}` }]);
    return shown(await readingGegevens(run[known]));
  }
}

function shown(one: StoredMelding): Melding {
  return {
    ...{ id: one.id, kenmerk: referenceOf(one.id), leerling: one.pupilId, soort: one.kind, vestiging: one.location },
    ...{ begindatum: one.from, einddatum: one.until, uren: one.hundredths === null ? null : one.hundredths / 100 },
    ...{ status: one.status, geregistreerdOp: one.registeredOn, aangevuldOp: one.completedOn },
    ...{ vermoedelijkeReden: one.suspectedReason, alleLessenGemist: one.allLessons },
    ...{ actieGemeenteGewenst: one.actionWanted, prioriteit: one.priority, gegevens: one.details },
    ...{ redenAfsluiting: one.closingReason, opmerkingAfsluiting: one.closingNote },
  };
}
