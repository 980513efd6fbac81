import fc from 'fast-check';
import { PER, type FigureQuestion } from '../../src/figures/figure';
import { VSV_TABLES, vsvPeople } from '../../src/figures/vsv/sql';
import { vsvDefinition } from '../../src/figures/vsv/definition';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { VsvTrend } from '../../src/figures/vsv/trend';
import { migrations, tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { forEachEngine, freshDatabase } from '../support/database';
import { TestClock } from '../support/house';
import { person, storePeople } from './support/population';

const clock = new TestClock(asDay('2026-11-24'));
const QUESTION: FigureQuestion = {
  schoolYear: 2025,
  region: null,
  municipality: null,
  per: 'niveau',
  publication: false,
};
const AREAS = [{}, { region: '28' }, { municipality: '0518' }, { within: ['0603'] }];

/** Every change by which the figures of somebody who is there may change. */
const CHANGES: Record<(typeof VSV_TABLES)[number], string> = {
  pupil: "UPDATE pupil SET death_date = '2026-01-01' WHERE death_date IS NULL",
  enrolment: "DELETE FROM enrolment WHERE from_date > '2026-01-01'",
  residence: "UPDATE residence SET municipality = '0518' WHERE municipality <> '0518'",
  diploma: 'DELETE FROM diploma',
  exemption: 'DELETE FROM exemption',
  vsv_status: 'DELETE FROM vsv_status',
};

forEachEngine('early leavers counted from the data of now', (engine) => {
  let database: Database;
  let address: string;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    ({ database, path: address, remove } = await freshDatabase(engine));
    await storePeople(database, fc.sample(person, { seed: 61, numRuns: 150 }));
  });
  afterEach(() => remove());

  /** All that one may ask, of figures that were asked before and of figures that never were. */
  async function holdsAgainst(figures: VsvFigures, trend: VsvTrend): Promise<string[]> {
    const totals: string[] = [];
    for (const per of PER) {
      for (const area of AREAS) {
        const question = { ...QUESTION, ...area, per };
        const anew = await new VsvFigures(database, clock).run(question);
        expect(await figures.run(question)).toEqual(anew);
        totals.push(JSON.stringify(anew));
      }
      const question = { ...QUESTION, ...AREAS[1], per };
      expect(await trend.run(question)).toEqual(await new VsvTrend(database, clock).run(question));
    }
    return totals;
  }

  it('are those of the data after every change, made here or by another process', async () => {
    const [figures, trend] = [new VsvFigures(database, clock), new VsvTrend(database, clock)];
    const other = await openDatabase({ address, tables, migrations });
    try {
      let before = await holdsAgainst(figures, trend);
      for (const [i, table] of VSV_TABLES.toReversed().entries()) {
        const writer = i % 2 === 0 ? database : other;
        expect(await writer.work((work) => work.run(CHANGES[table]))).toBeGreaterThan(0);
        const after = await holdsAgainst(figures, trend);
        expect([table, after]).not.toEqual([table, before]);
        before = after;
      }
    } finally {
      await other.close();
    }
  });

  it('are not those of a unit of work that is still under way, and not after it fell', async () => {
    const figures = new VsvFigures(database, clock);
    const before = await figures.run(QUESTION);
    const undone = database.work(async (work) => {
      await work.run('DELETE FROM enrolment');
      expect(await figures.run(QUESTION)).toEqual(before);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await figures.run(QUESTION)).toEqual(before);
    await database.work(async (work) => {
      await work.run('DELETE FROM enrolment');
      expect(await figures.run(QUESTION)).toEqual(before);
    });
    expect((await figures.run(QUESTION)).totaal!.cells['deelnemers']).toBe(0);
  });
});

describe('early leavers that were counted before, on SQLite', () => {
  it('cost no second count for as long as nothing changed in what is counted', async () => {
    const { database, remove } = await freshDatabase('sqlite');
    try {
      await storePeople(database, fc.sample(person, { seed: 62, numRuns: 50 }));
      const scans = jest.spyOn(database.read, 'scan');
      const trend = new VsvTrend(database, clock);
      const first = await trend.run(QUESTION);
      await database.work((work) => work.run("UPDATE session SET csrf = 'x'"));
      expect(await trend.run(QUESTION)).toEqual(first);
      expect(scans).toHaveBeenCalledTimes(1);
    } finally {
      await remove();
    }
  });

  it('are looked at for changes in every table that they are counted from', () => {
    const read = [...vsvPeople(2025, vsvDefinition(2025)).matchAll(/(?:FROM|JOIN) ([a-z_]+)/g)].map(
      ([, table]) => table,
    );
    expect([...new Set(read)].sort()).toEqual([...VSV_TABLES].sort());
  });
});
