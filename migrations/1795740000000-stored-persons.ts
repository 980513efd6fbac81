import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, integer, text } from '../src/platform/database/columns';
import { addColumns, addIndexes, createTable } from './migration-table';

/** Who stands behind the figures that were stored. Whoever is destroyed or asks for access is found by the pupil. */
export class StoredPersons1795740000000 implements MigrationInterface {
  name = 'StoredPersons1795740000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'stored_figure_person',
      {
        stored_id: id(),
        person: integer(),
        place: integer(),
        pupil_id: id(),
        regime: code(20),
        room: code(3),
        municipality: code(4, { nullable: true }),
        region: code(2, { nullable: true }),
        day: day({ nullable: true }),
        what: code(40, { nullable: true }),
        cells: text(),
        trajectory_id: id({ nullable: true }),
        item_id: id({ nullable: true }),
      },
      ['stored_id', 'person', 'place'],
      {
        ix_stored_person_pupil: { columns: ['pupil_id'] },
        ix_stored_person_trajectory: { columns: ['trajectory_id'], where: 'trajectory_id IS NOT NULL' },
        ix_stored_person_item: { columns: ['item_id'], where: 'item_id IS NOT NULL' },
      },
    );
    await addColumns(runner, 'stored_figure', { people: integer({ nullable: true }) });
    await addIndexes(runner, 'vsv_snapshot_person', { ix_vsv_snapshot_pupil: { columns: ['pupil_id'] } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_vsv_snapshot_pupil');
    await runner.query('ALTER TABLE stored_figure DROP COLUMN people');
    await runner.dropTable('stored_figure_person');
  }
}
