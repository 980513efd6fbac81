import fc from 'fast-check';
import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { newId } from '../../src/platform/ids';
import { asDay } from '../../src/law/day';
import { LawParameters } from '../../src/law/parameters';
import { RegionCalendars } from '../../src/law/teaching-weeks';
import type { FigureQuestion } from '../../src/figures/figure';
import { OldLeavers } from '../../src/figures/vsv/old-leavers';
import { personalVsv } from '../../src/figures/vsv/personal';
import { type PersonsAsked, VsvPersons } from '../../src/figures/vsv/persons';
import { StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { VsvTrend } from '../../src/figures/vsv/trend';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { CalendarBook } from '../../src/registry/calendars';
import { regionHolidays } from '../../src/registry/facts';
import { type House, openHouse } from '../support/house';
import { person, storePeople } from './support/population';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';

let house: House;
beforeEach(async () => {
  house = await openHouse('2027-02-01');
});
afterEach(() => house.close());

const QUESTION: FigureQuestion = {
  schoolYear: 2025,
  region: null,
  municipality: null,
  per: 'regio',
  publication: false,
};
const actor = systemActor('opdracht');
const get = <T>(type: abstract new (...args: never[]) => T) => house.module.get<T>(type, { strict: false });
const vsv = () => new VsvFigures(house.database, house.clock);
const store = (state: 'voorlopig' | 'definitief', schoolYear = 2025) =>
  new StoreSnapshot(house.database, get(Audit), house.clock).run(actor, { schoolYear, state });
const persons = (who: Actor, more: Partial<PersonsAsked> = {}, question = QUESTION) =>
  new VsvPersons(house.database, house.build.encryption, get(LawParameters), get(Audit), house.clock).run(
    who,
    question,
    {
      ...{ state: 'actueel', step: null, key: null, limit: 1_000, offset: 0, ...more },
    },
  );

/** A youth in mbo on 1 October 2025 that left in the year. */
async function leaver(municipality = '0114', birth = '2007-05-01'): Promise<string> {
  const pupil = await house.build.pupil(birth, {}, municipality);
  await house.build.enrolment(pupil, '2024-08-01', '2026-02-01', 'mbo');
  return pupil;
}

describe('stored figures', () => {
  it('stay as they were signed, whatever the data become', async () => {
    await storePeople(house.database, fc.sample(person, { seed: 5, numRuns: 400 }));
    const before = await vsv().run(QUESTION);
    const snapshot = await store('definitief');
    for (let i = 0; i < 3; i++) await leaver();
    await house.database.work((work) => work.run("DELETE FROM enrolment WHERE education = 'vo'"));
    expect((await vsv().run(QUESTION)).rijen).not.toEqual(before.rijen);
    for (const per of ['regio', 'gemeente', 'school', 'niveau'] as const) {
      const kept = await vsv().run({ ...QUESTION, per }, 'definitief');
      expect(kept.totaal).toEqual(before.totaal);
      expect(kept.gegevensdatum).toBe('2027-02-01');
    }
    expect((await vsv().run(QUESTION, 'definitief')).rijen).toEqual(before.rijen);
    expect(snapshot).toMatchObject({
      people: before.totaal!.cells['startpopulatie'],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('are definitive once, provisional as often as one likes, and the last one counts', async () => {
    await leaver();
    await store('voorlopig');
    await leaver();
    await store('voorlopig');
    expect((await vsv().run(QUESTION, 'voorlopig')).totaal?.cells['vsv']).toBe(2);
    await store('definitief');
    await expect(store('definitief')).rejects.toThrow('staan vast');
    expect(await house.database.read.all('SELECT state FROM vsv_snapshot')).toHaveLength(3);
  });

  it('are not made before their time', async () => {
    house.clock.day = asDay('2026-09-30');
    await expect(store('voorlopig')).rejects.toThrow('vanaf 2026-10-01');
    house.clock.day = asDay('2026-10-01');
    await store('voorlopig');
    house.clock.day = asDay('2026-12-31');
    await expect(store('definitief')).rejects.toThrow('na 2026-12-31');
    house.clock.day = asDay('2027-01-01');
    await store('definitief');
  });

  it('refuse to be shown where somebody changed them in the database', async () => {
    await leaver();
    await store('definitief');
    await house.database.work((work) => work.run("UPDATE vsv_snapshot_person SET reason = 'onderwijs'"));
    await expect(vsv().run(QUESTION, 'definitief')).rejects.toThrow('niet meer zoals ze zijn vastgelegd');
    const trend = new VsvTrend(house.database, house.clock).run(QUESTION);
    await expect(trend).rejects.toThrow('niet meer zoals ze zijn vastgelegd');
    await expect(vsv().run({ ...QUESTION, schoolYear: 2024 }, 'definitief')).rejects.toThrow(
      'geen definitieve cijfers vastgelegd',
    );
  });

  it('make a series with targets and breaks', async () => {
    await leaver();
    await store('definitief');
    await leaver();
    await house.build.insert('vsv_target', {
      ...{
        area_kind: 'regio',
        area: '08',
        school_year: 2025,
        level: '',
        hundredths: 175,
        source: 'regionaal programma',
      },
      changed_at: '2026-01-01T00:00:00.000Z',
    });
    const trend = await new VsvTrend(house.database, house.clock).run({
      ...QUESTION,
      schoolYear: null,
      region: '08',
    });
    expect(trend.rijen.map(({ cells }) => cells['sleutel'])).toEqual([
      '2021-2022',
      '2022-2023',
      '2023-2024',
      '2024-2025',
      '2025-2026',
    ]);
    expect(trend.rijen.at(-1)?.cells).toMatchObject({
      stand: 'definitief',
      vsv: 1,
      percentage: 100,
      streefcijfer: 1.75,
    });
    const perTown = await new VsvTrend(house.database, house.clock).run({
      ...{ ...QUESTION, schoolYear: null, region: '08', per: 'gemeente' },
    });
    // a town without anybody in a year has no row for it; its region's target is not its own
    expect(perTown.rijen.map(({ cells }) => [cells['sleutel'], cells['schooljaar'], cells['vsv']])).toEqual([
      ['0114', '2024-2025', 0],
      ['0114', '2025-2026', 1],
    ]);
    expect(perTown.rijen.map(({ cells }) => cells['streefcijfer'])).toEqual([null, null]);
    const early = await new VsvTrend(house.database, house.clock).run({ ...QUESTION, schoolYear: 2019 });
    expect(early.rijen.map(({ cells }) => cells['reeksbreuk'])).toEqual(['nieuwe telwijze vanaf schooljaar 2019/20']);
  });
});

describe('a series', () => {
  it('says of every key and year what the table of that year says, in a handful of queries', async () => {
    await storePeople(house.database, fc.sample(person, { seed: 11, numRuns: 300 }));
    await store('voorlopig');
    await store('definitief');
    await store('voorlopig');
    await storePeople(house.database, fc.sample(person, { seed: 12, numRuns: 100 }));
    const read = house.database.read;
    const asked = [jest.spyOn(read, 'all'), jest.spyOn(read, 'get'), jest.spyOn(read, 'scan')];
    let silent = 0;
    const before = () => asked.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const publication of [false, true]) {
      for (const per of ['regio', 'gemeente', 'school', 'niveau', 'onderwijssoort'] as const) {
        const question = { ...QUESTION, schoolYear: 2026, per, publication };
        const count = before();
        const trend = await new VsvTrend(house.database, house.clock).run(question);
        // of the snapshot reading all counts asks for nothing twice
        expect(before() - count).toBeLessThanOrEqual(6);
        // a year that is not over is not published
        for (const year of publication ? [2024, 2025] : [2024, 2025, 2026]) {
          const state = year === 2025 ? 'definitief' : 'actueel';
          const table = await vsv().run({ ...question, schoolYear: year }, state);
          // what the area as a whole may not say is not to be added up either
          const area = await vsv().run({ ...question, schoolYear: year, per: 'regio' }, state);
          const mayNot = per !== 'regio' && per !== 'gemeente' && area.totaal!.onderdrukt !== undefined;
          if (mayNot) silent++;
          if (mayNot) expect(table.rijen.every(({ cells }) => cells['vsv'] === null)).toBe(true);
          const own = (row: (typeof table.rijen)[number]) => [
            row.cells['deelnemers'],
            row.cells['vsv'],
            row.onderdrukt,
          ];
          const told = trend.rijen.filter(({ cells }) => Object.values(cells).includes(`${year}-${year + 1}`));
          if (per === 'regio') expect(told.map(own)).toEqual([own(table.totaal!)]);
          else
            expect(told.map((row) => [row.cells['sleutel'], ...own(row)])).toEqual(
              table.rijen.map((row) => [row.cells['sleutel'], ...own(row)]),
            );
        }
      }
    }
    for (const spy of asked) spy.mockRestore();
    expect(silent).toBeGreaterThan(0);
  });
});

describe('the persons behind a cell', () => {
  const visitor = (more: Partial<Visitor>): Actor => ({
    ...systemActor('pagina'),
    visitor: {
      employee: 'x',
      name: 'X',
      roles: [],
      boa: false,
      from: null,
      until: null,
      municipalities: [],
      regions: [],
      schools: [],
      ...more,
    },
  });

  it('are as many as the cell says, with their step', async () => {
    await storePeople(
      house.database,
      fc.sample(person, { seed: 9, numRuns: 300 }).map((one) => one),
    );
    await house.database.work(async (work) => {
      for (const { id } of await work.all<{ id: string }>('SELECT id FROM pupil')) {
        const pgn = house.build.encryption.encrypt('999000001', cell(pupil, 'pgn', { id }));
        await work.run('UPDATE pupil SET pgn = ? WHERE id = ?', [pgn, id]);
      }
    });
    for (const per of ['regio', 'niveau', 'gemeente', 'school'] as const) {
      const question = { ...QUESTION, per };
      for (const { cells } of (await vsv().run(question)).rijen) {
        const key = String(cells['sleutel']);
        for (const [step, column] of [
          ['X', 'vsv'],
          ['C', 'nogLerend'],
          ['B', 'uitgezonderd'],
          ['D', 'startkwalificatie'],
        ] as const) {
          const found = await persons(actor, { step, key }, question);
          expect([per, key, step, found.rijen.length]).toEqual([per, key, step, cells[column]]);
        }
      }
    }
    expect(await persons(actor, { limit: 5, offset: 2 })).toMatchObject({ rijen: { length: 5 } });
  });

  it('are shown only to who may see the person, and each look is logged', async () => {
    const own = await leaver('0114');
    const other = await leaver('0363');
    const ids = async (who: Actor) => (await persons(who, { step: 'X' })).rijen.map(({ cells }) => cells['leerling']);
    expect(await ids(actor)).toEqual([own, other].sort());
    expect(await ids(visitor({ roles: ['rmc-trajectbegeleider'], regions: ['08'] }))).toEqual([own]);
    expect(await ids(visitor({ roles: ['rmc-coordinator'], regions: ['08'] }))).toEqual([]);
    expect(await ids(visitor({ roles: ['rmc-trajectbegeleider'], regions: ['21'] }))).toEqual([other]);
    await get(Audit).flush();
    const logged = await house.database.read.all("SELECT * FROM audit_entry WHERE object = 'vsv-personen'");
    expect(logged).toHaveLength(4);
    const restricted = { id: newId(), pupil_id: own, reason: 'betwist', placed_by: 'po', placed_on: '2027-01-01' };
    await house.build.insert('restriction', restricted);
    expect(await ids(actor)).toEqual([other]);
    expect(await ids(visitor({ roles: ['rmc-trajectbegeleider'], regions: ['08'] }))).toEqual([]);
    // the count stays what it was: it says nothing of anybody
    expect((await vsv().run(QUESTION)).totaal!.cells['vsv']).toBe(2);
  });
});

describe('the early leaver as a person (WEB 9.2.1)', () => {
  const school = new RegionCalendars(regionHolidays()).ofRegion('Noord');
  const facts = (more = {}) => ({
    ...{
      birthDate: asDay('2005-05-01'),
      deathDate: null,
      departureDate: null,
      residences: [],
      enrolments: [],
      diplomas: [],
    },
    ...{ exemptions: [], absence: [], ...more },
  });
  const on = (
    day: string,
    more = {},
    absences: { from: ReturnType<typeof asDay>; until: ReturnType<typeof asDay> }[] = [],
  ) => personalVsv(facts(more), asDay(day), school, get(LawParameters), absences)?.reason ?? null;
  const enrolled = {
    enrolments: [
      {
        location: '01AB00',
        education: 'mbo',
        profile: null,
        teachingDays: null,
        from: asDay('2025-08-01'),
        until: null,
      },
    ],
  };

  it('is 18 or older, below the limit, without school and without startkwalificatie', () => {
    expect(on('2023-04-30')).toBeNull();
    expect(on('2023-05-01')).toBe('niet-ingeschreven');
    expect(on('2026-10-01', enrolled)).toBeNull();
    expect(on('2026-10-01', { diplomas: [{ kind: 'mbo2', day: asDay('2026-10-01') }] })).toBeNull();
    expect(on('2026-10-01', { diplomas: [{ kind: 'mbo1', day: asDay('2026-10-01') }] })).toBe('niet-ingeschreven');
    expect(on('2032-04-30')).toBe('niet-ingeschreven');
    expect(on('2032-05-01')).toBeNull();
    expect(
      on('2026-10-01', { exemptions: [{ article: 'ART5_A', from: asDay('2020-01-01'), until: null }] }),
    ).toBeNull();
  });

  it('is also who is enrolled and four weeks absent', () => {
    const absent = [{ from: asDay('2026-09-01'), until: asDay('2026-10-01') }];
    expect([on('2026-10-01', enrolled, absent), on('2026-10-02', enrolled, absent)]).toEqual(['afwezig', null]);
  });
});

it('counts as old early leavers who was one on both dates', async () => {
  const old = async (birth: string, until: string | null, back: string | null = null, municipality = '0114') => {
    const pupil = await house.build.pupil(birth, {}, municipality);
    if (until) await house.build.enrolment(pupil, '2018-08-01', until, 'mbo');
    if (back) await house.build.enrolment(pupil, back, null, 'mbo', '01AB01');
  };
  await old('2005-05-01', '2025-06-01');
  await old('2005-05-01', null);
  await old('2005-05-01', '2025-10-01');
  await old('2005-05-01', '2025-06-01', '2026-10-01');
  await old('2007-10-02', '2025-06-01');
  await old('1999-10-01', '2020-06-01');
  await old('2005-05-01', '2025-06-01', null, '0363');
  const figures = new OldLeavers(house.database, get(CalendarBook), get(LawParameters), house.clock);
  const rows = async (more: Partial<FigureQuestion>) =>
    (await figures.run({ ...QUESTION, ...more })).rijen.map(({ cells }) => [cells['sleutel'], cells['oudVsv']]);
  expect(await rows({})).toEqual([
    ['08', 2],
    ['21', 1],
  ]);
  expect(await rows({ per: 'gemeente', region: '08' })).toEqual([['0114', 2]]);
  expect(await rows({ publication: true })).toEqual([
    ['08', null],
    ['21', null],
  ]);
});
