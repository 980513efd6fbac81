import { readFileSync } from 'node:fs';
import { newId } from '../../src/platform/ids';
import { SAMPLE_COLUMNS, sampleDatabase, sampleRow } from '../support/sample-database';

it('leaves nothing of what was deleted in the files of SQLite, once they are scrubbed', async () => {
  const { database, address, remove } = await sampleDatabase('sqlite');
  const inFiles = (text: string) =>
    ['', '-wal'].some((end) => {
      try {
        return readFileSync(address + end, 'latin1').includes(text);
      } catch {
        return false;
      }
    });
  try {
    const [goes, stays] = [`gaat ${newId()}`, `blijft ${newId()}`];
    await database.work((work) =>
      work.insert(
        'sample',
        SAMPLE_COLUMNS,
        [goes, stays].map((name) => sampleRow({ name, amount: 1 })),
      ),
    );
    database.scrub();
    expect([inFiles(goes), inFiles(stays)]).toEqual([true, true]);
    await database.work((work) => work.run('DELETE FROM sample WHERE name = ?', [goes]));
    database.scrub();
    expect([inFiles(goes), inFiles(stays)]).toEqual([false, true]);
  } finally {
    await remove();
  }
});
