import { aLogin, anEnrolment, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

interface Cijfers {
  totaal: Record<string, unknown>;
  rijen: Record<string, unknown>[];
}

let web: TestWeb;
let officer: ApiClient;
let coordinator: ApiClient;
let beheer: ApiClient;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'coord', 'rmc-coordinator', { regio: ['01'] });
  await aLogin(web, 'beheer', 'functioneel-beheerder');
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  for (const municipality of ['0037', '0037', '0047', '0363']) {
    const { id } = await aPupil(web, { municipality });
    await anEnrolment(web, id, '99VA00');
  }
  officer = await ApiClient.login(web, 'lpa');
  coordinator = await ApiClient.login(web, 'coord');
  beheer = await ApiClient.login(web, 'beheer');
});
afterAll(() => web.close());

const get = async (client: ApiClient, path: string) => (await client.get(`/cijfers/${path}`)).json<Cijfers>();

describe('figures of the API', () => {
  it('are those of the municipalities that the asker may see, and no others', async () => {
    const all = await get(coordinator, 'vsv?schooljaar=2024&per=gemeente');
    const own = await get(officer, 'vsv?schooljaar=2024&per=gemeente');
    expect(own.rijen.every(({ sleutel }) => sleutel === '0037')).toBe(true);
    expect(all.rijen.some(({ sleutel }) => sleutel === '0363')).toBe(false);
    for (const { sleutel } of all.rijen) expect(['0037', '0047']).toContain(sleutel);
  });

  it.each([
    ...(['vsv', 'vsv-trend', 'vsv-personen', 'oud-vsv', 'telling', 'effectrapportage', 'thuiszitters'] as const),
    ...(['management', 'maatregelen', 'belasting', 'programma'] as const),
  ])('has %s, with definition and dates', async (kind) => {
    const answer = await officer.get(`/cijfers/${kind}?gemeente=0037`);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      soort: kind,
      definitie: expect.any(String),
      gegevensdatum: expect.any(String),
    });
  });

  it.each([
    ['vsv?gemeente=0363', 404],
    ['vsv?regio=21', 404],
    ['vsv?regio=99', 404],
    ['jaar', 404],
    ['jaar/bestand?formaat=csv', 404],
    ['jaarverslag', 400],
    ['telling?per=school', 400],
    ['oud-vsv?per=school', 400],
    ['vsv-personen?publicatie=true', 400],
    ['thuiszitters?definitie=x', 400],
    ['vsv/bestand', 400],
    ['vsv/bestand?formaat=doc', 400],
    ['vsv/bestand?formaat=json', 400],
    ['vsv/bestand?formaat=csv&gemeente=0363', 404],
    ['duo-maand', 404],
    ['duo-vergelijking', 404],
    ['vsv?schooljaar=1', 400],
    ['vsv?per=x', 400],
    ['vsv?gemeente=37', 400],
    ['duo-vsv', 404],
  ])('answers %s with %i', async (path, status) => {
    expect((await officer.get(`/cijfers/${path}`)).status).toBe(status);
  });

  it('tell of persons only whom the asker may see', async () => {
    const keys = async (client: ApiClient) =>
      (await get(client, 'vsv-personen?schooljaar=2024')).rijen.map(({ gemeente }) => gemeente);
    expect(await keys(officer)).toEqual(['0037', '0037']);
    // counts they may see, persons not
    expect((await get(coordinator, 'vsv?schooljaar=2024')).totaal['startpopulatie']).toBe(3);
    expect(await keys(coordinator)).toEqual([]);
  });

  it.each([
    ['csv', /^sleutel;naam;/],
    ['xlsx', /^PK/],
    ['html', /^<!DOCTYPE html>/],
  ])('come as %s too, to keep', async (form, begin) => {
    const answer = await officer.get(`/cijfers/telling/bestand?formaat=${form}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(begin);
    expect(answer.headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="leerspoor-telling-.*\\.${form}"$`),
    );
    const report = await officer.get(`/cijfers/jaarverslag/bestand?formaat=${form}&gemeente=0037`);
    expect(report.status).toBe(200);
  });

  it('make the report to the council, with its chapters', async () => {
    const report = (await officer.get('/cijfers/jaarverslag?gemeente=0037')).json<{ delen: { titel: string }[] }>();
    expect(report.delen.map(({ titel }) => titel)).toContain('De telling');
    expect((await officer.get('/cijfers/jaarverslag?gemeente=0363')).status).toBe(404);
  });

  it('are for nobody without a login, and not for who sees no figures', async () => {
    expect((await beheer.get('/cijfers/vsv')).status).toBe(403);
    expect((await ApiClient.stranger(web).get('/cijfers/vsv')).status).toBe(401);
  });
});

