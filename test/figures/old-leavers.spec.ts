import { EVERYBODY } from '../../src/figures/figure';
import { OLD_LEAVER_TABLES, OldLeavers } from '../../src/figures/vsv/old-leavers';
import { parseParameters } from '../../src/law/parameters';
import { asDay } from '../../src/law/day';
import { CalendarBook } from '../../src/registry/calendars';
import { migrations, tables } from '../../src/cli/schema';
import { openDatabase } from '../../src/platform/database/open-database';
import { readConfig } from '../../src/platform/config-file';
import type { Database } from '../../src/platform/database/database';
import { Builders } from '../support/builders';
import { forEachEngine, freshDatabase } from '../support/database';
import { TestClock } from '../support/house';

const PARAMETERS = parseParameters(readConfig('law', 'parameters.json'));
const clock = new TestClock(asDay('2026-11-24'));
const QUESTION = { ...EVERYBODY, schoolYear: 2025 };

/** Changes that each take or bring one of the former early leavers below. */
const CHANGES: readonly [(typeof OLD_LEAVER_TABLES)[number], string][] = [
  ['pupil', "UPDATE pupil SET death_date = '2026-01-01' WHERE last_name = 'Een'"],
  [
    'enrolment',
    "UPDATE enrolment SET until_date = '2027-01-01' WHERE pupil_id IN (SELECT id FROM pupil WHERE last_name = 'Twee')",
  ],
  ['residence', "UPDATE residence SET municipality = '0518'"],
  ['diploma', 'DELETE FROM diploma'],
];

forEachEngine('former early leavers', (engine) => {
  let database: Database;
  let address: string;
  let remove: () => Promise<void>;
  const anew = () => new OldLeavers(database, new CalendarBook(), PARAMETERS, clock);
  const figure = (area: object = {}) => anew().run({ ...QUESTION, ...area });

  beforeEach(async () => {
    ({ database, path: address, remove } = await freshDatabase(engine));
    const build = new Builders(database);
    await build.location();
    for (const name of ['Een', 'Twee', 'Drie', 'Vier']) {
      const pupil = await build.pupil('2006-05-06', { last_name: name });
      await build.enrolment(pupil, '2022-08-01', '2025-02-01', 'mbo');
      if (name === 'Vier') await build.insert('diploma', { pupil_id: pupil, kind: 'mbo2', day: '2024-07-01' });
    }
  });
  afterEach(() => remove());

  it('are counted by where they live, whichever area was asked for first', async () => {
    const figures = anew();
    for (const area of [
      { municipality: '0518' },
      {},
      { municipality: '0114' },
      { region: '28' },
      { within: ['0114'] },
    ]) {
      expect(await figures.run({ ...QUESTION, ...area })).toEqual(await figure(area));
    }
    expect((await figures.run(QUESTION)).totaal?.cells['oudVsv']).toBe(3);
    expect((await figures.run({ ...QUESTION, municipality: '0518' })).totaal?.cells['oudVsv']).toBe(0);
  });

  it('are those of the data after every change, made here or by another process', async () => {
    const figures = anew();
    const other = await openDatabase({ address: address, tables, migrations });
    try {
      let before = JSON.stringify((await figures.run(QUESTION)).rijen);
      for (const [i, [, sql]] of CHANGES.entries()) {
        const writer = i % 2 === 0 ? database : other;
        expect(await writer.work((work) => work.run(sql))).toBeGreaterThan(0);
        const after = await figures.run(QUESTION);
        expect(after).toEqual(await figure());
        expect(JSON.stringify(after.rijen)).not.toBe(before);
        before = JSON.stringify(after.rijen);
      }
    } finally {
      await other.close();
    }
  });
});
