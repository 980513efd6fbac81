import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a birth date is known where it is not known whole. */
export class BirthKnown1795676000000 implements MigrationInterface {
  name = 'BirthKnown1795676000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pupil ADD COLUMN birth_known varchar(5)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pupil DROP COLUMN birth_known');
  }
}
