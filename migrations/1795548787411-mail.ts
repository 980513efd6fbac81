import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['mail'];

/** Mail that waits to be sent. */
export class Mail1795548787411 implements MigrationInterface {
  name = 'Mail1795548787411';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'mail',
      {
        id: id(),
        kind: code(30),
        recipient: code(60),
        fact: code(40),
        address: text(),
        subject: code(200),
        body: text(),
        state: code(10),
        attempts: integer(),
        free_at: instant(),
        made_at: instant(),
        sent_at: instant({ nullable: true }),
        last_error: code(60, { nullable: true }),
      },
      ['id'],
      {
        ux_mail_fact: { columns: ['kind', 'recipient', 'fact'], unique: true },
        ix_mail_state: { columns: ['state', 'free_at'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
