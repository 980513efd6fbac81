import { ANNE, ENROLMENTS, type ImportHouse, openImportHouse, SCHOOLS } from '../support/import-house';

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

it('groups what it tells of more locations in one file, the largest change first', async () => {
  const many = (rows: number[]) => Object.fromEntries(rows.map((count, i) => [`01AB0${i}`, count]));
  const schools = ['02', '03', '04'].map((place) => `01AB;${place};De Linde;0363;Noord`);
  await house.import('scholen', [SCHOOLS, ...schools]);
  await alarms(many([40, 20, 20, 20, 10]));
  expect(await alarms(many([5, 20, 2, 40, 24]))).toEqual([
    'Let op: 2 vestigingen hebben in dit bestand ongewoon veel minder rijen dan vorige keer: 01AB00 (5, was 40), 01AB02 (2, was 20).',
    'Let op: 2 vestigingen hebben in dit bestand ongewoon veel meer rijen dan vorige keer: 01AB03 (40, was 20), 01AB04 (24, was 10).',
  ]);
});

it('names no more than ten of them', async () => {
  const places = Array.from({ length: 12 }, (_, i) => String(i + 10));
  await house.import('scholen', [SCHOOLS, ...places.map((place) => `01AB;${place};De Linde;0363;Noord`)]);
  const each = (rows: (i: number) => number) => Object.fromEntries(places.map((place, i) => [`01AB${place}`, rows(i)]));
  await alarms(each((i) => (i < 10 ? 40 : 30)));
  const [alarm] = await alarms({ ...each(() => 0), '01AB10': 1 });
  expect(alarm).toMatch(
    /^Let op: 12 vestigingen hebben .* minder rijen .*: 01AB11 \(0, was 40\), .* en nog 2 anderen\.$/,
  );
  expect(alarm).not.toContain('01AB20');
});
