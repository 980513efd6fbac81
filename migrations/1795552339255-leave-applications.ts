import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['leave_application'];

/** Applications for leave, vervangende leerplicht and exemptions. */
export class LeaveApplications1795552339255 implements MigrationInterface {
  name = 'LeaveApplications1795552339255';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'leave_application',
      {
        id: id(),
        pupil_id: id(),
        location: code(6, { nullable: true }),
        municipality: code(4),
        article: code(6),
        state: code(20),
        decider: code(20),
        from_date: day(),
        until_date: day(),
        school_days: integer(),
        applied_on: day(),
        statement_on: day({ nullable: true }),
        details: text(),
        findings: text({ nullable: true }),
        author: code(60, { nullable: true }),
        decided_by: code(60, { nullable: true }),
        decided_on: day({ nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      {
        ix_leave_application_pupil: { columns: ['pupil_id', 'article'] },
        ix_leave_application_municipality: { columns: ['municipality', 'state', 'from_date'] },
        ix_leave_application_location: { columns: ['location', 'state', 'from_date'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
