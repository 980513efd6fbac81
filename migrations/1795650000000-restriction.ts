import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, text } from '../src/platform/database/columns';
import { addColumns, createTable } from './migration-table';

/** Restriction of the use of somebody's data; the destruction date with each closed dossier. */
export class Restriction1795650000000 implements MigrationInterface {
  name = 'Restriction1795650000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'restriction',
      {
        id: id(),
        pupil_id: id(),
        reason: text(),
        placed_by: code(60),
        placed_on: day(),
        lifted_by: code(60, { nullable: true }),
        lifted_on: day({ nullable: true }),
      },
      ['id'],
      { ux_restriction: { columns: ['pupil_id'], unique: true, where: 'lifted_on IS NULL' } },
    );
    await addColumns(runner, 'dossier', { destroy_on: day({ nullable: true }) });
    await addColumns(runner, 'destruction_item', { part: code(60, { nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE destruction_item DROP COLUMN part');
    await runner.query('ALTER TABLE dossier DROP COLUMN destroy_on');
    await runner.dropTable('restriction');
  }
}
