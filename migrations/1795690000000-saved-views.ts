import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Ways of looking at the work list that officers keep. */
export class SavedViews1795690000000 implements MigrationInterface {
  name = 'SavedViews1795690000000';

  async up(runner: QueryRunner): Promise<void> {
    const columns = { id: id(), employee: code(60), content: text(), made_at: instant() };
    const indexes = { ix_saved_view_employee: { columns: ['employee'] } };
    await createTable(runner, 'saved_view', columns, ['id'], indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('saved_view');
  }
}
