import { code, day, flag, id, instant, integer, table, text } from '../platform/database/columns';

/** Staff of municipalities, regions and schools. `roles` is comma-separated. `fte` in hundredths. */
export const employee = table(
  'employee',
  {
    code: code(60),
    name: code(200),
    roles: code(200),
    boa: flag(),
    fte: integer(),
    maximum: integer({ nullable: true }),
    from_date: day({ nullable: true }),
    until_date: day({ nullable: true }),
    email: text({ nullable: true }),
    email_index: code(22, { nullable: true }),
  },
  ['code'],
);

/** Areas of an employee: kind `gemeente`, `regio` or `school` (a brin or a location). */
export const employeeArea = table(
  'employee_area',
  { employee: code(60), kind: code(10), area: code(6) },
  ['employee', 'kind', 'area'],
  { ix_employee_area: { columns: ['kind', 'area'] } },
);

export const account = table(
  'account',
  { id: id(), username: code(100), password_hash: text(), employee: code(60), made_at: instant() },
  ['id'],
  { ux_account_username: { columns: ['username'], unique: true } },
);

/** Sessions live here, not in the cookie; the cookie holds a token of which only the hash is kept. */
export const session = table(
  'session',
  {
    token_hash: code(64),
    account_id: id(),
    csrf: code(43),
    started_at: instant(),
    seen_at: instant(),
    ends_at: instant(),
  },
  ['token_hash'],
  { ix_session_account: { columns: ['account_id'] } },
);

export const accessTables = [employee, employeeArea, account, session];
