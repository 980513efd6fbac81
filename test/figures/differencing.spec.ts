import fc from 'fast-check';
import type { FigureQuestion, FigureRow } from '../../src/figures/figure';
import { type AreaCounts, ROW_TOTAL, withheldAcross } from '../../src/figures/suppression/across-areas';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import type { Counted } from '../../src/figures/vsv/tally';
import { type VsvCount, vsvFigure } from '../../src/figures/vsv/vsv-table';
import { asDay } from '../../src/law/day';
import { findMunicipality, municipalitiesOf, regionOf } from '../../src/registry/facts';
import { Attacker } from './attacker';

const DAY = asDay('2025-10-01');
/** municipalities of three regions, one of them alone */
const TOWNS = [
  ...municipalitiesOf('28', DAY).slice(0, 4),
  ...municipalitiesOf('01', DAY).slice(0, 2),
  ...municipalitiesOf('03', DAY).slice(0, 1),
].map(({ code }) => code);
const REGIONS = ['28', '01', '03'];
const small = (value: number) => value >= 1 && value <= LARGEST_SMALL;
const few = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
const long = process.env['LEERSPOOR_LANG'] !== undefined;

it('begins at towns of three regions, one of which has one', () => {
  expect(new Set(TOWNS.map((code) => regionOf(code, DAY))).size).toBe(3);
  expect(TOWNS.every((code) => findMunicipality(code))).toBe(true);
});

describe('the vsv statistic, asked for in parts', () => {
  const count: VsvCount = {
    ...{ schoolYear: 2025, definition: 'proef', state: 'actueel', dataDay: asDay('2026-11-24'), statusesKnown: true },
  };
  const towns = fc.array(fc.record({ leavers: few, others: few }), {
    minLength: TOWNS.length,
    maxLength: TOWNS.length,
  });
  const areas: Partial<FigureQuestion>[] = [
    {},
    ...REGIONS.map((region) => ({ region })),
    ...TOWNS.map((municipality) => ({ municipality })),
    // who may see some municipalities of both
    { within: [TOWNS[0]!, TOWNS[1]!, TOWNS[5]!] },
    { within: TOWNS.slice(0, 6), region: '28' },
  ];

  it('gives no small number of a municipality or region away, whatever is subtracted', () => {
    let shownNumbers = 0;
    fc.assert(
      fc.property(towns, (given) => {
        const counted = TOWNS.flatMap((key, i): Counted[] => [
          { key, reason: 'vsv', n: given[i]!.leavers },
          { key, reason: 'onderwijs', n: given[i]!.others },
        ]);
        const attacker = new Attacker(TOWNS.length * 2);
        // unknowns: leavers of each town, then the others
        const sumOf = (codes: readonly string[], leavers: boolean, others: boolean) =>
          [leavers, others].flatMap((on) => TOWNS.map((code) => (on && codes.includes(code) ? 1 : 0)));
        const learn = (row: FigureRow, codes: readonly string[]) => {
          for (const [key, others] of [
            ['vsv', false],
            ['deelnemers', true],
          ] as const) {
            const value = row.cells[key];
            expect(value === null || !small(Number(value))).toBe(true);
            if (value === null) continue;
            shownNumbers++;
            attacker.learn(sumOf(codes, true, others));
          }
        };
        for (const area of areas) {
          for (const per of ['regio', 'gemeente'] as const) {
            const question = { schoolYear: 2025, region: null, municipality: null, ...area, per, publication: true };
            const figure = vsvFigure(count, counted, question);
            const inArea = (code: string) =>
              (question.region === null || regionOf(code, DAY) === question.region) &&
              (question.municipality === null || code === question.municipality) &&
              (!('within' in area) || area.within!.includes(code));
            const codes = TOWNS.filter(inArea);
            learn(figure.totaal!, codes);
            for (const row of figure.rijen) {
              const key = String(row.cells['sleutel']);
              learn(row, per === 'gemeente' ? [key] : codes.filter((code) => regionOf(code, DAY) === key));
            }
          }
        }
        const places = [
          ...TOWNS.map((code) => [code]),
          ...REGIONS.map((one) => TOWNS.filter((code) => regionOf(code, DAY) === one)),
          TOWNS,
        ];
        for (const codes of places) {
          const own = codes.map((code) => given[TOWNS.indexOf(code)]!);
          const leavers = own.reduce((sum, one) => sum + one.leavers, 0);
          const others = own.reduce((sum, one) => sum + one.others, 0);
          if (small(leavers)) expect([codes, attacker.knows(sumOf(codes, true, false))]).toEqual([codes, false]);
          if (small(others)) expect([codes, attacker.knows(sumOf(codes, false, true))]).toEqual([codes, false]);
        }
      }),
      { numRuns: long ? 3_000 : 150 },
    );
    expect(shownNumbers).toBeGreaterThan(500);
  });
});

