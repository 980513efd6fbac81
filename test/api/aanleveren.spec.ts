import { SYSTEM } from '../../src/access/actor';
import { Machines } from '../../src/access/machines/machines';
import { asDay } from '../../src/law/day';
import { Batches } from '../../src/jobs/batches';
import { aLogin, anEnrolment, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { type ApiAnswer, ApiClient } from './support';

/** Sending absence by hand over the API: tried, mended in place, taken, undone. */
let web: TestWeb;
let school: ApiClient;
let colleague: ApiClient;
let pupil: { id: string; pgn: string };

const HEADER = 'registratienummer;pgn;brin;vestiging;datum;uren;soort';
const CSV = { 'content-type': 'text/csv' };

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  for (const code of ['school', 'collega']) await aLogin(web, code, 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  pupil = await aPupil(web, { municipality: '0037' });
  await anEnrolment(web, pupil.id, '99VA00');
  school = await ApiClient.login(web, 'school');
  colleague = await ApiClient.login(web, 'collega');
});
afterAll(() => web.close());

interface Upload {
  id: string;
  status: string;
  nieuw: number;
  afgekeurd: number;
  gebleven: number | null;
  afgekeurdeRegels: { regel: number; tekst: string; fouten: { kolom: string }[] }[];
}
const row = (number: string, hours: string) => `${number};${pupil.pgn};99VA;00;2026-03-24;${hours};ongeoorloofd`;
const send = (rows: readonly string[], by = school) => by.post('/aanleveringen', [HEADER, ...rows].join('\n'), CSV);
const step = (id: string, body: object, by = school) => by.post(`/aanleveringen/${id}/stappen`, body);
const of = (answer: ApiAnswer) => answer.json<Upload>();
const pointers = (answer: ApiAnswer) =>
  answer.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer);
const records = () =>
  web.database.read.all('SELECT number, hundredths, kind FROM absence_record WHERE number LIKE ? ORDER BY number', [
    'A-%',
  ]);

async function work(): Promise<void> {
  const batches = web.app.get(Batches, { strict: false });
  while ((await batches.workNext(50)).done > 0);
}

