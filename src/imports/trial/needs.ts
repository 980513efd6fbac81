import type { AbsenceRow } from '../../absence/absence-store';
import type { NeutralMelding } from '../../exchange/meldingen/neutral-melding';
import type { Borrowed } from './borrowed';

/** Fetches what must be known of these rows before they can be settled in a store of a trial's own. */
export type Needs<R> = (store: Borrowed, rows: readonly R[]) => Promise<void>;

interface OfPupil {
  pgn: string;
}
interface OfLocation {
  location: string;
}

/** Rows of pupils in one table, and the schools they name. */
export function needsOfPupils(table: string): Needs<OfPupil & Partial<OfLocation>> {
  return async (store, rows) => {
    await store.pupils(numbersOf(rows), table);
    await store.rows(
      'school_location',
      'code',
      rows.flatMap(({ location }) => location ?? []),
    );
  };
}

export const needsOfRegister: Needs<OfPupil & { formerPgn: string | null }> = async (store, rows) => {
  const numbers = rows.flatMap(({ pgn, formerPgn }) => (formerPgn === null ? [pgn] : [pgn, formerPgn]));
  await store.pupils(numbers, 'residence', 'pupil_alias');
};

export const needsOfSchools: Needs<OfLocation> = (store, rows) =>
  store.rows('school_location', 'code', locationsOf(rows));

export const needsOfCalendars: Needs<OfLocation> = async (store, rows) => {
  await needsOfSchools(store, rows);
  await store.rows('calendar_period', 'location', locationsOf(rows));
};

export const needsOfStaff: Needs<{ code: string }> = async (store, rows) => {
  const codes = rows.map(({ code }) => code);
  await store.rows('employee', 'code', codes);
  await store.rows('employee_area', 'employee', codes);
};

export const needsOfProgramme: Needs<{ measure: string }> = (store, rows) =>
  store.rows(
    'programme_measure',
    'measure',
    rows.map(({ measure }) => measure),
  );

export const needsOfTargets: Needs<{ area: string }> = (store, rows) =>
  store.rows(
    'vsv_target',
    'area',
    rows.map(({ area }) => area),
  );

/** Calendars as a whole: they are compiled together. The version comes first, so that it is never too new for them. */
export const needsOfAbsence: Needs<AbsenceRow> = async (store, rows) => {
  for (const table of ['calendar_version', 'calendar_period', 'school_location']) await store.whole(table);
  await store.pupils(numbersOf(rows.flatMap((row) => (row.kind === 'ingetrokken' ? [] : row))), 'enrolment');
  const numbers = new Map<string, string[]>();
  for (const { brin, number } of rows) numbers.set(brin, [...(numbers.get(brin) ?? []), number]);
  for (const [brin, list] of numbers) await store.rows('absence_record', 'number', list, [['brin', brin]]);
};

/** Staff and calendars as a whole: dossiers are assigned by them. */
export const needsOfMeldingen: Needs<NeutralMelding> = async (store, rows) => {
  for (const table of ['calendar_version', 'calendar_period', 'school_location', 'employee', 'employee_area']) {
    await store.whole(table);
  }
  const theirs = ['residence', 'enrolment', 'diploma', 'exemption', 'melding', 'dossier', 'signal'];
  await store.pupils(numbersOf(rows), ...theirs);
  const numbers = new Map<string, string[]>();
  for (const { brin, number } of rows) numbers.set(brin, [...(numbers.get(brin) ?? []), number]);
  for (const [brin, list] of numbers) await store.rows('melding_exchange', 'number', list, [['brin', brin]]);
};

const numbersOf = (rows: readonly OfPupil[]) => rows.map(({ pgn }) => pgn);
const locationsOf = (rows: readonly OfLocation[]) => rows.map(({ location }) => location);

/** A mutation, as `needsOfRegister`: of whom, and where they lived. */
export const needsOfMutations: Needs<OfPupil> = async (store, rows) =>
  store.pupils(numbersOf(rows), 'residence', 'pupil_alias');

/** Staff as a whole: dossiers are assigned by them. */
export const needsOfTakeovers: Needs<OfPupil & { number: string }> = async (store, rows) => {
  for (const table of ['calendar_version', 'calendar_period', 'school_location', 'employee', 'employee_area']) {
    await store.whole(table);
  }
  await store.pupils(numbersOf(rows), 'residence', 'enrolment', 'diploma', 'exemption', 'dossier');
  const numbers = rows.map((row) => row.number);
  await store.rows('takeover', 'number', numbers);
};
