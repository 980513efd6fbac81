import { Inject, Injectable } from '@nestjs/common';
import { areaHolds } from '../../access/area';
import { Seals } from '../../access/log/seal';
import { Outbox } from '../../jobs/outbox';
import { birthday, type Day, fromNumber, toNumber } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { PAGE_ROWS, pages } from '../../platform/database/pages';
import type { Work } from '../../platform/database/sql';
import { SignalStore } from '../../signals/signal-store';
import { SWEEP_RULES } from '../../signals/stored-signal';
import { Homes } from '../dossier/homes';
import { type Regime, roleOf } from '../dossier/regime';
import { areaOf } from '../assignment/staff';

/** What other rooms do at each sweep, with the day as the subject. */
const BY_DAY = [
  ...(['bewaak-termijnen', 'peil-overdrachten', 'peil-trajecten', 'mail-dagoverzicht', 'ruim-op'] as const),
  ...(['mail-inleveren', 'vertel-zaken'] as const),
];

export interface SweepResult {
  /** pupils put in the outbox to be judged */
  leerlingen: number;
  /** dossiers put in the outbox to be assigned again */
  dossiers: number;
  /** the highest day swept, this one or a later one: sweep rules are judged on it */
  latest: Day;
}

/**
 * The daily sweep, for what time alone changes: who is without a school, who became 18 or too old, who left service,
 * which dossiers still wait. It only fills the queue.
 */
@Injectable()
export class SweepService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Homes) private readonly homes: Homes,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(Seals) private readonly seals: Seals,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  sweep(day: Day): Promise<SweepResult> {
    return this.database.work((work) => this.within(work, day));
  }

  /** As `sweep`, in a unit of work that others share. In portions: a region has more pupils than memory. */
  async within(work: Work, day: Day): Promise<SweepResult> {
    await this.homes.upToDate(work);
    await this.seals.seal(work, this.clock.today());
    const now = this.clock.instant();
    await work.insert('sweep', ['day', 'at'], [[day, now]], { key: ['day'], update: ['at'] });
    const latest = (await this.signals.sweepDay(work)) ?? day;
    const result: SweepResult = { leerlingen: 0, dossiers: 0, latest };
    for await (const rows of pages((after) => this.pupilsToJudge(work, day, after))) {
      await this.outbox.add(work, 'beoordeel-leerling', ids(rows));
      result.leerlingen += rows.length;
    }
    const today = this.clock.today();
    const fits = await fittingStaff(work, today);
    // who must be let go of goes first: the verdeelbak then finds the places that come free
    for (const held of [true, false]) {
      for await (const rows of pages((after) => this.openDossiers(work, today, held, after))) {
        const wandering = rows.filter((row) => isWandering(row, fits, today));
        await this.outbox.add(work, 'wijs-toe', ids(wandering));
        result.dossiers += wandering.length;
      }
    }
    for (const kind of BY_DAY) await this.outbox.add(work, kind, [day]);
    for (const kind of ['verstuur-mail', 'bezorg-gebeurtenissen'] as const) await this.outbox.add(work, kind, ['']);
    return result;
  }

  /** Everyone of an age that a law covers who is not enrolled, and everyone with a sweep signal that stands. */
  private pupilsToJudge(work: Work, day: Day, after: string): Promise<{ id: string }[]> {
    const { startAge, ageLimit } = this.parameters.at(toNumber(day));
    const rules = SWEEP_RULES.map((rule) => `'${rule}'`).join(', ');
    return work.all<{ id: string }>(
      `SELECT p.id FROM pupil p
        WHERE p.id > ? AND ((p.birth_date BETWEEN ? AND ? AND NOT EXISTS (
                SELECT 1 FROM enrolment e
                 WHERE e.pupil_id = p.id AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?)))
           OR EXISTS (SELECT 1 FROM signal s
                       WHERE s.pupil_id = p.id AND s.rule IN (${rules}) AND s.status <> 'ingetrokken'))
        ORDER BY p.id LIMIT ${PAGE_ROWS}`,
      [after, yearsBefore(day, ageLimit), yearsBefore(day, startAge), day, day],
    );
  }

  private openDossiers(work: Work, today: Day, held: boolean, after: string): Promise<OpenDossier[]> {
    return work.all<OpenDossier>(
      `SELECT d.id, d.regime, d.employee, d.municipality AS "was",
              (SELECT r.municipality FROM residence r
                WHERE r.pupil_id = d.pupil_id AND r.from_date <= ? ORDER BY r.from_date DESC LIMIT 1) AS "home"
         FROM dossier d
        WHERE d.status <> 'afgesloten' AND d.employee IS ${held ? 'NOT NULL' : 'NULL'} AND d.id > ? ORDER BY d.id LIMIT ${PAGE_ROWS}`,
      [today, after],
    );
  }
}

interface OpenDossier {
  id: string;
  regime: Regime;
  employee: string | null;
  home: string | null;
  was: string | null;
}

const ids = (rows: { id: string }[]): string[] => rows.map((row) => row.id);

/** In the verdeelbak, of someone who left or may no longer see it, or of a pupil who moved. */
function isWandering({ regime, employee, home, was }: OpenDossier, fits: Set<string>, today: Day): boolean {
  if (employee === null || home !== was) return true;
  const area = areaOf(regime, home, today);
  return area === null || !fits.has(`${employee}|${roleOf(regime)}|${area.kind}|${area.code}`);
}

/** Everyone in service today, once for each role and area of today. */
async function fittingStaff(work: Work, today: Day): Promise<Set<string>> {
  const holds = areaHolds('a', today);
  const rows = await work.all<{ employee: string; roles: string; kind: string; area: string }>(
    `SELECT a.employee, e.roles, a.kind, a.area FROM employee_area a JOIN employee e ON e.code = a.employee
      WHERE (e.from_date IS NULL OR e.from_date <= ?) AND (e.until_date IS NULL OR e.until_date >= ?) AND ${holds.sql}`,
    [today, today, ...holds.values],
  );
  return new Set(
    rows.flatMap(({ employee, roles, kind, area }) =>
      roles.split(',').map((role) => `${employee}|${role}|${kind}|${area}`),
    ),
  );
}

/** The birth date of someone who has that age on the day; a day early, so that 29 February falls inside. */
function yearsBefore(day: Day, years: number): Day {
  return fromNumber(toNumber(birthday(day, -years)) - 1);
}
