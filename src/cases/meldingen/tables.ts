import { code, day, flag, id, instant, integer, json, secret, table } from '../../platform/database/columns';

/**
 * A melding of a school as BRO 13 and 14 have it. Name, address, date of birth and startkwalificatie are those of the
 * pupil, read when it is shown; what is typed by people is encrypted. `signal_id` null: reported by hand.
 * `completed_on` null: the school still has to add what only the school knows.
 */
export const melding = table(
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
    /** per day the hours in hundredths: [["2026-03-02", 400], …] */
    days: json(),
    suspected_reason: code(30, { nullable: true }),
    all_lessons: flag({ nullable: true }),
    action_wanted: flag({ nullable: true }),
    priority: code(10, { nullable: true }),
    /** encrypted JSON: actie, toelichting, contact, telefoon, verblijfadres */
    details: secret({ nullable: true }),
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

/**
 * What a school is to be told about a melding: a fact, once per status, and as often as an officer writes (`bericht`).
 * Mail goes out from here and holds the reference and the kind alone; `sent_at` says when. `text` is encrypted and is
 * read in Leerspoor.
 */
export const meldingFeedback = table(
  'melding_feedback',
  {
    id: id(),
    melding_id: id(),
    /** a status, or `bericht` */
    kind: code(20),
    location: code(6),
    /** short number that school and municipality both know the melding by */
    reference: code(12),
    text: secret({ nullable: true }),
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

export const meldingTables = [melding, meldingFeedback];
