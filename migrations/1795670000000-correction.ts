import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** What was put right at somebody's request. */
export class Correction1795670000000 implements MigrationInterface {
  name = 'Correction1795670000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'correction',
      {
        id: id(),
        pupil_id: id(),
        field: code(20),
        was: text({ nullable: true }),
        reason: text(),
        corrected_by: code(60),
        corrected_on: day(),
      },
      ['id'],
      { ix_correction_pupil: { columns: ['pupil_id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('correction');
  }
}
