import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, integer, json, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['state_change', 'melding', 'melding_feedback', 'term', 'term_notice'];

/** States with their history, meldingen with feedback, and terms with notices. */
export class MeldingenAndTerms1795547786679 implements MigrationInterface {
  name = 'MeldingenAndTerms1795547786679';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'state_change',
      {
        id: id(),
        machine: code(30),
        object_id: id(),
        dossier_id: id({ nullable: true }),
        room: code(3),
        at: instant(),
        day: day(),
        step: code(40),
        from_state: code(30, { nullable: true }),
        to_state: code(30),
        employee: code(60, { nullable: true }),
        reason: text({ nullable: true }),
      },
      ['id'],
      {
        ix_state_change_object: { columns: ['object_id', 'id'] },
        ix_state_change_dossier: { columns: ['dossier_id', 'id'] },
      },
    );
    await createTable(
      runner,
      'melding',
      {
        id: id(),
        pupil_id: id(),
        dossier_id: id({ nullable: true }),
        signal_id: id({ nullable: true }),
        kind: code(10),
        location: code(6),
        from_date: day(),
        until_date: day({ nullable: true }),
        hundredths: integer({ nullable: true }),
        status: code(20),
        days: json(),
        suspected_reason: code(30, { nullable: true }),
        all_lessons: flag({ nullable: true }),
        action_wanted: flag({ nullable: true }),
        priority: code(10, { nullable: true }),
        details: text({ nullable: true }),
        registered_on: day(),
        completed_on: day({ nullable: true }),
        reporter: code(60, { nullable: true }),
        closing_reason: code(40, { nullable: true }),
        closing_note: code(40, { nullable: true }),
        closed_on: day({ nullable: true }),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_melding_signal: { columns: ['signal_id'], unique: true, where: 'signal_id IS NOT NULL' },
        ux_melding_manual: {
          columns: ['pupil_id', 'location', 'kind', 'from_date'],
          unique: true,
          where: "signal_id IS NULL AND status <> 'ingetrokken'",
        },
        ix_melding_pupil: { columns: ['pupil_id'] },
        ix_melding_dossier: { columns: ['dossier_id'] },
        ix_melding_location: { columns: ['location', 'status', 'registered_on'] },
      },
    );
    await createTable(
      runner,
      'melding_feedback',
      {
        id: id(),
        melding_id: id(),
        kind: code(20),
        location: code(6),
        reference: code(12),
        text: text({ nullable: true }),
        employee: code(60, { nullable: true }),
        made_at: instant(),
        sent_at: instant({ nullable: true }),
      },
      ['id'],
      {
        ux_melding_feedback: { columns: ['melding_id', 'kind'], unique: true, where: "kind <> 'bericht'" },
        ix_melding_feedback_melding: { columns: ['melding_id', 'id'] },
        ix_melding_feedback_unsent: { columns: ['location', 'id'], where: 'sent_at IS NULL' },
      },
    );
    await createTable(
      runner,
      'term',
      {
        id: id(),
        kind: code(40),
        subject_id: id(),
        dossier_id: id({ nullable: true }),
        pupil_id: id(),
        municipality: code(4, { nullable: true }),
        location: code(6, { nullable: true }),
        employee: code(60, { nullable: true }),
        started_on: day(),
        remind_on: day(),
        due_on: day(),
        ended_on: day({ nullable: true }),
        outcome: code(10, { nullable: true }),
      },
      ['id'],
      {
        ux_term: { columns: ['subject_id', 'kind', 'started_on'], unique: true },
        ix_term_dossier: { columns: ['dossier_id'] },
        ix_term_remind: { columns: ['remind_on'], where: 'ended_on IS NULL' },
        ix_term_due: { columns: ['due_on'], where: 'ended_on IS NULL' },
        ix_term_location: { columns: ['location', 'due_on'], where: 'ended_on IS NULL' },
      },
    );
    await createTable(
      runner,
      'term_notice',
      { term_id: id(), stage: code(12), day: day(), at: instant() },
      ['term_id', 'stage'],
      { ix_term_notice_day: { columns: ['day', 'term_id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
