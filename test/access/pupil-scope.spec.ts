import fc from 'fast-check';
import { type Condition, pupilCondition, staffCondition } from '../../src/access/conditions';
import { phaseBounds } from '../../src/access/phase-bounds';
import type { Role } from '../../src/access/roles';
import { dossierScope, type Scope } from '../../src/access/scope';
import { addDays, asDay, type Day, fromNumber, toNumber } from '../../src/law/day';
import type { DiplomaKind, EnrolmentFact, PupilFacts } from '../../src/law/facts';
import type { Database } from '../../src/platform/database/database';
import { newId } from '../../src/platform/ids';
import { naivePhase, naiveStart } from '../law/naive/phase';
import { params, pupil } from '../law/support/given';
import { Builders } from '../support/builders';
import { forEachEngine, freshDatabase } from '../support/database';

const REGION = ['0114', '0106'];
const scopeOf = (role: Role, areas: { municipalities?: string[]; regions?: string[]; schools?: string[] }): Scope =>
  dossierScope(
    {
      ...{ employee: 'm', name: 'M', roles: [role], boa: false, from: null, until: null },
      ...{ municipalities: [], regions: [], schools: [], ...areas },
    },
    asDay('2026-06-30'),
    (region) => (region === '08' ? REGION : []),
  );

interface Known {
  id: string;
  facts: PupilFacts;
}

const day = (from: string, until: string) =>
  fc.integer({ min: toNumber(asDay(from)), max: toNumber(asDay(until)) }).map(fromNumber);
/** birthdays near the bounds of a day in 2026 more often than chance would */
const birth = fc.oneof(
  day('1998-01-01', '2022-12-31'),
  fc.constantFrom('2008-02-29', '2020-02-29', '2010-07-31', '2010-08-01', '2008-03-01', '1999-02-28').map(asDay),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const anyPupil = fc.record({
  birthDate: birth,
  diplomas: fc.array(
    fc.record({
      kind: fc.constantFrom<DiplomaKind>('vmbo', 'havo', 'mbo1', 'mbo2', 'pro', 'vso'),
      day: day('2024-01-01', '2027-12-31'),
    }),
    { maxLength: 2 },
  ),
  vso: fc.uniqueArray(
    fc.record({
      from: day('2023-08-01', '2026-12-31'),
      profile: fc.constantFrom('vervolgonderwijs', 'arbeidsmarkt', 'dagbesteding', null),
    }),
    { maxLength: 2, selector: (one) => one.from },
  ),
  moves: fc.uniqueArray(
    fc.record({ from: day('2025-01-01', '2026-12-31'), municipality: fc.constantFrom('0114', '0106', '0363') }),
    { maxLength: 2, selector: (one) => one.from },
  ),
  home: fc.constantFrom('0114', '0106', '0363'),
  deathDate: rarely(day('2025-06-01', '2026-12-31')),
  departureDate: rarely(day('2025-06-01', '2026-12-31')),
});

/** the place of residence by looking at the list, one by one */
function homeOn(facts: PupilFacts, on: Day): string {
  let home = facts.residences[0]!.municipality;
  for (const one of [...facts.residences].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)))
    if (one.from === null || one.from <= on) home = one.municipality;
  return home;
}

