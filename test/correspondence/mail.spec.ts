import { asDay } from '../../src/law/day';
import { Covers } from '../../src/cases/cover/cover';
import { SweepService } from '../../src/cases/sweep/sweep';
import { pauseAfter, SendMail } from '../../src/correspondence/mail/send-mail';
import { Smtp } from '../../src/correspondence/mail/smtp';
import { newId } from '../../src/platform/ids';
import { Settings } from '../../src/platform/settings';
import { officer } from '../support/actors';
import { type House, openHouse } from '../support/house';
import { type MailServer, openMailServer } from '../support/smtp';
import { TestTime } from './support/mail-house';

const day = asDay;

describe('mail', () => {
  let house: House;
  let server: MailServer;
  let time: TestTime;

  beforeEach(async () => {
    server = await openMailServer();
    time = new TestTime();
    const settings = Object.assign(new Settings(), {
      LEERSPOOR_SMTP: server.address,
      LEERSPOOR_MAIL_VAN: 'leerspoor@emmen.example',
    });
    house = await openHouse('2026-03-09', { settings, time });
    await house.build.location();
    const email = (address: string) => ({ email: address, email_index: null });
    await house.build.employee('lpa', ['gemeente:0114'], email('lpa@emmen.example'));
    await house.build.employee('lpb', ['gemeente:0114'], { fte: 0, ...email('lpb@emmen.example') });
    await house.build.employee('zonder', ['gemeente:0114'], { fte: 0 });
  });
  afterEach(async () => {
    await house.close();
    await server.close();
  });

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const dossier = async () => {
    const pupil = await house.build.pupil('2012-05-06', { last_name: 'Zevenster', first_names: 'Quirijn' });
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
  };
  /** the sweep of a day, and all mail that is due sent */
  const sweep = async (on: string) => {
    house.clock.day = day(on);
    await get(SweepService).sweep(day(on));
    await house.workAll();
    await get(SendMail).start();
  };
  const states = () =>
    house.database.read.all('SELECT recipient, fact, state, attempts, last_error FROM mail ORDER BY id');

  it('sends one overview a day to who has something to do: counts and references, no names', async () => {
    await dossier();
    await sweep('2026-03-10');
    await sweep('2026-03-10');
    expect(server.received).toHaveLength(1);
    const [{ to, text, messageId }] = server.received as [MailServer['received'][number]];
    expect(to).toEqual(['lpa@emmen.example']);
    expect(text).toContain('1 dossier is nieuw voor u');
    expect(text).not.toMatch(/Zevenster|Quirijn|99900/);
    expect(messageId).toMatch(/^<[0-9a-f-]{36}@emmen\.example>$/);
    await sweep('2026-03-11');
    expect(server.received).toHaveLength(2);
    expect(await states()).toEqual([
      { recipient: 'lpa', fact: '2026-03-10', state: 'verzonden', attempts: 1, last_error: null },
      { recipient: 'lpa', fact: '2026-03-11', state: 'verzonden', attempts: 1, last_error: null },
    ]);
    const raw = JSON.stringify(await house.database.read.all('SELECT * FROM mail'));
    expect(raw).not.toContain('lpa@emmen.example');
  });

  it('names the dossiers whose term is past by their reference', async () => {
    await dossier();
    await sweep('2026-04-20');
    const [{ id }] = (await house.database.read.all<{ id: string }>('SELECT id FROM dossier')) as [{ id: string }];
    expect(server.received[0]!.text).toContain(id);
  });

  it('counts and names nothing of who is restricted', async () => {
    await dossier();
    const [{ pupil_id }] = (await house.database.read.all('SELECT pupil_id FROM dossier')) as [{ pupil_id: string }];
    const row = { id: newId(), pupil_id, reason: 'betwist', placed_by: 'po', placed_on: '2026-03-09' };
    await house.build.insert('restriction', row);
    await sweep('2026-04-20');
    expect(server.received).toEqual([]);
  });

  it('counts and names a term of a proces-verbaal for who is boa alone', async () => {
    await dossier();
    type Row = { id: string; pupil: string };
    const [{ id, pupil }] = (await house.database.read.all<Row>('SELECT id, pupil_id AS "pupil" FROM dossier')) as [
      Row,
    ];
    const run = (sql: string) => house.database.work((work) => work.run(sql));
    await run("UPDATE term SET ended_on = '2026-03-09', outcome = 'gehaald'");
    const days = { started_on: '2026-03-01', remind_on: '2026-03-02', due_on: '2026-03-30' };
    const about = { subject_id: newId(), dossier_id: id, pupil_id: pupil, municipality: '0114' };
    await house.build.insert('term', { id: newId(), kind: 'pv-na-melding', ...about, ...days });
    await sweep('2026-04-20');
    expect(server.received.filter((one) => one.text.includes(id))).toEqual([]);
    await run("UPDATE employee SET boa = 1 WHERE code = 'lpa'");
    await sweep('2026-04-21');
    expect(server.received.filter((one) => one.text.includes(id))).toHaveLength(1);
  });

  it('asks of the substitute, not of who is away, what may be known of terms', async () => {
    await dossier();
    type Row = { id: string; pupil: string };
    const [{ id, pupil }] = (await house.database.read.all<Row>('SELECT id, pupil_id AS "pupil" FROM dossier')) as [
      Row,
    ];
    const run = (sql: string) => house.database.work((work) => work.run(sql));
    await run("UPDATE term SET ended_on = '2026-03-09', outcome = 'gehaald'");
    // not new any more: the mail is about terms alone
    await run("UPDATE dossier SET status = 'in_behandeling'");
    const term = (kind: string, subject_id: string) =>
      house.build.insert('term', {
        ...{ id: newId(), kind, subject_id, dossier_id: id, pupil_id: pupil, municipality: '0114' },
        ...{ started_on: '2026-03-01', remind_on: '2026-03-02', due_on: '2026-03-30' },
      });
    const dates = { from: day('2026-04-20'), until: day('2026-04-22') };
    await get(Covers).arrange(officer(), { employee: 'lpa', substitute: 'lpb', ...dates, reason: null });
    await run("UPDATE employee SET boa = 1 WHERE code = 'lpa'");
    await term('pv-na-verhoor', newId());
    await sweep('2026-04-20');
    expect(server.received).toEqual([]);

    // the other way round: the substitute is boa, who is away is not
    await run("UPDATE employee SET boa = 1 - boa WHERE code IN ('lpa', 'lpb')");
    await sweep('2026-04-21');
    expect(server.received.map((one) => one.to[0])).toEqual(['lpb@emmen.example']);
    expect(server.received[0]!.text).toContain(id);

    // a confidential task is for its author alone
    await run("UPDATE term SET ended_on = '2026-04-21', outcome = 'gehaald' WHERE ended_on IS NULL");
    const task = newId();
    await house.build.insert('dossier_item', {
      ...{ id: task, dossier_id: id, kind: 'taak', room: 'avg', confidential: 1, state: 'open', day: '2026-03-05' },
      ...{ author: 'lpa', details: '{}', version: 1, made_at: '2026-03-05T09:00:00.000Z' },
      changed_at: '2026-03-05T09:00:00.000Z',
    });
    await term('taak', task);
    await sweep('2026-04-22');
    expect(server.received).toHaveLength(1);
    await run("UPDATE dossier_item SET author = 'lpb' WHERE kind = 'taak'");
    await run("UPDATE cover SET until_date = '2026-04-23'");
    await sweep('2026-04-23');
    expect(server.received.map((one) => one.to[0])).toEqual(['lpb@emmen.example', 'lpb@emmen.example']);
  });

  it('goes to the substitute of who is away', async () => {
    await dossier();
    const dates = { from: day('2026-03-10'), until: day('2026-03-10') };
    await get(Covers).arrange(officer(), { employee: 'lpa', substitute: 'lpb', ...dates, reason: null });
    await sweep('2026-03-10');
    await sweep('2026-03-11');
    expect(server.received.map((one) => one.to[0])).toEqual(['lpb@emmen.example', 'lpa@emmen.example']);
  });

  it('loses nothing while the server is away, and sends it once when it is back', async () => {
    await dossier();
    const { address } = server;
    await server.close();
    await sweep('2026-03-10');
    expect(await states()).toMatchObject([{ state: 'wacht', attempts: 1, last_error: 'ESOCKET' }]);
    await get(SendMail).start();
    // not before its time
    expect(await states()).toMatchObject([{ attempts: 1 }]);
    server = await openMailServer(Number(new URL(address).port));
    time.ahead = pauseAfter(1) + 1_000;
    await get(SendMail).start();
    await get(SendMail).start();
    expect(server.received).toHaveLength(1);
    expect(await states()).toMatchObject([{ state: 'verzonden', attempts: 2, last_error: null }]);
  });

  it('tries again what the server could not take now, and not what it will never take', async () => {
    await dossier();
    const refusing = (responseCode: number) => () => Object.assign(new Error('nee'), { responseCode });
    server.answer = refusing(451);
    await sweep('2026-03-10');
    expect(await states()).toMatchObject([{ state: 'wacht', last_error: 'EMESSAGE 451' }]);
    server.answer = refusing(550);
    time.ahead = pauseAfter(1) + 1_000;
    await get(SendMail).start();
    expect(await states()).toMatchObject([{ state: 'geweigerd', last_error: 'EMESSAGE 550' }]);
  });

  it('goes out under the same Message-ID where a process died after the server took it', async () => {
    await dossier();
    await sweep('2026-03-10');
    // as it lies there when the note of "sent" was never written
    await house.database.work((work) =>
      work.run("UPDATE mail SET state = 'onderweg', sent_at = NULL, free_at = ?", [
        new Date(time.now() + 60_000).toISOString(),
      ]),
    );
    await get(SendMail).start();
    expect(server.received).toHaveLength(1);
    time.ahead = 61_000;
    await get(SendMail).start();
    expect(server.received).toHaveLength(2);
    expect(server.received[0]!.messageId).toBe(server.received[1]!.messageId);
  });

  it('takes no message twice where two processes send at once', async () => {
    await dossier();
    const twin = new SendMail(...([house.database, get(Smtp), house.build.encryption, time, house.clock] as const));
    await get(SweepService).sweep(day('2026-03-10'));
    await Promise.all([house.workAll(), twin.start(), get(SendMail).start()]);
    await Promise.all([twin.start(), get(SendMail).start()]);
    expect(server.received).toHaveLength(1);
    await twin.beforeApplicationShutdown();
  });

  it('waits no longer than its bounds for a server that is silent', async () => {
    expect([1, 2, 7, 8, 50].map(pauseAfter)).toEqual([30_000, 60_000, 1_920_000, 3_600_000, 3_600_000]);
    server.answer = () => 'never';
    const smtp = get(Smtp);
    smtp.silenceMs = 300;
    const silent = smtp.send({ id: 'x', address: 'a@b.example', subject: 's', body: 'b' });
    expect(await silent).toMatchObject({ result: 'later' });
  });
});

describe('without a mail server', () => {
  it('makes no mail at all', async () => {
    const house = await openHouse('2026-03-09');
    await house.build.employee('lpa', ['gemeente:0114'], { email: 'a@b.example' });
    const pupil = await house.build.pupil('2012-05-06');
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    await house.module.get(SweepService, { strict: false }).sweep(day('2026-03-10'));
    await house.workAll();
    expect(await house.database.read.all('SELECT id FROM mail')).toEqual([]);
    await house.close();
  });
});
