import fc from 'fast-check';
import type { FigureQuestion } from '../../src/figures/figure';
import { PER } from '../../src/figures/figure';
import { VsvTrend } from '../../src/figures/vsv/trend';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { migrations, tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { freshDatabase } from '../support/database';
import { describeWhere } from '../support/not-run';
import { hasPostgres } from '../support/postgres';
import { TestClock } from '../support/house';
import { person, storePeople } from './support/population';

const clock = new TestClock(asDay('2026-11-24'));
const QUESTION: FigureQuestion = {
  schoolYear: 2025,
  region: null,
  municipality: null,
  per: 'gemeente',
  publication: false,
};
const CONNECTIONS = 8;

/** A country is counted in ranges of the key on several connections: no figure may change by it. */
describeWhere(hasPostgres(), 'PostgreSQL', 'a country counted in parts', () => {
  let whole: Database;
  let parted: Database;
  let ids: string[];
  let address: string;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const fresh = await freshDatabase('postgres');
    whole = fresh.database;
    remove = fresh.remove;
    address = fresh.path;
    ids = await storePeople(whole, fc.sample(person, { seed: 29, numRuns: 900 }));
    await whole.read.run('ANALYZE pupil');
    parted = await openDatabase({ address, tables, migrations, connections: CONNECTIONS, partsFrom: 1 });
  });
  afterAll(async () => {
    await parted.close();
    await remove();
  });

  it('gives the same figures to the last digit, of the country, a region and a municipality, and over the years', async () => {
    for (const per of PER) {
      for (const area of [{}, { region: '03' }, { municipality: '0518' }]) {
        const question = { ...QUESTION, ...area, per };
        const expected = await new VsvFigures(whole, clock).run(question);
        expect(await new VsvFigures(parted, clock).run(question)).toEqual(expected);
        expect(await new VsvTrend(parted, clock).run(question)).toEqual(await new VsvTrend(whole, clock).run(question));
      }
    }
    expect((await new VsvFigures(parted, clock).run(QUESTION)).totaal!.cells['vsv']).toBeGreaterThan(0);
  });

  it('puts every pupil in exactly one part, the first and the last beyond what was known', async () => {
    await whole.work((work) =>
      work.insert('pupil', 'id pgn pgn_index birth_date secret_address changed_at'.split(' '), [
        ['00000000-0000-7000-8000-000000000000', '', 'first', '2010-01-01', 0, '2026-01-01T00:00:00.000Z'],
        ['ffffffff-ffff-7fff-bfff-ffffffffffff', '', 'last', '2010-01-01', 0, '2026-01-01T00:00:00.000Z'],
      ]),
    );
    const parts: string[] = [];
    const rows = await parted.read.scanParts<{ id: string }>('pupil', (part) => {
      parts.push(part('p.id'));
      return `SELECT p.id FROM pupil p WHERE p.id IS NOT NULL${part('p.id')}`;
    });
    expect(parts).toHaveLength(4);
    expect(rows).toHaveLength(ids.length + 2);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(ids.length + 2);
  });

  it('sees one moment in all its parts, while someone else writes', async () => {
    const moments = (part: (column: string) => string) =>
      `SELECT CAST(pg_current_snapshot() AS text) AS "moment", COUNT(*) AS "n" FROM pupil p WHERE p.id IS NOT NULL${part('p.id')}`;
    let writing = true;
    const writer = (async () => {
      for (let i = 0; writing; i++) await storePeople(whole, fc.sample(person, { seed: 100 + i, numRuns: 2 }));
    })();
    const seen = new Set<string>();
    for (let i = 0; i < 15; i++) {
      const rows = await parted.read.scanParts<{ moment: string }>('pupil', moments);
      expect(rows).toHaveLength(4);
      expect(new Set(rows.map(({ moment }) => moment)).size).toBe(1);
      seen.add(rows[0]!.moment);
    }
    writing = false;
    await writer;
    // there was something that could have been seen by one part and not by another
    expect(seen.size).toBeGreaterThan(1);
  });

  it('ends, however many ask at once beside units of work, and after a mistake', async () => {
    const one = () => new VsvFigures(parted, clock).run(QUESTION);
    const expected = await one();
    await expect(parted.read.scanParts('pupil', () => 'SELECT nothing FROM nowhere')).rejects.toBeDefined();
    const works = Array.from({ length: 12 }, () => parted.work((work) => work.get('SELECT pg_sleep(0.05) AS "n"')));
    const asked = await Promise.all(Array.from({ length: 10 }, one));
    await Promise.all(works);
    for (const figure of asked) expect(figure).toEqual(expected);
  });

  it('is not parted inside a unit of work, nor where there are too few connections', async () => {
    const seen: string[] = [];
    const note = (part: (column: string) => string) => {
      seen.push(part('p.id'));
      return `SELECT COUNT(*) AS n FROM pupil p WHERE p.id IS NOT NULL${part('p.id')}`;
    };
    await parted.work(async (work) => void (await work.scanParts('pupil', note)));
    const few = await openDatabase({ address, tables, migrations, connections: 3, partsFrom: 1 });
    await few.read.scanParts('pupil', note).finally(() => few.close());
    expect(seen).toEqual(['', '']);
  });
});
