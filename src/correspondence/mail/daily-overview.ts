import { Inject, Injectable } from '@nestjs/common';
import { dossierFreeToUse } from '../../access/restriction';
import { recipients } from '../../cases/cover/cover';
import { listedTerms } from '../../cases/terms/seen-terms';
import { RECENT_DAYS } from '../../cases/worklist/work-lists';
import { addDays, type Day, parseDay } from '../../law/day';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { isEmpty, type Overview, type OverviewCounts, overviewText } from './overview-text';
import { type Message, Postbox } from './postbox';
import { employee as table } from '../../access/tables';
import { cell } from '../../platform/place';

const MOST_REFERENCES = 10;

type Counted = keyof OverviewCounts;

/** A restricted dossier is counted for nobody (AVG art. 18). */
const FREE = `AND ${dossierFreeToUse('d.id')}`;

/**
 * Who reads the overview of whoever has the dossier, as `b`: the substitute of who is away, else that employee. `?` twice
 * the day. Covers of one employee never overlap.
 */
const READER = `LEFT JOIN cover c ON c.employee = d.employee AND c.withdrawn_on IS NULL AND c.from_date <= ? AND c.until_date >= ?
  JOIN employee b ON b.code = COALESCE(c.substitute, d.employee)`;

/**
 * A term of the Wpg part is for a reader who is boa, of a confidential task for its author: of others it is not even
 * counted, whoever has the dossier.
 */
const KNOWN = `AND (${listedTerms({ wpg: false })} OR (b.boa = 1 AND ${listedTerms({ wpg: true })})
  OR EXISTS (SELECT 1 FROM dossier_item i WHERE i.id = t.subject_id AND i.room = 'avg' AND i.author = b.code))`;

/** Per employee, one query each. Each `?` is the day, but in `newDossiers`, where it is the first day that is recent. */
const COUNTS: Record<Counted, string> = {
  newDossiers: `SELECT d.employee, COUNT(*) AS "count" FROM dossier d WHERE d.status = 'nieuw' AND d.employee IS NOT NULL
    AND d.assigned_on >= ? ${FREE} GROUP BY d.employee`,
  termsPast: `SELECT d.employee, COUNT(*) AS "count" FROM term t JOIN dossier d ON d.id = t.dossier_id ${READER}
    WHERE t.ended_on IS NULL AND t.due_on < ? AND d.employee IS NOT NULL AND d.status <> 'afgesloten' ${FREE} ${KNOWN}
    GROUP BY d.employee`,
  termsSoon: `SELECT d.employee, COUNT(*) AS "count" FROM term t JOIN dossier d ON d.id = t.dossier_id ${READER}
    WHERE t.ended_on IS NULL AND t.remind_on <= ? AND t.due_on >= ? AND d.employee IS NOT NULL
      AND d.status <> 'afgesloten' ${FREE} ${KNOWN} GROUP BY d.employee`,
  contactAlarms: `SELECT d.employee, COUNT(*) AS "count" FROM trajectory_alarm a JOIN trajectory t ON t.id = a.trajectory_id
    JOIN dossier d ON d.id = t.dossier_id
    WHERE a.settled_on IS NULL AND a.raised_on <= ? AND d.employee IS NOT NULL ${FREE} GROUP BY d.employee`,
  handovers: `SELECT d.employee, COUNT(*) AS "count" FROM handover h JOIN dossier d ON d.id = h.dossier_id
    WHERE h.state = 'aangeboden' AND h.kind = 'verhuizing' AND h.offered_on <= ? AND d.employee IS NOT NULL
    ${FREE} GROUP BY d.employee`,
  warmHandovers: `SELECT d.employee, COUNT(*) AS "count" FROM warm_handover w JOIN dossier d ON d.id = w.dossier_id
    WHERE w.ended_on IS NULL AND w.prepared_on <= ? AND d.employee IS NOT NULL ${FREE} GROUP BY d.employee`,
};

/** One mail a day for each employee who has something to do: counts and references, no names. */
@Injectable()
export class DailyOverview {
  constructor(
    @Inject(Postbox) private readonly postbox: Postbox,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** `days`: the days swept. The day is the fact: whoever had the overview of a day does not get it again. */
  async handle(work: Work, days: readonly string[]): Promise<void> {
    for (const text of days) {
      const day = parseDay(text);
      if (day !== null && this.postbox.isOpen) await this.postbox.put(work, await this.messages(work, day));
    }
  }

  private async messages(work: Work, day: Day): Promise<Message[]> {
    const overviews = await this.overviews(work, day);
    const { sql, value } = work.oneOf('code', [...overviews.keys()], 'code');
    const people = await work.all<{ employee: string; email: string }>(
      `SELECT code AS "employee", email FROM employee WHERE ${sql} AND email IS NOT NULL
          AND (from_date IS NULL OR from_date <= ?) AND (until_date IS NULL OR until_date >= ?) ORDER BY code`,
      [value, day, day],
    );
    return people.flatMap(({ employee, email }) => {
      const overview = overviews.get(employee)!;
      if (isEmpty(overview)) return [];
      const address = this.encryption.decrypt(email, cell(table, 'email', { code: employee }));
      return [{ kind: 'dagoverzicht', recipient: employee, fact: day, address, ...overviewText(overview, day) }];
    });
  }

  /** By who gets the mail: the substitute of who is away. */
  private async overviews(work: Work, day: Day): Promise<Map<string, Overview>> {
    const counted: { employee: string; name: Counted; count: number }[] = [];
    for (const [name, sql] of Object.entries(COUNTS) as [Counted, string][]) {
      const from: Value = name === 'newDossiers' ? addDays(day, -RECENT_DAYS) : day;
      const values = Array<Value>(sql.split('?').length - 1).fill(from);
      for (const row of await work.all<{ employee: string; count: number }>(sql, values))
        counted.push({ ...row, name });
    }
    const employees = [...new Set(counted.map((one) => one.employee))];
    const goesTo = await recipients(work, employees, day);
    const references = await pastReferences(work, day, goesTo);
    const found = new Map<string, Overview>();
    for (const { employee, name, count } of counted) {
      const reader = goesTo.get(employee)!;
      const overview = found.get(reader) ?? { ...NOTHING, references: references.get(reader) ?? [] };
      found.set(reader, { ...overview, [name]: overview[name] + count });
    }
    return found;
  }
}

const NOTHING: OverviewCounts = {
  ...{ newDossiers: 0, termsPast: 0, termsSoon: 0, contactAlarms: 0, handovers: 0, warmHandovers: 0 },
};

/** Per reader the dossiers whose term is past longest. */
async function pastReferences(sql: Sql, day: Day, goesTo: ReadonlyMap<string, string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const rows = await sql.all<{ id: string; employee: string }>(
    `SELECT d.id, d.employee, MIN(t.due_on) AS "due" FROM term t JOIN dossier d ON d.id = t.dossier_id ${READER}
      WHERE t.ended_on IS NULL AND t.due_on < ? AND d.employee IS NOT NULL AND d.status <> 'afgesloten'
      ${FREE} ${KNOWN} GROUP BY d.id, d.employee ORDER BY MIN(t.due_on), d.id`,
    [day, day, day],
  );
  for (const { id, employee } of rows) {
    const reader = goesTo.get(employee);
    if (reader === undefined) continue;
    const own = found.get(reader) ?? [];
    if (own.length < MOST_REFERENCES) found.set(reader, [...own, id]);
  }
  return found;
}
