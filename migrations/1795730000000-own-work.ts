import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndexes } from './migration-table';

/** An index for the work list of one's own dossiers, whose rows lie scattered through the table. */
export class OwnWork1795730000000 implements MigrationInterface {
  name = 'OwnWork1795730000000';

  async up(runner: QueryRunner): Promise<void> {
    await addIndexes(runner, 'dossier', {
      ix_dossier_own: {
        columns: ['employee', 'municipality', 'regime', 'assigned_on', 'id'],
        where: "status <> 'afgesloten'",
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_dossier_own');
  }
}
