import { CalendarBook, calendarsChanged } from '../../src/registry/calendars';
import { asDay, toNumber } from '../../src/law/day';
import type { Database } from '../../src/platform/database/database';
import { freshDatabase } from '../support/database';

let database: Database;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ database, remove } = await freshDatabase());
  await database.work((work) =>
    work.insert(
      'school_location',
      ['code', 'brin', 'name', 'municipality', 'holiday_region'],
      [
        ['01AB00', '01AB', 'Noord', '0363', 'Noord'],
        ['02CD00', '02CD', 'Zuid', '0518', 'Zuid'],
      ],
    ),
  );
});

afterEach(() => remove());

const n = (day: string) => toNumber(asDay(day));
const ownHoliday = (until: string) =>
  database.work(async (work) => {
    await work.insert(
      'calendar_period',
      ['location', 'from_date', 'kind', 'until_date'],
      [['01AB00', '2025-10-04', 'vakantie', until]],
      {
        key: ['location', 'from_date', 'kind'],
        update: ['until_date'],
      },
    );
    await calendarsChanged(work);
  });

describe('the book of calendars', () => {
  it('gives each location the holidays of its region, and each municipality those of its own', async () => {
    const calendars = await new CalendarBook().open(database.read);
    expect(calendars.ofLocation('01AB00').isTeachingDay(n('2025-10-13'))).toBe(true);
    expect(calendars.ofLocation('02CD00').isTeachingDay(n('2025-10-13'))).toBe(false);
    expect(calendars.ofMunicipality('0363').isTeachingDay(n('2025-10-20'))).toBe(false);
  });

  it('lets own holidays replace those of the region', async () => {
    await ownHoliday('2025-10-12');
    const calendar = (await new CalendarBook().open(database.read)).ofLocation('01AB00');
    expect(calendar.isTeachingDay(n('2025-10-06'))).toBe(false);
    expect(calendar.isTeachingDay(n('2025-10-20'))).toBe(true);
  });

  it('never goes on with what another process changed', async () => {
    const book = new CalendarBook();
    expect((await book.open(database.read)).ofLocation('01AB00').isTeachingDay(n('2025-10-13'))).toBe(true);
    await ownHoliday('2025-10-12');
    expect((await book.open(database.read)).ofLocation('01AB00').isTeachingDay(n('2025-10-06'))).toBe(false);
    await ownHoliday('2025-10-19');
    expect((await book.open(database.read)).ofLocation('01AB00').isTeachingDay(n('2025-10-13'))).toBe(false);
  });

  it('compiles nothing anew while nothing changes', async () => {
    const book = new CalendarBook();
    expect(await book.open(database.read)).toBe(await book.open(database.read));
  });

  it('forgets what it read in a unit of work that came to nothing', async () => {
    const book = new CalendarBook();
    await database
      .work(async (work) => {
        await work.insert(
          'calendar_period',
          ['location', 'from_date', 'kind', 'until_date'],
          [['01AB00', '2025-09-15', 'vrij', '2025-09-15']],
        );
        await calendarsChanged(work);
        expect((await book.open(work)).ofLocation('01AB00').isTeachingDay(n('2025-09-15'))).toBe(false);
        throw new Error('not to be');
      })
      .catch(() => undefined);
    expect((await book.open(database.read)).ofLocation('01AB00').isTeachingDay(n('2025-09-15'))).toBe(true);
  });
});
