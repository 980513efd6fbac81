import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, flag, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** What the case systems of municipalities were told of dossiers. */
export class Zaak1795710000000 implements MigrationInterface {
  name = 'Zaak1795710000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'zaak',
      {
        dossier_id: id(),
        system: code(40),
        url: text({ nullable: true }),
        state: code(10),
        asked: integer(),
        attempts: integer(),
        free_at: instant(),
        last_error: code(60, { nullable: true }),
        told_step: id({ nullable: true }),
        told_employee: code(60, { nullable: true }),
        told_child: flag(),
        left_at: instant({ nullable: true }),
        back_at: instant({ nullable: true }),
        seen: instant({ nullable: true }),
      },
      ['dossier_id', 'system'],
      { ix_zaak_state: { columns: ['state', 'free_at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('zaak');
  }
}
