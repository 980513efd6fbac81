import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import { OpenEnds } from '../dossier/open-ends';
import { type ItemEvent, ItemRules } from '../items/followers';
import type { ItemKind } from '../items/item';
import { ItemStore } from '../items/item-store';
import { ITEM_NAMES } from '../items/step-words';
import type { Room } from '../../access/rooms';
import { Terms } from '../terms/terms';
import { MEASURE_FORMS } from './forms';
import { hearingsHeld } from './weigh-measures';

/** The terms of a proces-verbaal, and what must end before a dossier can be closed. */
@Injectable()
export class FollowMeasures implements OnModuleInit {
  constructor(
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(ItemStore) private readonly items: ItemStore,
    @Inject(OpenEnds) private readonly openEnds: OpenEnds,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rules.follow('proces-verbaal', (work, event) => this.reportTerms(work, event));
    this.rules.follow('afspraak', (work, event) => this.hearingHeld(work, event));
    for (const kind of Object.keys(MEASURE_FORMS) as (keyof typeof MEASURE_FORMS)[]) {
      const { machine, room } = MEASURE_FORMS[kind];
      const where: Room = room({ details: {} });
      this.openEnds.register((sql, dossierId) => running(sql, dossierId, kind, machine.ends, where));
    }
  }

  /** One month after the first hearing and two after the melding; both are met when it is sent. */
  private async reportTerms(work: Work, { dossier, item, step }: ItemEvent): Promise<void> {
    const today = this.clock.today();
    if (step === 'inzenden') {
      // the day on which it went, whenever that is written down
      const sent = (item.details['ingezondenOp'] as Day | null) ?? today;
      await this.terms.meet(work, 'pv-na-verhoor', [item.id], sent);
      await this.terms.meet(work, 'pv-na-melding', [item.id], sent);
    } else if (step === 'intrekken') {
      await this.terms.drop(work, [item.id], today);
    } else if (step === 'toevoegen' || step === 'opmaken') {
      const about = {
        ...{ subjectId: item.id, dossierId: dossier.id, pupilId: dossier.pupilId, location: null },
        municipality: dossier.municipality,
      };
      const hearing = (await hearingsHeld(this.items, work, dossier.id))[0]?.day;
      if (hearing) await this.terms.start(work, [{ ...about, kind: 'pv-na-verhoor', startedOn: hearing }]);
      const melding = await work.get<{ day: Day | null }>(
        `SELECT MIN(registered_on) AS "day" FROM melding WHERE dossier_id = ? AND status <> 'ingetrokken'`,
        [dossier.id],
      );
      const since = melding?.day ?? dossier.openedOn;
      await this.terms.start(work, [{ ...about, kind: 'pv-na-melding', startedOn: since }]);
    }
  }

  /** A hearing that is held while a proces-verbaal is prepared starts its month; a later hearing starts none. */
  private async hearingHeld(work: Work, { dossier, item, step }: ItemEvent): Promise<void> {
    if (step !== 'houden' || item.details['soort'] !== 'hoorgesprek') return;
    const first = (await hearingsHeld(this.items, work, dossier.id))[0]!;
    const prepared = await this.items.rows(
      work,
      "i.dossier_id = ? AND i.kind = 'proces-verbaal' AND i.state IN ('in_voorbereiding', 'opgemaakt')",
      [dossier.id],
    );
    await this.terms.start(
      work,
      prepared.map(({ id }) => ({
        ...{ kind: 'pv-na-verhoor' as const, subjectId: id, dossierId: dossier.id, pupilId: dossier.pupilId },
        ...{ location: null, municipality: dossier.municipality, startedOn: first.day },
      })),
    );
  }
}

async function running(sql: Sql, dossierId: string, kind: ItemKind, ends: readonly string[], room: Room) {
  const ended = sql.oneOf('state', ends, 'code');
  const row = await sql.get<{ count: number }>(
    `SELECT COUNT(*) AS "count" FROM dossier_item WHERE dossier_id = ? AND kind = ? AND NOT (${ended.sql})`,
    [dossierId, kind, ended.value],
  );
  return { count: row!.count, words: ITEM_NAMES[kind], room };
}
