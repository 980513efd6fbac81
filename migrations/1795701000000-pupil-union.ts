import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Pupils that were found to be one, with what it takes to make them two again. */
export class PupilUnion1795701000000 implements MigrationInterface {
  name = 'PupilUnion1795701000000';

  async up(runner: QueryRunner): Promise<void> {
    const columns = {
      ...{ id: id(), pupil_id: id(), former_id: id(), reason: text(), made_by: code(60), made_at: instant() },
      ...{ undone_by: code(60, { nullable: true }), undone_at: instant({ nullable: true }) },
      undo: text({ nullable: true }),
    };
    await createTable(runner, 'pupil_union', columns, ['id'], {
      ix_pupil_union_pupil: { columns: ['pupil_id'] },
      ix_pupil_union_former: { columns: ['former_id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('pupil_union');
  }
}
