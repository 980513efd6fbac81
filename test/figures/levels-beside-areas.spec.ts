import fc from 'fast-check';
import type { FigureQuestion, FigureRow } from '../../src/figures/figure';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import { LEVELS } from '../../src/figures/vsv/levels';
import type { Counted } from '../../src/figures/vsv/tally';
import { type VsvCount, vsvFigure } from '../../src/figures/vsv/vsv-table';
import { asDay } from '../../src/law/day';
import { municipalitiesOf, regionOf, regions } from '../../src/registry/facts';
import { Attacker } from './attacker';

const DAY = asDay('2025-10-01');
const long = process.env['LEERSPOOR_LANG'] !== undefined;
const small = (n: number) => n >= 1 && n <= LARGEST_SMALL;
/** municipalities of three regions, one of them alone, and one that is not known */
const TOWNS = [
  ...municipalitiesOf('28', DAY).slice(0, 3),
  ...municipalitiesOf('01', DAY).slice(0, 2),
  ...municipalitiesOf('03', DAY).slice(0, 1),
]
  .map(({ code }) => code)
  .concat('');
const REGIONS = ['28', '01', '03'];
/** two levels of vo, three of mbo */
const RANKS = [1, 2, 5, 6, 7];
const COUNT: VsvCount = {
  ...{ schoolYear: 2025, definition: 'proef', state: 'actueel', dataDay: asDay('2026-11-24'), statusesKnown: true },
};
const PER = ['niveau', 'onderwijssoort', 'regio', 'gemeente'] as const;
type Asked = (typeof PER)[number];

interface Cell {
  town: string;
  rank: number;
  leavers: number;
  others: number;
}

const AREAS: Partial<FigureQuestion>[] = [
  {},
  ...REGIONS.map((region) => ({ region })),
  ...TOWNS.filter((code) => code !== '').map((municipality) => ({ municipality })),
  // who may see some municipalities of two regions, or a part of one
  { within: [TOWNS[0]!, TOWNS[1]!, TOWNS[4]!] },
  { within: TOWNS.slice(0, 2), region: '28' },
];
const inArea = ({ region, municipality, within }: Partial<FigureQuestion>, town: string) =>
  (!region || (town !== '' && regionOf(town, DAY) === region)) &&
  (!municipality || town === municipality) &&
  (!within || within.includes(town));

const isThere = ({ leavers, others }: Cell) => leavers + others > 0;

function publish(cells: readonly Cell[], area: Partial<FigureQuestion>, per: Asked) {
  const byArea = per === 'regio' || per === 'gemeente';
  const counted = cells.filter(isThere).flatMap(({ town, rank, leavers, others }): Counted[] => {
    const key = byArea ? town || null : `${town} ${rank}`;
    return [
      { key, reason: 'vsv', n: leavers },
      { key, reason: 'onderwijs', n: others },
    ];
  });
  const question = { schoolYear: 2025, region: null, municipality: null, ...area, per, publication: true };
  return vsvFigure(COUNT, counted, question);
}

/** The cells that a row (null: the total) adds up. */
function ofRow(cells: readonly Cell[], area: Partial<FigureQuestion>, per: Asked, key: string | null): boolean[] {
  return cells.map(({ town, rank }) => {
    if (!inArea(area, town) || key === null) return inArea(area, town);
    const { name, education } = LEVELS[rank]!;
    const region = town === '' ? null : regionOf(town, DAY);
    const own = { niveau: name, onderwijssoort: education, regio: region, gemeente: town === '' ? null : town }[per];
    return (own ?? 'onbekend') === key;
  });
}

const few = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
const country = fc
  .array(fc.record({ leavers: few, others: few, there: fc.boolean() }), {
    ...{ minLength: TOWNS.length * RANKS.length, maxLength: TOWNS.length * RANKS.length },
  })
  .map((given) =>
    TOWNS.flatMap((town, t) =>
      RANKS.flatMap((rank, r): Cell[] => {
        const { leavers, others, there } = given[t * RANKS.length + r]!;
        return [there ? { town, rank, leavers, others } : { town, rank, leavers: 0, others: 0 }];
      }),
    ),
  )
  .filter((cells) => cells.some(({ leavers, others }) => leavers + others > 0));

