import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, text } from '../src/platform/database/columns';
import { addColumns, addIndexes, createTable } from './migration-table';

const TABLES = ['meeting', 'meeting_dossier', 'meeting_participant', 'meeting_agreement', 'prevention'];

/** Who lives together, leerlingoverleg, and preventive work without a dossier. */
export class Family1795552289986 implements MigrationInterface {
  name = 'Family1795552289986';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'pupil', { address_index: code(22, { nullable: true }) });
    await addColumns(runner, 'contact_person', { address_index: code(22, { nullable: true }) });
    await addIndexes(runner, 'pupil', {
      ix_pupil_address: { columns: ['address_index'], where: 'address_index IS NOT NULL' },
    });
    await addIndexes(runner, 'contact_person', { ix_contact_person_name: { columns: ['name', 'contact_index'] } });
    await createTable(
      runner,
      'meeting',
      {
        id: id(),
        day: day(),
        place: code(200, { nullable: true }),
        agenda: text(),
        report: text({ nullable: true }),
        state: code(10),
        made_by: code(60),
        changed_at: instant(),
      },
      ['id'],
    );
    await createTable(runner, 'meeting_dossier', { meeting_id: id(), dossier_id: id() }, ['meeting_id', 'dossier_id'], {
      ix_meeting_dossier: { columns: ['dossier_id'] },
    });
    await createTable(
      runner,
      'meeting_participant',
      { id: id(), meeting_id: id(), kind: code(20), name: text(), present: flag({ nullable: true }) },
      ['id'],
      { ix_meeting_participant: { columns: ['meeting_id'] } },
    );
    await createTable(
      runner,
      'meeting_agreement',
      {
        id: id(),
        meeting_id: id(),
        dossier_id: id(),
        participant_id: id(),
        description: text(),
        due_on: day({ nullable: true }),
        done_on: day({ nullable: true }),
      },
      ['id'],
      {
        ix_meeting_agreement: { columns: ['dossier_id', 'done_on'] },
        ix_meeting_agreement_of: { columns: ['meeting_id'] },
      },
    );
    await createTable(
      runner,
      'prevention',
      {
        id: id(),
        municipality: code(4),
        kind: code(20),
        day: day(),
        location: code(6, { nullable: true }),
        pupil_id: id({ nullable: true }),
        employee: code(60),
        note: text(),
        made_at: instant(),
      },
      ['id'],
      {
        ix_prevention_municipality: { columns: ['municipality', 'day'] },
        ix_prevention_pupil: { columns: ['pupil_id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_pupil_address');
    await runner.query('DROP INDEX ix_contact_person_name');
    await runner.query('ALTER TABLE pupil DROP COLUMN address_index');
    await runner.query('ALTER TABLE contact_person DROP COLUMN address_index');
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
