import fc from 'fast-check';
import { type Edge, exposed, LARGEST_SMALL, suppress } from '../../src/figures/suppression/suppress';
import { suppressTable } from '../../src/figures/suppression/tables';

/** One number of a published table: its place, and its value where it is shown. */
interface Published {
  value: number | null;
}

/** Sums that everyone knows: the numbers at `parts` add up to the one at `whole`. */
interface Sum {
  parts: number[];
  whole: number;
}

/**
 * An attacker that knows nothing of networks. It solves the linear system of all sums by elimination, in fractions, and
 * gives the places whose value follows.
 */
function solve(published: Published[], sums: Sum[]): number[] {
  const unknown = published.flatMap(({ value }, i) => (value === null ? [i] : []));
  const column = new Map(unknown.map((place, i) => [place, i]));
  const matrix = sums.map(({ parts, whole }) => {
    const row = new Array<number>(unknown.length + 1).fill(0);
    for (const [place, sign] of [...parts.map((p) => [p, 1] as const), [whole, -1] as const]) {
      const at = column.get(place);
      if (at === undefined) row[unknown.length]! -= sign * published[place]!.value!;
      else row[at]! += sign;
    }
    return row;
  });
  let pivot = 0;
  for (let c = 0; c < unknown.length && pivot < matrix.length; c++) {
    const found = matrix.findIndex((row, r) => r >= pivot && Math.abs(row[c]!) > 1e-9);
    if (found < 0) continue;
    [matrix[pivot], matrix[found]] = [matrix[found]!, matrix[pivot]!];
    const scale = matrix[pivot]![c]!;
    matrix[pivot] = matrix[pivot]!.map((v) => v / scale);
    matrix.forEach((row, r) => {
      const factor = row[c]!;
      if (r !== pivot && Math.abs(factor) > 1e-9) matrix[r] = row.map((v, i) => v - factor * matrix[pivot]![i]!);
    });
    pivot++;
  }
  return matrix.flatMap((row) => {
    const used = row.slice(0, -1).flatMap((v, i) => (Math.abs(v) > 1e-9 ? [i] : []));
    return used.length === 1 ? [unknown[used[0]!]!] : [];
  });
}

/** A stronger attacker, for small tables: tries every way to fill in whole numbers from 1, and keeps what never varies. */
function tryAll(published: Published[], sums: Sum[], most: number): number[] {
  const unknown = published.flatMap(({ value }, i) => (value === null ? [i] : []));
  const values = published.map(({ value }) => value);
  const seen = new Map<number, Set<number>>(unknown.map((place) => [place, new Set()]));
  const fill = (at: number): void => {
    const broken = sums.some(({ parts, whole }) => {
      const known = parts.map((place) => values[place]);
      const sum = known.reduce<number>((a, b) => a + (b ?? 1), 0);
      const target = values[whole] ?? null;
      return target !== null && (known.includes(null) ? sum > target : sum !== target);
    });
    if (broken) return;
    if (at === unknown.length) {
      for (const place of unknown) seen.get(place)!.add(values[place]!);
      return;
    }
    for (let v = 1; v <= most; v++) {
      values[unknown[at]!] = v;
      fill(at + 1);
    }
    values[unknown[at]!] = null;
  };
  fill(0);
  return unknown.filter((place) => seen.get(place)!.size === 1);
}

