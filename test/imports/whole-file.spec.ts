import fc from 'fast-check';
import { decide, type Keeping } from '../../src/platform/incoming';
import { ABSENCE, ANNE, BILAL, counts, type ImportHouse, openImportHouse, PUPILS } from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
  await house.fill();
});

afterEach(() => house.close());

const line = (number: number, hours = 1, pgn = ANNE) => `V${number};${pgn};01AB;00;2025-09-15;${hours};ziek;nee;`;

describe('a trial', () => {
  it('stores nothing, puts nothing in the outbox and says what the import will say', async () => {
    await house.import('verzuim', [ABSENCE, line(1), line(2)]);
    await house.database.work((work) => work.run('DELETE FROM outbox'));
    const before = await house.contents();
    const runs = await house.rows('SELECT id FROM import_run');
    const lines = [
      ABSENCE,
      line(1),
      line(2, 3),
      line(3),
      line(3, 2),
      'V4;;01AB;;;;ingetrokken;;',
      'V3;;01AB;;;;ingetrokken;;',
      line(5, 99),
    ];
    const trial = await house.import('verzuim', lines, { proef: true });
    expect(counts(trial)).toBe('gelezen 7, nieuw 1, gewijzigd 3, ongewijzigd 1, afgekeurd 2');
    expect(await house.contents()).toEqual(before);
    expect(await house.rows('SELECT id FROM outbox')).toEqual([]);
    expect(await house.rows('SELECT id FROM import_run')).toEqual(runs);
    expect(await house.import('verzuim', lines)).toEqual(trial);
  });
});

describe('a file of many chunks', () => {
  const many = Array.from({ length: 7_000 }, (_, i) => line(i));

  it('lets the last row of a key count, however far from the first, and changes nothing the second time', async () => {
    const lines = [ABSENCE, ...many, line(3, 7), line(6_999, 8), 'V4;;01AB;;;;ingetrokken;;'];
    expect(counts(await house.import('verzuim', lines))).toBe(
      'gelezen 7003, nieuw 7000, gewijzigd 3, ongewijzigd 0, afgekeurd 0',
    );
    const stored = await house.rows(
      "SELECT number, hundredths, kind FROM absence_record WHERE number IN ('V3', 'V4', 'V6999') ORDER BY number",
    );
    expect(stored).toEqual([
      { number: 'V3', hundredths: 700, kind: 'ziek' },
      { number: 'V4', hundredths: 100, kind: 'ingetrokken' },
      { number: 'V6999', hundredths: 800, kind: 'ziek' },
    ]);
    const revisions = await house.rows('SELECT id FROM absence_revision');
    expect((await house.import('verzuim', lines)).gewijzigd).toBe(0);
    expect(await house.rows('SELECT id FROM absence_revision')).toEqual(revisions);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await house.import('verzuim', [ABSENCE, ...many], {
      onProgress: ({ rows, bytes, totalBytes }) => seen.push(rows, bytes / totalBytes!),
    });
    expect(seen.slice(-2)).toEqual([7_000, 1]);
  });

  it('lets others work in between', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await house.import('verzuim', [ABSENCE, ...many]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('order and repetition', () => {
  it('of rows with different keys never matter, of rows with one key only the last does', async () => {
    const rows = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 30 }),
        hours: fc.integer({ min: 1, max: 12 }),
        pgn: fc.constantFrom(ANNE, BILAL),
      }),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (drawn, chance) => {
        await house.database.work((work) => work.run('DELETE FROM absence_record'));
        const lines = drawn.map(({ number, hours, pgn }) => line(number, hours, pgn));
        await house.import('verzuim', [ABSENCE, ...lines]);
        const expected = (await house.contents())['absence'];
        // doubled
        await house.import('verzuim', [ABSENCE, ...lines, ...lines]);
        expect((await house.contents())['absence']).toEqual(expected);
        // only the last row of each key, shuffled, on an empty table
        const last = [...new Map(drawn.map((row, i) => [row.number, lines[i]!])).values()];
        const shuffled = last.map((text) => ({ text, at: chance.next().value! })).sort((a, b) => a.at - b.at);
        await house.database.work((work) => work.run('DELETE FROM absence_record'));
        await house.import('verzuim', [ABSENCE, ...shuffled.map(({ text }) => text)]);
        expect((await house.contents())['absence']).toEqual(expected);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('of files about pupils neither', async () => {
    const header = `${PUPILS};gemeente_vanaf;achternaam`;
    const lines = [
      '10000008;2011-01-01;0363;;A',
      '000000012;2011-02-01;0518;2025-01-01;B',
      `${ANNE};2010-03-01;0363;;C`,
    ];
    await house.import('leerlingen', [header, ...lines]);
    const expected = await house.contents();
    await house.import('leerlingen', [header, ...lines.toReversed(), ...lines]);
    expect(await house.contents()).toEqual(expected);
  });
});

describe('what becomes of entries with one key', () => {
  const keeping: Keeping<{ n: number }, number> = {
    apply: (_, entry) => (entry < 0 ? null : { n: entry }),
    same: (a, b) => a.n === b.n,
  };
  it.each([
    ['new', null, [1], false, ['nieuw'], true],
    ['new and corrected', null, [1, 2], false, ['nieuw', 'gewijzigd'], true],
    ['known and the same', 1, [1], false, ['ongewijzigd'], false],
    ['known and other: later', 1, [2], false, ['later'], false],
    ['known and other, at the end', 1, [2, 3], true, ['ongewijzigd', 'gewijzigd'], true],
    ['other and back again', 1, [2, 1], false, ['ongewijzigd', 'ongewijzigd'], false],
    ['taken away', 1, [-1], true, ['gewijzigd'], true],
    ['new and taken away', null, [1, -1], false, ['nieuw', 'gewijzigd'], false],
  ] as const)('%s', (_what, known, entries, final, outcomes, write) => {
    const decision = decide(known === null ? null : { n: known }, entries, keeping, final);
    expect(decision).toMatchObject({ outcomes, write });
  });
});
