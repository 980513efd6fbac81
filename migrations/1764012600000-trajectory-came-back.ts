import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `returning` is a word of SQL itself: the column could be neither read nor written without quotes. */
export class TrajectoryCameBack1764012600000 implements MigrationInterface {
  name = 'TrajectoryCameBack1764012600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trajectory RENAME COLUMN "returning" TO came_back');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trajectory RENAME COLUMN came_back TO "returning"');
  }
}
