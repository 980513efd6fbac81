import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['programme_measure'];

/** Measures of the regional programme and of local agreements. */
export class Programme1795551000000 implements MigrationInterface {
  name = 'Programme1795551000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'programme_measure',
      {
        kind: code(20),
        area: code(4),
        measure: code(60),
        school_year: integer(),
        title: code(200),
        aim: text(),
        parties: text({ nullable: true }),
        from_date: day({ nullable: true }),
        until_date: day({ nullable: true }),
        budget: integer({ nullable: true }),
        spent: integer({ nullable: true }),
        target: integer({ nullable: true }),
        reached: integer({ nullable: true }),
      },
      ['kind', 'area', 'measure', 'school_year'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
