import { aLogin } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { type ApiAnswer, ApiClient } from './support';

let web: TestWeb;
let coordinator: ApiClient;
let officer: ApiClient;
let elsewhere: ApiClient;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'coordinator', 'rmc-coordinator', { regio: ['01'] });
  await aLogin(web, 'elders', 'rmc-coordinator', { regio: ['21'] });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  coordinator = await ApiClient.login(web, 'coordinator');
  officer = await ApiClient.login(web, 'lpa');
  elsewhere = await ApiClient.login(web, 'elders');
});
afterAll(() => web.close());

const put = (client: ApiClient, path: string, body: object, etag?: string) =>
  client.send('PUT', path, { body, headers: etag ? { 'if-match': etag } : {} });
const tag = (answer: ApiAnswer) => String(answer.headers['etag']);
const MEASURE = '/programmas/01/maatregelen/loopbaan/2025';
const TARGET = '/programmas/01/streefcijfers/2025/alle';
const given = { titel: 'Loopbaan', doel: 'Op school houden', budget: 1000.5, doelaantal: 10 };

describe('programmes of the API', () => {
  it('are made, and changed only from their latest version', async () => {
    const made = await put(coordinator, MEASURE, given);
    expect([made.status, made.json()]).toEqual([
      200,
      expect.objectContaining({ ...given, maatregel: 'loopbaan', schooljaar: 2025, bereikt: null }),
    ]);
    expect((await put(coordinator, MEASURE, given)).status).toBe(428);
    const changed = await put(coordinator, MEASURE, { ...given, bereikt: 4 }, tag(made));
    expect(changed.json()).toMatchObject({ bereikt: 4 });
    expect((await put(coordinator, MEASURE, given, tag(made))).status).toBe(412);
    expect(tag(await coordinator.get(MEASURE))).toBe(tag(changed));
    // what is left out becomes empty
    expect((await put(coordinator, MEASURE, { titel: 'T', doel: 'D' }, tag(changed))).json()).toMatchObject({
      budget: null,
    });
  });

  it('hold targets, and show all of an area to who sees its figures', async () => {
    expect((await put(coordinator, TARGET, { percentage: 1.75, bron: 'programma' })).status).toBe(200);
    expect(
      (await put(coordinator, '/programmas/01/streefcijfers/2025/mbo-2', { percentage: 5, bron: 'x' })).status,
    ).toBe(200);
    const read = (await officer.get('/programmas/01')).json<{ maatregelen: object[]; streefcijfers: object[] }>();
    expect(read).toMatchObject({ gebied: '01', soort: 'regionaal-programma' });
    expect([read.maatregelen.length, read.streefcijfers]).toEqual([
      1,
      [
        { schooljaar: 2025, niveau: 'alle', percentage: 1.75, bron: 'programma' },
        { schooljaar: 2025, niveau: 'mbo-2', percentage: 5, bron: 'x' },
      ],
    ]);
  });

  it.each<[string, object, string]>([
    [MEASURE.replace('2025', '2024'), { ...given, budget: 1.234 }, '/budget'],
    [MEASURE.replace('2025', '2024'), { ...given, bereikt: -1 }, '/bereikt'],
    [MEASURE.replace('2025', '2024'), { doel: 'x' }, '/titel'],
    [TARGET.replace('2025', '2024'), { percentage: 101, bron: 'x' }, '/percentage'],
    [TARGET.replace('alle', 'mbo-9'), { percentage: 1, bron: 'x' }, '/niveau'],
  ])('refuse at %s what the file would refuse', async (path, body, pointer) => {
    const answer = await put(coordinator, path, body);
    expect(answer.status).toBe(400);
    expect(answer.json<{ fouten: { pointer: string }[] }>().fouten.map((one) => one.pointer)).toEqual([pointer]);
  });

  it('are written by the coordinator of the region alone', async () => {
    expect((await put(officer, MEASURE, given, '*')).status).toBe(403);
    expect((await officer.send('DELETE', TARGET, {})).status).toBe(403);
    expect((await put(elsewhere, MEASURE, given, '*')).status).toBe(404);
    expect((await elsewhere.get('/programmas/01')).status).toBe(404);
    expect((await put(coordinator, '/programmas/21/maatregelen/x/2025', given)).status).toBe(404);
    expect((await put(coordinator, '/programmas/0037/maatregelen/taal/2025', given)).status).toBe(200);
    expect((await coordinator.get('/programmas/0037')).json()).toMatchObject({ soort: 'lea' });
  });

  it('give the version of a target to who reads it', async () => {
    const read = await officer.get(TARGET);
    expect(read.json()).toEqual({ schooljaar: 2025, niveau: 'alle', percentage: 1.75, bron: 'programma' });
    expect((await put(coordinator, TARGET, { percentage: 1.5, bron: 'programma' }, tag(read))).status).toBe(200);
    expect((await put(coordinator, TARGET, { percentage: 1.6, bron: 'programma' }, tag(read))).status).toBe(412);
    expect((await elsewhere.get(TARGET)).status).toBe(404);
    expect((await coordinator.get(TARGET.replace('2025', '2019'))).status).toBe(404);
  });

  it('lose what is taken away, and only what was read if asked so', async () => {
    const headers = { 'if-match': '"van-vroeger"' };
    expect((await coordinator.send('DELETE', MEASURE, { headers })).status).toBe(412);
    expect((await coordinator.send('DELETE', TARGET, { headers })).status).toBe(412);
    expect((await coordinator.send('DELETE', MEASURE, {})).status).toBe(204);
    expect((await coordinator.send('DELETE', MEASURE, {})).status).toBe(404);
    expect((await coordinator.send('DELETE', TARGET, {})).status).toBe(204);
    expect((await coordinator.get(MEASURE)).status).toBe(404);
    expect((await coordinator.get('/programmas/01')).json()).toMatchObject({ maatregelen: [] });
  });
});

describe('simulations of the API', () => {
  const asked = { regels: { 'verzuim-16u': { drempelUren: [{ vanaf: '1900-01-01', waarde: 12 }] } } };
  const days = { van: '2025-08-01', tot: '2026-03-01' };

  it('tell what other rules make of it, of the own area and for the coordinator alone', async () => {
    const answer = await coordinator.post('/simulaties', { ...asked, ...days, regio: '01' });
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining({ ...days, leerlingen: 0 })]);
    expect((await coordinator.post('/simulaties', { ...asked, ...days, regio: '21' })).status).toBe(404);
    expect((await coordinator.post('/simulaties', { ...asked, ...days, regio: '99' })).status).toBe(404);
    expect((await officer.post('/simulaties', { ...asked, ...days })).status).toBe(403);
  });

  it('refuse rules that are none, and days in the wrong order', async () => {
    expect((await coordinator.post('/simulaties', { regels: { x: {} }, ...days })).status).toBe(400);
    expect((await coordinator.post('/simulaties', { ...asked, van: days.tot, tot: days.van })).status).toBe(400);
    expect((await coordinator.post('/simulaties', days)).status).toBe(400);
  });
});
