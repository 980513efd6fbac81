import { Browser } from './browser';
import { aDossier, aLogin, anAbsence, anEnrolment, aPupil, aSchool, aSignal, EVIDENCE } from './builders';
import { startWeb, type TestWeb, TODAY } from './support';

let web: TestWeb;
let own: string;
let other: string;

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  await aSchool(web, '99VB00', 'De Andere School', '0037');
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] }, { name: 'Sara Smit' });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  own = (await aPupil(web, { municipality: '0037', first: 'Noor', prefix: null, last: 'Haan', born: '2011-03-02' })).id;
  other = (await aPupil(web, { municipality: '0037', first: 'Sem', prefix: null, last: 'Elders', born: '2011-03-02' }))
    .id;
  await anEnrolment(web, own, '99VA00');
  await anEnrolment(web, other, '99VB00');
  for (const day of ['2026-03-16', '2026-03-17']) await anAbsence(web, own, day, 600, 'ongeoorloofd');
  await aSignal(web, own, await aDossier(web, own), EVIDENCE);
});
afterAll(() => web.close());

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  return browser;
}

const FORM = { vestiging: '99VA00', datum: TODAY, uren: '3,5', soort: 'ongeoorloofd', reden: '', nummer: '' };

async function records(pupil: string): Promise<{ id: string; number: string; hundredths: number; kind: string }[]> {
  return web.database.read.all(
    'SELECT id, number, hundredths, kind FROM absence_record WHERE pupil_id = ? ORDER BY day, number',
    [pupil],
  );
}

describe('the pupils of a school', () => {
  it('shows those enrolled today with the live counter, and nobody else', async () => {
    const { body } = await (await as('school')).get('/school');
    expect(body).toContain('Noor Haan');
    expect(body).toContain('12 van 16 uur');
    expect(body).toContain('Nog 4 uur tot een melding. Praat nu met de leerling en de ouders.');
    expect(body).not.toContain('Elders');
  });

  it('finds a name without putting it in an address', async () => {
    const browser = await as('school');
    await browser.get('/school');
    const answer = await browser.post('/school', { naam: 'haa', vestiging: '', sorteer: 'naam' });
    const address = String(answer.headers.location);
    expect(address).not.toContain('haa');
    expect((await browser.get(address)).body).toContain('Noor Haan');
  });

  it('is no page for others, and a pupil of another school is no page at all', async () => {
    const unknown = (await (await as('lpa')).get('/bestaat-niet')).body;
    expect((await (await as('lpa')).get('/school')).statusCode).toBe(404);
    expect(unknown).toContain('Niet gevonden');
    const school = await as('school');
    const outside = await school.get(`/school/leerlingen/${other}`);
    const nowhere = await school.get('/school/leerlingen/01a20000-0000-7000-8000-000000000000');
    expect([outside.statusCode, nowhere.statusCode]).toEqual([404, 404]);
    expect(outside.body).toBe(nowhere.body);
    expect((await school.post(`/school/leerlingen/${other}`, FORM)).statusCode).toBe(404);
  });

  it('shows its own meldingen with their status, never the dossier', async () => {
    const { body } = await (await as('school')).get(`/school/leerlingen/${own}`);
    expect(body).toContain('16 uur verzuim in 4 lesweken');
    expect(body).toContain('Geregistreerd');
    expect(body).not.toContain('/dossiers/');
    expect(body).not.toContain('Ada Adema');
  });
});

