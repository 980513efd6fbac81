import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Consent to keep health and criminal data at the Doorstroompunt (WEB 9.2.7). */
export class Consent1795548800000 implements MigrationInterface {
  name = 'Consent1795548800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'consent',
      {
        id: id(),
        pupil_id: id(),
        kind: code(20),
        given_on: day(),
        given_by: code(10),
        note: text({ nullable: true }),
        recorded_by: code(60),
        recorded_at: instant(),
        withdrawn_on: day({ nullable: true }),
        withdrawn_by: code(60, { nullable: true }),
      },
      ['id'],
      {
        ux_consent: { columns: ['pupil_id', 'kind'], unique: true, where: 'withdrawn_on IS NULL' },
        ix_consent_pupil: { columns: ['pupil_id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('consent');
  }
}
