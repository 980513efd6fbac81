import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, json, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Destruction lists and what keeps records from destruction. */
export class Retention1795552915000 implements MigrationInterface {
  name = 'Retention1795552915000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'destruction_list',
      {
        id: id(),
        municipality: code(4),
        month: day(),
        state: code(15),
        made_at: instant(),
        proposed_by: code(60, { nullable: true }),
        decided_by: code(60, { nullable: true }),
        decided_at: instant({ nullable: true }),
        certificate: json({ nullable: true }),
      },
      ['id'],
      { ux_destruction_list: { columns: ['municipality', 'month'], unique: true } },
    );
    await createTable(
      runner,
      'destruction_item',
      {
        id: id(),
        list_id: id(),
        record_class: code(20),
        dossier_id: id({ nullable: true }),
        pupil_id: id({ nullable: true }),
        destroy_on: day(),
        source: text(),
        state: code(12),
      },
      ['id'],
      {
        ix_destruction_item_list: { columns: ['list_id', 'state'] },
        ix_destruction_item_dossier: { columns: ['dossier_id'] },
      },
    );
    await createTable(
      runner,
      'legal_hold',
      {
        id: id(),
        pupil_id: id(),
        reason: text(),
        placed_by: code(60),
        placed_on: day(),
        lifted_by: code(60, { nullable: true }),
        lifted_on: day({ nullable: true }),
      },
      ['id'],
      { ix_legal_hold_pupil: { columns: ['pupil_id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['legal_hold', 'destruction_item', 'destruction_list']) await runner.dropTable(table);
  }
}
