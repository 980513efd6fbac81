import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { areaHolds } from './area';
import type { MachineRight } from './machines/machine';
import { A_RESTRICTION } from './restriction';
import { readRoles, type Role } from './roles';

/** Who is asking. Areas are codes; `schools` holds brins and locations. */
export interface Visitor {
  employee: string;
  name: string;
  roles: readonly Role[];
  boa: boolean;
  from: Day | null;
  until: Day | null;
  municipalities: readonly string[];
  regions: readonly string[];
  schools: readonly string[];
  /**
   * true: when this visitor was read, just before what they ask, no restriction (AVG art. 18) stood of any pupil, so that
   * no row has to be asked; left out: unknown
   */
  nothingRestricted?: boolean;
  /** only where a system asks and no person: what it may do over the API */
  machine?: { rights: readonly MachineRight[] };
}

interface EmployeeRow {
  code: string;
  name: string;
  roles: string;
  boa: number;
  from_date: Day | null;
  until_date: Day | null;
  kind: string | null;
  area: string | null;
  restricted: number | null;
}

/** Whether someone works here on that day; both dates belong to the service. */
export function isInService(person: Pick<Visitor, 'from' | 'until'>, today: Day): boolean {
  return (person.from === null || person.from <= today) && (person.until === null || today <= person.until);
}

@Injectable()
export class Visitors {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The employee as a visitor with the areas of today, read afresh: who loses a role or an area loses sight at once. */
  async find(employee: string): Promise<Visitor | null> {
    const holds = areaHolds('a', this.clock.today());
    const rows = await this.database.read.all<EmployeeRow>(
      `SELECT e.code, e.name, e.roles, e.boa, e.from_date, e.until_date, a.kind, a.area,
              (${A_RESTRICTION}) AS "restricted"
       FROM employee e LEFT JOIN employee_area a ON a.employee = e.code AND ${holds.sql}
       WHERE e.code = ? ORDER BY a.area`,
      [...holds.values, employee],
    );
    const row = rows[0];
    if (!row) return null;
    const ofKind = (kind: string) => rows.flatMap((one) => (one.kind === kind && one.area ? [one.area] : []));
    return {
      employee: row.code,
      name: row.name,
      roles: readRoles(row.roles),
      boa: row.boa === 1,
      from: row.from_date,
      until: row.until_date,
      municipalities: ofKind('gemeente'),
      regions: ofKind('regio'),
      schools: ofKind('school'),
      nothingRestricted: row.restricted === null,
    };
  }
}
