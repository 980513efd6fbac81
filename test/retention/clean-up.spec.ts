import { Audit, PURPOSES } from '../../src/access/audit';
import { systemActor } from '../../src/access/actor';
import { Seals } from '../../src/access/log/seal';
import { verifyLog } from '../../src/access/log/verify';
import { CLEAN_UP_KINDS, type CleanUpKind, logKeptFrom } from '../../src/retention/clean-up';
import rules from '../../config/retention/opruimtermijnen.json';
import { addDays, asDay, type Day } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { Keeping } from './support';

const TODAY = asDay('2026-06-30');

describe('what is kept for a number of days', () => {
  let it_: Keeping;
  beforeEach(async () => {
    it_ = await Keeping.open(TODAY);
  });
  afterEach(() => it_.house.close());

  const cleanUp = async () => {
    await it_.house.build.outbox('ruim-op', TODAY);
    await it_.house.workAll();
  };
  const at = (day: Day) => `${day}T12:00:00.000Z`;

  const FILLS: Partial<Record<CleanUpKind, (day: Day) => [table: string, row: Record<string, string>][]>> = {
    mail: (day) => [['mail', { state: 'verzonden', made_at: at(day), fact: newId() }]],
    importopdracht: (day) => [['import_job', { state: 'klaar', started_at: at(day) }]],
    antwoord: (day) => [['api_replay', { at: at(day), key_hash: day }]],
    gebeurtenis: (day) => [['event_delivery', { state: 'mislukt', at: at(day) }]],
    inlogpoging: (day) => [
      ['attempt', { until_at: at(day), name: day }],
      ['account_link', { ends_at: at(day), token_hash: day }],
      ['session', { ends_at: at(day), token_hash: day }],
    ],
    preventie: (day) => [['prevention', { day }]],
  };

  it.each(Object.keys(FILLS) as CleanUpKind[])('%s goes on its day, and not the day before', async (kind) => {
    const days = rules.find((one) => one.soort === kind)!.dagen;
    const [old, young] = [addDays(TODAY, -days - 1), addDays(TODAY, -days)];
    for (const day of [old, young]) for (const [table, row] of FILLS[kind]!(day)) await it_.fill(table, row);
    await cleanUp();
    await cleanUp();
    for (const [table, row] of FILLS[kind]!(young)) {
      const rows = await it_.house.database.read.all(`SELECT * FROM ${table}`);
      const { fact: _, ...told } = row;
      expect([table, rows]).toMatchObject([table, [told]]);
      expect(rows).toHaveLength(1);
    }
  });

  it('knows a term for every kind, with its source', () => {
    expect(rules.map((one) => one.soort).sort()).toEqual([...CLEAN_UP_KINDS].sort());
    expect(rules.every((one) => one.bron.length > 10 && one.dagen > 0)).toBe(true);
  });

  it('keeps what waits: mail, deliveries and uploads that are still to be done', async () => {
    const old = at(asDay('2020-01-01'));
    await it_.fill('mail', { state: 'wacht', made_at: old });
    await it_.fill('event_delivery', { state: 'wacht', at: old });
    const upload = await it_.fill('upload', { state: 'wacht', made_at: old });
    await it_.fill('upload_record', { upload_id: upload });
    await cleanUp();
    for (const table of ['mail', 'event_delivery', 'upload', 'upload_record']) expect(await it_.left(table)).toBe(1);
  });

  it('an upload goes with what it did', async () => {
    for (const day of ['2026-05-30', '2026-05-31']) {
      const upload = await it_.fill('upload', { state: 'klaar', made_at: at(asDay(day)) });
      await it_.fill('upload_record', { upload_id: upload });
    }
    await cleanUp();
    expect([await it_.left('upload'), await it_.left('upload_record')]).toEqual([1, 1]);
  });

  it('of who left only name and code stay after a year', async () => {
    for (const [code, until] of [
      ['lang-weg', '2025-06-29'],
      ['pas-weg', '2025-06-30'],
    ] as const) {
      await it_.house.build.employee(code, ['gemeente:0114'], { until_date: until, email: 'x', email_index: code });
      await it_.fill('account', { employee: code, username: code });
      await it_.fill('calendar_feed', { employee: code, token_hash: code });
    }
    await cleanUp();
    const rows = await it_.house.database.read.all('SELECT code, name, email, email_index FROM employee ORDER BY code');
    expect(rows).toEqual([
      { code: 'lang-weg', name: 'Medewerker lang-weg', email: null, email_index: null },
      { code: 'pas-weg', name: 'Medewerker pas-weg', email: expect.any(String), email_index: 'pas-weg' },
    ]);
    for (const table of ['account', 'calendar_feed', 'employee_area']) {
      expect(await it_.house.database.read.all(`SELECT employee FROM ${table}`)).toEqual([{ employee: 'pas-weg' }]);
    }
  });

  it("DUO's deliveries of a school year are of nobody five years after the last of them, and count the same", async () => {
    const delivery = (code: string, year: number | null, received: string) =>
      it_.fill('duo_delivery', { code, school_year: year, received_at: at(asDay(received)) });
    await delivery('A1', 2018, '2019-01-01');
    await delivery('A2', 2018, '2021-06-28');
    await delivery('B1', 2019, '2019-01-01');
    await delivery('B2', 2019, '2021-06-30');
    for (const code of ['A1', 'A2', 'B1', 'B2']) await it_.fill('duo_record', { pgn_index: 'iemand', delivery: code });
    await it_.fill('duo_record', { pgn_index: 'ander', delivery: 'A1' });
    await cleanUp();
    const rows = await it_.house.database.read.all<{ d: string; n: string }>(
      'SELECT delivery AS "d", pgn_index AS "n" FROM duo_record ORDER BY delivery',
    );
    const of = (d: string) => rows.filter((one) => one.d === d).map((one) => one.n);
    expect(of('B1')).toEqual(['iemand']);
    expect(of('A2')[0]).toMatch(/^~/);
    expect(of('A1')).toContain(of('A2')[0]);
    expect(new Set(of('A1')).size).toBe(2);
    expect(of('A1').every((one) => one.startsWith('~'))).toBe(true);
  });

  it.each(['legal_hold', 'restriction'])('nothing of one pupil goes while a %s stands', async (kind) => {
    const pupil = await it_.house.build.pupil('2010-01-01');
    const { number } = (await it_.house.database.read.get<{ number: string }>(
      'SELECT pgn_index AS "number" FROM pupil WHERE id = ?',
      [pupil],
    ))!;
    const id = await it_.fill(kind, { pupil_id: pupil, lifted_on: null });
    await it_.fill('prevention', { day: '2020-01-01', pupil_id: pupil });
    await it_.fill('prevention', { day: '2020-01-01', pupil_id: null });
    await it_.fill('duo_delivery', { code: 'A1', school_year: 2018, received_at: at(asDay('2019-01-01')) });
    for (const one of [number, 'ander']) await it_.fill('duo_record', { pgn_index: one, delivery: 'A1' });
    const numbered = async () =>
      (await it_.house.database.read.all<{ n: string }>('SELECT pgn_index AS "n" FROM duo_record')).filter(
        ({ n }) => n === number || n === 'ander',
      );
    await cleanUp();
    expect([await it_.left('prevention'), await numbered()]).toEqual([1, [{ n: number }]]);
    await it_.house.database.work((work) => work.run(`UPDATE ${kind} SET lifted_on = '2026-06-01' WHERE id = ?`, [id]));
    await cleanUp();
    expect([await it_.left('prevention'), await numbered()]).toEqual([0, []]);
  });

  it.each([
    ['2021-06-30', null],
    // nothing else says that its time was up
    ['2021-07-01', expect.stringContaining('afgebroken')],
  ])(
    'the log goes by whole chains, years after their last line, and verifies where sealed on %s',
    async (sealed, broken) => {
      const chain = async (first: string, last: string) => {
        const log = it_.get(Audit);
        const own = new (log.constructor as new (...args: unknown[]) => Audit)(
          it_.house.database,
          { instant: () => moments.shift()! },
          { append: () => undefined, close: async () => undefined },
        );
        const moments = [first, last].map((day) => at(asDay(day)));
        const event = {
          action: 'lezen',
          object: 'x',
          objectId: null,
          pupils: [newId()],
          purpose: PURPOSES.controle,
        } as const;
        for (let i = 0; i < 2; i++) {
          await it_.house.database.work(async (work) => own.write(work, systemActor('opdracht'), event));
        }
      };
      await chain('2019-01-01', '2021-06-29');
      await chain('2019-01-01', '2021-06-30');
      const days = async () =>
        (await it_.house.database.read.all<{ at: string }>('SELECT at FROM audit_entry ORDER BY at')).map((one) =>
          one.at.slice(0, 10),
        );
      expect(await days()).toEqual(['2019-01-01', '2019-01-01', '2021-06-29', '2021-06-30']);
      // sealed on its day, and long after
      const sealOn = (day: string) =>
        it_.house.database.work((work) => new Seals(it_.house.clock).seal(work, asDay(day)));
      await sealOn(sealed);
      await cleanUp();
      expect(await days()).toEqual(['2019-01-01', '2021-06-30']);
      expect([await it_.left('audit_removed'), await it_.left('audit_pupil')]).toEqual([1, 2]);
      const asked = { today: it_.house.clock.today(), keptFrom: logKeptFrom };
      expect((await verifyLog(it_.house.database.read, asked)).broken).toEqual(broken);
    },
  );
});