describe('reporting by hand', () => {
  it('registers, counts at once, corrects and withdraws', async () => {
    const browser = await as('school');
    await browser.get(`/school/leerlingen/${own}`);
    const answer = await browser.post(`/school/leerlingen/${own}`, FORM);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/school/leerlingen/${own}`]);
    const shown = (await browser.get(`/school/leerlingen/${own}`)).body;
    expect(shown).toContain('Het verzuim is bewaard.');
    expect(shown).toContain('15,50 van 16 uur');
    const made = (await records(own)).find((one) => one.number.startsWith('HAND-'))!;
    expect(made).toMatchObject({ hundredths: 350, kind: 'ongeoorloofd' });

    const form = (await browser.get(`/school/leerlingen/${own}?wijzig=${made.id}`)).body;
    expect(form).toContain('value="3,50"');
    await browser.post(`/school/leerlingen/${own}`, { ...FORM, nummer: made.number, uren: '1', soort: 'te_laat' });
    expect((await records(own)).find((one) => one.id === made.id)).toMatchObject({ hundredths: 100, kind: 'te_laat' });

    await browser.post(`/school/leerlingen/${own}/intrekken`, { registratie: made.id });
    expect((await records(own)).find((one) => one.id === made.id)).toMatchObject({ kind: 'ingetrokken' });
    const asked = await web.database.read.get<{ n: number }>(
      "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'beoordeel-leerling' AND subject = ?",
      [own],
    );
    expect(asked!.n).toBe(1);
  });

  it('says beside the field what is wrong, keeps what was typed and stores nothing', async () => {
    const browser = await as('school');
    await browser.get(`/school/leerlingen/${own}`);
    const before = await records(own);
    const tomorrow = await browser.post(`/school/leerlingen/${own}`, { ...FORM, datum: '2026-03-26', reden: 'griep' });
    expect(tomorrow.statusCode).toBe(422);
    expect(tomorrow.body).toContain('id="datum-fout"');
    expect(tomorrow.body).toContain('value="griep"');
    const hours = await browser.post(`/school/leerlingen/${own}`, { ...FORM, uren: '12,01' });
    expect(hours.body).toContain('id="uren-fout"');
    expect(await records(own)).toEqual(before);
  });

  it('takes no location and no record of others', async () => {
    const browser = await as('school');
    await browser.get(`/school/leerlingen/${own}`);
    const elsewhere = await browser.post(`/school/leerlingen/${own}`, { ...FORM, vestiging: '99VB00' });
    expect(elsewhere.statusCode).toBe(404);
    const unknown = await browser.post(`/school/leerlingen/${own}`, { ...FORM, nummer: 'van-een-ander' });
    expect(unknown.statusCode).toBe(404);
  });
});

describe('the meldingen of a school', () => {
  const REPORT = {
    ...{ soort: 'zorg', vestiging: '99VA00', begindatum: TODAY, einddatum: '', uren: '' },
    ...{ vermoedelijkeReden: 'thuissituatie', alleLessenGemist: 'nee', actieInstelling: 'Gesprek gevoerd.' },
    ...{ actieGemeenteGewenst: 'ja', prioriteit: 'hoog', toelichting: '', contactNaam: 'Sara Smit' },
    ...{ contactFunctie: 'mentor', contactTelefoon: '0599 123456', contactEmail: '', telefoon: '', verblijfadres: '' },
  };

  it('reports a concern by hand and finds it back, with its reference', async () => {
    const browser = await as('school');
    await browser.get(`/school/leerlingen/${own}/melden`);
    const answer = await browser.post(`/school/leerlingen/${own}/melden`, REPORT);
    expect(answer.statusCode).toBe(303);
    const melding = (await browser.get(String(answer.headers.location))).body;
    expect(melding).toContain('De melding is verstuurd.');
    expect(melding).toContain('Zorgen om een leerling');
    expect(melding).toMatch(/M-[0-9A-F]{8}/);
    const list = (await browser.get('/school/meldingen')).body;
    expect(list).toContain('Noor Haan');
    const changed = await browser.post(String(answer.headers.location), { ...REPORT, actieInstelling: 'Huisbezoek.' });
    expect(changed.statusCode).toBe(303);
    expect((await browser.get(String(answer.headers.location))).body).toContain('Huisbezoek.');
  });

  it('says beside each field what is missing, and keeps what was typed', async () => {
    const browser = await as('school');
    await browser.get(`/school/leerlingen/${own}/melden`);
    const answer = await browser.post(`/school/leerlingen/${own}/melden`, {
      ...REPORT,
      ...{ soort: 'overig', actieInstelling: '', actieGemeenteGewenst: 'nee', contactFunctie: 'decaan' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('id="actieInstelling-fout"');
    expect(answer.body).toContain('id="toelichting-fout"');
    expect(answer.body).toContain('value="decaan"');
  });

  it('shows no melding of another school, and reports for no other pupil', async () => {
    const other = await web.database.read.get<{ id: string }>('SELECT id FROM melding LIMIT 1');
    await aLogin(web, 'andere', 'schoolmedewerker', { school: ['99VB'] });
    expect((await (await as('andere')).get(`/school/meldingen/${other!.id}`)).statusCode).toBe(404);
    expect((await (await as('andere')).get(`/school/leerlingen/${own}/melden`)).statusCode).toBe(404);
    expect((await (await as('lpa')).get('/school/meldingen')).statusCode).toBe(404);
  });
});
