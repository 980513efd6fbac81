import { Inject, Injectable } from '@nestjs/common';
import type { DatedArea } from '../../access/area';
import { readRoles, type Role } from '../../access/roles';
import { Queue } from '../../jobs/queue';
import type { Day } from '../../law/day';
import { Database } from '../../platform/database/database';
import type { QueueView } from './queue-page';

export interface StaffRow {
  employee: string;
  name: string;
  roles: Role[];
  boa: number;
  /** hundredths */
  fte: number;
  maximum: number | null;
  from: Day | null;
  until: Day | null;
  areas: DatedArea[];
  open: number;
}

const FAILED_SHOWN = 100;

/** What the administrators' pages read. None of it holds data of pupils. */
@Injectable()
export class BeheerQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Queue) private readonly jobs: Queue,
  ) {}

  async queue(): Promise<QueueView> {
    const counts = await this.jobs.counts();
    const failed = await this.jobs.list({ state: 'mislukt', limit: FAILED_SHOWN });
    const since = await this.jobs.waitingSince();
    const all = counts.filter((one) => one.state === 'mislukt').reduce((sum, one) => sum + one.count, 0);
    return {
      counts,
      failed,
      waitingSince: since === null ? null : new Date(since).toISOString(),
      more: Math.max(0, all - failed.length),
    };
  }

  async staff(): Promise<StaffRow[]> {
    const rows = await this.database.read.all<Omit<StaffRow, 'roles' | 'areas'> & { roles: string }>(
      `SELECT e.code AS "employee", e.name, e.roles, e.boa, e.fte, e.maximum, e.from_date AS "from",
         e.until_date AS "until", COALESCE(d.open, 0) AS "open"
       FROM employee e LEFT JOIN (
         SELECT employee, COUNT(*) AS open FROM dossier WHERE status <> 'afgesloten' AND employee IS NOT NULL
         GROUP BY employee) d ON d.employee = e.code`,
    );
    const areas = new Map<string, DatedArea[]>();
    const found = await this.database.read.all<{ employee: string } & DatedArea>(
      `SELECT employee, area AS "code", from_date AS "from", until_date AS "until" FROM employee_area ORDER BY kind, area`,
    );
    for (const { employee, ...area } of found) areas.set(employee, [...(areas.get(employee) ?? []), area]);
    return rows.map((row) => ({ ...row, roles: readRoles(row.roles), areas: areas.get(row.employee) ?? [] }));
  }
}
