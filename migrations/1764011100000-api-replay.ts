import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Answers to changes that carried an Idempotency-Key. */
export class ApiReplay1764011100000 implements MigrationInterface {
  name = 'ApiReplay1764011100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'api_replay',
      {
        employee: code(60),
        key_hash: code(43),
        fingerprint: code(43),
        status: integer(),
        answer: text(),
        at: instant(),
      },
      ['employee', 'key_hash'],
      { ix_api_replay_at: { columns: ['at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('api_replay');
  }
}