/** A table as published, with every sum that a reader knows. */
function publish(counts: number[][]): { published: Published[]; sums: Sum[]; values: number[] } {
  const rows = counts.map((_, i) => `${i}`);
  const columns = counts[0]!.map((_, i) => `${i}`);
  const cell = (row: string, column: string) => counts[Number(row)]![Number(column)]!;
  const hidden = suppressTable({ rows, columns, cell });
  const width = columns.length + 1;
  const at = (r: number, c: number) => r * width + c;
  const values: number[] = [];
  const published: Published[] = [];
  const put = (r: number, c: number, value: number, withheld: boolean) => {
    values[at(r, c)] = value;
    published[at(r, c)] = { value: withheld ? null : value };
  };
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  rows.forEach((row, r) => {
    columns.forEach((column, c) => put(r, c, cell(row, column), hidden.cells.has(`${row}|${column}`)));
    put(r, columns.length, sum(counts[r]!), hidden.rowTotals.has(row));
  });
  columns.forEach((column, c) =>
    put(rows.length, c, sum(counts.map((row) => row[c]!)), hidden.columnTotals.has(column)),
  );
  put(rows.length, columns.length, sum(counts.flat()), hidden.total);
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const sums = [
    ...range(rows.length + 1).map((r) => ({
      parts: range(columns.length).map((c) => at(r, c)),
      whole: at(r, columns.length),
    })),
    ...range(columns.length + 1).map((c) => ({
      parts: range(rows.length).map((r) => at(r, c)),
      whole: at(rows.length, c),
    })),
  ];
  return { published, sums, values };
}

const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }), fc.constant(0));
const tableOf = (rows: number, columns: number, cell: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns }))
    .chain(([r, c]) => fc.array(fc.array(cell, { minLength: c, maxLength: c }), { minLength: r, maxLength: r }));
const long = process.env['LEERSPOOR_LANG'] !== undefined;

describe('small numbers in a table with totals', () => {
  it('are withheld, and zeros and most others are shown', () => {
    const { published } = publish([
      [12, 3, 40],
      [8, 20, 30],
      [0, 9, 50],
    ]);
    const shown = published.map(({ value }) => value);
    expect(shown.filter((value) => value === null)).toHaveLength(4);
    expect(shown[1]).toBeNull();
    expect(shown).not.toContain(3);
    expect(shown[8]).toBe(0);
    expect(shown.at(-1)).toBe(172);
  });

  it('never leave a number below 5 in sight', () => {
    fc.assert(
      fc.property(tableOf(6, 6, count), (counts) => {
        for (const { value } of publish(counts).published)
          expect(value === null || value === 0 || value > LARGEST_SMALL).toBe(true);
      }),
      { numRuns: long ? 5_000 : 300 },
    );
  });

  it('cannot be worked back by solving the linear system', () => {
    fc.assert(
      fc.property(tableOf(6, 6, count), (counts) => {
        const { published, sums } = publish(counts);
        expect(solve(published, sums)).toEqual([]);
      }),
      { numRuns: long ? 5_000 : 400 },
    );
  });

  it('cannot be worked back by trying every filling of whole numbers from 1', () => {
    fc.assert(
      fc.property(tableOf(3, 2, fc.integer({ min: 0, max: 6 })), (counts) => {
        const { published, sums } = publish(counts);
        fc.pre(published.filter(({ value }) => value === null).length <= 7);
        expect(tryAll(published, sums, 14)).toEqual([]);
      }),
      { numRuns: long ? 300 : 40 },
    );
  });

  it('would be worked back without the second withholding: the attackers are worth something', () => {
    const counts = [
      [12, 3, 40],
      [8, 20, 30],
    ];
    const { published, sums, values } = publish(counts);
    const primary = published.map((_, i) => ({
      value: values[i]! >= 1 && values[i]! <= LARGEST_SMALL ? null : values[i]!,
    }));
    expect(solve(primary, sums)).toEqual([1]);
    expect(tryAll(primary, sums, 14)).toEqual([1]);
  });

  it('are not given away by being as small as they can be', () => {
    // two ones that add up to 2: whoever knows that both are at least 1 knows both
    const { published, sums } = publish([[1], [1], [30]]);
    expect(published[2]!.value).toBeNull();
    expect(tryAll(published, sums, 40)).toEqual([]);
  });

  it('change nothing in a table without them', () => {
    expect(
      publish([
        [5, 0],
        [9, 70],
      ]).published.map(({ value }) => value),
    ).toEqual([5, 0, 5, 9, 70, 79, 14, 70, 84]);
  });
});

