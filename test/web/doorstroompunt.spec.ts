import { newId } from '../../src/platform/ids';
import { Browser } from './browser';
import { aLogin, anAlarm, anEmployee, aPupil, aSignal, aTerm, aTrajectory, EVIDENCE } from './builders';
import { startWeb, type TestWeb } from './support';
import { sealed } from '../support/seal';

let web: TestWeb;
let browser: Browser;
const ids: Record<string, string> = {};

/** Youths of the region of Groningen; the name says what is to be seen of them. */
async function aYouth(last: string, change = {}, dossier = {}, municipality = '0037'): Promise<string> {
  const pupil = await aPupil(web, { municipality, first: 'Kim', prefix: null, last, born: '2006-05-04' });
  const made = await aTrajectory(web, pupil.id, change, { employee: 'rmc', ...dossier });
  ids[`${last}-dossier`] = made.dossier;
  ids[`${last}-pupil`] = pupil.id;
  return (ids[last] = made.id);
}

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'] }, { name: 'Rik Rentema' });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'ver', 'rmc-trajectbegeleider', { regio: ['21'] });
  await anEmployee(web, 'collega', 'rmc-trajectbegeleider', { regio: ['01'] }, { name: 'Cor Collega' });
  const calm = { state: 'lopend', intake_on: '2026-03-01', contact_on: '2026-03-20', started_on: '2026-03-02' };
  await aYouth('Nieuw');
  await aYouth('Rustig', calm);
  await anAlarm(web, await aYouth('Stil', { ...calm, contact_on: '2026-01-05' }), '2026-01-05');
  await aYouth('Wacht', { state: 'benaderd', delivered_on: '2026-02-24' });
  await aYouth('Opdedag', { state: 'benaderd', delivered_on: '2026-02-25' });
  await aYouth('Teruglaat', calm);
  await aTerm(web, ids['Teruglaat-pupil']!, ids['Teruglaat-dossier']!, '2026-03-24');
  await aYouth('Nogniet', calm);
  await aTerm(web, ids['Nogniet-pupil']!, ids['Nogniet-dossier']!, '2026-03-25');
  await aYouth('Collegas', calm, { employee: 'collega' });
  await aYouth('Niemands', {}, { employee: null });
  await aYouth('Klaar', { ...calm, state: 'afgesloten', ended_on: '2026-03-01' });
  await aYouth('Elders', {}, {}, '0363');
  await aSignal(web, ids['Nieuw-pupil']!, ids['Nieuw-dossier']!, EVIDENCE, {
    ...{ rule: 'uitval-18plus', location: '', from_date: '2026-03-01', until_date: null, hundredths: null },
  });
  browser = new Browser(web);
  await browser.login('rmc');
});
afterAll(() => web.close());

const names = (body: string) =>
  [...body.matchAll(/href="\/doorstroompunt\/[0-9a-f-]{36}">Kim ([^<]+)</g)].map((m) => m[1]!);
const shown = async (query: string) => names((await browser.get(`/doorstroompunt${query}`)).body).sort();

describe('the caseload of a counsellor', () => {
  it('is where a counsellor begins', async () => {
    expect((await browser.get('/')).headers.location).toBe('/doorstroompunt');
    const officer = new Browser(web);
    await officer.login('lpa');
    expect((await officer.get('/')).headers.location).toBe('/dossiers');
    expect((await officer.get('/doorstroompunt')).statusCode).toBe(404);
    expect((await officer.get(`/doorstroompunt/${ids['Nieuw']}`)).statusCode).toBe(404);
  });

  it.each([
    ['', ['Nieuw', 'Nogniet', 'Opdedag', 'Rustig', 'Stil', 'Teruglaat', 'Wacht']],
    ['?toon=zonder-contact', ['Stil']],
    ['?toon=nieuw', ['Nieuw']],
    ['?toon=nieuw&van=team', ['Niemands', 'Nieuw']],
    ['?toon=over-de-termijn', ['Teruglaat', 'Wacht']],
    ['?toon=verdeelbak', ['Niemands']],
    ['?status=afgesloten', ['Klaar']],
    ['?status=alle&toon=over-de-termijn', ['Teruglaat', 'Wacht']],
  ])('shows with %s what belongs there and nothing else', async (query, expected) => {
    expect(await shown(query)).toEqual(expected);
  });

  it('counts each view, puts who was not reached for longest first, and finds a name without telling it', async () => {
    const { body } = await browser.get('/doorstroompunt?van=team');
    expect(names(body)[0]).toBe('Stil');
    expect(body).toMatch(/Alle jongeren <span class="ls-views__count">9</);
    expect(body).toContain('79 dagen zonder contact');
    const answer = await browser.post('/doorstroompunt', { naam: 'rust', van: 'mijn' });
    expect(answer.headers.location).not.toContain('rust');
    expect(await shown(String(answer.headers.location).replace('/doorstroompunt', ''))).toEqual(['Rustig']);
  });

  it('holds a step of the newest plan that passed for over the term, and not one of an earlier version', async () => {
    const steps = [
      [1, '2026-03-01', null],
      [2, '2026-03-25', null],
    ] as const;
    const put = (table: string, plain: Record<string, string | number | null>) => {
      const row = sealed(web.encryption, table, plain);
      return web.database.work((work) => work.insert(table, Object.keys(row), [Object.values(row)]));
    };
    for (const [version, due_on, done_on] of steps) {
      const [plan, goal] = [newId(), newId()];
      const made = { made_on: '2026-03-01', made_by: 'rmc', agreed_on: '2026-03-01', summary: null };
      await put('trajectory_plan', { id: plan, trajectory_id: ids['Rustig']!, version, ...made });
      await put('trajectory_goal', {
        ...{ id: goal, plan_id: plan, area: 'werk', place: 0, description: 'iets', reached_on: null },
      });
      const of = { id: newId(), goal_id: goal, place: 0, description: 'iets', taker: 'jongere' };
      await put('trajectory_goal_step', { ...of, due_on, done_on });
    }
    expect(await shown('?toon=over-de-termijn')).not.toContain('Rustig');
    await web.database.work((work) => work.run(`UPDATE trajectory_goal_step SET due_on = '2026-03-24'`));
    expect(await shown('?toon=over-de-termijn')).toContain('Rustig');
    await web.database.work((work) => work.run(`UPDATE trajectory_goal_step SET done_on = '2026-03-24'`));
    expect(await shown('?toon=over-de-termijn')).not.toContain('Rustig');
  });
});