it('gives no small number away between levels and kinds of education of one area and those of others', () => {
  let [shown, guarded] = [0, 0];
  fc.assert(
    fc.property(country, (cells) => {
      const attacker = new Attacker(cells.length * 2);
      const learnNone = (of: readonly boolean[], which: readonly boolean[]) =>
        of.forEach(
          (own, i) =>
            own &&
            attacker.learn(
              sum(
                of.map((_, j) => i === j),
                which[0]!,
                which[1]!,
              ),
            ),
        );
      const sum = (of: readonly boolean[], leavers: boolean, others: boolean) =>
        [leavers, others].flatMap((on) => of.map((own) => (on && own ? 1 : 0)));
      const value = (of: readonly boolean[], key: 'leavers' | 'others') =>
        cells.reduce((total, cell, i) => total + (of[i] ? cell[key] : 0), 0);
      const places: boolean[][] = [];
      for (const area of AREAS) {
        if (!cells.some((cell) => inArea(area, cell.town) && isThere(cell))) continue;
        for (const per of PER) {
          const { rijen, totaal } = publish(cells, area, per);
          const learn = (row: FigureRow, key: string | null) => {
            const of = ofRow(cells, area, per, key);
            if (!area.within) places.push(of);
            const { vsv, deelnemers } = row.cells;
            for (const [number, all] of [
              [vsv, value(of, 'leavers')],
              [deelnemers, value(of, 'leavers') + value(of, 'others')],
            ] as const) {
              if (number === null) continue;
              shown++;
              expect([area, per, key, number]).toEqual([area, per, key, all]);
              expect([area, per, key, small(all)]).toEqual([area, per, key, false]);
            }
            // of a sum that is nothing every part is nothing
            if (vsv === 0) learnNone(of, [true, false]);
            if (deelnemers === 0) learnNone(of, [true, true]);
            if (vsv !== null) attacker.learn(sum(of, true, false));
            if (deelnemers !== null) attacker.learn(sum(of, true, true));
          };
          learn(totaal!, null);
          for (const row of rijen) learn(row, String(row.cells['sleutel']));
          // who has no row is not there
          const keys = new Set(rijen.map(({ cells: own }) => String(own['sleutel'])));
          const all = ofRow(cells, area, per, null);
          const told = [...keys].map((key) => ofRow(cells, area, per, key));
          const absent = all.map((own, i) => own && !told.some((of) => of[i]));
          learnNone(absent, [true, false]);
          learnNone(absent, [false, true]);
        }
      }
      for (const of of places) {
        const [leavers, others] = [value(of, 'leavers'), value(of, 'others')];
        for (const [n, own, rest] of [
          [leavers, true, false],
          [others, false, true],
          [leavers + others, true, true],
        ] as const) {
          if (!small(n)) continue;
          guarded++;
          const which = cells.filter((_, i) => of[i]);
          expect([which, own, rest, attacker.knows(sum(of, own, rest))]).toEqual([which, own, rest, false]);
        }
      }
    }),
    { numRuns: long ? 1_000 : 60, seed: long ? undefined : 20261201 },
  );
  expect(Math.min(shown, guarded)).toBeGreaterThan(500);
});

it('takes less than seconds for every municipality of the country', () => {
  const towns = regions().flatMap(({ code }) => municipalitiesOf(code, DAY).map((one) => one.code));
  expect(towns.length).toBeGreaterThan(330);
  const cells = towns.flatMap((town, t) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((rank): Cell => ({
      ...{ town, rank, leavers: (t * 7 + rank * 5) % 23, others: ((t * 13 + rank * 11) % 180) * 3 },
    })),
  );
  const began = Date.now();
  const country = publish(cells, {}, 'niveau');
  const took = Date.now() - began;
  expect(country.rijen.filter(({ cells: own }) => own['vsv'] !== null).length).toBeGreaterThan(5);
  const told = towns.slice(0, 40).flatMap((municipality) => publish(cells, { municipality }, 'niveau').rijen);
  // most of what is not small is shown
  expect(told.filter(({ cells: own }) => own['vsv'] !== null).length).toBeGreaterThan(told.length / 3);
  expect(took).toBeLessThan(10_000);
}, 120_000);