describe('absence sent by hand over the API', () => {
  it('is tried, mended in its place, taken, and undone as a whole', async () => {
    const trial = await send([row('A-1', '3,5'), row('A-2', '13')]);
    expect(trial.status).toBe(201);
    expect(of(trial)).toMatchObject({ status: 'proef', nieuw: 1, afgekeurd: 1 });
    expect(of(trial).afgekeurdeRegels).toEqual([
      { regel: 3, tekst: row('A-2', '13'), fouten: [{ kolom: 'uren', reden: expect.any(String) }] },
    ]);
    expect(await records()).toEqual([]);
    expect((await school.get('/aanleveringen')).json()).toMatchObject({ totaal: 0 });

    const mended = of(await step(of(trial).id, { stap: 'verbeteren', regels: [{ regel: 3, tekst: row('A-2', '2') }] }));
    expect(mended).toMatchObject({ status: 'proef', nieuw: 2, afgekeurd: 0, gebleven: null });
    expect(mended.id).not.toBe(of(trial).id);

    expect(of(await step(mended.id, { stap: 'starten' })).status).toBe('wacht');
    expect((await step(mended.id, { stap: 'terugdraaien' })).status).toBe(409);
    await work();
    expect(of(await school.get(`/aanleveringen/${mended.id}`)).status).toBe('klaar');
    expect(await records()).toMatchObject([{ number: 'A-1' }, { number: 'A-2', hundredths: 200 }]);
    expect((await step(mended.id, { stap: 'verbeteren', regels: [{ regel: 3, tekst: 'x' }] })).status).toBe(409);

    // what changed after it stays
    const again = of(await send([row('A-2', '4')]));
    await step(again.id, { stap: 'starten' });
    await work();
    expect(of(await step(mended.id, { stap: 'terugdraaien' }))).toMatchObject({ status: 'ongedaan', gebleven: 1 });
    expect(await records()).toMatchObject([{ kind: 'ingetrokken' }, { kind: 'ongeoorloofd', hundredths: 400 }]);
    expect((await step(mended.id, { stap: 'terugdraaien' })).status).toBe(409);
    const { resultaten } = (await school.get('/aanleveringen?velden=status')).json<{ resultaten: object[] }>();
    expect(resultaten).toEqual([
      { id: again.id, status: 'klaar' },
      { id: mended.id, status: 'ongedaan' },
    ]);
    await work();
  });

  it('takes a row out that is emptied, and leaves the good ones alone', async () => {
    const trial = of(await send([row('B-1', '1'), row('B-2', '13'), row('B-3', '13')]));
    const wrong = await step(trial.id, {
      ...{
        stap: 'verbeteren',
        regels: [
          { regel: 2, tekst: '' },
          { regel: 3, tekst: '' },
          { regel: 9, tekst: '' },
        ],
      },
    });
    expect([wrong.status, pointers(wrong)]).toEqual([400, ['/regels/0/regel', '/regels/2/regel']]);
    expect(pointers(await step(trial.id, { stap: 'verbeteren' }))).toEqual(['/regels']);
    const mended = of(await step(trial.id, { stap: 'verbeteren', regels: [{ regel: 3, tekst: '' }] }));
    expect(mended).toMatchObject({ nieuw: 1, afgekeurd: 1, afgekeurdeRegels: [{ tekst: row('B-3', '13') }] });
    // a line end would make two of one
    const two = `${row('B-4', '1')}\n${row('B-5', '1')}`;
    const one = of(await step(mended.id, { stap: 'verbeteren', regels: [{ regel: 3, tekst: two }] }));
    expect(one).toMatchObject({ nieuw: 1, afgekeurd: 1 });
  });

  it('is its sender’s alone', async () => {
    const { id } = of(await send([row('C-1', '1')]));
    expect((await colleague.get(`/aanleveringen/${id}`)).status).toBe(404);
    expect((await step(id, { stap: 'starten' }, colleague)).status).toBe(404);
    expect((await colleague.get('/aanleveringen')).json()).toMatchObject({ totaal: 0 });
    const officer = await ApiClient.login(web, 'lpa');
    expect((await officer.get('/aanleveringen')).status).toBe(403);
    expect((await send([row('C-2', '1')], officer)).status).toBe(403);
    const stored = JSON.stringify(await web.database.read.all('SELECT * FROM upload'));
    expect(stored).not.toContain(pupil.pgn);
  });

  it('is for people: a system sends its records one by one, and is told so', async () => {
    const rights = ['aanleveringen:lezen', 'aanleveringen:schrijven'];
    const asked = { name: 'Magister', schools: ['99VA'], rights, until: asDay('2026-12-31') };
    const { key } = await web.app.get(Machines, { strict: false }).make(SYSTEM, asked);
    const machine = ApiClient.stranger(web, { authorization: `Bearer ${key}` });
    const answer = await send([row('D-1', '1')], machine);
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('verzuimregistraties')]);
  });

  it('says what to do with what is no file of absence, and takes a file with a byte order mark', async () => {
    expect((await send([])).body).toContain('Er staan geen regels met verzuim in');
    const bare = await school.post('/aanleveringen', 'zomaar een zin', CSV);
    expect([bare.status, bare.body]).toEqual([400, expect.stringContaining('ontbreken kolommen')]);
    expect((await school.post('/aanleveringen', { tekst: 'x' })).status).toBe(400);
    const marked = await school.post('/aanleveringen', `\uFEFF${HEADER}\n${row('E-1', '1')}`, CSV);
    expect(of(marked)).toMatchObject({ nieuw: 1 });
    const large = async (bytes: number) =>
      (await school.send('POST', '/aanleveringen', { body: Buffer.alloc(bytes, 'x'), headers: CSV })).status;
    expect(await large(10 * 1024 * 1024)).toBe(400);
    expect(await large(10 * 1024 * 1024 + 1)).toBe(413);
  });
});