describe('a trajectory on its page', () => {
  const address = () => `/doorstroompunt/${ids['Nieuw']}`;
  const page = async () => (await browser.get(address())).body;
  const send = async (form: string, fields: Record<string, string>) => {
    await browser.get(`${address()}/${form.startsWith('plan/') ? 'plan/maken' : form}`);
    return browser.post(`${address()}/${form}`, fields);
  };

  it('says who, why and what comes next', async () => {
    const body = await page();
    expect(body).toContain('Kim Nieuw');
    expect(body).toContain('Zonder school en zonder startkwalificatie');
    expect(body).toContain('Benader de jongere. De aanmelding is van 20 maart 2026.');
    expect((await browser.get(`/dossiers/${ids['Nieuw-dossier']}`)).body).toContain(`href="${address()}"`);
  });

  it('goes by forms from contact to a counted outcome', async () => {
    expect((await send('contact', { datum: '2026-03-26', soort: 'telefoon', bereikt: 'ja' })).statusCode).toBe(422);
    const attempt = { datum: '2026-03-23', soort: 'telefoon', bereikt: 'nee', notitie: 'Voicemail' };
    expect((await send('contact', attempt)).statusCode).toBe(303);
    expect(await page()).toContain('Houd een intake, liefst uiterlijk op 17 april 2026');
    expect((await send('starten', { datum: '2026-03-25' })).body).toContain('kan niet naar');
    await send('intake', { datum: '2026-03-24' });
    expect(await page()).toContain('Maak samen een plan');

    const step = { 'doelen-0-stappen-0-omschrijving': 'Open dag bezoeken', 'doelen-0-stappen-0-wie': 'jongere' };
    const goal = { 'doelen-0-leefgebied': 'onderwijs', 'doelen-0-omschrijving': 'Een mbo-opleiding kiezen', ...step };
    const more = await send('plan/maken', { samenvatting: 'Ik wil leren', ...goal, doe: 'stap-0' });
    expect(more.statusCode).toBe(200);
    expect(more.body).toContain('name="doelen-0-stappen-1-omschrijving"');
    expect(more.body).toContain('value="Open dag bezoeken"');
    expect((await send('plan/maken', { ...goal, doe: 'doel' })).body).toContain('name="doelen-1-omschrijving"');
    const bad = await send('plan/maken', { ...goal, 'doelen-0-stappen-0-uiterlijk': '2026-02-30', doe: 'bewaar' });
    expect(bad.body).toContain('id="doelen-0-stappen-0-uiterlijk-fout"');
    const care = { ...goal, 'doelen-0-leefgebied': 'gezondheid', doe: 'bewaar' };
    expect((await send('plan/maken', care)).body).toContain('toestemming');
    expect((await send('plan/maken', { samenvatting: 'Ik wil leren', ...goal, doe: 'bewaar' })).statusCode).toBe(303);
    const paper = (await browser.get(`${address()}/plan`)).body;
    expect(paper).toContain('Ik wil leren');
    expect(paper).toContain('Onderwijs: Een mbo-opleiding kiezen');

    await send('plan/instemmen', { versie: '1', datum: '2026-03-25' });
    expect(await page()).toContain('Het traject kan starten.');
    await send('starten', { datum: '2026-03-25' });
    const running = await page();
    expect(running).toContain('Heb uiterlijk op 21 april 2026 weer contact.');
    const [, tick] = /action="([^"]+\/plan\/stap\/[0-9a-f-]{36})"/.exec(running)!;
    await browser.post(tick!, { gedaan: 'ja' });
    expect((await browser.get(`${address()}/plan`)).body).toContain('Gedaan op 25 maart 2026');
    const without = await send('afsluiten', { datum: '2026-03-25', uitkomst: 'werk', urenPerWeek: '' });
    expect(without.body).toContain('id="urenPerWeek-fout"');
    await send('afsluiten', { datum: '2026-03-25', uitkomst: 'werk', urenPerWeek: '12' });
    const closed = await page();
    expect(closed).toContain('Uitkomst: Werk.');
    // who did it, by name
    expect(closed).toContain('Telefoon: niet bereikt (Rik Rentema)');
    expect(closed).not.toMatch(/\(rmc\)|>rmc</);
    expect(closed).toContain('Voicemail');
    expect(closed).not.toContain('plan/stap/');
    expect(await web.database.read.get('SELECT destination FROM trajectory WHERE id = ?', [ids['Nieuw']!])).toEqual({
      destination: 'werk-12-uur',
    });
  });

  it('keeps who helps along, the frequency of contact and consent', async () => {
    const other = `/doorstroompunt/${ids['Wacht']}`;
    const form = await browser.get(`${other}/partner`);
    expect(form.statusCode).toBe(200);
    await browser.post(`${other}/partner`, {
      ...{ soort: 'uwv', naam: 'UWV Emmen', contact: '', begindatum: '2026-03-01', einddatum: '' },
    });
    await browser.post(`${other}/frequentie`, { dagen: '14' });
    await browser.post(`${other}/toestemming`, {
      ...{ soort: 'gezondheid', gegevenDoor: 'jongere', datum: '2026-03-25', toelichting: '' },
    });
    const body = (await browser.get(other)).body;
    expect(body).toContain('UWV Emmen');
    expect(body).toContain('ten minste eens per 14 dagen');
    expect(body).toContain('Gezondheid: de jongere, op 25 maart 2026');
    const [, end] = /href="([^"]+\/partners\/[0-9a-f-]{36}\/einde)"/.exec(body)!;
    await browser.get(end!);
    expect((await browser.post(end!, { einddatum: '2026-02-01' })).statusCode).toBe(422);
    await browser.post(end!, { einddatum: '2026-03-25' });
    expect((await browser.get(other)).body).not.toContain('/einde');
    await browser.post(`${other}/toestemming-intrekken`, { soort: 'gezondheid' });
    expect((await browser.get(other)).body).not.toContain('Gezondheid: de jongere');
  });

  it('asks for the talk with the school first where WEB 9.2.5 does', async () => {
    const other = `/doorstroompunt/${ids['Opdedag']}`;
    await browser.get(`${other}/verklaring`);
    await browser.post(`${other}/verklaring`, { datum: '2025-07-01', soort: 'pro' });
    await browser.post(`${other}/intake`, { datum: '2026-03-25' });
    expect((await browser.get(other)).body).toContain('Overleg eerst met de school');
    const talk = { datum: '2026-03-25', vestiging: '', uitkomst: 'Terug kan niet' };
    await browser.post(`${other}/schooloverleg`, talk);
    expect((await browser.get(other)).body).not.toContain('Overleg eerst met de school');
  });

  it('does not exist for another region, and no form that nobody made does', async () => {
    const far = new Browser(web);
    await far.login('ver');
    for (const path of ['', '/contact', '/plan', '/plan/maken']) {
      expect((await far.get(address() + path)).statusCode).toBe(404);
      expect((await browser.get(`/doorstroompunt/${ids['Elders']}${path}`)).statusCode).toBe(404);
    }
    expect((await far.post(`${address()}/contact`, { datum: '2026-03-25' })).statusCode).toBe(404);
    expect((await browser.get(`${address()}/verzinsel`)).statusCode).toBe(404);
    expect((await browser.get(`${address()}/plan?versie=9`)).statusCode).toBe(404);
  });

  it('needs at most ten queries, and so do the plan and the caseload', async () => {
    const all = jest.spyOn(web.database.read, 'all');
    const get = jest.spyOn(web.database.read, 'get');
    for (const url of [address(), `${address()}/plan`, '/doorstroompunt', '/doorstroompunt?sorteer=naam']) {
      all.mockClear();
      get.mockClear();
      expect((await browser.get(url)).statusCode).toBe(200);
      expect(all.mock.calls.length + get.mock.calls.length).toBeLessThanOrEqual(10);
    }
    all.mockRestore();
    get.mockRestore();
  });
});
