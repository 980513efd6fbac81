import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, integer, json, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = [
  'pupil',
  'pupil_alias',
  'residence',
  'contact_person',
  'vsv_status',
  'school_location',
  'calendar_period',
  'calendar_version',
  'enrolment',
  'diploma',
  'exemption',
  'absence_record',
  'absence_revision',
  'signal',
  'signal_change',
  'sweep',
  'dossier',
  'assignment',
  'employee',
  'employee_area',
  'account',
  'session',
  'outbox',
  'import_run',
];

/** The first schema: registry, absence, signals, dossiers, staff and the outbox. */
export class FirstSchema1763769600000 implements MigrationInterface {
  name = 'FirstSchema1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'pupil',
      {
        id: id(),
        pgn: text(),
        pgn_index: code(22),
        birth_date: day(),
        death_date: day({ nullable: true }),
        departure_date: day({ nullable: true }),
        last_name: code(200, { nullable: true }),
        prefix: code(30, { nullable: true }),
        first_names: code(200, { nullable: true }),
        sex: code(20, { nullable: true }),
        contact: text({ nullable: true }),
        contact_index: code(22, { nullable: true }),
        secret_address: flag(),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_pupil_pgn: { columns: ['pgn_index'], unique: true },
        ix_pupil_birth_date: { columns: ['birth_date', 'last_name'] },
      },
    );
    await createTable(runner, 'pupil_alias', { pgn_index: code(22), pupil_id: id(), pgn: text() }, ['pgn_index'], {
      ix_pupil_alias_pupil: { columns: ['pupil_id'] },
    });
    await createTable(
      runner,
      'residence',
      { pupil_id: id(), from_date: day(), municipality: code(4) },
      ['pupil_id', 'from_date'],
      { ix_residence_municipality: { columns: ['municipality', 'pupil_id'] } },
    );
    await createTable(
      runner,
      'contact_person',
      {
        id: id(),
        pupil_id: id(),
        name: code(200),
        relation: code(60),
        custody: flag({ nullable: true }),
        contact: text({ nullable: true }),
        contact_index: code(22, { nullable: true }),
        from_date: day({ nullable: true }),
        until_date: day({ nullable: true }),
      },
      ['id'],
      { ux_contact_person_name: { columns: ['pupil_id', 'name'], unique: true } },
    );
    await createTable(runner, 'vsv_status', { pupil_id: id(), reference_date: day(), status: code(30) }, [
      'pupil_id',
      'reference_date',
    ]);
    await createTable(
      runner,
      'school_location',
      {
        code: code(6),
        brin: code(4),
        name: code(200),
        municipality: code(4),
        holiday_region: code(6),
        education: code(60, { nullable: true }),
        place: code(100, { nullable: true }),
      },
      ['code'],
      {
        ix_school_location_brin: { columns: ['brin'] },
        ix_school_location_municipality: { columns: ['municipality'] },
      },
    );
    await createTable(
      runner,
      'calendar_period',
      {
        location: code(6),
        from_date: day(),
        kind: code(10),
        until_date: day(),
        description: code(200, { nullable: true }),
      },
      ['location', 'from_date', 'kind'],
    );
    await createTable(runner, 'calendar_version', { name: code(20), version: code(36) }, ['name']);
    await createTable(
      runner,
      'enrolment',
      {
        id: id(),
        pupil_id: id(),
        location: code(6),
        from_date: day(),
        until_date: day({ nullable: true }),
        education: code(4),
        level: code(20, { nullable: true }),
        year: code(10, { nullable: true }),
        profile: code(20, { nullable: true }),
        teaching_days: integer({ nullable: true }),
        leave_reason: code(200, { nullable: true }),
      },
      ['id'],
      {
        ux_enrolment: { columns: ['pupil_id', 'location', 'from_date'], unique: true },
        ix_enrolment_location: { columns: ['location', 'from_date'] },
      },
    );
    await createTable(runner, 'diploma', { pupil_id: id(), kind: code(6), day: day() }, ['pupil_id', 'kind', 'day']);
    await createTable(
      runner,
      'exemption',
      { pupil_id: id(), article: code(6), from_date: day(), until_date: day({ nullable: true }) },
      ['pupil_id', 'article', 'from_date'],
    );
    await createTable(
      runner,
      'absence_record',
      {
        id: id(),
        pupil_id: id(),
        location: code(6),
        day: day(),
        hundredths: integer(),
        kind: code(15),
        whole_day: flag(),
        brin: code(4),
        number: code(60),
        reason: text({ nullable: true }),
      },
      ['id'],
      {
        ux_absence_number: { columns: ['brin', 'number'], unique: true },
        ix_absence_pupil: { columns: ['pupil_id', 'location', 'day'] },
      },
    );
    await createTable(
      runner,
      'absence_revision',
      {
        id: id(),
        record_id: id(),
        replaced_at: instant(),
        pupil_id: id(),
        location: code(6),
        day: day(),
        hundredths: integer(),
        kind: code(15),
        whole_day: flag(),
        reason: text({ nullable: true }),
      },
      ['id'],
      { ix_absence_revision_record: { columns: ['record_id'] } },
    );
    await createTable(
      runner,
      'signal',
      {
        id: id(),
        pupil_id: id(),
        rule: code(20),
        location: code(6),
        from_date: day(),
        mark: code(20),
        until_date: day({ nullable: true }),
        hundredths: integer({ nullable: true }),
        phase: code(20),
        status: code(20),
        reason: code(40, { nullable: true }),
        ended_on: day({ nullable: true }),
        dossier_id: id({ nullable: true }),
        evidence: json(),
        raised_at: instant(),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_signal: { columns: ['pupil_id', 'rule', 'location', 'from_date', 'mark'], unique: true },
        ix_signal_dossier: { columns: ['dossier_id'] },
      },
    );
    await createTable(
      runner,
      'signal_change',
      {
        id: id(),
        signal_id: id(),
        at: instant(),
        change: code(15),
        until_date: day({ nullable: true }),
        hundredths: integer({ nullable: true }),
        status: code(20),
        reason: code(40, { nullable: true }),
      },
      ['id'],
      { ix_signal_change_signal: { columns: ['signal_id', 'id'] } },
    );
    await createTable(runner, 'sweep', { day: day(), at: instant() }, ['day']);
    await createTable(
      runner,
      'dossier',
      {
        id: id(),
        pupil_id: id(),
        regime: code(15),
        status: code(20),
        opened_on: day(),
        closed_on: day({ nullable: true }),
        for_closing: flag(),
        role: code(30),
        municipality: code(4, { nullable: true }),
        employee: code(60, { nullable: true }),
        assigned_on: day(),
        assignment_reason: text(),
        changed_at: instant(),
      },
      ['id'],
      {
        ux_dossier_open: { columns: ['pupil_id', 'regime'], unique: true, where: "status <> 'afgesloten'" },
        ix_dossier_employee: { columns: ['employee', 'status'] },
        ix_dossier_municipality: { columns: ['municipality', 'status'] },
      },
    );
    await createTable(
      runner,
      'assignment',
      {
        id: id(),
        dossier_id: id(),
        at: instant(),
        day: day(),
        role: code(30),
        employee: code(60, { nullable: true }),
        reason: text(),
        steps: json(),
      },
      ['id'],
      { ix_assignment_dossier: { columns: ['dossier_id', 'id'] } },
    );
    await createTable(
      runner,
      'employee',
      {
        code: code(60),
        name: code(200),
        roles: code(200),
        boa: flag(),
        fte: integer(),
        maximum: integer({ nullable: true }),
        from_date: day({ nullable: true }),
        until_date: day({ nullable: true }),
        email: text({ nullable: true }),
        email_index: code(22, { nullable: true }),
      },
      ['code'],
    );
    await createTable(
      runner,
      'employee_area',
      { employee: code(60), kind: code(10), area: code(6) },
      ['employee', 'kind', 'area'],
      { ix_employee_area: { columns: ['kind', 'area'] } },
    );
    await createTable(
      runner,
      'account',
      { id: id(), username: code(100), password_hash: text(), employee: code(60), made_at: instant() },
      ['id'],
      { ux_account_username: { columns: ['username'], unique: true } },
    );
    await createTable(
      runner,
      'session',
      {
        token_hash: code(64),
        account_id: id(),
        csrf: code(43),
        started_at: instant(),
        seen_at: instant(),
        ends_at: instant(),
      },
      ['token_hash'],
      { ix_session_account: { columns: ['account_id'] } },
    );
    await createTable(
      runner,
      'outbox',
      {
        id: id(),
        kind: code(40),
        subject: code(36),
        state: code(10),
        not_before: instant(),
        attempts: integer(),
        handed_at: instant({ nullable: true }),
        asked_at: instant(),
        last_error: text({ nullable: true }),
        created_at: instant(),
      },
      ['id'],
      {
        ux_outbox_waiting: { columns: ['kind', 'subject'], unique: true, where: "state = 'wacht'" },
        ix_outbox_state: { columns: ['state', 'id'] },
        ix_outbox_handed: { columns: ['handed_at', 'id'], where: "state = 'wacht'" },
      },
    );
    await createTable(
      runner,
      'import_run',
      {
        id: id(),
        kind: code(30),
        at: instant(),
        rows_read: integer(),
        rows_new: integer(),
        rows_changed: integer(),
        rows_unchanged: integer(),
        rows_rejected: integer(),
        per_location: json(),
        notices: json(),
      },
      ['id'],
      { ix_import_run_kind: { columns: ['kind', 'at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }
}
