import { code, day, flag, id, instant, secret, table } from '../../platform/database/columns';

/** A leerlingoverleg on one or more dossiers of a family. `agenda` and `report` are encrypted. */
export const meeting = table(
  'meeting',
  {
    id: id(),
    day: day(),
    place: code(200, { nullable: true }),
    agenda: secret(),
    report: secret({ nullable: true }),
    /** gepland, gehouden, vervallen */
    state: code(10),
    made_by: code(60),
    changed_at: instant(),
  },
  ['id'],
);

export const meetingDossier = table(
  'meeting_dossier',
  { meeting_id: id(), dossier_id: id() },
  ['meeting_id', 'dossier_id'],
  { ix_meeting_dossier: { columns: ['dossier_id'] } },
);

/** Who takes part; `name` is encrypted. */
export const meetingParticipant = table(
  'meeting_participant',
  { id: id(), meeting_id: id(), kind: code(20), name: secret(), present: flag({ nullable: true }) },
  ['id'],
  { ix_meeting_participant: { columns: ['meeting_id'] } },
);

/** Who does what, in which dossier, and when; `description` is encrypted. */
export const meetingAgreement = table(
  'meeting_agreement',
  {
    id: id(),
    meeting_id: id(),
    dossier_id: id(),
    participant_id: id(),
    description: secret(),
    due_on: day({ nullable: true }),
    done_on: day({ nullable: true }),
  },
  ['id'],
  {
    ix_meeting_agreement: { columns: ['dossier_id', 'done_on'] },
    ix_meeting_agreement_of: { columns: ['meeting_id'] },
  },
);

export const meetingTables = [meeting, meetingDossier, meetingParticipant, meetingAgreement];
