import { Browser } from './browser';
import { aLogin, anEnrolment, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let coordinator: Browser;
let officer: Browser;
let elsewhere: Browser;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'coordinator', 'rmc-coordinator', { regio: ['01'] });
  await aLogin(web, 'elders', 'rmc-coordinator', { regio: ['21'] });
  await aLogin(web, 'leerplicht', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  for (let i = 0; i < 4; i++) {
    const pupil = await aPupil(web, { municipality: '0037', born: '2009-05-04' });
    await anEnrolment(web, pupil.id, '99VA00');
  }
  // one of four left during 2024-2025
  await web.database.work((work) =>
    work.run('UPDATE enrolment SET until_date = ? WHERE id = (SELECT MIN(id) FROM enrolment)', ['2025-05-01']),
  );
  [coordinator, officer, elsewhere] = (await Promise.all(
    ['coordinator', 'leerplicht', 'elders'].map(async (name) => {
      const browser = new Browser(web);
      await browser.login(name);
      return browser;
    }),
  )) as [Browser, Browser, Browser];
});
afterAll(() => web.close());

const PROGRAMME = '/cijfers/programma?gebied=regio%3A01';
const FORM = '/cijfers/programma/maatregel?gebied=01';
const valueOf = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
const measure = {
  ...{ gebied: '01', maatregel: 'loopbaan', schooljaar: '2024', titel: 'Loopbaan', doel: 'Op school houden' },
  ...{ partijen: 'mbo', begindatum: '', einddatum: '', budget: '1000,50', besteed: '', doelaantal: '10' },
  ...{ bereikt: '8', versie: '' },
};