describe('levels and kinds of education, asked for one after the other', () => {
  it('give no small number of a level away', () => {
    const ranks = ['0', '1', '2', '3', '4', '5', '6', '7'];
    const names = [
      'vo-onbekend',
      'vo-onderbouw',
      'vmbo-bovenbouw',
      'havo-vwo-bovenbouw',
      'mbo-onbekend',
      'mbo-1',
      'mbo-2',
      'mbo-3-4',
    ];
    const kinds = ['vo', 'vo', 'vo', 'vo', 'mbo', 'mbo', 'mbo', 'mbo'];
    fc.assert(
      fc.property(fc.array(few, { minLength: 8, maxLength: 8 }), (leavers) => {
        const counted = ranks.flatMap((key, i): Counted[] => [
          { key: `0363 ${key}`, reason: 'vsv', n: leavers[i]! },
          { key: `0363 ${key}`, reason: 'onderwijs', n: 100 },
        ]);
        const count: VsvCount = {
          ...{ schoolYear: 2025, definition: 'proef', state: 'actueel', dataDay: asDay('2026-11-24') },
          statusesKnown: true,
        };
        const attacker = new Attacker(8);
        for (const per of ['niveau', 'onderwijssoort'] as const) {
          const question = { schoolYear: 2025, region: null, municipality: null, per, publication: true };
          const figure = vsvFigure(count, counted, question);
          const learn = (row: FigureRow, of: (i: number) => boolean) => {
            if (row.cells['vsv'] !== null) attacker.learn(ranks.map((_, i) => (of(i) ? 1 : 0)));
          };
          learn(figure.totaal!, () => true);
          for (const row of figure.rijen) {
            const key = row.cells['sleutel'];
            learn(row, (i) => (per === 'niveau' ? names[i] === key : kinds[i] === key));
          }
        }
        leavers.forEach((n, i) => {
          const one = ranks.map((_, j) => (i === j ? 1 : 0));
          if (small(n)) expect([i, attacker.knows(one)]).toEqual([i, false]);
        });
      }),
      { numRuns: long ? 3_000 : 300 },
    );
  });
});

describe('the leerplichttelling, asked for in parts', () => {
  const columns = ['po', 'vo', 'mbo'];
  const town = fc.array(few, { minLength: 3, maxLength: 3 });
  const groups = ['28', '28', '28', '01', '01', 'onbekend'];

  it('gives no small number of a municipality or region away, whatever is subtracted', () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.array(town, { minLength: 1, maxLength: groups.length }), (given) => {
        const rows = given.map((counts, i): AreaCounts => ({
          ...{ key: `${i}`, group: groups[i]! },
          counts: new Map(columns.map((column, c) => [column, counts[c]!])),
        }));
        const asked = [
          rows.map(({ key }) => key),
          ...[...new Set(rows.map(({ group }) => group))].map((group) =>
            rows.filter((row) => row.group === group).map(({ key }) => key),
          ),
          ...rows.map(({ key }) => [key]),
          ['0', '3'],
        ];
        const attacker = new Attacker(rows.length * columns.length);
        const sumOf = (keys: readonly string[], wanted: readonly string[]) =>
          rows.flatMap(({ key }) => columns.map((column) => (keys.includes(key) && wanted.includes(column) ? 1 : 0)));
        const valueOf = (keys: readonly string[], wanted: readonly string[]) =>
          sumOf(keys, wanted).reduce<number>((sum, on, i) => sum + on * given.flat()[i]!, 0);
        for (const keys of asked) {
          const hidden = withheldAcross(rows, columns, keys);
          for (const column of columns) {
            if (hidden.has(column)) continue;
            shown++;
            expect(small(valueOf(keys, [column]))).toBe(false);
            attacker.learn(sumOf(keys, [column]));
          }
          if (!hidden.has(ROW_TOTAL)) attacker.learn(sumOf(keys, columns));
        }
        for (const keys of asked) {
          for (const wanted of [...columns.map((column) => [column]), columns]) {
            if (!small(valueOf(keys, wanted))) continue;
            expect([keys, wanted, attacker.knows(sumOf(keys, wanted))]).toEqual([keys, wanted, false]);
          }
        }
      }),
      { numRuns: long ? 3_000 : 300 },
    );
    expect(shown).toBeGreaterThan(500);
  });
});
