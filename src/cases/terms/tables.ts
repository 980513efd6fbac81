import { code, day, id, instant, table } from '../../platform/database/columns';

/** A term that runs or ran. `subject_id`: the dossier, melding, measure, task or application it is about. */
export const term = table(
  'term',
  {
    id: id(),
    kind: code(40),
    subject_id: id(),
    dossier_id: id({ nullable: true }),
    pupil_id: id(),
    municipality: code(4, { nullable: true }),
    location: code(6, { nullable: true }),
    /** who has to keep it, where that is not the one who has the dossier */
    employee: code(60, { nullable: true }),
    started_on: day(),
    remind_on: day(),
    due_on: day(),
    ended_on: day({ nullable: true }),
    /** gehaald, te_laat, vervallen */
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

/** That somebody was reminded of a term (`herinnering`) or told that it had passed (`verlopen`): a fact, once each. */
export const termNotice = table(
  'term_notice',
  { term_id: id(), stage: code(12), day: day(), at: instant() },
  ['term_id', 'stage'],
  { ix_term_notice_day: { columns: ['day', 'term_id'] } },
);

export const termTables = [term, termNotice];
