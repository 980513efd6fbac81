import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['dossier_item', 'dossier_item_version', 'calendar_feed'];

/** Work in a dossier, its earlier versions, and calendars of officers. */
export class DossierItems1795549495971 implements MigrationInterface {
  name = 'DossierItems1795549495971';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'dossier_item',
      {
        id: id(),
        dossier_id: id(),
        kind: code(20),
        room: code(3),
        confidential: flag(),
        state: code(30),
        day: day(),
        until_date: day({ nullable: true }),
        starts_at: instant({ nullable: true }),
        ends_at: instant({ nullable: true }),
        employee: code(60, { nullable: true }),
        ground: code(20, { nullable: true }),
        author: code(60, { nullable: true }),
        details: text(),
        findings: text({ nullable: true }),
        version: integer(),
        made_at: instant(),
        changed_at: instant(),
      },
      ['id'],
      {
        ix_dossier_item_dossier: { columns: ['dossier_id', 'kind', 'state'] },
        ix_dossier_item_employee: { columns: ['employee', 'kind', 'starts_at'] },
        ix_dossier_item_kind: { columns: ['kind', 'day'] },
      },
    );
    await createTable(
      runner,
      'dossier_item_version',
      {
        item_id: id(),
        version: integer(),
        details: text(),
        employee: code(60, { nullable: true }),
        replaced_at: instant(),
      },
      ['item_id', 'version'],
    );
    await createTable(
      runner,
      'calendar_feed',
      { employee: code(60), token_hash: code(64), made_at: instant() },
      ['employee'],
      { ux_calendar_feed_token: { columns: ['token_hash'], unique: true } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
