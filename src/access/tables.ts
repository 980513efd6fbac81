import { code, day, flag, id, instant, integer, lookup, secret, table, text } from '../platform/database/columns';
import { keyTables } from './keys/tables';

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
    email: secret({ nullable: true }),
    email_index: lookup({ of: 'email' }, { nullable: true }),
  },
  ['code'],
  { ix_employee_email: { columns: ['email_index'] } },
);

/** Areas of an employee, with their first and last day: kind `gemeente`, `regio` or `school` (a brin or a location). */
export const employeeArea = table(
  'employee_area',
  {
    employee: code(60),
    kind: code(10),
    area: code(6),
    from_date: day({ nullable: true }),
    until_date: day({ nullable: true }),
  },
  ['employee', 'kind', 'area'],
  { ix_employee_area: { columns: ['kind', 'area'] } },
);

/**
 * Who can log in, as which employee: with a password and a second factor of our own, or at a `provider` (then
 * `username` is what it calls this person, hashed). The second factor is set up once `totp_step` is filled.
 */
export const account = table(
  'account',
  {
    id: id(),
    username: code(100),
    password_hash: text(),
    employee: code(60),
    made_at: instant(),
    /** `geen`: an account of the demonstration */
    second_factor: code(10, { nullable: true }),
    /** encrypted */
    totp_secret: secret({ nullable: true }),
    /** the time step of the last code used: no code counts twice */
    totp_step: integer({ nullable: true }),
    locked_at: instant({ nullable: true }),
    provider: code(40, { nullable: true }),
  },
  ['id'],
  {
    ux_account_username: { columns: ['username'], unique: true },
    ix_account_employee: { columns: ['employee'] },
  },
);

/** Codes for who lost the telephone; each works once. */
export const recoveryCode = table('recovery_code', { account_id: id(), code_hash: code(64) }, [
  'account_id',
  'code_hash',
]);

/** One-time links: to choose a (new) password. */
export const accountLink = table(
  'account_link',
  { token_hash: code(64), account_id: id(), kind: code(12), ends_at: instant() },
  ['token_hash'],
  { ix_account_link_account: { columns: ['account_id'] } },
);

/** Attempts to guess. `name`: keyed index of what they count for; a new key begins the count anew. */
export const attempt = table('attempt', { name: code(22), count: integer(), until_at: instant() }, ['name'], {
  ix_attempt_until: { columns: ['until_at'] },
});

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
    /** what is still to be done before anything may be seen: `code`, `instellen`; null: nothing */
    stage: code(10, { nullable: true }),
    /** of a login at a provider, encrypted: what it gave to log out with and to renew with */
    id_token: secret({ nullable: true }),
    refresh_token: secret({ nullable: true }),
    renew_at: instant({ nullable: true }),
    /** hash of what the provider calls this session */
    provider_session: code(64, { nullable: true }),
  },
  ['token_hash'],
  {
    ix_session_account: { columns: ['account_id'] },
    ix_session_provider: { columns: ['provider_session'] },
  },
);

/** Systems of schools that come in over the API. Only the hash of a key is kept; lists are comma-separated. */
export const machine = table(
  'machine',
  {
    id: id(),
    name: code(200),
    key_hash: code(64),
    schools: text(),
    rights: text(),
    until_date: day(),
    made_on: day(),
    revoked_at: instant({ nullable: true }),
    last_used_on: day({ nullable: true }),
  },
  ['id'],
  { ux_machine_key: { columns: ['key_hash'], unique: true } },
);

/**
 * Of this pupil everything is kept and nothing is used or shown while it stands (AVG art. 18). `reason` is encrypted.
 */
export const restriction = table(
  'restriction',
  {
    id: id(),
    pupil_id: id(),
    reason: secret(),
    placed_by: code(60),
    placed_on: day(),
    lifted_by: code(60, { nullable: true }),
    lifted_on: day({ nullable: true }),
  },
  ['id'],
  { ux_restriction: { columns: ['pupil_id'], unique: true, where: 'lifted_on IS NULL' } },
);

/** The last day on which a turn of the day was done, by name. */
export const dayTurn = table('day_turn', { name: code(20), day: day() }, ['name']);

export const accessTables = [
  ...[employee, employeeArea, account, recoveryCode, accountLink, attempt],
  ...[session, machine, restriction, dayTurn, ...keyTables],
];
