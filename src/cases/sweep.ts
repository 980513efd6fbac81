import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../jobs/outbox';
import { birthday, type Day, fromNumber, toNumber } from '../law/day';
import { LawParameters } from '../law/parameters';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Work } from '../platform/database/sql';
import { SWEEP_RULES } from '../signals/stored-signal';
import { type Regime, roleOf } from './regime';
import { areaOf } from './staff';

export interface SweepResult {
  /** pupils put in the outbox to be judged */
  leerlingen: number;
  /** dossiers put in the outbox to be assigned again */
  dossiers: number;
}

/**
 * The daily sweep, for what time alone changes: who is without a school, who became 18 or too old, who left service,
 * which dossiers still wait. It only fills the queue.
 */
@Injectable()
export class SweepService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  sweep(day: Day): Promise<SweepResult> {
    return this.database.work(async (work) => {
      const now = this.clock.instant();
      await work.insert('sweep', ['day', 'at'], [[day, now]], { key: ['day'], update: ['at'] });
      const pupils = await this.pupilsToJudge(work, day);
      await this.outbox.add(work, 'beoordeel-leerling', pupils);
      const dossiers = await this.dossiersToAssign(work);
      await this.outbox.add(work, 'wijs-toe', dossiers);
      return { leerlingen: pupils.length, dossiers: dossiers.length };
    });
  }

  /** Everyone of an age that a law covers who is not enrolled, and everyone with a sweep signal that stands. */
  private async pupilsToJudge(work: Work, day: Day): Promise<string[]> {
    const { startAge, ageLimit } = this.parameters.at(toNumber(day));
    const rules = SWEEP_RULES.map((rule) => `'${rule}'`).join(', ');
    const rows = await work.all<{ id: string }>(
      `SELECT p.id FROM pupil p
        WHERE (p.birth_date BETWEEN ? AND ? AND NOT EXISTS (
                SELECT 1 FROM enrolment e
                 WHERE e.pupil_id = p.id AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?)))
           OR EXISTS (SELECT 1 FROM signal s
                       WHERE s.pupil_id = p.id AND s.rule IN (${rules}) AND s.status <> 'ingetrokken')
        ORDER BY p.id`,
      [yearsBefore(day, ageLimit), yearsBefore(day, startAge), day, day],
    );
    return rows.map((row) => row.id);
  }

  /** The verdeelbak, dossiers of people who left or may no longer see them, and dossiers of pupils who moved. */
  private async dossiersToAssign(work: Work): Promise<string[]> {
    const today = this.clock.today();
    const rows = await work.all<{
      id: string;
      regime: Regime;
      employee: string | null;
      home: string | null;
      was: string | null;
    }>(
      `SELECT d.id, d.regime, d.employee, d.municipality AS "was",
              (SELECT r.municipality FROM residence r
                WHERE r.pupil_id = d.pupil_id AND r.from_date <= ? ORDER BY r.from_date DESC LIMIT 1) AS "home"
         FROM dossier d WHERE d.status <> 'afgesloten' ORDER BY d.id`,
      [today],
    );
    const fits = await fittingStaff(work, today);
    return rows
      .filter(({ regime, employee, home, was }) => {
        if (employee === null || home !== was) return true;
        const area = areaOf(regime, home, today);
        return area === null || !fits.has(`${employee}|${roleOf(regime)}|${area.kind}|${area.code}`);
      })
      .map((row) => row.id);
  }
}

/** Everyone in service today, once for each role and area. */
async function fittingStaff(work: Work, today: Day): Promise<Set<string>> {
  const rows = await work.all<{ employee: string; roles: string; kind: string; area: string }>(
    `SELECT a.employee, e.roles, a.kind, a.area FROM employee_area a JOIN employee e ON e.code = a.employee
      WHERE (e.from_date IS NULL OR e.from_date <= ?) AND (e.until_date IS NULL OR e.until_date >= ?)`,
    [today, today],
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
