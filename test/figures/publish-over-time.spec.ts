import fc from 'fast-check';
import { systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { FigureQuestion } from '../../src/figures/figure';
import { type AreaCounts, ROW_TOTAL, withheldAcross } from '../../src/figures/suppression/across-areas';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import { TELLING_CELLS } from '../../src/figures/telling/cells';
import { tellingFigure, type TellingYear } from '../../src/figures/telling/telling-table';
import { StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { asDay } from '../../src/law/day';
import { openHouse } from '../support/house';
import { Attacker } from './attacker';
import { person, storePeople } from './support/population';

const long = process.env['LEERSPOOR_LANG'] !== undefined;
const small = (n: number) => n >= 1 && n <= LARGEST_SMALL;
const few = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 }));
const QUESTION: FigureQuestion = {
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: true },
};

describe('a publication laid beside the one before', () => {
  const months = ['2026-04', '2026-05', '2026-06', '2026-07'];
  const groups = ['28', '28', '28', '01'];
  const table = fc.array(fc.array(few, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });

  it('gives no small month away, of no area, also when the total of the year comes', () => {
    let [shown, totals] = [0, 0];
    fc.assert(
      fc.property(table, (given) => {
        const rows = given.map((counts, i): AreaCounts => ({
          ...{ key: `${i}`, group: groups[i]! },
          counts: new Map(months.map((month, m) => [month, counts[m]!])),
        }));
        const keys = rows.map(({ key }) => key);
        const areas = [keys, ...keys.map((key) => [key]), keys.filter((key) => groups[Number(key)] === '28')];
        const attacker = new Attacker(rows.length * months.length);
        const sum = (area: readonly string[], wanted: readonly string[]) =>
          rows.flatMap(({ key }) => months.map((month) => Number(area.includes(key) && wanted.includes(month))));
        const value = (area: readonly string[], wanted: readonly string[]) =>
          sum(area, wanted).reduce((total, on, i) => total + on * given.flat()[i]!, 0);
        // one publication after each month; the last one has the totals
        months.forEach((_, last) => {
          const past = months.slice(0, last + 1);
          const sofar = rows.map((row) => ({ ...row, counts: new Map([...row.counts].slice(0, last + 1)) }));
          for (const area of areas) {
            const hidden = withheldAcross(sofar, past, area, { oneByOne: true });
            for (const month of past) {
              if (hidden.has(month)) continue;
              shown++;
              expect(small(value(area, [month]))).toBe(false);
              attacker.learn(sum(area, [month]));
            }
            if (last < months.length - 1 || hidden.has(ROW_TOTAL)) continue;
            totals++;
            attacker.learn(sum(area, months));
          }
        });
        for (const area of areas) {
          for (const wanted of [...months.map((month) => [month]), months]) {
            if (small(value(area, wanted)))
              expect([area, wanted, attacker.knows(sum(area, wanted))]).toEqual([area, wanted, false]);
          }
        }
      }),
      { numRuns: long ? 2_000 : 80, seed: 20261130 },
    );
    expect(Math.min(shown, totals)).toBeGreaterThan(100);
  });

  it('of vsv is what was stored, and of a year that is over', async () => {
    const house = await openHouse('2027-02-01');
    const vsv = (more: Partial<FigureQuestion>) =>
      new VsvFigures(house.database, house.clock).run({ ...QUESTION, per: 'gemeente', ...more });
    try {
      await storePeople(house.database, fc.sample(person, { seed: 5, numRuns: 300 }));
      const before = await vsv({});
      const audit = house.module.get(Audit, { strict: false });
      const actor = systemActor('opdracht');
      await new StoreSnapshot(house.database, audit, house.clock).run(actor, { schoolYear: 2025, state: 'voorlopig' });
      await storePeople(house.database, fc.sample(person, { seed: 6, numRuns: 60 }));
      expect((await vsv({ publication: false })).totaal).not.toEqual(before.totaal);
      const after = await vsv({});
      expect([after.rijen, after.totaal]).toEqual([before.rijen, before.totaal]);
      expect(after.titel).toContain('voorlopig');
      await expect(vsv({ schoolYear: 2026 })).rejects.toMatchObject({ code: 'nog-niet-voorbij' });
    } finally {
      await house.close();
    }
  });
});

describe('who was enrolled again, beside who was found', () => {
  const figure = (found: number, again: number, publication = true) => {
    const empty = () => new Map(TELLING_CELLS.map(({ key }) => [key, new Map<string, number>()]));
    const counts = empty();
    counts.get('absoluut')!.set('vo', found);
    counts.get('absoluut-heringeschreven')!.set('vo', again);
    const towns: TellingYear['towns'] = new Map(
      [...counts].map(([cell, own]) => [cell, own.size === 0 ? [] : [{ key: '0518', group: '28', counts: own }]]),
    );
    const year = { counts, towns };
    const { rijen } = tellingFigure(year, { ...QUESTION, publication }, 2025, asDay('2026-11-24'));
    return ['absoluut', 'absoluut-heringeschreven'].map((cell) => {
      const row = rijen.find(({ cells }) => cells['sleutel'] === cell)!;
      return [row.cells['vo'], row.cells['totaal']];
    });
  };

  it('is withheld where the others would be a small number', () => {
    expect(figure(40, 38, false)).toEqual([
      [40, 40],
      [38, 38],
    ]);
    expect(figure(40, 38)).toEqual([
      [40, 40],
      [null, null],
    ]);
    expect(figure(40, 40)).toEqual([
      [40, 40],
      [40, 40],
    ]);
    expect(figure(40, 30)).toEqual([
      [40, 40],
      [30, 30],
    ]);
  });
});
