import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['letter_template', 'letter'];

/** Letters and the Word templates they are made from. */
export class Letters1795549815919 implements MigrationInterface {
  name = 'Letters1795549815919';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'letter_template',
      {
        id: id(),
        owner_kind: code(10),
        owner: code(4),
        name: code(100),
        room: code(3),
        fields: text(),
        content: text(),
        made_by: code(60),
        made_at: instant(),
        retired_on: day({ nullable: true }),
      },
      ['id'],
      {
        ux_letter_template: {
          columns: ['owner_kind', 'owner', 'name'],
          unique: true,
          where: 'retired_on IS NULL',
        },
      },
    );
    await createTable(
      runner,
      'letter',
      {
        id: id(),
        dossier_id: id(),
        room: code(3),
        template: code(60),
        title: text(),
        recipient: text(),
        content: text(),
        made_on: day(),
        made_by: code(60),
        sent_on: day({ nullable: true }),
        sent_by: code(12, { nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      { ix_letter_dossier: { columns: ['dossier_id', 'id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