describe('stored counts over the API', () => {
  interface Standen {
    standen: { id: string; stand: string; schooljaar: number; kenmerk: string }[];
  }
  const standen = async (client: ApiClient) => (await client.get('/vsv-standen')).json<Standen>().standen;
  const kept = { schooljaar: 2024, stand: 'voorlopig' };

  it('are made by the coordinator, and listed and opened by who sees figures', async () => {
    expect((await officer.post('/vsv-standen', kept)).status).toBe(403);
    expect((await beheer.get('/vsv-standen')).status).toBe(403);
    expect(await standen(officer)).toEqual([]);
    const made = await coordinator.post('/vsv-standen', kept);
    expect([made.status, made.json()]).toMatchObject([
      201,
      { ...kept, kenmerk: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect((await coordinator.post('/vsv-standen', kept)).status).toBe(201);
    const [latest, first] = await standen(officer);
    expect(latest!.kenmerk).toBe(first!.kenmerk);
    const own = await get(officer, `vsv?vastlegging=${first!.id}&per=gemeente`);
    expect(own.rijen.map(({ sleutel }) => sleutel)).toEqual(['0037']);
    const beside = await officer.get('/cijfers/vsv-standen?schooljaar=2024&per=gemeente');
    expect([beside.status, beside.json<Cijfers>().rijen[0]]).toMatchObject([200, { sleutel: '0037', verschil: 0 }]);
    expect((await officer.get('/cijfers/vsv-standen?schooljaar=2024&publicatie=true')).status).toBe(400);
    expect((await officer.get('/cijfers/vsv?vastlegging=0197c0de-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await officer.get('/cijfers/vsv?vastlegging=1')).status).toBe(400);
  });

  it('are refused where it is too early, or where another region is coordinated here', async () => {
    const early = await coordinator.post('/vsv-standen', { ...kept, schooljaar: 2025 });
    expect(early.status).toBe(409);
    expect((await coordinator.post('/vsv-standen', { ...kept, stand: 'anders' })).status).toBe(400);
    await aLogin(web, 'elders', 'rmc-coordinator', { regio: ['21'] });
    expect((await coordinator.post('/vsv-standen', kept)).status).toBe(403);
    expect(await standen(coordinator)).toHaveLength(2);
  });
});

describe('stored figures over the API', () => {
  interface Vastleggingen {
    vastleggingen: { id: string; soort: string; schooljaar: number; kenmerk: string }[];
  }
  const list = async (client: ApiClient) => (await client.get('/vastleggingen')).json<Vastleggingen>().vastleggingen;
  const kept = { soort: 'telling', schooljaar: 2024 };

  it('are made by the coordinator of everything, and listed and opened by who sees figures', async () => {
    // the one of another region, of the test above
    await web.database.work((work) => work.run("DELETE FROM employee_area WHERE area = '21'"));
    expect((await officer.post('/vastleggingen', kept)).status).toBe(403);
    expect((await beheer.get('/vastleggingen')).status).toBe(403);
    const made = await coordinator.post('/vastleggingen', kept);
    expect([made.status, made.json<Vastleggingen>().vastleggingen]).toMatchObject([201, [kept]]);
    expect((await coordinator.post('/vastleggingen', { ...kept, soort: 'jaarverslag' })).status).toBe(201);
    const all = await list(officer);
    expect(all.map(({ soort }) => soort).sort()).toEqual(['maatregelen', 'telling', 'telling', 'thuiszitters']);
    const [latest, first] = all.filter(({ soort }) => soort === 'telling');
    expect(latest!.kenmerk).toBe(first!.kenmerk);
    const own = await officer.get(`/cijfers/telling?gemeente=0037&vastlegging=${first!.id}`);
    expect([own.status, own.json()]).toMatchObject([200, { kenmerken: { vastlegging: first!.id, schooljaar: 2024 } }]);
    for (const form of ['csv', 'xlsx', 'html', 'docx']) {
      const file = await officer.get(`/cijfers/telling/bestand?formaat=${form}&vastlegging=${first!.id}`);
      expect([form, file.status]).toEqual([form, 200]);
    }
    expect((await officer.get(`/cijfers/telling?gemeente=0363&vastlegging=${first!.id}`)).status).toBe(404);
    const behind = await officer.get(`/cijfers/telling-personen?sleutel=relatief&vastlegging=${first!.id}`);
    expect([behind.status, behind.json()]).toMatchObject([
      200,
      { kenmerken: { vastlegging: first!.id, vernietigd: 0 } },
    ]);
    expect((await officer.get(`/cijfers/effect-personen?sleutel=3C-gestart&vastlegging=${first!.id}`)).status).toBe(
      404,
    );
    expect((await officer.get(`/cijfers/management?vastlegging=${first!.id}`)).status).toBe(404);
    expect((await officer.get(`/cijfers/jaarverslag?gemeente=0037&vastlegging=${latest!.id}`)).status).toBe(200);
  });

  it('are refused where the school year is not over, of other kinds, and beside another region', async () => {
    expect((await coordinator.post('/vastleggingen', { ...kept, schooljaar: 2026 })).status).toBe(409);
    expect((await coordinator.post('/vastleggingen', { ...kept, soort: 'belasting' })).status).toBe(400);
    await aLogin(web, 'elders2', 'rmc-coordinator', { regio: ['21'] });
    expect((await coordinator.post('/vastleggingen', kept)).status).toBe(403);
    expect(await list(coordinator)).toHaveLength(4);
  });
});
