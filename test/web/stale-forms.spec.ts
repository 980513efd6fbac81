import { newId } from '../../src/platform/ids';
import { Browser } from './browser';
import { aDossier, aLogin, aMelding, anAbsence, anEnrolment, aPupil, aSchool, aTrajectory } from './builders';
import { startWeb, type TestWeb } from './support';

/** Forms that write over what stands there, opened twice: who saves last from an old form is told so. */
let web: TestWeb;
let pupil: { id: string; pgn: string };
let dossier: string;
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;

beforeAll(async () => {
  web = await startWeb();
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'] });
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  for (const [i, code] of ['lpa', 'rmc', 'school'].entries()) {
    const browser = new Browser(web, `10.14.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  pupil = await aPupil(web, { municipality: '0037' });
  await anEnrolment(web, pupil.id, '99VA00');
  dossier = await aDossier(web, pupil.id, { employee: 'lpa', status: 'in_behandeling' });
});
afterAll(() => web.close());

const versionIn = (body: string) => /name="versie" value="([\w-]{22})"/.exec(body)?.[1] ?? 'no version';

interface Case {
  who: string;
  /** where the form is read, and where it is sent */
  form: string;
  action?: string;
  first: Record<string, string>;
  second: Record<string, string>;
  /** what was typed the second time, as the page shows it */
  typed: string;
}

async function secondIsTooLate({ who, form, action = form, first, second, typed }: Case): Promise<void> {
  const browser = as(who);
  const versie = versionIn((await browser.get(form)).body);
  expect((await browser.post(action, { ...first, versie })).statusCode).toBe(303);
  for (const _again of [1, 2]) {
    const late = await browser.post(action, { ...second, versie });
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('Dit is intussen gewijzigd. Haal het opnieuw op en pas uw wijziging daarop toe.');
    expect(late.body).toContain(typed);
    expect(versionIn(late.body)).toBe(versie);
  }
  const now = versionIn((await browser.get(form)).body);
  expect(now).not.toBe(versie);
  expect((await browser.post(action, { ...second, versie: now })).statusCode).toBe(303);
}

describe('a form that was opened before somebody else saved it', () => {
  it('does not write over the correction of what lies in a dossier', async () => {
    await as('lpa').get(`/dossiers/${dossier}/toevoegen/taak`);
    await as('lpa').post(`/dossiers/${dossier}/toevoegen/taak`, { tekst: 'Bel moedr', tot: '' });
    const page = (await as('lpa').get(`/dossiers/${dossier}`)).body;
    const form = /href="(\/dossiers\/[^"]+\/corrigeren)"/.exec(page)![1]!;
    await secondIsTooLate({
      ...{ who: 'lpa', form, first: { tekst: 'Bel moeder', tot: '' } },
      ...{ second: { tekst: 'Bel vader', tot: '' }, typed: 'Bel vader' },
    });
    expect((await web.database.read.all('SELECT version FROM dossier_item_version')).length).toBe(2);
  });

  it('does not write over what the school added to a melding, but does beside what the municipality did', async () => {
    const melding = await aMelding(web, pupil.id, dossier, '99VA00');
    const given = {
      ...{ vermoedelijkeReden: 'motivatie', alleLessenGemist: 'nee', actieInstelling: 'Gesprek' },
      ...{ actieGemeenteGewenst: 'ja', prioriteit: 'normaal', contactNaam: 'M. Mentor', contactTelefoon: '0591-1' },
    };
    const form = `/school/meldingen/${melding}`;
    await secondIsTooLate({
      ...{ who: 'school', form, first: { ...given, toelichting: 'Van mij' } },
      ...{ second: { ...given, toelichting: 'Ook van mij' }, typed: 'Ook van mij' },
    });
    const versie = versionIn((await as('school').get(form)).body);
    await as('lpa').get(`/dossiers/${dossier}/meldingen/${melding}/oppakken`);
    await as('lpa').post(`/dossiers/${dossier}/meldingen/${melding}/oppakken`, {});
    expect((await as('school').post(form, { ...given, toelichting: 'Nieuw', versie })).statusCode).toBe(303);
  });

  it('does not write over a record of absence', async () => {
    await anAbsence(web, pupil.id, '2026-03-02', 400, 'ongeoorloofd');
    const [record] = await web.database.read.all<{ id: string; number: string }>(
      'SELECT id, number FROM absence_record WHERE pupil_id = ?',
      [pupil.id],
    );
    const typed = { nummer: record!.number, vestiging: '99VA00', datum: '2026-03-02', soort: 'ongeoorloofd' };
    await secondIsTooLate({
      ...{ who: 'school', form: `/school/leerlingen/${pupil.id}?wijzig=${record!.id}` },
      ...{ action: `/school/leerlingen/${pupil.id}`, first: { ...typed, uren: '2' } },
      ...{ second: { ...typed, uren: '3' }, typed: 'value="3"' },
    });
    const kept = await web.database.read.all('SELECT hundredths FROM absence_record WHERE id = ?', [record!.id]);
    expect(kept).toEqual([{ hundredths: 300 }]);
  });

  it('does not write over where the school hears of meldingen', async () => {
    const at = { vestiging: '99VA00' };
    await secondIsTooLate({
      ...{ who: 'school', form: '/school/terugkoppeling', first: { ...at, email: 'een@school.example' } },
      ...{ second: { ...at, email: 'twee@school.example' }, typed: 'twee@school.example' },
    });
  });

  it('does not write over a plan, a frequency of contact or a summary for the Doorstroompunt', async () => {
    const youth = await aPupil(web, { municipality: '0037', born: '2006-05-04' });
    const { id } = await aTrajectory(web, youth.id, { state: 'benaderd' }, { employee: 'rmc' });
    const goal = {
      ...{ 'doelen-0-leefgebied': 'onderwijs', 'doelen-0-omschrijving': 'Een opleiding kiezen', doe: 'bewaar' },
      ...{ 'doelen-0-stappen-0-omschrijving': 'Open dag', 'doelen-0-stappen-0-wie': 'jongere' },
    };
    await secondIsTooLate({
      ...{ who: 'rmc', form: `/doorstroompunt/${id}/plan/maken`, first: { ...goal, samenvatting: 'Ik wil leren' } },
      ...{ second: { ...goal, samenvatting: 'Ik wil werken' }, typed: 'Ik wil werken' },
    });
    await secondIsTooLate({
      ...{ who: 'rmc', form: `/doorstroompunt/${id}/frequentie`, first: { dagen: '14' } },
      ...{ second: { dagen: '21' }, typed: 'value="21"' },
    });
    const warm = newId();
    const row = {
      ...{ id: warm, dossier_id: dossier, pupil_id: pupil.id, state: 'voorbereiding', birthday: '2026-05-04' },
      ...{ prepared_on: '2026-02-04', ended_on: null, summary: null, to_dossier_id: null },
      changed_at: '2026-02-04T10:00:00.000Z',
    };
    await web.database.work((work) => work.insert('warm_handover', Object.keys(row), [Object.values(row)]));
    await secondIsTooLate({
      ...{ who: 'lpa', form: `/overdrachten/18-jaar/${warm}/samenvatting`, first: { samenvatting: 'Wordt bakker' } },
      ...{ second: { samenvatting: 'Wordt kapper' }, typed: 'Wordt kapper' },
    });
  });

  it('says so in the language of the reader', async () => {
    const browser = as('school');
    const form = '/school/terugkoppeling';
    const versie = versionIn((await browser.get(form)).body);
    await browser.post(form, { vestiging: '99VA00', email: 'drie@school.example', versie });
    await browser.post('/taal', { taal: 'en', terug: form });
    const late = await browser.post(form, { vestiging: '99VA00', email: 'vier@school.example', versie });
    expect(late.body).toContain('This was changed in the meantime. Open it again and make your change there.');
  });
});
