import { newId } from '../../src/platform/ids';
import { Browser } from './browser';
import { aContact, aDossier, aLogin, anAbsence, anEnrolment, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let first: string;
let second: string;
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await aLogin(web, 'lpb', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Bea Bos' });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0363'] });
  await aLogin(web, 'coor', 'rmc-coordinator', { regio: ['01'], gemeente: ['0037'] });
  for (const [i, code] of ['lpa', 'lpb', 'elders', 'coor'].entries()) {
    const browser = new Browser(web, `10.12.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  const anna = await aPupil(web, { municipality: '0037', first: 'Anna', last: 'Zus', prefix: null });
  const bram = await aPupil(web, { municipality: '0037', first: 'Bram', last: 'Zus', prefix: null });
  for (const one of [anna, bram]) {
    await anEnrolment(web, one.id, '99VA00');
    await aContact(web, one.id, 'M. Zus', { telefoon: '06-1' });
  }
  await web.database.work((work) => work.run(`UPDATE contact_person SET contact_index = 'gelijk'`));
  for (const day of ['2026-03-02', '2026-03-03']) await anAbsence(web, anna.id, day, 400, 'ongeoorloofd');
  first = await aDossier(web, anna.id, { employee: 'lpa', status: 'in_behandeling' });
  second = await aDossier(web, bram.id, { employee: 'lpb' });
});
afterAll(() => web.close());

const hidden = (body: string, name: string) =>
  [...body.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map((one) => one[1]!);

describe('one plan for child and family, on pages', () => {
  let address: string;

  it('shows the dossiers of brothers and sisters to who may see both, and nobody else anything', async () => {
    const { body } = await as('lpa').get(`/dossiers/${first}/gezin`);
    expect(body).toContain('Bram Zus');
    expect(body).toContain('Zelfde ouder of contactpersoon');
    expect(body).toContain('Bea Bos');
    for (const path of ['gezin', 'effect']) {
      expect((await as('elders').get(`/dossiers/${first}/${path}`)).statusCode).toBe(404);
    }
    expect((await as('elders').get(`/overleg/nieuw/${first}`)).statusCode).toBe(404);
    expect((await as('elders').get(`/automatisch?dossier=${first}`)).statusCode).toBe(404);
  });

  it('plans a meeting on both, with what is wrong beside the field', async () => {
    const form = `/overleg/nieuw/${first}`;
    expect((await as('lpa').get(form)).body).toContain('Bram Zus');
    const fields = { datum: '2026-03-24', plaats: 'De Eik', agenda: 'Hoe verder', 'deelnemers-1-soort': 'zorg' };
    const line = { 'deelnemers-0-soort': 'school', 'deelnemers-0-naam': '', 'deelnemers-1-naam': 'P. Smit' };
    const none = await as('lpa').postMany(form, { ...fields, ...line, 'deelnemers-1-naam': '' }, 'dossiers', [first]);
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('href="#deelnemers"');
    const noDay = await as('lpa').postMany(form, { ...fields, ...line, datum: 'x' }, 'dossiers', [first]);
    expect(noDay.body).toContain('id="datum-fout"');
    expect(noDay.body).toContain('value="P. Smit"');
    const made = await as('lpa').postMany(form, { ...fields, ...line }, 'dossiers', [first, second]);
    expect(made.statusCode).toBe(303);
    address = made.headers.location as string;
    const { body } = await as('lpa').get(address);
    for (const text of ['De Eik', 'Hoe verder', 'P. Smit', 'Anna Zus, Bram Zus']) expect(body).toContain(text);
    expect((await as('elders').get(address)).statusCode).toBe(404);
    expect((await as('elders').get(`${address}/verslag`)).statusCode).toBe(404);
    expect((await as('lpa').get(`/dossiers/${second}/gezin`)).body).toContain(address);
  });

  it('keeps the report and who does what, and shows it on the dossier until it is kept', async () => {
    const form = (await as('lpa').get(`${address}/verslag`)).body;
    const [present] = hidden(form, 'aanwezig');
    const agreement = {
      ...{ 'afspraken-0-wat': 'Belt de jeugdarts', 'afspraken-0-wie': present!, 'afspraken-0-dossier': first },
      'afspraken-0-uiterlijk': '2026-03-24',
    };
    const empty = await as('lpa').postMany(`${address}/verslag`, { verslag: '', ...agreement }, 'aanwezig', [present!]);
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Belt de jeugdarts');
    const sent = { verslag: 'Besproken', ...agreement };
    const held = await as('lpa').postMany(`${address}/verslag`, sent, 'aanwezig', [present!]);
    expect(held.statusCode).toBe(303);
    expect((await as('lpa').get(`/dossiers/${first}`)).body).toContain('Wie doet wat: 1 afspraak uit overleg');
    expect((await as('lpa').get(`/dossiers/${second}`)).body).toContain('Gezin en overleg');
    const family = (await as('lpa').get(`/dossiers/${first}/gezin`)).body;
    expect(family).toContain('Belt de jeugdarts');
    expect(family).toContain('danger');
    const page = (await as('lpa').get(address)).body;
    expect(page).toContain('aanwezig');
    const done = /action="(\/overleg\/[^"]+\/afspraken\/[^"]+)"/.exec(page)![1]!;
    expect((await as('elders').post(done, {})).statusCode).toBe(404);
    await as('lpa').get(address);
    expect((await as('lpa').post(done, {})).statusCode).toBe(303);
    expect((await as('lpa').get(`/dossiers/${first}`)).body).toContain('Gezin en overleg');
    expect((await as('lpa').get(`${address}/verslag`)).statusCode).toBe(404);
    expect((await as('lpa').post(`${address}/afzeggen`, {})).statusCode).toBe(409);
  });

  it('shows absence before and after a measure, and what that does not prove', async () => {
    expect((await as('lpa').get(`/dossiers/${first}/effect`)).body).toContain('geen maatregel');
    await as('lpa').get(`/dossiers/${first}/toevoegen/waarschuwing`);
    await as('lpa').post(`/dossiers/${first}/toevoegen/waarschuwing`, { aan: 'ouders', reden: 'te vaak weg' });
    const { body } = await as('lpa').get(`/dossiers/${first}/effect?weken=8`);
    expect(body).toContain('Dit bewijst niet dat de maatregel werkt.');
    expect(body).toContain('Ongeoorloofd verzuim ervoor: 8 uur. Erna: 0 uur.');
    expect(body).toContain('vergelijk deze getallen nog niet');
    expect(body).toContain('<svg');
  });

  it('shows a measure for the region once enough pupils had it, and says what is too little', async () => {
    const { body } = await as('coor').get('/cijfers/effect?maatregel=waarschuwing&schooljaar=2025');
    expect(body).toContain('Van minder dan 10 leerlingen');
    expect(body).not.toContain('<svg viewBox');
    // a year that is none falls back to this one
    const { statusCode } = await as('coor').get('/cijfers/effect?schooljaar=gisteren');
    expect(statusCode).toBe(200);
    expect((await as('coor').get('/cijfers')).body).toContain('href="/cijfers/effect"');
  });

  it('tells what was done by itself with the reason, of one dossier and of all', async () => {
    const at = '2026-03-21T08:00:00.000Z';
    const row = { id: newId(), dossier_id: second, at, day: '2026-03-21', role: 'leerplichtambtenaar' };
    const reason = { employee: 'lpb', reason: 'minste dossiers per fte', steps: '{"stappen":[],"kandidaten":[]}' };
    const all = { ...row, ...reason };
    await web.database.work((work) => work.insert('assignment', Object.keys(all), [Object.values(all)]));
    const { body } = await as('lpa').get('/automatisch');
    expect(body).toContain('minste dossiers per fte');
    expect(body).toContain('toegewezen aan Bea Bos');
    expect((await as('lpa').get(`/automatisch?dossier=${first}`)).body).not.toContain('minste dossiers');
    expect((await as('elders').get('/automatisch')).body).not.toContain('minste dossiers');
  });
});

describe('cover of a colleague, on pages', () => {
  const period = { begindatum: '2026-03-25', einddatum: '2026-03-27', reden: 'griep' };

  it('is arranged for oneself, found in the list of the substitute, and taken back', async () => {
    await as('lpa').get('/waarneming/regelen');
    expect((await as('lpa').post('/waarneming/regelen', { ...period, waarnemer: 'elders' })).body).toContain(
      'niet dezelfde rol',
    );
    expect((await as('lpa').post('/waarneming/regelen', { ...period, waarnemer: 'lpb' })).statusCode).toBe(303);
    const own = (await as('lpa').get('/waarneming')).body;
    expect(own).toContain('Bea Bos');
    expect(own).toContain('griep');
    const theirs = (await as('lpb').get('/waarneming')).body;
    expect(theirs).toContain('Ada Adema');
    expect(theirs).not.toContain('griep');
    expect(theirs).not.toContain('/intrekken');
    expect((await as('elders').get('/waarneming')).body).not.toContain('Ada Adema');
    const back = /action="(\/waarneming\/[^"]+\/intrekken)"/.exec((await as('coor').get('/waarneming')).body)![1]!;
    await as('lpb').get('/waarneming/regelen');
    expect((await as('lpb').post(back, {})).statusCode).toBe(404);
    expect((await as('coor').post(back, {})).statusCode).toBe(303);
    expect((await as('lpa').get('/waarneming')).body).not.toContain('griep');
  });

  it('is arranged by the coordinator for staff of the region alone', async () => {
    const form = (await as('coor').get('/waarneming/regelen')).body;
    expect(form).toContain('value="lpa"');
    expect(form).not.toContain('value="elders"');
    const given = { ...period, medewerker: 'lpa', waarnemer: 'lpb' };
    expect((await as('coor').post('/waarneming/regelen', { ...given, medewerker: 'elders' })).statusCode).toBe(422);
    expect((await as('coor').post('/waarneming/regelen', given)).statusCode).toBe(303);
  });
});

describe('preventive work, on pages', () => {
  const work = {
    gemeente: '0037',
    soort: 'spreekuur',
    datum: '2026-03-25',
    vestiging: '99va00',
    notitie: 'Twee gesprekken',
  };

  it('is recorded without a dossier and seen in the own municipality alone', async () => {
    await as('lpa').get('/preventie/nieuw');
    expect((await as('lpa').post('/preventie/nieuw', { ...work, datum: '2026-03-26' })).body).toContain(
      'id="datum-fout"',
    );
    expect((await as('lpa').post('/preventie/nieuw', { ...work, pgn: '123456782' })).body).toContain('id="pgn-fout"');
    expect((await as('lpa').post('/preventie/nieuw', { ...work, vestiging: '01ZZ00' })).body).toContain(
      'id="vestiging-fout"',
    );
    expect((await as('lpa').post('/preventie/nieuw', work)).statusCode).toBe(303);
    const { body } = await as('lpb').get('/preventie');
    for (const text of ['Twee gesprekken', 'De Veenborg', 'Spreekuur', 'Ada Adema']) expect(body).toContain(text);
    expect((await as('elders').get('/preventie')).body).not.toContain('Twee gesprekken');
    expect((await as('elders').get('/preventie?voor=x')).statusCode).toBe(404);
  });

  it('is about a pupil only for who may see that pupil', async () => {
    const there = await aPupil(web, { municipality: '0363', first: 'Elders', last: 'Jansen', prefix: null });
    const here = await aPupil(web, { municipality: '0037', first: 'Hier', last: 'Jansen', prefix: null });
    await as('lpa').get('/preventie/nieuw');
    const sent = (pgn: string) => as('lpa').post('/preventie/nieuw', { ...work, soort: 'vroegsignaal', pgn });
    expect((await sent(there.pgn)).body).toContain('Deze leerling is niet bekend');
    expect((await sent(here.pgn)).statusCode).toBe(303);
    expect((await as('lpa').get('/preventie')).body).toContain('Hier Jansen');
  });
});
