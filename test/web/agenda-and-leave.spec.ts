import { Browser } from './browser';
import { aDossier, aLogin, anEnrolment, aPupil, aSchool, aTerm } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let pupil: { id: string; pgn: string };
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'collega', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0363'] });
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'andere', 'schoolmedewerker', { school: ['88XX'] });
  await aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'] });
  for (const [i, code] of ['lpa', 'collega', 'elders', 'school', 'andere', 'rmc'].entries()) {
    const browser = new Browser(web, `10.7.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  pupil = await aPupil(web, { municipality: '0037', first: 'Noor', prefix: 'van der', last: 'Veen' });
  await anEnrolment(web, pupil.id, '99VA00');
  dossier = await aDossier(web, pupil.id, { employee: 'lpa' });
});
afterAll(() => web.close());

describe('the agenda of an officer', () => {
  const add = (kind: string, fields: Record<string, string>) =>
    as('lpa').post(`/dossiers/${dossier}/toevoegen/${kind}`, fields);

  it('shows talks, tasks and terms of a week, on their day, with the way to the dossier', async () => {
    await as('lpa').get(`/dossiers/${dossier}/toevoegen/afspraak`);
    const talk = { soort: 'gesprek', met: 'ouders', plaats: 'Stadhuis', onderwerp: '' };
    await add('afspraak', { ...talk, begin: '2026-03-26T10:00', einde: '2026-03-26T11:00' });
    await add('afspraak', { ...talk, begin: '2026-03-30T09:00', einde: '2026-03-30T09:30', plaats: 'Volgende week' });
    await add('taak', { tekst: 'Bel de mentor', tot: '2026-03-27' });
    await aTerm(web, pupil.id, dossier, '2026-03-27');
    const { body } = await as('lpa').get('/agenda');
    expect(body).toContain('Week 13');
    expect(body).toContain('23 tot en met 29 maart 2026');
    expect(body).toMatch(/id="dag-2026-03-26"[^]*10:00-11:00[^]*Noor van der Veen[^]*id="dag-2026-03-27"/);
    expect(body).toMatch(/id="dag-2026-03-27"[^]*Dossier of melding oppakken[^]*Bel de mentor/);
    expect(body).not.toContain('Volgende week');
    const next = (await as('lpa').get('/agenda?vanaf=2026-04-01')).body;
    expect(next).toContain('Volgende week');
    expect(next).not.toContain('Bel de mentor');
    const list = (await as('lpa').get('/agenda?toon=lijst')).body;
    expect(list).toContain('Volgende week');
    expect(list).toContain('Bel de mentor');
    expect(list).not.toContain('dag-2026-03-28');
  });

  it('is of nobody else, until a colleague covers', async () => {
    expect((await as('collega').get('/agenda')).body).not.toContain('Noor');
    expect((await as('elders').get('/agenda')).body).not.toContain('Noor');
    expect((await as('school').get('/agenda')).statusCode).toBe(404);
    const columns = ['id', 'employee', 'substitute', 'from_date', 'until_date', 'made_at'];
    const row = [dossier, 'lpa', 'collega', '2026-03-25', '2026-03-25', '2026-03-25T10:00:00.000Z'];
    await web.database.work((work) => work.insert('cover', columns, [row]));
    expect((await as('collega').get('/agenda')).body).toContain('Noor van der Veen');
  });

  it('gives a calendar program a secret address, shown once, that can be withdrawn', async () => {
    await as('lpa').get('/agenda');
    const { body } = await as('lpa').post('/agenda/adres', {});
    const [, path] = /(\/agenda\/[\w-]{43}\.ics)/.exec(body)!;
    expect((await as('lpa').get('/agenda')).body).not.toContain('.ics');
    const feed = await new Browser(web).get(path!);
    expect(feed.body).toContain('BEGIN:VEVENT');
    expect(feed.body).not.toContain('Veen');
    await as('lpa').get('/agenda');
    await as('lpa').post('/agenda/adres/intrekken', {});
    expect((await new Browser(web).get(path!)).statusCode).toBe(404);
  });
});

describe('leave and exemptions', () => {
  const fields = {
    ...{ artikel: 'ART11G', begindatum: '2026-04-07', einddatum: '2026-04-08', aangevraagdOp: '2026-03-25' },
    ...{ aanvrager: 'Ouders', reden: 'Huwelijk van een zus', beroep: '', hoofdGehoord: '' },
  };
  let address: string;

  it('are applied for by the school, for its own pupil, and decided by the head', async () => {
    expect((await as('school').get(`/school/leerlingen/${pupil.id}`)).body).toContain('/verlof/nieuw?leerling=');
    const form = `/verlof/nieuw?leerling=${pupil.id}`;
    expect((await as('school').get(form)).body).toMatch(/<h1[^>]*>Aanvraag vastleggen: [^<]+<\/h1>/);
    // a pupil of another school has no name here
    expect((await as('andere').get(form)).body).toMatch(/<h1[^>]*>Aanvraag vastleggen<\/h1>/);
    await as('school').get(form);
    expect((await as('school').get(form)).body).not.toContain('ART5_A');
    const bad = await as('school').post(form, { ...fields, einddatum: '2026-04-01' });
    expect(bad.body).toContain('id="einddatum-fout"');
    const made = await as('school').post(form, fields);
    address = String(made.headers.location);
    const page = (await as('school').get(address)).body;
    expect(page).toContain('Noor van der Veen');
    expect(page).toContain('2 schooldagen');
    expect(page).toContain(`${address}/toekennen`);
    await as('andere').get('/verlof/nieuw');
    const elsewhere = await as('andere').post(form, fields);
    expect([elsewhere.statusCode, (await as('andere').get(address)).statusCode]).toEqual([422, 404]);
    expect((await as('rmc').get('/verlof')).statusCode).toBe(404);
  });

  it('are seen by the municipality of residence, which does not decide what the head decides', async () => {
    const { body } = await as('lpa').get('/verlof');
    expect(body).toContain(address);
    expect(body).toContain('1 aanvraag.');
    expect((await as('lpa').get(address)).body).not.toContain(`${address}/toekennen`);
    expect((await as('lpa').post(`${address}/toekennen`, {})).body).toContain('Hierover beslist het hoofd');
    expect((await as('elders').get(address)).statusCode).toBe(404);
    expect((await as('elders').get('/verlof')).body).not.toContain(address);
  });

  it('enter the register once granted, and leave it when revoked', async () => {
    await as('school').get(`${address}/toekennen`);
    await as('school').post(`${address}/toekennen`, { toelichting: '' });
    expect((await as('school').get('/verlof')).body).not.toContain(address);
    expect((await as('lpa').get('/verlof?toon=register')).body).toContain(address);
    expect((await as('lpa').get('/verlof?toon=register&schooljaar=2024')).body).not.toContain(address);
    expect((await as('school').post(`${address}/herroepen`, { toelichting: '' })).body).toContain(
      'id="toelichting-fout"',
    );
    await as('school').post(`${address}/herroepen`, { toelichting: 'Huwelijk gaat niet door' });
    expect((await as('lpa').get('/verlof?toon=register')).body).not.toContain(address);
    expect((await as('lpa').get('/verlof?toon=alle')).body).toContain(address);
    expect((await as('lpa').get(address)).body).toContain('Huwelijk gaat niet door');
  });

  it('show how old a statement is and what still misses, on both sides of three months', async () => {
    await as('lpa').get('/verlof/nieuw');
    const notice = { ...fields, pgn: pupil.pgn, artikel: 'ART5_A', begindatum: '2026-05-01', einddatum: '2026-07-31' };
    const apply = async (verklaringOp: string, begindatum: string) => {
      const made = await as('lpa').post('/verlof/nieuw', { ...notice, verklaringOp, begindatum, richtingBezocht: '' });
      return (await as('lpa').get(String(made.headers.location))).body;
    };
    const fresh = await apply('2025-12-25', '2026-05-01');
    expect(fresh).toContain('90 dagen oud bij de aanvraag');
    expect(fresh).not.toContain('Toekennen kan niet');
    expect(await apply('2025-12-24', '2026-05-02')).toContain('Toekennen kan niet');
  });

  it('needs at most ten queries, and so does the agenda', async () => {
    const all = jest.spyOn(web.database.read, 'all');
    const get = jest.spyOn(web.database.read, 'get');
    for (const url of ['/verlof?toon=alle', address, '/agenda', '/overdrachten']) {
      all.mockClear();
      get.mockClear();
      expect((await as('lpa').get(url)).statusCode).toBe(200);
      expect(all.mock.calls.length + get.mock.calls.length).toBeLessThanOrEqual(10);
    }
    all.mockRestore();
    get.mockRestore();
  });
});
