import { Inject, Injectable } from '@nestjs/common';
import type { DatedArea } from '../../access/area';
import { readRoles, type Role } from '../../access/roles';
import { Queue } from '../../jobs/queue';
import type { Day } from '../../law/day';
import { Database } from '../../platform/database/database';
import type { OwnCalendars } from './calendars-page';
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

export interface ImportRow {
  id: string;
  kind: string;
  at: string;
  read: number;
  added: number;
  changed: number;
  rejected: number;
}

/** One import as it was counted; `locations`: rows per school location, most first. */
export interface ImportRunShown extends ImportRow {
  unchanged: number;
  alarms: string[];
  locations: [code: string, rows: number][];
}

const IMPORT_RUN = `SELECT id, kind, at, rows_read AS "read", rows_new AS "added", rows_changed AS "changed",
  rows_unchanged AS "unchanged", rows_rejected AS "rejected", notices, per_location AS "perLocation" FROM import_run`;
const LOCATIONS_SHOWN = 50;
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

  async ownCalendars(): Promise<OwnCalendars[]> {
    const year = `CAST(SUBSTR(CAST(from_date AS TEXT), 1, 4) AS INTEGER)
      - CASE WHEN SUBSTR(CAST(from_date AS TEXT), 6, 2) < '08' THEN 1 ELSE 0 END`;
    return this.database.read.all<OwnCalendars>(
      `SELECT ${year} AS "schoolYear",
         COUNT(DISTINCT CASE WHEN kind = 'vakantie' THEN location END) AS "holidays",
         COALESCE(SUM(CASE WHEN kind = 'vrij' THEN 1 ELSE 0 END), 0) AS "daysOff"
       FROM calendar_period GROUP BY 1`,
    );
  }

  async latestImports(limit = 15): Promise<ImportRow[]> {
    return this.database.read.all<ImportRow>(`${IMPORT_RUN} ORDER BY id DESC LIMIT ?`, [limit]);
  }

  async importRun(id: string): Promise<ImportRunShown | null> {
    type Stored = Omit<ImportRunShown, 'alarms' | 'locations'> & { notices: string; perLocation: string };
    const row = await this.database.read.get<Stored>(`${IMPORT_RUN} WHERE id = ?`, [id]);
    if (!row) return null;
    const { notices, perLocation, ...run } = row;
    const locations = Object.entries(JSON.parse(perLocation) as Record<string, number>);
    return {
      ...run,
      alarms: JSON.parse(notices) as string[],
      locations: locations.sort((a, b) => b[1] - a[1]).slice(0, LOCATIONS_SHOWN),
    };
  }
}
