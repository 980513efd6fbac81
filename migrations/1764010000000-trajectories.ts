import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = [
  'trajectory',
  'trajectory_event',
  'trajectory_plan',
  'trajectory_goal',
  'trajectory_goal_step',
  'trajectory_contact',
  'trajectory_alarm',
  'trajectory_partner',
  'school_consultation',
  'school_statement',
  'leaver',
  'leaver_moment',
];

/** Trajectories of the Doorstroompunt, the plan, contacts, and the follow-up of leavers. */
export class Trajectories1764010000000 implements MigrationInterface {
  name = 'Trajectories1764010000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'trajectory',
      {
        id: id(),
        pupil_id: id(),
        dossier_id: id(),
        state: code(20),
        source: code(20),
        region: code(2, { nullable: true }),
        municipality: code(4, { nullable: true }),
        delivered_on: day(),
        approached_on: day({ nullable: true }),
        intake_on: day({ nullable: true }),
        started_on: day({ nullable: true }),
        ended_on: day({ nullable: true }),
        outcome: code(30, { nullable: true }),
        outcome_hundredths: integer({ nullable: true }),
        destination: code(30, { nullable: true }),
        returning: flag(),
        contact_every: integer(),
        contact_on: day({ nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_trajectory_open: { columns: ['pupil_id'], unique: true, where: 'ended_on IS NULL' },
        ix_trajectory_pupil: { columns: ['pupil_id'] },
        ix_trajectory_dossier: { columns: ['dossier_id'] },
        ix_trajectory_region: { columns: ['region', 'ended_on'] },
        ix_trajectory_state: { columns: ['state', 'contact_on'] },
      },
    );
    await createTable(
      runner,
      'trajectory_event',
      {
        id: id(),
        trajectory_id: id(),
        at: instant(),
        day: day(),
        from_state: code(20, { nullable: true }),
        to_state: code(20),
        employee: code(60, { nullable: true }),
        reason: text({ nullable: true }),
      },
      ['id'],
      { ix_trajectory_event: { columns: ['trajectory_id', 'id'] } },
    );
    await createTable(
      runner,
      'trajectory_plan',
      {
        id: id(),
        trajectory_id: id(),
        version: integer(),
        made_on: day(),
        made_by: code(60),
        agreed_on: day({ nullable: true }),
        summary: text({ nullable: true }),
      },
      ['id'],
      { ux_trajectory_plan: { columns: ['trajectory_id', 'version'], unique: true } },
    );
    await createTable(
      runner,
      'trajectory_goal',
      {
        id: id(),
        plan_id: id(),
        area: code(30),
        place: integer(),
        description: text(),
        reached_on: day({ nullable: true }),
      },
      ['id'],
      { ux_trajectory_goal: { columns: ['plan_id', 'place'], unique: true } },
    );
    await createTable(
      runner,
      'trajectory_goal_step',
      {
        id: id(),
        goal_id: id(),
        place: integer(),
        description: text(),
        taker: code(20),
        due_on: day({ nullable: true }),
        done_on: day({ nullable: true }),
      },
      ['id'],
      { ux_trajectory_goal_step: { columns: ['goal_id', 'place'], unique: true } },
    );
    await createTable(
      runner,
      'trajectory_contact',
      {
        id: id(),
        trajectory_id: id(),
        day: day(),
        kind: code(20),
        reached: flag(),
        employee: code(60),
        note: text({ nullable: true }),
        at: instant(),
      },
      ['id'],
      { ix_trajectory_contact: { columns: ['trajectory_id', 'day'] } },
    );
    await createTable(
      runner,
      'trajectory_alarm',
      { id: id(), trajectory_id: id(), about: day(), raised_on: day(), settled_on: day({ nullable: true }) },
      ['id'],
      { ux_trajectory_alarm: { columns: ['trajectory_id', 'about'], unique: true } },
    );
    await createTable(
      runner,
      'trajectory_partner',
      {
        id: id(),
        trajectory_id: id(),
        kind: code(20),
        name: code(200),
        contact: text({ nullable: true }),
        from_date: day(),
        until_date: day({ nullable: true }),
      },
      ['id'],
      { ix_trajectory_partner: { columns: ['trajectory_id'] } },
    );
    await createTable(
      runner,
      'school_consultation',
      {
        id: id(),
        trajectory_id: id(),
        location: code(6, { nullable: true }),
        day: day(),
        employee: code(60),
        result: text(),
      },
      ['id'],
      { ix_school_consultation: { columns: ['trajectory_id'] } },
    );
    await createTable(runner, 'school_statement', { pupil_id: id(), kind: code(6), day: day() }, [
      'pupil_id',
      'kind',
      'day',
    ]);
    await createTable(
      runner,
      'leaver',
      {
        id: id(),
        pupil_id: id(),
        education: code(4),
        location: code(6),
        left_on: day(),
        until_date: day(),
        next_on: day({ nullable: true }),
      },
      ['id'],
      {
        ux_leaver: { columns: ['pupil_id', 'education', 'left_on'], unique: true },
        ix_leaver_next: { columns: ['next_on'] },
      },
    );
    await createTable(
      runner,
      'leaver_moment',
      {
        id: id(),
        leaver_id: id(),
        day: day(),
        situation: code(20),
        employee: code(60),
        note: text({ nullable: true }),
      },
      ['id'],
      { ix_leaver_moment: { columns: ['leaver_id', 'day'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
