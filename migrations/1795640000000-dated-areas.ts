import type { MigrationInterface, QueryRunner } from 'typeorm';
import { day } from '../src/platform/database/columns';
import { addColumns } from './migration-table';

/** Areas of employees begin and end on a day. */
export class DatedAreas1795640000000 implements MigrationInterface {
  name = 'DatedAreas1795640000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'employee_area', {
      from_date: day({ nullable: true }),
      until_date: day({ nullable: true }),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['until_date', 'from_date']) {
      await runner.query(`ALTER TABLE employee_area DROP COLUMN ${column}`);
    }
  }
}
