import type { EnrolmentRow, ShownSignal } from '../leerplicht/dossier-view';

const LOCATION = /\b\d{2}[A-Z]{2}\d{2}\b/g;

/** Names of the locations that a pupil's signals and enrolments speak of, by code. */
export function schoolNames(...rows: readonly Pick<EnrolmentRow | ShownSignal, 'location' | 'school'>[][]) {
  return new Map(rows.flat().flatMap(({ location, school }) => (school ? [[location, school] as const] : [])));
}

/** A sentence that was stored with the codes of locations, as people know those schools. An unknown code stays. */
export function withSchoolNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(LOCATION, (code) => (names.has(code) ? `${names.get(code)!} (${code})` : code));
}
