import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { OpenEnds } from '../dossier/open-ends';
import { type ItemEvent, ItemRules } from '../items/followers';
import { MeldingStore } from '../meldingen/melding-store';
import { MELDING } from '../meldingen/states';
import { type NewTerm, Terms } from '../terms/terms';
import { requireFitting } from './who-does-it';

const OPEN_WORK = [
  ['taak', 'open', 'open taak', 'avg'],
  ['taak', 'open', 'open taak (Wpg)', 'wpg'],
  ['afspraak', 'gepland', 'geplande afspraak', 'avg'],
  ['afspraak', 'gepland', 'gepland hoorgesprek', 'wpg'],
] as const;

/** What follows from daily work: tasks have a term, and a talk that was held meets one and begins another. */
@Injectable()
export class FollowCasework implements OnModuleInit {
  constructor(
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(OpenEnds) private readonly openEnds: OpenEnds,
    @Inject(MeldingStore) private readonly meldingen: MeldingStore,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rules.follow('taak', (work, event) => this.task(work, event));
    this.rules.follow('afspraak', (work, event) => this.appointment(work, event));
    for (const kind of ['taak', 'afspraak'] as const) {
      this.rules.follow(kind, async (work, event) => {
        if (event.step === 'toevoegen' || event.step === 'corrigeren')
          await requireFitting(work, event, this.clock.today());
      });
    }
    for (const [kind, state, words, room] of OPEN_WORK) {
      this.openEnds.register(async (sql, dossierId) => {
        const row = await sql.get<{ count: number }>(
          `SELECT COUNT(*) AS "count" FROM dossier_item
            WHERE dossier_id = ? AND kind = ? AND state = ? AND room = ?`,
          [dossierId, kind, state, room],
        );
        return { count: row!.count, words, room };
      });
    }
  }

  private async task(work: Work, { dossier, item, step }: ItemEvent): Promise<void> {
    const today = this.clock.today();
    const term: NewTerm = {
      ...{ kind: 'taak', subjectId: item.id, dossierId: dossier.id, pupilId: dossier.pupilId, location: null },
      ...{ municipality: dossier.municipality, employee: item.employee, startedOn: today },
      dueOn: item.until ?? undefined,
    };
    switch (step) {
      case 'toevoegen':
      case 'heropenen':
        return this.terms.start(work, [term]);
      case 'corrigeren':
        await this.terms.drop(work, [item.id], today);
        return this.terms.start(work, [term]);
      case 'afronden':
        return this.terms.meet(work, 'taak', [item.id], today);
      default:
        return this.terms.drop(work, [item.id], today);
    }
  }

  /**
   * Feedback to the school counts from the talk; for a school visit or consultation with others none is due. What counts
   * is the day of the talk, whenever somebody writes down that it was held.
   */
  private async appointment(work: Work, { dossier, item, step }: ItemEvent): Promise<void> {
    if ((step === 'houden' || step === 'niet-verschenen') && item.day > this.clock.today()) {
      const message = 'Deze afspraak is nog niet geweest. Verbeter eerst de dag, of zeg de afspraak af.';
      throw new Problem('afspraak-nog-niet-geweest', message, { status: 409 });
    }
    const withFamily = item.details['met'] === 'leerling' || item.details['met'] === 'ouders';
    // that a hearing was held is for nobody but boa, and a term that it kept would tell
    if (step !== 'houden' || !withFamily || item.room === 'wpg') return;
    await this.terms.meet(work, 'gesprek', [dossier.id], item.day);
    const live = (await this.meldingen.ofDossier(work, dossier.id)).filter((one) => !MELDING.isEnd(one.status));
    await this.terms.start(
      work,
      live.map((one) => ({
        ...{ kind: 'terugkoppeling', subjectId: one.id, dossierId: dossier.id, pupilId: dossier.pupilId },
        ...{ municipality: dossier.municipality, location: one.location, startedOn: item.day },
      })),
    );
  }
}
