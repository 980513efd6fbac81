import { Batches } from '../../src/jobs/batches';
import { Browser } from './browser';
import { aLogin, anEnrolment, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let pupil: { id: string; pgn: string };
let outside: { id: string; pgn: string };

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  await aSchool(web, '99VB00', 'De Andere School', '0037');
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'andere', 'schoolmedewerker', { school: ['99VB'] });
  pupil = await aPupil(web, { municipality: '0037' });
  outside = await aPupil(web, { municipality: '0037' });
  await anEnrolment(web, pupil.id, '99VA00');
  await anEnrolment(web, outside.id, '99VB00');
});
afterAll(() => web.close());

const HEADER = 'registratienummer;pgn;brin;vestiging;datum;uren;soort';

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  await browser.get('/school/aanleveren');
  return browser;
}

async function work(): Promise<void> {
  const batches = web.app.get(Batches, { strict: false });
  for (;;) {
    const { done, failed } = await batches.workNext(50);
    expect(failed).toBe(0);
    if (done === 0) return;
  }
}

const records = () =>
  web.database.read.all<{ number: string; hundredths: number; kind: string }>(
    'SELECT number, hundredths, kind FROM absence_record ORDER BY number',
  );

/** Sends text and gives the address of its trial. */
async function send(browser: Browser, rows: readonly string[]): Promise<string> {
  const answer = await browser.post('/school/aanleveren', { tekst: [HEADER, ...rows].join('\n') });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

describe('sending in absence', () => {
  it('first shows what would happen and stores nothing; then takes it, tells how far it is, and undoes it', async () => {
    const browser = await as('school');
    const row = `A-1;${pupil.pgn};99VA;00;2026-03-24;3,5;ongeoorloofd`;
    const address = await send(browser, [row, `A-2;${outside.pgn};99VA;00;2026-03-24;2;ongeoorloofd`]);
    const trial = (await browser.get(address)).body;
    expect(trial).toContain('Er is nog niets opgeslagen.');
    expect(trial).toContain('Verwerk 1 goede regel');
    expect(await records()).toEqual([]);

    await browser.post(`${address}/start`, {});
    expect((await browser.get(address)).body).toContain('0 van 2 regels verwerkt');
    await work();
    expect(await records()).toEqual([{ number: 'A-1', hundredths: 350, kind: 'ongeoorloofd' }]);
    const done = (await browser.get(address)).body;
    expect(done).toContain('Klaar');
    expect(done).toContain('Maak deze aanlevering ongedaan');
    const left = await web.database.read.get<{ content: string | null }>('SELECT content FROM upload WHERE id = ?', [
      address.split('/').pop()!,
    ]);
    expect(left!.content).toBeNull();

    await browser.post(`${address}/ongedaan`, {});
    expect(await records()).toEqual([{ number: 'A-1', hundredths: 350, kind: 'ingetrokken' }]);
    expect((await browser.post(`${address}/ongedaan`, {})).statusCode).toBe(409);
    await work();
  });

  it('lets a rejected row be mended in place', async () => {
    const browser = await as('school');
    const bad = `B-1;${pupil.pgn};99VA;00;2026-03-24;13;ongeoorloofd`;
    const address = await send(browser, [bad]);
    const trial = (await browser.get(address)).body;
    expect(trial).toContain('name="regel-2"');
    expect(trial).not.toContain('Verwerk');
    const answer = await browser.post(`${address}/verbeter`, { 'regel-2': bad.replace(';13;', ';1,5;') });
    const mended = String(answer.headers.location);
    expect((await browser.get(mended)).body).toContain('Verwerk 1 goede regel');
  });

  it('undoes a change to what was, and leaves what changed after it', async () => {
    const browser = await as('school');
    const take = async (rows: readonly string[]) => {
      const address = await send(browser, rows);
      await browser.get(address);
      await browser.post(`${address}/start`, {});
      await work();
      return address;
    };
    const row = (number: string, hours: string) => `${number};${pupil.pgn};99VA;00;2026-03-20;${hours};ziek`;
    await take([row('C-1', '1'), row('C-2', '1')]);
    const second = await take([row('C-1', '2'), row('C-2', '2'), row('C-3', '2')]);
    await take([row('C-2', '4')]);
    await browser.get(second);
    await browser.post(`${second}/ongedaan`, {});
    expect((await browser.get(second)).body).toContain('Regels die daarna zijn veranderd, zijn gebleven.');
    expect((await records()).filter(({ number }) => number.startsWith('C'))).toEqual([
      { number: 'C-1', hundredths: 100, kind: 'ziek' },
      { number: 'C-2', hundredths: 400, kind: 'ziek' },
      { number: 'C-3', hundredths: 200, kind: 'ingetrokken' },
    ]);
    await work();
  });

  it('takes a thousand rows in parts, once each, however often it is started', async () => {
    const browser = await as('school');
    const rows = Array.from({ length: 1_001 }, (_, i) => `D-${i};${pupil.pgn};99VA;00;2026-03-19;0,01;geoorloofd`);
    const address = await send(browser, rows);
    await browser.get(address);
    await browser.post(`${address}/start`, {});
    await browser.post(`${address}/start`, {});
    await work();
    expect((await records()).filter(({ number }) => number.startsWith('D'))).toHaveLength(1_001);
    expect((await browser.get(address)).body).toContain('1.001');
  });

  it('takes a file as well as text, and rows that were copied out of a spreadsheet', async () => {
    const browser = await as('school');
    const text = `${HEADER}\nE-1;${pupil.pgn};99VA;00;2026-03-18;1;te_laat`.replace(/;/g, '\t');
    const parts = [
      `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${browser.csrf}\r\n`,
      `--x\r\ncontent-disposition: form-data; name="tekst"\r\n\r\n\r\n`,
      '--x\r\ncontent-disposition: form-data; name="bestand"; filename="verzuim.csv"\r\ncontent-type: text/csv\r\n\r\n',
      `${text}\r\n--x--\r\n`,
    ];
    const answer = await browser.postRaw('/school/aanleveren', parts.join(''), 'multipart/form-data; boundary=x');
    expect(answer.statusCode).toBe(303);
    expect((await browser.get(String(answer.headers.location))).body).toContain('Verwerk 1 goede regel');
  });

  it.each([
    ['', 'Plak regels met verzuim, of kies een bestand.'],
    ['zomaar een zin', 'ontbreken kolommen'],
    [HEADER, 'Er staan geen regels met verzuim in'],
  ])('says what to do with %j', async (tekst, says) => {
    const answer = await (await as('school')).post('/school/aanleveren', { tekst });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(says);
  });

  it('shows nobody what somebody else sent', async () => {
    const address = await send(await as('school'), [`F-1;${pupil.pgn};99VA;00;2026-03-17;1;ziek`]);
    const other = await as('andere');
    expect((await other.get(address)).statusCode).toBe(404);
    for (const step of ['start', 'verbeter', 'ongedaan']) {
      expect((await other.post(`${address}/${step}`, {})).statusCode).toBe(404);
    }
  });
});
