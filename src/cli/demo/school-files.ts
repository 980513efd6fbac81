/** The rows of the files about schools and staff: scholen, vrije-dagen, medewerkers. */
import { dateText } from './pupil';
import type { Row } from './pupil-files';
import type { DemoRegion } from './region';
import type { SchoolYear } from './school-year';
import type { DemoStaff } from './staff';

export const SCHOOL_COLUMNS = [
  'brin',
  'vestiging',
  'naam',
  'gemeentecode',
  'vakantieregio',
  'onderwijssoort',
  'plaats',
] as const;

export const FREE_DAY_COLUMNS = ['brin', 'vestiging', 'begindatum', 'einddatum', 'soort', 'omschrijving'] as const;

export const STAFF_COLUMNS = [
  'medewerker',
  'naam',
  'rol',
  'boa',
  'gemeenten',
  'regios',
  'scholen',
  'fte',
  'maximum',
  'begindatum',
  'einddatum',
  'email',
] as const;

export function* schoolRows(region: DemoRegion): Generator<Row> {
  for (const s of region.schools) {
    yield [s.brin, s.code, s.name, s.municipality, s.holidayRegion, s.education, s.place];
  }
}

export function* freeDayRows(region: DemoRegion, year: SchoolYear): Generator<Row> {
  for (const s of region.schools) {
    for (const p of year.freePeriods.get(s.code) ?? []) {
      yield [s.brin, s.code, p.from, p.until, p.kind, p.description];
    }
  }
}

export function* staffRows(staff: readonly DemoStaff[]): Generator<Row> {
  for (const s of staff) {
    yield [
      s.id,
      s.name,
      s.roles.join(','),
      s.boa ? 'ja' : 'nee',
      s.municipalities.join(','),
      s.regions.join(','),
      s.schools.join(','),
      s.fte,
      s.maximum === null ? '' : String(s.maximum),
      dateText(s.from),
      dateText(s.until),
      s.email,
    ];
  }
}
