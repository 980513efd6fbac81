import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Subscribers to events, and what still has to reach them. */
export class Events1764014400000 implements MigrationInterface {
  name = 'Events1764014400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'event_subscription',
      {
        id: id(),
        name: code(200),
        url: text(),
        secret: text(),
        objects: text(),
        municipalities: text(),
        schools: text(),
        made_at: instant(),
        ended_at: instant({ nullable: true }),
      },
      ['id'],
    );
    await createTable(
      runner,
      'event_delivery',
      {
        id: id(),
        subscription_id: id(),
        event_id: id(),
        pupil_id: id(),
        object: code(30),
        object_id: id(),
        what: code(40),
        at: instant(),
        state: code(10),
        attempts: integer(),
        free_at: instant(),
        last_error: code(60, { nullable: true }),
      },
      ['id'],
      {
        ix_event_delivery_lane: { columns: ['subscription_id', 'pupil_id', 'id'] },
        ix_event_delivery_state: { columns: ['state', 'free_at'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('event_delivery');
    await runner.dropTable('event_subscription');
  }
}
