import { code, day, flag, id, instant, integer, table, text } from '../platform/database/columns';

/**
 * What a school registered. `hundredths`: hours times 100. A withdrawn record stays, as kind `ingetrokken`.
 * Judging reads a pupil's history by `ix_absence_pupil`; a school's own number is found by `ux_absence_number`.
 */
export const absenceRecord = table(
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

/** How a record was before a correction or withdrawal. */
export const absenceRevision = table(
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

export const absenceTables = [absenceRecord, absenceRevision];
