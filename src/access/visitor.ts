import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Database } from '../platform/database/database';
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
}

/** Whether someone works here on that day; both dates belong to the service. */
export function isInService(person: Pick<Visitor, 'from' | 'until'>, today: Day): boolean {
  return (person.from === null || person.from <= today) && (person.until === null || today <= person.until);
}

@Injectable()
export class Visitors {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The employee as a visitor, read afresh: who loses a role or an area loses the sight at once. */
  async find(employee: string): Promise<Visitor | null> {
    const rows = await this.database.read.all<EmployeeRow>(
      `SELECT e.code, e.name, e.roles, e.boa, e.from_date, e.until_date, a.kind, a.area
       FROM employee e LEFT JOIN employee_area a ON a.employee = e.code WHERE e.code = ? ORDER BY a.area`,
      [employee],
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
    };
  }
}
