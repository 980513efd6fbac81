import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Dossiers taken over from other systems. */
export class Takeover1795700000000 implements MigrationInterface {
  name = 'Takeover1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    const columns = {
      ...{ source: code(40), number: code(60), dossier_id: id(), note_id: id({ nullable: true }) },
      ...{ task_id: id({ nullable: true }), content: text(), taken_at: instant() },
    };
    const indexes = { ix_takeover_dossier: { columns: ['dossier_id'] } };
    await createTable(runner, 'takeover', columns, ['source', 'number'], indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('takeover');
  }
}
