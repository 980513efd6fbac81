import type { Day } from '../../law/day';
import { areaHolds } from '../../access/area';
import type { Sql } from '../../platform/database/sql';
import { municipality, region, regionOf } from '../../registry/facts';
import type { AssignmentRequest, Candidate } from './assignment';
import type { CaseRole, Regime } from '../dossier/regime';
import { roleOf } from '../dossier/regime';

/** The area that decides who may take a dossier: the municipality, or the region of it. */
export interface Area {
  kind: 'gemeente' | 'regio';
  code: string;
  words: string;
}

/** Null where the pupil has no known residence. */
export function areaOf(regime: Regime, municipalityCode: string | null, today: Day): Area | null {
  if (municipalityCode === null) return null;
  const home = municipality(municipalityCode);
  if (regime === 'leerplicht') return { kind: 'gemeente', code: home.code, words: `gemeente ${home.name}` };
  const code = regionOf(home.code, today);
  return code === null ? null : { kind: 'regio', code, words: `regio ${region(code).name}` };
}

interface EmployeeRow {
  employee: string;
  name: string;
  roles: string;
  from: Day | null;
  until: Day | null;
  fte: number;
  maximum: number | null;
}

const OPEN = `('nieuw', 'in_behandeling', 'aangehouden', 'heropend')`;

/**
 * The staff that one unit of work assigns to: read once per role and area, with loads that it keeps up to date itself,
 * so that each assignment counts in the next.
 */
export class StaffInWork {
  private readonly candidates = new Map<string, Candidate[]>();
  private readonly known = new Map<string, Candidate>();

  constructor(
    private readonly sql: Sql,
    private readonly today: Day,
  ) {}

  /** Everyone with this role and area, whether available or not, by id. */
  async candidatesFor(role: CaseRole, area: Area | null): Promise<Candidate[]> {
    if (area === null) return [];
    const key = `${role}|${area.kind}|${area.code}`;
    let found = this.candidates.get(key);
    if (!found) {
      found = await this.load(role, area);
      this.candidates.set(key, found);
    }
    return found;
  }

  /** The one who has a dossier now, and whether role and area still fit. */
  async current(employee: string, regime: Regime, area: Area | null): Promise<AssignmentRequest['current']> {
    const fitting = (await this.candidatesFor(roleOf(regime), area)).find((one) => one.employee === employee);
    if (fitting) return { ...fitting, allowed: true };
    const row = await this.sql.get<{ name: string; from: Day | null; until: Day | null }>(
      'SELECT name, from_date AS "from", until_date AS "until" FROM employee WHERE code = ?',
      [employee],
    );
    return {
      employee,
      name: row?.name ?? employee,
      from: row?.from ?? null,
      until: row?.until ?? null,
      allowed: false,
    };
  }

  /** Tells that a dossier went from one to another (null: from or to the verdeelbak). */
  moved(from: string | null, to: string | null): void {
    const giver = from === null ? undefined : this.known.get(from);
    const taker = to === null ? undefined : this.known.get(to);
    if (giver) giver.open--;
    if (taker) taker.open++;
  }

  private async load(role: CaseRole, area: Area): Promise<Candidate[]> {
    const holds = areaHolds('a', this.today);
    const rows = await this.sql.all<EmployeeRow>(
      `SELECT e.code AS "employee", e.name, e.roles, e.from_date AS "from", e.until_date AS "until", e.fte, e.maximum
         FROM employee_area a JOIN employee e ON e.code = a.employee
        WHERE a.kind = ? AND a.area = ? AND ${holds.sql}`,
      [area.kind, area.code, ...holds.values],
    );
    const fitting = rows.filter((row) => row.roles.split(',').includes(role));
    const fresh = fitting.map((row) => row.employee).filter((employee) => !this.known.has(employee));
    const [schools, loads] = [await this.schoolsOf(fresh), await this.loadsOf(fresh)];
    return fitting
      .map(({ roles: _, ...row }) => {
        // one and the same object however many areas lead to it: its load is counted once
        const candidate = this.known.get(row.employee) ?? {
          ...row,
          schools: schools.get(row.employee) ?? [],
          open: loads.get(row.employee) ?? 0,
        };
        this.known.set(row.employee, candidate);
        return candidate;
      })
      .sort((a, b) => (a.employee < b.employee ? -1 : 1));
  }

  private async schoolsOf(employees: string[]): Promise<Map<string, string[]>> {
    const { sql, value } = this.sql.oneOf('a.employee', employees, 'code');
    const holds = areaHolds('a', this.today);
    const rows = await this.sql.all<{ employee: string; area: string }>(
      `SELECT a.employee, a.area FROM employee_area a WHERE a.kind = 'school' AND ${sql} AND ${holds.sql}`,
      [value, ...holds.values],
    );
    const found = new Map<string, string[]>();
    for (const { employee, area } of rows) found.set(employee, [...(found.get(employee) ?? []), area]);
    return found;
  }

  private async loadsOf(employees: string[]): Promise<Map<string, number>> {
    const { sql, value } = this.sql.oneOf('employee', employees, 'code');
    const rows = await this.sql.all<{ employee: string; open: number }>(
      `SELECT employee, COUNT(*) AS "open" FROM dossier WHERE ${sql} AND status IN ${OPEN} GROUP BY employee`,
      [value],
    );
    return new Map(rows.map(({ employee, open }) => [employee, open]));
  }
}