describe('the pages of the regional programme', () => {
  it('let the coordinator make and change a measure, with nobody else’s change overwritten', async () => {
    expect((await coordinator.post('/cijfers/programma/maatregel', measure)).statusCode).toBe(303);
    const list = (await coordinator.get(`${PROGRAMME}&schooljaar=2022`)).body;
    expect(list).toContain('Loopbaan');
    expect(list).toContain('1.000,5');
    const shown = (await coordinator.get(`${FORM}&maatregel=loopbaan`)).body;
    const versie = valueOf(shown, 'versie')!;
    expect([valueOf(shown, 'schooljaar'), versie.length]).toEqual(['2024', 22]);
    const changed = await coordinator.post('/cijfers/programma/maatregel', { ...measure, bereikt: '12', versie });
    expect(changed.statusCode).toBe(303);
    const late = await coordinator.post('/cijfers/programma/maatregel', { ...measure, bereikt: '1', versie });
    expect([late.statusCode, late.body.includes('ondertussen gewijzigd')]).toEqual([422, true]);
    expect(await web.database.read.all('SELECT reached FROM programme_measure')).toEqual([{ reached: 12 }]);
  });

  it('say beside the field what is wrong, and keep what was typed', async () => {
    const wrong = await coordinator.post('/cijfers/programma/maatregel', {
      ...{ ...measure, maatregel: 'nazorg', budget: 'veel', doel: '' },
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('budget is geen bedrag in euro');
    expect(wrong.body).toContain('doel is verplicht en leeg');
    expect(valueOf(wrong.body, 'budget')).toBe('veel');
    expect(await web.database.read.all("SELECT 1 AS n FROM programme_measure WHERE measure = 'nazorg'")).toEqual([]);
  });

  it('show the early leavers beside their target, and take a target away again', async () => {
    const target = { gebied: '01', schooljaar: '2024', niveau: '', percentage: '1,75', bron: 'programma 2024-2028' };
    expect((await coordinator.post('/cijfers/programma/streefcijfers', target)).statusCode).toBe(303);
    const list = (await coordinator.get(`${PROGRAMME}&schooljaar=2022`)).body;
    expect(list).toMatch(/data-titel="doel 2024-2025">1,75</);
    expect(list).toMatch(/data-titel="bereikt 2024-2025">25</);
    const bad = await coordinator.post('/cijfers/programma/streefcijfers', { ...target, percentage: '101' });
    expect(bad.statusCode).toBe(422);
    const { gebied, schooljaar, niveau } = target;
    const gone = await coordinator.post('/cijfers/programma/streefcijfers/verwijderen', { gebied, schooljaar, niveau });
    expect(gone.statusCode).toBe(303);
    expect((await coordinator.get('/cijfers/programma/streefcijfers?gebied=01')).body).toContain(
      'nog geen streefcijfers',
    );
  });

  it('are there for the coordinator of the region alone', async () => {
    for (const browser of [officer, elsewhere]) {
      expect((await browser.get(FORM)).statusCode).toBe(404);
      expect((await browser.get('/cijfers/programma/streefcijfers?gebied=01')).statusCode).toBe(404);
      expect((await browser.post('/cijfers/programma/maatregel', { ...measure, maatregel: 'x' })).statusCode).toBe(404);
      const target = { gebied: '01', schooljaar: '2024', niveau: '', percentage: '1', bron: 'x' };
      expect((await browser.post('/cijfers/programma/streefcijfers', target)).statusCode).toBe(404);
    }
    expect(await web.database.read.all("SELECT 1 AS n FROM programme_measure WHERE measure = 'x'")).toEqual([]);
    // of a municipality in the region the local agreements too, of another region neither
    expect((await coordinator.get('/cijfers/programma/maatregel?gebied=0037')).statusCode).toBe(200);
    for (const area of ['0363', '21', '9999', 'x']) {
      expect((await coordinator.get(`/cijfers/programma/maatregel?gebied=${area}`)).statusCode).toBe(404);
    }
    expect((await officer.get(PROGRAMME)).body).not.toContain('Voeg een maatregel toe');
  });

  it('take a measure out of a school year', async () => {
    const key = { gebied: '01', maatregel: 'loopbaan', schooljaar: '2024' };
    expect((await coordinator.post('/cijfers/programma/maatregel/verwijderen', key)).statusCode).toBe(303);
    expect(await web.database.read.all('SELECT 1 AS n FROM programme_measure')).toEqual([]);
    const logged = await web.database.read.all("SELECT object FROM audit_entry WHERE object = 'programma'");
    expect(logged.length).toBe(3);
  });
});

describe('the page that tries other rules', () => {
  const asked = {
    ...{ gebied: 'regio:01', van: '2024-08-01', tot: '2025-07-31', drempel: '12', venster: '4', langdurig: '4' },
    ...{ volwassen: '4', telaat: '6, 9, 12', ziek: '7', ziekmeldingen: '4' },
  };

  it('begins with the values in force and tells what other ones make of it, of the own area', async () => {
    const blank = (await coordinator.get('/cijfers/simulatie')).body;
    expect(blank).toMatch(/name="drempel"[^>]*value="16"/);
    expect(blank).toMatch(/name="telaat"[^>]*value="6, 9, 12"/);
    const answer = await coordinator.post('/cijfers/simulatie', asked);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Signalen per regel');
    // the one who left is not enrolled at the end
    expect(answer.body).toContain('1 leerlingen met verzuim of zonder inschrijving');
    expect((await elsewhere.post('/cijfers/simulatie', asked)).body).toContain('0 leerlingen met verzuim');
  });

  it('refuses what is no number or day, beside the field', async () => {
    const answer = await coordinator.post('/cijfers/simulatie', { ...asked, drempel: '-1', tot: '2024-01-01' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Schrijf een getal boven 0.');
    expect(answer.body).toContain('De laatste dag ligt voor de eerste.');
  });

  it('is there for the coordinator alone', async () => {
    expect((await officer.get('/cijfers/simulatie')).statusCode).toBe(404);
    expect((await officer.post('/cijfers/simulatie', asked)).statusCode).toBe(404);
    expect((await officer.get('/cijfers')).body).not.toContain('/cijfers/simulatie');
    expect((await coordinator.get('/cijfers')).body).toContain('/cijfers/simulatie');
  });
});
