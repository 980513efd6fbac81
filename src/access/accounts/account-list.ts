import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { readRoles, type Role } from '../roles';

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

const FROM = 'employee e LEFT JOIN account a ON a.employee = e.code';
const COLUMNS = `e.code, e.name, e.roles, e.until_date, a.id, a.provider, a.locked_at, a.second_factor, a.totp_step,
  (SELECT COUNT(*) FROM session s WHERE s.account_id = a.id AND s.ends_at > ?) AS sessions`;

/** Employees and how they log in, by name. */
@Injectable()
export class AccountList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One page of them and how many there are: an employee without an account is one too. */
  async list(limit: number, offset: number): Promise<{ rows: AccountShown[]; total: number }> {
    const { read } = this.database;
    const count = await read.get<{ total: number }>(`SELECT COUNT(*) AS "total" FROM ${FROM}`);
    const rows = await read.all<ListRow>(
      `SELECT ${COLUMNS} FROM ${FROM} ORDER BY e.name, e.code, a.id LIMIT ? OFFSET ?`,
      [this.clock.instant(), limit, offset],
    );
    return { rows: rows.map(shown), total: count!.total };
  }

  /** By the id of the account; null where there is none. */
  async one(accountId: string): Promise<AccountShown | null> {
    const row = await this.database.read.get<ListRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE a.id = ?`, [
      this.clock.instant(),
      accountId,
    ]);
    return row ? shown(row) : null;
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
