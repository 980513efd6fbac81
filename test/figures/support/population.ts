import fc from 'fast-check';
import { addDays, asDay, type Day } from '../../../src/law/day';
import { DIPLOMA_KINDS, EDUCATION_KINDS, EXEMPTION_ARTICLES } from '../../../src/law/facts';
import type { VsvFacts } from '../../../src/figures/vsv/steps';
import type { Database } from '../../../src/platform/database/database';
import type { Value } from '../../../src/platform/database/sql';
import { newId } from '../../../src/platform/ids';
import { VSV_STATUSES } from '../../../src/registry/vsv-status-store';

export const LOCATIONS = ['11AA00', '11AA01', '22BB01', '02CD00'];
/** of three regions; Olst-Wijhe moved from one region to another on 2019-01-01 */
export const MUNICIPALITIES = ['0518', '0363', '0603', '1773'];

/** Days on and around those that decide: 1 October, the end of the year, the end of a school year. */
const edge = (years: number[]): fc.Arbitrary<Day> =>
  fc
    .tuple(
      fc.constantFrom(...years),
      fc.constantFrom('10-01', '10-01', '12-31', '07-31', '08-01', '02-15'),
      fc.constantFrom(-1, 0, 0, 1),
    )
    .map(([year, day, shift]) => addDays(asDay(`${year}-${day}`), shift));

const near = edge([2024, 2025, 2025, 2026, 2026]);
const maybe = <T>(value: fc.Arbitrary<T>, oneIn = 4) =>
  fc.tuple(value, fc.integer({ min: 1, max: oneIn })).map(([one, n]) => (n === 1 ? one : null));

const span = fc.tuple(near, fc.option(fc.integer({ min: 0, max: 700 }), { freq: 3 })).map(([from, length]) => ({
  from,
  until: length === null ? null : addDays(from, length),
}));

const LEVELS: Record<string, (string | null)[]> = {
  vo: ['onderbouw', 'vmbo', 'havo-vwo', null],
  mbo: ['1', '2', '3', '4', null],
};

const enrolment = fc
  .tuple(
    span,
    fc.oneof(fc.constantFrom('vo' as const, 'mbo' as const), fc.constantFrom(...EDUCATION_KINDS)),
    fc.nat(),
    fc.constantFrom(...LOCATIONS),
  )
  .map(([when, education, pick, location]) => {
    const levels = LEVELS[education] ?? [null];
    return { ...when, education, location, level: levels[pick % levels.length]! };
  });

/** One person whose facts lie on the edges of the definition, for the school year 2025-2026. */
export const person: fc.Arbitrary<VsvFacts> = fc.record({
  birthDate: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 2004, max: 2012 }).map((year) => asDay(`${year}-03-09`)) },
    { weight: 1, arbitrary: edge([2003]) },
    { weight: 1, arbitrary: fc.constant(asDay('2004-02-29')) },
  ),
  deathDate: maybe(near, 15),
  departureDate: maybe(near, 15),
  residences: fc.oneof(
    fc.constantFrom(...MUNICIPALITIES).map((municipality) => [{ from: null, municipality }]),
    fc
      .uniqueArray(fc.tuple(near, fc.constantFrom(...MUNICIPALITIES)), { maxLength: 3, selector: ([day]) => day })
      .map((moves) =>
        moves.sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, municipality]) => ({ from, municipality })),
      ),
  ),
  enrolments: fc.uniqueArray(enrolment, {
    minLength: 0,
    maxLength: 4,
    selector: (one) => `${one.location}${one.from}`,
  }),
  diplomas: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...DIPLOMA_KINDS), near).map(([kind, day]) => ({ kind, day })),
    { maxLength: 2, selector: (one) => `${one.kind}${one.day}` },
  ),
  exemptions: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...EXEMPTION_ARTICLES), span).map(([article, when]) => ({ article, ...when })),
    { maxLength: 1, selector: (one) => `${one.article}${one.from}` },
  ),
  statuses: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('2025-10-01', '2026-10-01', '2026-10-01', '2024-10-01'), fc.constantFrom(...VSV_STATUSES))
      .map(([day, status]) => ({ day: asDay(day), status })),
    { maxLength: 2, selector: (one) => one.day },
  ),
});

const NOW = '2026-01-01T00:00:00.000Z';

/** Stores these people; gives their ids in order. */
export async function storePeople(database: Database, people: readonly VsvFacts[]): Promise<string[]> {
  const ids = people.map(() => newId());
  const rows = <T>(of: (facts: VsvFacts) => readonly T[], row: (id: string, one: T) => Value[]) =>
    people.flatMap((facts, i) => of(facts).map((one) => row(ids[i]!, one)));
  await database.work(async (work) => {
    const insert = (table: string, columns: string, values: Value[][]) =>
      work.insert(table, columns.split(' '), values);
    await insert(
      'pupil',
      'id pgn pgn_index birth_date death_date departure_date secret_address changed_at',
      people.map((one, i) => [
        ids[i]!,
        '',
        ids[i]!.slice(-22),
        one.birthDate,
        one.deathDate,
        one.departureDate,
        0,
        NOW,
      ]),
    );
    await insert(
      'residence',
      'pupil_id from_date municipality',
      rows(
        (one) => one.residences,
        (id, r) => [id, r.from ?? '0001-01-01', r.municipality],
      ),
    );
    await insert(
      'enrolment',
      'id pupil_id location from_date until_date education level',
      rows(
        (one) => one.enrolments,
        (id, e) => [newId(), id, e.location, e.from, e.until, e.education, e.level],
      ),
    );
    await insert(
      'diploma',
      'pupil_id kind day',
      rows(
        (one) => one.diplomas,
        (id, d) => [id, d.kind, d.day],
      ),
    );
    await insert(
      'exemption',
      'pupil_id article from_date until_date',
      rows(
        (one) => one.exemptions,
        (id, x) => [id, x.article, x.from, x.until],
      ),
    );
    await insert(
      'vsv_status',
      'pupil_id reference_date status',
      rows(
        (one) => one.statuses,
        (id, s) => [id, s.day, s.status],
      ),
    );
  });
  return ids;
}
