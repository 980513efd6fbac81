import { readFileSync } from 'node:fs';
import { configFile } from '../../src/platform/config-file';
import { aLogin } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { type ApiAnswer, ApiClient } from './support';

/** Templates of letters over the API. */
let web: TestWeb;
let beheer: ApiClient;
let officer: ApiClient;

const word = readFileSync(configFile('letters', 'uitnodiging.docx'));
const keep = (query: string, body: unknown = word, by = beheer) =>
  by.send('POST', `/briefsjablonen?${query}`, { body, headers: { 'content-type': 'application/octet-stream' } });
const pointers = (answer: ApiAnswer) =>
  answer.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer);

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  beheer = await ApiClient.login(web, 'beheer');
  officer = await ApiClient.login(web, 'lpa');
});
afterAll(() => web.close());

describe('templates of letters over the API', () => {
  it('are kept, read back byte for byte, followed by a newer one of the same name, and taken away', async () => {
    const made = await keep('gemeente=0037&naam=Uitnodiging&deel=avg');
    expect(made.status).toBe(201);
    const first = made.json<{ id: string; velden: string[] }>();
    expect(first).toMatchObject({ gemeente: '0037', regio: null, voorbeeld: false, medewerker: 'beheer' });
    expect(first.velden.length).toBeGreaterThan(0);
    expect(Buffer.compare((await beheer.get(`/briefsjablonen/${first.id}/bestand`)).bytes, word)).toBe(0);
    const sample = (await beheer.get(`/briefsjablonen/${first.id}/voorbeeld`)).bytes;
    expect(sample.subarray(0, 2).toString()).toBe('PK');
    expect(Buffer.compare(sample, word)).not.toBe(0);

    const second = (await keep('gemeente=0037&naam=Uitnodiging&deel=wpg')).json<{ id: string }>();
    expect((await beheer.get(`/briefsjablonen/${first.id}`)).status).toBe(404);
    expect((await beheer.get(`/briefsjablonen/${second.id}`)).json()).toMatchObject({ deel: 'wpg' });
    const region = (await keep('regio=01&naam=Uitnodiging&deel=avg')).json<{ id: string }>();
    const { resultaten } = (await beheer.get('/briefsjablonen?velden=regio&paginagrootte=100')).json<{
      resultaten: { id: string; regio: string | null }[];
    }>();
    expect(resultaten.filter(({ id }) => !id.startsWith('voorbeeld:'))).toEqual([
      { id: second.id, regio: null },
      { id: region.id, regio: '01' },
    ]);
    expect((await officer.send('DELETE', `/briefsjablonen/${second.id}`, {})).status).toBe(403);
    expect((await beheer.send('DELETE', `/briefsjablonen/${second.id}`, {})).status).toBe(204);
    expect((await beheer.send('DELETE', `/briefsjablonen/${second.id}`, {})).status).toBe(404);
    expect((await beheer.get(`/briefsjablonen/${second.id}/bestand`)).status).toBe(404);
  });

  it('come with examples, that are nobody’s to take away, and with what may stand in them', async () => {
    const example = await beheer.get('/briefsjablonen/voorbeeld%3Auitnodiging');
    expect(example.json()).toMatchObject({ voorbeeld: true, gemeente: null, gemaaktOp: null });
    expect((await beheer.get('/briefsjablonen/voorbeeld%3Auitnodiging/bestand')).status).toBe(200);
    expect((await beheer.send('DELETE', '/briefsjablonen/voorbeeld%3Auitnodiging', {})).status).toBe(404);
    const { velden } = (await beheer.get('/samenvoegvelden')).json<{ velden: { naam: string }[] }>();
    const used = example.json<{ velden: string[] }>().velden;
    expect(velden.map(({ naam }) => naam)).toEqual(expect.arrayContaining(used));
    expect((await officer.get('/samenvoegvelden')).status).toBe(403);
    expect((await officer.get('/briefsjablonen')).status).toBe(403);
  });

  it('are refused with what to mend, each at its place', async () => {
    const bad = await keep('gemeente=0037&naam=Brief&deel=avg', 'geen Word');
    expect([bad.status, pointers(bad), bad.body]).toEqual([400, [''], expect.stringContaining('geen Word-bestand')]);
    expect(pointers(await keep('naam=Brief&deel=avg'))).toEqual(['/query/gemeente']);
    expect(pointers(await keep('gemeente=0037&regio=01&naam=Brief&deel=avg'))).toEqual(['/query/gemeente']);
    expect(pointers(await keep('gemeente=9999&naam=Brief&deel=avg'))).toEqual(['/query/gemeente']);
    expect(pointers(await keep('regio=99&naam=Brief&deel=avg'))).toEqual(['/query/regio']);
    expect(pointers(await keep('regio=01&naam=%20&deel=avg'))).toEqual(['/query/naam']);
    expect(pointers(await keep('regio=01&naam=&deel=geheim'))).toEqual(['/query/naam', '/query/deel']);
    expect((await keep('regio=01&naam=Brief&deel=avg', word, officer)).status).toBe(403);
    const large = async (bytes: number) => (await keep('regio=01&naam=Brief&deel=avg', Buffer.alloc(bytes))).body;
    expect(await large(2_000_000)).not.toContain('groter dan 2 MB');
    expect(await large(2_000_001)).toContain('groter dan 2 MB');
  });
});
