import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import type { StoredDossier } from '../dossier/dossier-store';
import { OpenEnds } from '../dossier/open-ends';
import { type ItemEvent, ItemRules } from '../items/followers';
import type { ItemKind, StoredItem } from '../items/item';
import { ItemStore } from '../items/item-store';
import type { Room } from '../../access/rooms';
import type { Finding } from '../../law/finding';
import { Terms } from '../terms/terms';
import { MeasureConditions } from './conditions';
import { benefitFindings, haltFindings, type MeasureFacts, officialReportFindings, routeFindings } from './findings';
import { MEASURE_FORMS } from './forms';

/** A proposal to Halt that never reached Halt is no earlier referral. */
const NOT_REFERRED = ['voorgesteld', 'ingetrokken', 'teruggestuurd'];

/** Preconditions of measures, the terms of a proces-verbaal, and what must end before a dossier can be closed. */
@Injectable()
export class FollowMeasures implements OnModuleInit {
  constructor(
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(ItemStore) private readonly items: ItemStore,
    @Inject(OpenEnds) private readonly openEnds: OpenEnds,
    @Inject(MeasureConditions) private readonly conditions: MeasureConditions,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rules.check('mas-route', async (work, dossier, item) =>
      routeFindings(await this.facts(work, dossier, item), item.details),
    );
    this.rules.check('halt', async (work, dossier, item) =>
      haltFindings(await this.facts(work, dossier, item), item.details, this.conditions.on('halt', this.clock.today())),
    );
    this.rules.check('proces-verbaal', (work, dossier, item) => this.officialReport(work, dossier, item));
    this.rules.check('svb', async (work, dossier, item) =>
      benefitFindings(await this.facts(work, dossier, item), this.conditions.on('svb', this.clock.today())),
    );
    this.rules.follow('proces-verbaal', (work, event) => this.reportTerms(work, event));
    this.rules.follow('afspraak', (work, event) => this.hearingHeld(work, event));
    for (const [kind, { machine, room }] of Object.entries(MEASURE_FORMS)) {
      const where: Room = room({ details: {} });
      this.openEnds.register((sql, dossierId) => running(sql, dossierId, kind, machine.ends, where));
    }
  }

  private async officialReport(work: Work, dossier: StoredDossier, item: StoredItem): Promise<Finding[]> {
    const law = this.conditions.on('proces-verbaal', this.clock.today());
    return officialReportFindings(await this.facts(work, dossier, item), item.details, law);
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
      const hearing = (await this.hearings(work, dossier.id))[0]?.day;
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
    const first = (await this.hearings(work, dossier.id))[0]!;
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

  private async facts(work: Work, dossier: StoredDossier, item: StoredItem): Promise<MeasureFacts> {
    const today = this.clock.today();
    const pupil = await work.get<{ birth: Day }>('SELECT birth_date AS "birth" FROM pupil WHERE id = ?', [
      dossier.pupilId,
    ]);
    const year = schoolYearOf(today);
    const absence = await work.get<{ hundredths: number | null; late: number }>(
      `SELECT SUM(CASE WHEN kind = 'ongeoorloofd' THEN hundredths ELSE 0 END) AS "hundredths",
         SUM(CASE WHEN kind = 'te_laat' THEN 1 ELSE 0 END) AS "late"
       FROM absence_record WHERE pupil_id = ? AND day >= ? AND day <= ?`,
      [dossier.pupilId, `${year}-08-01`, `${year + 1}-07-31`],
    );
    const others = (await this.items.rows(work, 'd.pupil_id = ? AND i.id <> ?', [dossier.pupilId, item.id])).filter(
      (one) => one.id !== item.id,
    );
    const has = (kind: ItemKind, fits: (one: StoredItem) => boolean) =>
      others.some((one) => one.kind === kind && fits(one));
    const hearings = await this.hearings(work, dossier.id);
    return {
      ...{ birthDate: pupil!.birth, today, hundredths: absence?.hundredths ?? 0, timesLate: absence?.late ?? 0 },
      earlierHalt: has('halt', (one) => !NOT_REFERRED.includes(one.state)),
      warned: has('waarschuwing', (one) => one.dossierId === dossier.id && one.state === 'verzonden'),
      heardParents: hearings.some((one) => one.details['met'] === 'ouders'),
      heardPupil: hearings.some((one) => one.details['met'] === 'leerling'),
      councilAsked: has(
        'raad',
        (one) => one.dossierId === dossier.id && !['voorgesteld', 'ingetrokken'].includes(one.state),
      ),
      voluntaryTried: await this.begun(
        work,
        others.filter((one) => one.kind === 'mas-route' && one.details['route'] === 'vrijwillige-hulp'),
      ),
    };
  }

  /** Whether one of these routes was ever begun: one that was left before it began was not tried. */
  private async begun(work: Work, routes: readonly StoredItem[]): Promise<boolean> {
    if (routes.some((one) => one.state === 'loopt' || one.state === 'afgerond')) return true;
    const left = routes.filter((one) => one.state === 'verlaten').map((one) => one.id);
    const { sql, value } = work.oneOf('object_id', left);
    const row = await work.get(`SELECT id FROM state_change WHERE ${sql} AND step = 'starten' LIMIT 1`, [value]);
    return row !== undefined;
  }

  /** Hoorgesprekken that were held, the first one first. */
  private async hearings(work: Work, dossierId: string): Promise<StoredItem[]> {
    const held = await this.items.rows(work, "i.dossier_id = ? AND i.kind = 'afspraak' AND i.state = 'gehouden'", [
      dossierId,
    ]);
    return held.filter((one) => one.details['soort'] === 'hoorgesprek');
  }
}

async function running(sql: Sql, dossierId: string, kind: string, ends: readonly string[], room: Room) {
  const ended = sql.oneOf('state', ends, 'code');
  const row = await sql.get<{ count: number }>(
    `SELECT COUNT(*) AS "count" FROM dossier_item WHERE dossier_id = ? AND kind = ? AND NOT (${ended.sql})`,
    [dossierId, kind, ended.value],
  );
  return { count: row!.count, words: kind, room };
}
