import type { Day } from '../law/day';
import type { Row, Value } from '../platform/database/sql';
import { ALWAYS } from './pupil-facts';
import type { BirthKnown } from './birth-date';
import type { GivenContact } from './contact-details';

/** A row of the file leerlingen. `undefined`: the file has no such column. */
export interface PupilRow {
  pgn: string;
  /** undefined: the row says nothing of it, which only one about a known pupil may do */
  birthDate: Day | undefined;
  /** null: the date is known whole */
  birthKnown: BirthKnown | null | undefined;
  /** null: the row says nothing of residence */
  municipality: string | null;
  lastName: string | null | undefined;
  prefix: string | null | undefined;
  firstNames: string | null | undefined;
  sex: string | null | undefined;
  deathDate: Day | null | undefined;
  departureDate: Day | null | undefined;
  formerPgn: string | null;
  /** the day of a move; null: the row says only where the pupil lives now */
  residentFrom: Day | null;
  secret: boolean | undefined;
  contact: GivenContact;
}

/** A pupil as stored, with the places of residence by day. */
export interface PupilState {
  row: Row;
  homes: ReadonlyMap<string, string>;
}

export const PUPIL_COLUMNS = [
  'birth_date',
  'birth_known',
  'death_date',
  'departure_date',
  'last_name',
  'prefix',
  'first_names',
  'sex',
  'contact_index',
  'secret_address',
];

/** Columns that the law looks at. */
const JUDGED = ['birth_date', 'death_date', 'departure_date'];

/** The columns that a row gives; `undefined` where it says nothing. */
export function columnsOf(row: PupilRow): Record<string, Value | undefined> {
  return {
    birth_date: row.birthDate,
    birth_known: row.birthKnown,
    death_date: row.deathDate,
    departure_date: row.departureDate,
    last_name: row.lastName,
    prefix: row.prefix,
    first_names: row.firstNames,
    sex: row.sex,
    secret_address: row.secret === undefined ? undefined : Number(row.secret),
  };
}

/**
 * Residence after a row. With a day: from that day on it is that municipality. Without: it is where the pupil lives
 * now, so it corrects the latest residence; of a new pupil, it is the residence as far back as we know.
 */
export function homesAfter(homes: ReadonlyMap<string, string>, row: PupilRow): ReadonlyMap<string, string> {
  if (row.municipality === null) return homes;
  const from = row.residentFrom ?? [...homes.keys()].sort().at(-1) ?? ALWAYS;
  return homes.get(from) === row.municipality ? homes : new Map(homes).set(from, row.municipality);
}

export function sameHomes(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([from, municipality]) => b.get(from) === municipality);
}

/** Whether the law may judge otherwise after this change. */
export function changesJudgement(before: PupilState | null, after: PupilState): boolean {
  if (before === null) return true;
  return !sameHomes(before.homes, after.homes) || JUDGED.some((name) => before.row[name] !== after.row[name]);
}
