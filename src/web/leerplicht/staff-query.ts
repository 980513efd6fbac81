import { Inject, Injectable } from '@nestjs/common';
import { areaHolds } from '../../access/area';
import type { Visitor } from '../../access/visitor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';

/** A colleague who can get dossiers, with how many are open. */
export interface StaffChoice {
  code: string;
  name: string;
  open: number;
}

/** Colleagues in service who share an area with the visitor; the use case decides for each dossier whether they may. */
@Injectable()
export class StaffChoices {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async of({ municipalities, regions }: Visitor): Promise<StaffChoice[]> {
    const { read } = this.database;
    const today = this.clock.today();
    const holds = areaHolds('a', today);
    const areas = read.oneOf('a.area', [...municipalities, ...regions], 'code');
    return read.all<StaffChoice>(
      `SELECT e.code, e.name, (SELECT COUNT(*) FROM dossier d WHERE d.employee = e.code AND d.status <> 'afgesloten') AS "open"
       FROM employee e WHERE e.code IN (SELECT a.employee FROM employee_area a WHERE ${areas.sql} AND ${holds.sql})
         AND (e.roles LIKE '%leerplichtambtenaar%' OR e.roles LIKE '%rmc-trajectbegeleider%')
         AND (e.from_date IS NULL OR e.from_date <= ?) AND (e.until_date IS NULL OR e.until_date >= ?)
       ORDER BY e.name`,
      [areas.value, ...holds.values, today, today],
    );
  }
}
