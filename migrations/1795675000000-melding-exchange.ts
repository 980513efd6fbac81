import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Meldingen that another side knows too, and what it was told of them last. */
export class MeldingExchange1795675000000 implements MigrationInterface {
  name = 'MeldingExchange1795675000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'melding_exchange',
      {
        melding_id: id(),
        brin: code(4),
        number: code(60),
        told: code(22, { nullable: true }),
        told_at: instant({ nullable: true }),
      },
      ['melding_id'],
      { ux_melding_exchange_number: { columns: ['brin', 'number'], unique: true } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('melding_exchange');
  }
}
