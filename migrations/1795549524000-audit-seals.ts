import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, integer, json } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** The daily seals of the audit log, and the chains whose time was up. */
export class AuditSeals1795549524000 implements MigrationInterface {
  name = 'AuditSeals1795549524000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'audit_seal',
      { seq: integer(), day: day(), at: instant(), heads: json(), hash: code(43) },
      ['seq'],
      { ux_audit_seal_day: { columns: ['day'], unique: true } },
    );
    await createTable(runner, 'audit_removed', { chain: id(), last_seq: integer(), removed_on: day() }, ['chain']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_removed');
    await runner.dropTable('audit_seal');
  }
}
