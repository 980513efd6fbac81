import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['cover', 'handover', 'warm_handover', 'warm_handover_item'];

/** Cover, hand-over to another municipality or region, and the warm hand-over at 18. */
export class AssignmentAtWork1795548375310 implements MigrationInterface {
  name = 'AssignmentAtWork1795548375310';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'cover',
      {
        id: id(),
        employee: code(60),
        substitute: code(60),
        from_date: day(),
        until_date: day(),
        reason: text({ nullable: true }),
        made_by: code(60, { nullable: true }),
        made_at: instant(),
        withdrawn_on: day({ nullable: true }),
      },
      ['id'],
      {
        ix_cover_substitute: { columns: ['substitute', 'until_date'] },
        ix_cover_employee: { columns: ['employee', 'until_date'] },
      },
    );
    await createTable(
      runner,
      'handover',
      {
        id: id(),
        dossier_id: id(),
        pupil_id: id(),
        regime: code(15),
        kind: code(12),
        state: code(15),
        from_municipality: code(4),
        to_municipality: code(4),
        from_employee: code(60, { nullable: true }),
        offered_on: day(),
        due_on: day(),
        decided_on: day({ nullable: true }),
        decided_by: code(60, { nullable: true }),
        note: text({ nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_handover_open: {
          columns: ['dossier_id'],
          unique: true,
          where: "state <> 'geaccepteerd' AND state <> 'ingetrokken'",
        },
        ix_handover_dossier: { columns: ['dossier_id'] },
        ix_handover_from: { columns: ['from_municipality', 'state'] },
        ix_handover_to: { columns: ['to_municipality', 'state'] },
        ix_handover_due: { columns: ['state', 'due_on'] },
      },
    );
    await createTable(
      runner,
      'warm_handover',
      {
        id: id(),
        dossier_id: id(),
        pupil_id: id(),
        state: code(15),
        birthday: day(),
        prepared_on: day(),
        ended_on: day({ nullable: true }),
        summary: text({ nullable: true }),
        to_dossier_id: id({ nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_warm_handover_dossier: { columns: ['dossier_id'], unique: true },
        ix_warm_handover_to: { columns: ['to_dossier_id'] },
        ix_warm_handover_birthday: { columns: ['state', 'birthday'] },
      },
    );
    await createTable(
      runner,
      'warm_handover_item',
      { warm_handover_id: id(), item: code(30), done_on: day(), employee: code(60) },
      ['warm_handover_id', 'item'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
