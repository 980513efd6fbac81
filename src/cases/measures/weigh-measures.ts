import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Day, schoolYearOf } from '../../law/day';
import type { Finding } from '../../law/finding';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import type { StoredDossier } from '../dossier/dossier-store';
import { type ItemEvent, ItemRules } from '../items/followers';
import { ITEM_FORMS } from '../items/forms';
import type { ItemKind, StoredItem } from '../items/item';
import { ItemStore } from '../items/item-store';
import { MeasureConditions } from './conditions';
import { benefitFindings, haltFindings, type MeasureFacts, officialReportFindings, routeFindings } from './findings';

/** A proposal to Halt that never reached Halt is no earlier referral. */
const NOT_REFERRED = ['voorgesteld', 'ingetrokken', 'teruggestuurd'];
/** What a precondition can hang on: a hearing, a warning, the Raad, a route, an earlier referral. */
const GROUNDS: readonly ItemKind[] = ['afspraak', 'waarschuwing', 'raad', 'mas-route', 'halt'];

/** Holds measures against their preconditions: when they change, and again when what they hang on changes. */
@Injectable()
export class WeighMeasures implements OnModuleInit {
  constructor(
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(ItemStore) private readonly items: ItemStore,
    @Inject(MeasureConditions) private readonly conditions: MeasureConditions,
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
    for (const kind of GROUNDS) this.rules.follow(kind, (work, event) => this.weighAgain(work, event));
  }

  /** What waits for its preconditions tells them as they are now; what was decided keeps those of its decision. */
  private async weighAgain(work: Work, { dossier, item }: ItemEvent): Promise<void> {
    const others = await this.items.rows(work, 'i.dossier_id = ? AND i.id <> ?', [dossier.id, item.id]);
    for (const one of others.filter(waits)) {
      const findings = await this.rules.findings(work, dossier, one);
      if (JSON.stringify(findings) !== JSON.stringify(one.findings)) await this.items.write(work, { ...one, findings });
    }
  }

  private async officialReport(work: Work, dossier: StoredDossier, item: StoredItem): Promise<Finding[]> {
    const law = this.conditions.on('proces-verbaal', this.clock.today());
    return officialReportFindings(await this.facts(work, dossier, item), item.details, law);
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
    const hearings = await hearingsHeld(this.items, work, dossier.id);
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
}

/** Whether a step that waits for preconditions can still be taken. */
function waits({ kind, state }: StoredItem): boolean {
  const { machine, guarded } = ITEM_FORMS[kind];
  return guarded?.some((step) => machine.step(step, state, 'gemeente')) ?? false;
}

/** Hoorgesprekken that were held, the first one first. */
export async function hearingsHeld(items: ItemStore, sql: Sql, dossierId: string): Promise<StoredItem[]> {
  const held = await items.rows(sql, "i.dossier_id = ? AND i.kind = 'afspraak' AND i.state = 'gehouden'", [dossierId]);
  return held.filter((one) => one.details['soort'] === 'hoorgesprek');
}
