import { Audit, PURPOSES } from '../../src/access/audit';
import { unpackPupils } from '../../src/access/log/entry';
import { Browser } from './browser';
import { aDossier, aLogin, aPupil, aSchool, aSignal, EVIDENCE } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let pupilId: string;
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;
const path = (rest = '') => `/dossiers/${dossier}/brieven${rest}`;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await aLogin(web, 'boa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Bo Boa', boa: 1 });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0363'] });
  for (const [i, code] of ['lpa', 'boa', 'elders'].entries()) {
    const browser = new Browser(web, `10.6.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  const pupil = await aPupil(web, { municipality: '0037', first: 'Noor', prefix: null, last: 'Veenstra' });
  pupilId = pupil.id;
  dossier = await aDossier(web, pupil.id, { employee: 'lpa' });
  await aSignal(web, pupil.id, dossier, EVIDENCE);
});
afterAll(() => web.close());

/** Fills in what the form misses until the letter is made. */
async function make(browser: Browser, template: string): Promise<string> {
  await browser.get(path(`/maken/${template}`));
  const fields: Record<string, string> = { ontvanger: '' };
  const first = await browser.post(path(`/maken/${template}`), fields);
  expect(first.statusCode).toBe(422);
  for (const [, name] of first.body.matchAll(/id="(velden-[a-z_]+)-fout"/g)) fields[name!] = `ingevuld ${name}`;
  expect((await browser.post(path(`/maken/${template}`), fields)).statusCode).toBe(303);
  return /\/brieven\/([0-9a-f-]{36})"/.exec((await browser.get(path())).body)![1]!;
}

describe('letters of a dossier', () => {
  it('are made from a template by a form that asks what is missing, downloaded, and registered as sent once', async () => {
    expect((await as('lpa').get(`/dossiers/${dossier}`)).body).toContain(`href="${path()}"`);
    const letter = await make(as('lpa'), 'voorbeeld:uitnodiging');
    expect((await as('lpa').get(path(`/${letter}`))).rawPayload.subarray(0, 2).toString()).toBe('PK');
    await as('lpa').get(path(`/${letter}/versturen`));
    const sent = (datum: string) => as('lpa').post(path(`/${letter}/versturen`), { datum, wijze: 'post' });
    expect((await sent('2026-03-26')).body).toContain('id="datum-fout"');
    expect((await sent('2026-03-25')).statusCode).toBe(303);
    expect((await as('lpa').get(path())).body).toContain('25 maart 2026, per post');
    expect((await sent('2026-03-25')).statusCode).toBe(422);
  });

  it('keep the proces-verbaal for who is boa: the template, the letter and the file', async () => {
    expect((await as('lpa').get(path())).body).not.toContain('proces-verbaal');
    expect((await as('lpa').get(path('/maken/voorbeeld:proces-verbaal'))).statusCode).toBe(404);
    const letter = await make(as('boa'), 'voorbeeld:proces-verbaal');
    expect((await as('boa').get(path(`/${letter}`))).statusCode).toBe(200);
    expect((await as('lpa').get(path(`/${letter}`))).statusCode).toBe(404);
    expect((await as('lpa').get(path())).body).not.toContain(letter);
  });

  it('account for every look at a form that names the parents, also after an error, in the log of what is shown', async () => {
    const audit = web.app.get(Audit);
    await audit.flush();
    const looks = async (log: string) => {
      await audit.flush();
      const rows = await web.database.read.all<{ employee: string; id: string; purpose: string; pupils: string }>(
        `SELECT employee, object_id AS "id", purpose, pupils FROM audit_entry
          WHERE log = ? AND object = 'brief' AND action = 'lezen' ORDER BY at, seq`,
        [log],
      );
      return rows.map((row) => ({ ...row, pupils: unpackPupils(row.pupils) }));
    };
    const before = { avg: (await looks('avg')).length, wpg: (await looks('wpg')).length };
    const since = async (log: 'avg' | 'wpg') => (await looks(log)).slice(before[log]);
    const lpa = { employee: 'lpa', id: dossier, purpose: PURPOSES.leerplicht, pupils: [pupilId] };
    const boa = { ...lpa, employee: 'boa' };
    const [one, other] = [path('/maken/voorbeeld:uitnodiging'), path('/maken/voorbeeld:proces-verbaal')];
    expect((await as('lpa').get(one)).statusCode).toBe(200);
    expect(await since('avg')).toEqual([lpa]);
    expect((await as('lpa').post(one, { ontvanger: '' })).statusCode).toBe(422);
    expect(await since('avg')).toEqual([lpa, lpa]);
    expect((await as('boa').get(other)).statusCode).toBe(200);
    expect(await since('avg')).toEqual([lpa, lpa, boa]);
    expect(await since('wpg')).toEqual([boa]);
    // what is not there for somebody was not seen either
    expect((await as('lpa').get(other)).statusCode).toBe(404);
    expect(await since('avg')).toHaveLength(3);
  });

  it('give the whole dossier as a document, and nothing of it outside the own area', async () => {
    const document = await as('lpa').get(`/dossiers/${dossier}/document`);
    expect(document.headers['content-disposition']).toContain('attachment');
    expect(document.body).toContain('Veenstra');
    for (const rest of ['', '/maken/voorbeeld:uitnodiging']) {
      expect((await as('elders').get(path(rest))).statusCode).toBe(404);
    }
    expect((await as('elders').get(`/dossiers/${dossier}/document`)).statusCode).toBe(404);
  });
});
