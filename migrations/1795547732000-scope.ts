import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day } from '../src/platform/database/columns';
import { addColumns, addIndexes, createTable } from './migration-table';

/** What scope hangs on: where open dossiers are, whom they came from, and who moves on a day. */
export class Scope1795547732000 implements MigrationInterface {
  name = 'Scope1795547732000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'day_turn', { name: code(20), day: day() }, ['name']);
    await addColumns(runner, 'dossier', {
      handed_from: code(4, { nullable: true }),
      handed_on: day({ nullable: true }),
    });
    await addIndexes(runner, 'dossier', {
      ix_dossier_pupil: { columns: ['pupil_id'] },
      ix_dossier_handed: { columns: ['handed_from'], where: 'handed_from IS NOT NULL' },
    });
    await addIndexes(runner, 'residence', { ix_residence_from: { columns: ['from_date'] } });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['ix_residence_from', 'ix_dossier_handed', 'ix_dossier_pupil']) {
      await runner.query(`DROP INDEX ${index}`);
    }
    await runner.query('ALTER TABLE dossier DROP COLUMN handed_on');
    await runner.query('ALTER TABLE dossier DROP COLUMN handed_from');
    await runner.dropTable('day_turn');
  }
}
