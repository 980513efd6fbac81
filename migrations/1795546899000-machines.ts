import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Systems of schools that come in over the API. */
export class Machines1795546899000 implements MigrationInterface {
  name = 'Machines1795546899000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('machine');
  }
}
