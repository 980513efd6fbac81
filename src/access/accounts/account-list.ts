import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { readRoles, type Role } from '../roles';

export const ACCOUNTS_PER_PAGE = 50;

export interface AccountShown {
  employee: string;
  name: string;
  roles: readonly Role[];
  until: Day | null;
  /** null: cannot log in */
  account: { id: string; provider: string | null; locked: boolean; setUp: boolean; sessions: number } | null;
}

interface ListRow {
  code: string;
  name: string;
  roles: string;
  until_date: Day | null;
  id: string | null;
  provider: string | null;
  locked_at: string | null;
  second_factor: string | null;
  totp_step: number | null;
  sessions: number;
}

/** Employees and how they log in, by name. */
@Injectable()
export class AccountList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param page from 1 */
  async page(page: number): Promise<{ rows: AccountShown[]; more: boolean }> {
    const rows = await this.database.read.all<ListRow>(
      `SELECT e.code, e.name, e.roles, e.until_date, a.id, a.provider, a.locked_at, a.second_factor, a.totp_step,
         (SELECT COUNT(*) FROM session s WHERE s.account_id = a.id AND s.ends_at > ?) AS sessions
       FROM employee e LEFT JOIN account a ON a.employee = e.code
       ORDER BY e.name, e.code, a.id LIMIT ? OFFSET ?`,
      [this.clock.instant(), ACCOUNTS_PER_PAGE + 1, (page - 1) * ACCOUNTS_PER_PAGE],
    );
    return { rows: rows.slice(0, ACCOUNTS_PER_PAGE).map(shown), more: rows.length > ACCOUNTS_PER_PAGE };
  }
}

function shown(row: ListRow): AccountShown {
  const account = row.id && {
    id: row.id,
    provider: row.provider,
    locked: row.locked_at !== null,
    setUp: row.provider !== null || row.second_factor === 'geen' || row.totp_step !== null,
    sessions: row.sessions,
  };
  return {
    employee: row.code,
    name: row.name,
    roles: readRoles(row.roles),
    until: row.until_date,
    account: account || null,
  };
}
