import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndexes } from './migration-table';

/** All that the vsv statistic asks of an enrolment, in the order of pupils: it is counted in one pass, without a sort. */
export class EnrolmentOrder1795660000000 implements MigrationInterface {
  name = 'EnrolmentOrder1795660000000';

  async up(runner: QueryRunner): Promise<void> {
    await addIndexes(runner, 'enrolment', {
      ix_enrolment_pupil: {
        columns: ['pupil_id', 'from_date', 'until_date', 'education', 'level', 'location'],
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_enrolment_pupil');
  }
}
