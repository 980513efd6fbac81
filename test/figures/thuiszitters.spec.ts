import { addDays, asDay, type Day, toNumber } from '../../src/law/day';
import { countsBetween, homeDefinitions, type HomeStretch } from '../../src/figures/thuiszitters/definitions';
import { HomeFigures } from '../../src/figures/thuiszitters/home-figures';
import { runEnd } from '../../src/figures/thuiszitters/stretches';
import { RegionCalendars } from '../../src/law/teaching-weeks';
import { CalendarBook } from '../../src/registry/calendars';
import { regionHolidays } from '../../src/registry/facts';
import { type House, openHouse } from '../support/house';

const stretch = (kind: HomeStretch['kind'], from: string, until: string | null): HomeStretch => ({
  municipality: '0114',
  ...{ pupilId: 'p', kind, from: asDay(from), until: until === null ? null : asDay(until) },
});
const definition = (name: string) => homeDefinitions().find(({ naam }) => naam === name)!;
const on = (one: HomeStretch, name: string, day: string) =>
  countsBetween(one, definition(name), asDay(day), asDay(day));

describe('a thuiszitter by each definition', () => {
  it('is counted from the first to the last day', () => {
    const run = stretch('langdurig', '2026-01-12', '2026-03-06');
    expect(['2026-01-11', '2026-01-12', '2026-03-06', '2026-03-07'].map((day) => on(run, 'lrv', day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(on(stretch('absoluut', '2026-01-12', null), 'lrv', '2026-02-01')).toBe(false);
    expect(on(stretch('absoluut', '2026-01-12', null), 'lrv-absoluut', '2026-02-01')).toBe(true);
  });

  it('of three months is counted from the day after three months on', () => {
    const long = stretch('absoluut', '2026-01-12', null);
    expect([on(long, 'drie-maanden', '2026-04-11'), on(long, 'drie-maanden', '2026-04-12')]).toEqual([false, true]);
    expect(on(stretch('absoluut', '2026-01-12', '2026-04-11'), 'drie-maanden', '2026-04-11')).toBe(false);
    expect(
      countsBetween(
        stretch('absoluut', '2026-01-12', '2026-04-11'),
        definition('drie-maanden'),
        asDay('2025-08-01'),
        asDay('2026-07-31'),
      ),
    ).toBe(false);
  });

  it('stays at home over a holiday', () => {
    const calendar = new RegionCalendars(regionHolidays()).ofRegion('Noord');
    const absent = new Set<Day>();
    for (let day = asDay('2026-01-12'); day <= '2026-03-06'; day = addDays(day, 1)) absent.add(day);
    expect(runEnd(asDay('2026-01-12'), absent, calendar, asDay('2026-06-30'))).toBe('2026-03-06');
    expect(runEnd(asDay('2026-01-12'), absent, calendar, asDay('2026-03-08'))).toBeNull();
    expect(runEnd(asDay('2026-01-12'), absent, calendar, asDay('2026-03-09'))).toBe('2026-03-06');
    absent.delete(asDay('2026-02-16'));
    expect(runEnd(asDay('2026-01-12'), absent, calendar, asDay('2026-02-13'))).toBeNull();
    expect(calendar.isTeachingDay(toNumber(asDay('2026-02-25')))).toBe(false);
  });
});

describe('thuiszitters', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse('2026-06-30');
    await house.build.location('01AB00');
  });
  afterEach(() => house.close());

  it('counts pupils on the day and in the year, from absence as it was judged', async () => {
    const pupils: string[] = [];
    for (const until of ['2026-06-30', '2026-06-12', '2026-05-20']) {
      const pupil = await house.build.pupil('2012-05-06');
      await house.build.enrolment(pupil, '2024-08-01');
      for (let day = asDay('2026-05-11'); day <= until; day = addDays(day, 1))
        await house.build.absence(pupil, day, 5, 'ongeoorloofd', true);
      pupils.push(pupil);
    }
    await house.judge(...pupils);
    const figures = new HomeFigures(house.database, house.module.get(CalendarBook, { strict: false }), house.clock);
    const figure = await figures.run({
      schoolYear: null,
      region: null,
      municipality: '0114',
      per: 'regio',
      publication: false,
    });
    const rows = figure.rijen.map(({ cells }) => [cells['sleutel'], cells['opPeildatum'], cells['inSchooljaar']]);
    expect(rows).toEqual([
      ['lrv', 1, 2],
      ['lrv-absoluut', 1, 2],
      ['drie-maanden', 0, 0],
    ]);
    const question = {
      schoolYear: null,
      region: null,
      municipality: '0114',
      per: 'regio',
      publication: false,
    } as const;
    const months = await figures.run(question, 'lrv');
    expect(months.definitie).toMatch(/^lrv: /);
    expect(months.rijen).toHaveLength(11);
    expect(months.rijen.slice(-3).map(({ cells }) => Object.values(cells))).toEqual([
      ['2026-04', 0, 0],
      ['2026-05', 2, 2],
      ['2026-06', 1, 2],
    ]);
    const shown = (await figures.run({ ...question, publication: true }, 'lrv')).rijen.at(-1);
    expect(shown).toMatchObject({ cells: { opLaatsteDag: null, inMaand: null } });
    await expect(figures.run(question, 'anders')).rejects.toThrow('Kies uit: lrv, lrv-absoluut, drie-maanden');
    const public_ = await figures.run({
      schoolYear: null,
      region: null,
      municipality: '0114',
      per: 'regio',
      publication: true,
    });
    expect(public_.rijen[0]).toMatchObject({
      cells: { opPeildatum: null, inSchooljaar: null },
      onderdrukt: ['opPeildatum', 'inSchooljaar'],
    });
    const elsewhere = await figures.run({
      schoolYear: null,
      region: null,
      municipality: '0363',
      per: 'regio',
      publication: false,
    });
    expect(elsewhere.rijen.map(({ cells }) => cells['inSchooljaar'])).toEqual([0, 0, 0]);
  });
});
