import fc from 'fast-check';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import { LEVELS } from '../../src/figures/vsv/levels';
import type { Counted } from '../../src/figures/vsv/tally';
import { type VsvCount, vsvFigure } from '../../src/figures/vsv/vsv-table';
import { asDay } from '../../src/law/day';
import { Attacker } from './attacker';

const long = process.env['LEERSPOOR_LANG'] !== undefined;
const small = (n: number) => n >= 1 && n <= LARGEST_SMALL;
const COUNT: VsvCount = {
  ...{ schoolYear: 2024, definition: 'proef', state: 'definitief', dataDay: asDay('2026-11-24'), statusesKnown: true },
};
const PER = ['school', 'niveau', 'onderwijssoort'] as const;

interface Cell {
  school: string;
  rank: number;
  leavers: number;
  others: number;
}

function publish(cells: readonly Cell[], per: (typeof PER)[number]): Figure {
  const question: FigureQuestion = { schoolYear: 2024, region: '01', municipality: null, per, publication: true };
  const counted = cells.flatMap(({ school, rank, leavers, others }): Counted[] => {
    const key = `${school} ${rank}`;
    return [
      { key, reason: 'vsv', n: leavers },
      { key, reason: 'onderwijs', n: others },
    ];
  });
  // all of them live in one municipality
  const levels = counted.map((one): Counted => ({ ...one, key: `0037 ${one.key!.split(' ')[1]!}` }));
  return vsvFigure(COUNT, per === 'school' ? counted : levels, question, levels);
}

const keyOf = (cell: Cell, per: (typeof PER)[number]) =>
  per === 'school' ? cell.school : per === 'niveau' ? LEVELS[cell.rank]!.name : LEVELS[cell.rank]!.education;
const few = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
/** schools with some levels each, so that some share levels with others and some do not, and some have vo and mbo */
const region = fc
  .array(
    fc.array(fc.record({ rank: fc.integer({ min: 0, max: LEVELS.length - 1 }), leavers: few, others: few }), {
      ...{ minLength: 1, maxLength: 3 },
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((schools) =>
    schools.flatMap((parts, i) => {
      const school = `99MB0${i}`;
      return [...new Map(parts.map((one) => [one.rank, one])).values()].map((one): Cell => ({ school, ...one }));
    }),
  );

it('gives no small number away between schools, levels and kinds of education of one area', () => {
  let [shown, schools, guarded] = [0, 0, 0];
  fc.assert(
    fc.property(region, (cells) => {
      const attacker = new Attacker(cells.length * 2);
      const sum = (of: (cell: Cell) => boolean, leavers: boolean, others: boolean) =>
        [leavers, others].flatMap((on) => cells.map((cell) => (on && of(cell) ? 1 : 0)));
      for (const per of PER) {
        const { rijen, totaal } = publish(cells, per);
        for (const row of [...rijen, totaal!]) {
          const of = (cell: Cell) => row === totaal || keyOf(cell, per) === row.cells['sleutel'];
          const own = cells.filter(of);
          const leavers = own.reduce((all, one) => all + one.leavers, 0);
          const others = own.reduce((all, one) => all + one.others, 0);
          const { vsv, deelnemers } = row.cells;
          if (vsv !== null) {
            expect([vsv, small(leavers)]).toEqual([leavers, false]);
            attacker.learn(sum(of, true, false));
            if (per === 'school') schools++;
          }
          if (deelnemers !== null) {
            expect([deelnemers, small(leavers + others)]).toEqual([leavers + others, false]);
            attacker.learn(sum(of, true, true));
          }
          if (vsv !== null && deelnemers !== null) shown++;
          else
            expect([row.cells['percentage'], row.onderdrukt]).toEqual([null, expect.arrayContaining(['percentage'])]);
        }
      }
      for (const per of PER) {
        for (const key of new Set(cells.map((cell) => keyOf(cell, per)))) {
          const of = (cell: Cell) => keyOf(cell, per) === key;
          const leavers = cells.filter(of).reduce((all, one) => all + one.leavers, 0);
          const others = cells.filter(of).reduce((all, one) => all + one.others, 0);
          for (const [n, own, rest] of [
            [leavers, true, false],
            [others, false, true],
            [leavers + others, true, true],
          ] as const) {
            if (!small(n)) continue;
            guarded++;
            expect([per, key, n, attacker.knows(sum(of, own, rest))]).toEqual([per, key, n, false]);
          }
        }
      }
    }),
    { numRuns: long ? 20_000 : 300, seed: 20261130 },
  );
  expect(Math.min(shown, schools, guarded)).toBeGreaterThan(500);
});

describe('of mbo 51, and schools with 21, 15, 14 and 1', () => {
  const mbo = [21, 15, 14, 1].map((leavers, i): Cell => ({ school: `99MB0${3 - i}`, rank: 6, leavers, others: 300 }));
  const vo: Cell[] = [20, 12].map((leavers, i) => ({ school: `99VA0${i}`, rank: 2, leavers, others: 500 }));
  const rows = (figure: Figure) =>
    Object.fromEntries(figure.rijen.map(({ cells }) => [cells['sleutel'], cells['vsv']] as const));

  it('the one is not 51 less the others: the smallest other is withheld too, of the same kind', () => {
    const cells = [...mbo, ...vo];
    expect(rows(publish(cells, 'onderwijssoort'))).toEqual({ mbo: 51, vo: 32 });
    expect(rows(publish(cells, 'school'))).toEqual({
      ...{ '99MB00': null, '99MB01': null, '99MB02': 15, '99MB03': 21 },
      ...{ '99VA00': 20, '99VA01': 12 },
    });
  });

  it('everything is shown where nobody is few', () => {
    const cells = [...mbo.slice(0, 3), ...vo];
    expect(rows(publish(cells, 'school'))).toEqual({
      ...{ '99MB01': 14, '99MB02': 15, '99MB03': 21 },
      ...{ '99VA00': 20, '99VA01': 12 },
    });
  });

  it('nothing is told of schools that add up to a kind that is withheld itself', () => {
    const cells = [...vo, mbo[3]!, { school: '99MB04', rank: 6, leavers: 0, others: 300 }];
    // 33 in all stands in the table of municipalities: with the 32 of vo the one of mbo would be known
    expect(rows(publish(cells, 'onderwijssoort'))).toEqual({ mbo: null, vo: null });
    const shown = publish(cells, 'school');
    expect(rows(shown)).toEqual({ '99MB00': null, '99MB04': null, '99VA00': null, '99VA01': null });
    expect(shown.totaal!.cells['vsv']).toBe(33);
  });

  it('a school that alone has a level is guarded beside that level, not beside others of its kind', () => {
    const alone: Cell[] = [
      { school: '99MB04', rank: 5, leavers: 3, others: 40 },
      { school: '99MB05', rank: 5, leavers: 30, others: 40 },
    ];
    const cells = [...mbo.slice(0, 3), ...alone];
    expect(rows(publish(cells, 'niveau'))).toEqual({ 'mbo-1': 33, 'mbo-2': 50 });
    expect(rows(publish(cells, 'school'))).toEqual({
      ...{ '99MB01': 14, '99MB02': 15, '99MB03': 21, '99MB04': null, '99MB05': null },
    });
  });
});
