import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['duo_delivery', 'duo_record'];

/** Deliveries of DUO. */
export class DuoDeliveries1764011500000 implements MigrationInterface {
  name = 'DuoDeliveries1764011500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'duo_delivery',
      {
        code: code(60),
        kind: code(20),
        school_year: integer({ nullable: true }),
        state: code(12),
        received_at: instant(),
      },
      ['code'],
      { ix_duo_delivery_kind: { columns: ['kind', 'school_year', 'state'] } },
    );
    await createTable(
      runner,
      'duo_record',
      {
        pgn_index: code(22),
        delivery: code(60),
        month: code(6),
        enrolment: code(20),
        pgn: text(),
        birth_date: day({ nullable: true }),
        region: code(2, { nullable: true }),
        municipality: code(4, { nullable: true }),
        municipality_name: code(80, { nullable: true }),
        school: code(6, { nullable: true }),
        level: code(60, { nullable: true }),
        route: code(20, { nullable: true }),
        programme: code(20, { nullable: true }),
        provider: code(20, { nullable: true }),
        provider_name: code(200, { nullable: true }),
        statutory: flag({ nullable: true }),
        optional: flag({ nullable: true }),
        left_on: day({ nullable: true }),
      },
      ['pgn_index', 'delivery', 'month', 'enrolment'],
      { ix_duo_record_delivery: { columns: ['delivery', 'pgn_index'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
