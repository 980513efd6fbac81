import { ANNE, ENROLMENTS, type ImportHouse, openImportHouse } from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
  await house.fill();
  await house.database.work((work) => work.run('DELETE FROM import_run'));
});

afterEach(() => house.close());

/** `rows` enrolments at each location */
const file = (rows: Record<string, number>) => [
  ENROLMENTS,
  ...Object.entries(rows).flatMap(([location, count]) =>
    Array.from({ length: count }, (_, i) => `${ANNE};${location.slice(0, 4)};${location};vo;${2000 + i}-08-01;`),
  ),
];
const alarms = async (rows: Record<string, number>, proef = false) =>
  (await house.import('inschrijvingen', file(rows), { proef })).meldingen.filter((text) => text.startsWith('Let op:'));

it('says nothing of a first file, nor of the same one again', async () => {
  expect(await alarms({ '01AB00': 40 })).toEqual([]);
  expect(await alarms({ '01AB00': 40 })).toEqual([]);
});

it('tells of a location with more than the share fewer or more rows, by at least ten', async () => {
  await alarms({ '01AB00': 40, '02CD00': 12 });
  expect(await alarms({ '01AB00': 28, '02CD00': 3 })).toEqual([]);
  expect(await alarms({ '01AB00': 40, '02CD00': 3 })).toEqual([
    'Let op: vestiging 01AB00 heeft in dit bestand 40 rijen en had er vorige keer 28: ongewoon veel meer.',
  ]);
  expect(await alarms({ '01AB00': 27, '02CD00': 3 }, true)).toHaveLength(1);
  expect(await alarms({ '01AB00': 27, '02CD00': 3 })).toEqual([
    'Let op: vestiging 01AB00 heeft in dit bestand 27 rijen en had er vorige keer 40: ongewoon veel minder.',
  ]);
});

it('tells of a location that is gone, in a delivery of the same sender only', async () => {
  await alarms({ '01AB00': 40, '01AB01': 20, '02CD00': 20 });
  expect(await alarms({ '02CD00': 20 })).toEqual([]);
  await alarms({ '01AB00': 40, '01AB01': 20, '02CD00': 20 });
  expect(await alarms({ '01AB00': 40, '02CD00': 20 })).toEqual([
    'Let op: vestiging 01AB01 heeft in dit bestand 0 rijen en had er vorige keer 20: ongewoon veel minder.',
  ]);
});