describe('small numbers of municipalities beside those of their regions', () => {
  const parts = fc.array(
    fc.record({ group: fc.option(fc.constantFrom('28', '29', '30')), leavers: count, others: count }),
    {
      minLength: 1,
      maxLength: 9,
    },
  );

  /** Leavers and participants per part and per group, as two tables that lie side by side; the others are not shown. */
  function sideBySide(given: { group: string | null; leavers: number; others: number }[]) {
    const rows = given.map((_, i) => `${i}`);
    const columns = ['vsv', 'rest'];
    const cell = (row: string, column: string) =>
      column === 'vsv' ? given[Number(row)]!.leavers : given[Number(row)]!.others;
    const groupOf = (row: string) => given[Number(row)]!.group;
    const hidden = suppressTable({ rows, columns, cell, groupOf, unseen: 'rest' });
    const published: Published[] = [];
    const sums: Sum[] = [];
    const put = (value: number, withheld: boolean) => published.push({ value: withheld ? null : value }) - 1;
    /** the places of leavers, others and participants */
    const triple = (leavers: number, others: number, hideLeavers: boolean, hideAll: boolean) => {
      const places = [put(leavers, hideLeavers), put(others, true), put(leavers + others, hideAll)];
      sums.push({ parts: places.slice(0, 2), whole: places[2]! });
      return places;
    };
    const of = (wanted: string[], column: string) => wanted.reduce((total, row) => total + cell(row, column), 0);
    const lines = rows.map((row) =>
      triple(cell(row, 'vsv'), cell(row, 'rest'), hidden.cells.has(`${row}|vsv`), hidden.rowTotals.has(row)),
    );
    const groups = [...new Set(given.flatMap(({ group }) => (group === null ? [] : [group])))];
    const groupLines = groups.map((group) => {
      const own = rows.filter((row) => groupOf(row) === group);
      const line = triple(
        of(own, 'vsv'),
        of(own, 'rest'),
        hidden.groupCells.has(`${group}|vsv`),
        hidden.groupTotals.has(group),
      );
      [0, 1, 2].forEach((i) => sums.push({ parts: own.map((row) => lines[Number(row)]![i]!), whole: line[i]! }));
      return line;
    });
    const total = triple(of(rows, 'vsv'), of(rows, 'rest'), hidden.columnTotals.has('vsv'), hidden.total);
    const top = [...rows.filter((row) => groupOf(row) === null).map((row) => lines[Number(row)]!), ...groupLines];
    [0, 1, 2].forEach((i) => sums.push({ parts: top.map((line) => line[i]!), whole: total[i]! }));
    const small = published.flatMap((_, i) => (i % 3 === 1 ? [] : [i]));
    return { published, sums, small };
  }

  it('cannot be worked back from both tables and the total together', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const { published, sums, small } = sideBySide(given);
        // what is not shown may follow from two numbers that are, where it is not small
        const found = solve(published, sums);
        expect(found.filter((place) => small.includes(place))).toEqual([]);
        for (const place of small) {
          const { value } = published[place]!;
          expect(value === null || value === 0 || value > LARGEST_SMALL).toBe(true);
        }
      }),
      { numRuns: long ? 5_000 : 400 },
    );
  });

  it('leave most numbers in sight', () => {
    const { published } = sideBySide([
      { group: '28', leavers: 3, others: 300 },
      { group: '28', leavers: 12, others: 400 },
      { group: '29', leavers: 20, others: 500 },
      { group: '29', leavers: 30, others: 600 },
    ]);
    const shown = published.filter(({ value }, i) => i % 3 !== 1 && value !== null).map(({ value }) => value);
    expect(shown).toEqual([303, 412, 20, 520, 30, 630, 15, 715, 50, 1150, 65, 1865]);
  });
});

it('withholds no more than it takes: without any one of the others something is exposed, or it is small itself', () => {
  const edges: Edge[] = [
    ...[3, 7, 40, 90].map((value, i) => ({ from: 'in', to: `r${i}`, value })),
    ...[3, 7, 40, 90].map((value, i) => ({ from: `r${i}`, to: 'uit', value })),
    { from: 'uit', to: 'in', value: 140 },
  ];
  const hidden = suppress(edges);
  expect(exposed(edges, hidden)).toEqual([]);
  expect([...hidden].map((i) => edges[i]!.value).sort((a, b) => a - b)).toEqual([3, 3, 7, 7]);
});