forEachEngine('the pupils that someone may see', (engine) => {
  let fresh: { database: Database; remove: () => Promise<void> };
  let build: Builders;
  const known: Known[] = [];

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    build = new Builders(fresh.database);
    known.length = 0;
    for (const one of fc.sample(anyPupil, { numRuns: 500, seed: 20261124 })) {
      const enrolments = one.vso.map(({ from, profile }): EnrolmentFact => ({
        ...{ location: '01AB00', education: 'vso', teachingDays: null, from, until: null },
        profile: profile as EnrolmentFact['profile'],
      }));
      const residences = [{ from: null, municipality: one.home }, ...one.moves];
      const { birthDate, diplomas, deathDate, departureDate } = one;
      const facts = pupil({ birthDate, diplomas, deathDate, departureDate, enrolments, residences });
      known.push({ id: newId(), facts });
    }
    await fresh.database.work(async (work) => {
      const put = (table: string, columns: string, rows: (string | number | null)[][]) =>
        work.insert(table, columns.split(' '), rows);
      await put(
        'pupil',
        'id pgn pgn_index birth_date death_date departure_date secret_address changed_at',
        known.map(({ id, facts }, i) => [
          ...[id, '', `p${i}`, facts.birthDate, facts.deathDate, facts.departureDate, 0, '2026-01-01T00:00:00.000Z'],
        ]),
      );
      for (const { id, facts } of known) {
        await put('residence', 'pupil_id from_date municipality', [
          ...facts.residences.map(({ from, municipality }) => [id, from ?? '0001-01-01', municipality]),
        ]);
        const diplomas = new Map(facts.diplomas.map((one) => [`${one.kind} ${one.day}`, [id, one.kind, one.day]]));
        await put('diploma', 'pupil_id kind day', [...diplomas.values()]);
        await put('enrolment', 'id pupil_id location from_date education profile', [
          ...facts.enrolments.map((one) => [newId(), id, one.location, one.from, one.education, one.profile]),
        ]);
      }
    });
  });
  afterAll(() => fresh.remove());

  const seen = async (condition: Condition) =>
    (
      await fresh.database.read.all<{ id: string }>(`SELECT p.id FROM pupil p WHERE ${condition.sql} ORDER BY p.id`, [
        ...condition.values,
      ])
    ).map((one) => one.id);
  const on = (scope: Scope, at: Day) => seen(pupilCondition(fresh.database.read, scope, phaseBounds(at, params)));
  const naive = (at: Day, phases: string[], homes: string[], more = (_: Known) => true) =>
    known
      .filter((one) => {
        const phase = naivePhase(
          one.facts,
          at,
          naiveStart(one.facts, () => true),
        );
        return phases.includes(phase) && homes.includes(homeOn(one.facts, at)) && more(one);
      })
      .map((one) => one.id)
      .sort();

  it('a leerplichtambtenaar: residents under leerplicht and kwalificatieplicht, on every day', async () => {
    const scope = scopeOf('leerplichtambtenaar', { municipalities: ['0114'] });
    for (const at of ['2025-12-31', '2026-02-28', '2026-03-01', '2026-06-30', '2026-07-31', '2026-08-01'].map(asDay)) {
      const expected = naive(at, ['leerplicht', 'kwalificatieplicht'], ['0114']);
      expect({ at, seen: await on(scope, at) }).toEqual({ at, seen: expected });
      expect(expected.length).toBeGreaterThan(20);
    }
  });

  it('a trajectbegeleider: residents of the region from 18 without startkwalificatie, with the age limit of the day', async () => {
    const scope = scopeOf('rmc-trajectbegeleider', { regions: ['08'], municipalities: ['0363'] });
    const days = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-06-30'].map(asDay);
    for (const at of days) {
      const adult = ({ facts }: Known) => age(facts.birthDate, at) >= 18;
      const expected = naive(at, ['doorstroompunt'], REGION, adult);
      expect({ at, seen: await on(scope, at) }).toEqual({ at, seen: expected });
      expect(expected.length).toBeGreaterThan(5);
    }
  });

  it('a trajectbegeleider: a 17-year-old only with a dossier of the Doorstroompunt', async () => {
    const scope = scopeOf('rmc-trajectbegeleider', { regions: ['08'] });
    const young = await build.pupil('2009-05-05', {}, '0106');
    const at = asDay('2026-06-30');
    expect(await on(scope, at)).not.toContain(young);
    const dossier = { id: newId(), pupil_id: young, status: 'nieuw', opened_on: at, for_closing: 0, assigned_on: at };
    const rest = { role: 'rmc-trajectbegeleider', assignment_reason: '', changed_at: '2026-01-01T00:00:00.000Z' };
    await build.insert('dossier', { ...dossier, ...rest, regime: 'doorstroompunt', municipality: '0106' });
    expect(await on(scope, at)).toContain(young);
    expect(await on(scopeOf('leerplichtambtenaar', { municipalities: ['0114'] }), at)).not.toContain(young);
  });

  it('a schoolmedewerker: who is enrolled at the school on the day, by location or by brin', async () => {
    await build.location('02CD00');
    await build.location('02CD01');
    const [one, two, left] = [await build.pupil(), await build.pupil(), await build.pupil()];
    await build.enrolment(one, '2025-08-01', null, 'vo', '02CD00');
    await build.enrolment(two, '2025-08-01', null, 'vo', '02CD01');
    await build.enrolment(left, '2025-08-01', '2026-06-29', 'vo', '02CD00');
    const at = asDay('2026-06-30');
    const sees = (schools: string[], on_: Day) => on(scopeOf('schoolmedewerker', { schools }), on_);
    expect(await sees(['02CD00'], at)).toEqual([one]);
    expect(await sees(['02CD00'], addDays(at, -1))).toEqual([one, left].sort());
    expect(await sees(['02CD'], at)).toEqual([one, two].sort());
    expect(await sees(['02CD'], asDay('2025-07-31'))).toEqual([]);
    expect(await sees(['02C'], at)).toEqual([]);
  });

  it.each<Role>(['rmc-coordinator', 'functioneel-beheerder', 'privacy-officer'])('a %s: nobody', async (role) => {
    const areas = { municipalities: ['0114'], regions: ['08'], schools: ['01AB'] };
    expect(await on(scopeOf(role, areas), asDay('2026-06-30'))).toEqual([]);
  });

  it('staff: everyone for the functioneel-beheerder, of the region for a coordinator, oneself for others', async () => {
    await build.employee('m', []);
    await build.employee('in-gemeente', ['gemeente:0114']);
    await build.employee('in-regio', ['regio:08']);
    await build.employee('elders', ['gemeente:0363', 'regio:01']);
    await build.employee('vanaf-morgen', ['gemeente:0114/2026-07-01/']);
    await build.employee('tot-gisteren', ['gemeente:0114//2026-06-29']);
    await build.employee('tot-vandaag', ['gemeente:0114//2026-06-30']);
    const sees = async (role: Role) => {
      const condition = staffCondition(fresh.database.read, scopeOf(role, { regions: ['08'] }), asDay('2026-06-30'));
      const sql = `SELECT e.code FROM employee e WHERE ${condition.sql} ORDER BY e.code`;
      return (await fresh.database.read.all<{ code: string }>(sql, condition.values)).map((one) => one.code);
    };
    expect(await sees('functioneel-beheerder')).toHaveLength(7);
    expect(await sees('rmc-coordinator')).toEqual(['in-gemeente', 'in-regio', 'm', 'tot-vandaag']);
    expect(await sees('leerplichtambtenaar')).toEqual(['m']);
  });
});

function age(birthDate: Day, at: Day): number {
  const years = Number(at.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const birthday =
    birthDate.slice(5) === '02-29' && new Date(Date.UTC(Number(at.slice(0, 4)), 1, 29)).getUTCMonth() !== 1;
  return at.slice(5) >= (birthday ? '03-01' : birthDate.slice(5)) ? years : years - 1;
}
