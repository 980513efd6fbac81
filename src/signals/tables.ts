import { code, day, id, instant, integer, json, table } from '../platform/database/columns';

/** `location` is '' for sweep rules; `mark` tells signals of one rule, location and begin date apart. */
export const signal = table(
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
    /** why it was withdrawn or ended */
    reason: code(40, { nullable: true }),
    /** sweep rules: the day on which the state was seen to have ended */
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

/** Every change of a signal, as it was after the change. */
export const signalChange = table(
  'signal_change',
  {
    id: id(),
    signal_id: id(),
    at: instant(),
    /** opgeworpen, gewijzigd, ingetrokken, geeindigd, hersteld */
    change: code(15),
    until_date: day({ nullable: true }),
    hundredths: integer({ nullable: true }),
    status: code(20),
    reason: code(40, { nullable: true }),
  },
  ['id'],
  { ix_signal_change_signal: { columns: ['signal_id', 'id'] } },
);

/** The days on which the sweep ran; sweep rules are judged on the latest. */
export const sweep = table('sweep', { day: day(), at: instant() }, ['day']);

export const signalTables = [signal, signalChange, sweep];
