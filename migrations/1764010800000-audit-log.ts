import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, flag, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** The audit log: entries in hash chains, and the pupils of entries about a few. */
export class AuditLog1764010800000 implements MigrationInterface {
  name = 'AuditLog1764010800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'audit_entry',
      {
        chain: id(),
        seq: integer(),
        log: code(3),
        at: instant(),
        employee: code(60, { nullable: true }),
        roles: code(200),
        via: code(10),
        from_address: code(60, { nullable: true }),
        operation: id(),
        action: code(30),
        object: code(30),
        object_id: code(60, { nullable: true }),
        purpose: code(120),
        result: code(10),
        pupils: text(),
        hash: code(43),
        linked: flag(),
      },
      ['chain', 'seq'],
      {
        ix_audit_at: { columns: ['at'] },
        ix_audit_employee: { columns: ['employee', 'at'] },
        ix_audit_object: { columns: ['object_id'], where: 'object_id IS NOT NULL' },
        ix_audit_many: { columns: ['at'], where: 'linked = 0' },
      },
    );
    await createTable(runner, 'audit_pupil', { pupil_id: id(), chain: id(), seq: integer() }, [
      ...['pupil_id', 'chain', 'seq'],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_pupil');
    await runner.dropTable('audit_entry');
  }
}
