import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndexes } from './migration-table';

/** Indexes for what is asked most: the work list of an area, and when the next job is due. */
export class HotReads1795549900000 implements MigrationInterface {
  name = 'HotReads1795549900000';

  async up(runner: QueryRunner): Promise<void> {
    await addIndexes(runner, 'dossier', {
      ix_dossier_open: {
        columns: ['municipality', 'regime', 'opened_on', 'id', 'employee', 'for_closing'],
        where: "status <> 'afgesloten'",
      },
    });
    await addIndexes(runner, 'outbox', { ix_outbox_due: { columns: ['not_before'], where: "state = 'wacht'" } });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['ix_outbox_due', 'ix_dossier_open']) await runner.query(`DROP INDEX ${index}`);
  }
}
