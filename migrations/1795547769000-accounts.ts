import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, integer, text } from '../src/platform/database/columns';
import { addColumns, addIndexes, createTable } from './migration-table';

const ACCOUNT = {
  second_factor: code(10, { nullable: true }),
  totp_secret: text({ nullable: true }),
  totp_step: integer({ nullable: true }),
  locked_at: instant({ nullable: true }),
  provider: code(40, { nullable: true }),
};
const SESSION = {
  stage: code(10, { nullable: true }),
  id_token: text({ nullable: true }),
  refresh_token: text({ nullable: true }),
  renew_at: instant({ nullable: true }),
  provider_session: code(64, { nullable: true }),
};
const INDEXES = [
  ['account', 'ix_account_employee', 'employee'],
  ['employee', 'ix_employee_email', 'email_index'],
  ['session', 'ix_session_provider', 'provider_session'],
] as const;

/** Second factor, recovery codes, one-time links, attempts to guess, logins at a provider. */
export class Accounts1795547769000 implements MigrationInterface {
  name = 'Accounts1795547769000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'account', ACCOUNT);
    await addColumns(runner, 'session', SESSION);
    for (const [table, name, column] of INDEXES) {
      await addIndexes(runner, table, { [name]: { columns: [column] } });
    }
    await createTable(runner, 'recovery_code', { account_id: id(), code_hash: code(64) }, ['account_id', 'code_hash']);
    await createTable(
      runner,
      'account_link',
      { token_hash: code(64), account_id: id(), kind: code(12), ends_at: instant() },
      ['token_hash'],
      { ix_account_link_account: { columns: ['account_id'] } },
    );
    await createTable(runner, 'attempt', { name: code(22), count: integer(), until_at: instant() }, ['name'], {
      ix_attempt_until: { columns: ['until_at'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['attempt', 'account_link', 'recovery_code']) await runner.dropTable(table);
    for (const [table, name] of INDEXES) await runner.dropIndex(table, name);
    await runner.dropColumns('session', Object.keys(SESSION));
    await runner.dropColumns('account', Object.keys(ACCOUNT));
  }
}
