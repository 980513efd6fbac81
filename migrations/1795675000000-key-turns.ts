import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, integer } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Who knows which keys, and changes to another key. */
export class KeyTurns1795675000000 implements MigrationInterface {
  name = 'KeyTurns1795675000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'key_holder', { id: id(), keys: code(200), alive_at: instant() }, ['id']);
    await createTable(
      runner,
      'key_turn',
      { version: integer(), begun_at: instant(), ended_at: instant({ nullable: true }) },
      ['version'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('key_turn');
    await runner.dropTable('key_holder');
  }
}
