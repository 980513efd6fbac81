import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createClient from 'openapi-fetch';
import type { paths } from '../../src/api/client/leerspoor-api';
import { SYSTEM } from '../../src/access/actor';
import { Machines } from '../../src/access/machines/machines';
import { ApiDocument } from '../../src/api/document/document.controller';
import { asDay } from '../../src/law/day';
import { anEnrolment, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';

const ROOT = join(__dirname, '..', '..');
const PATH = join(ROOT, 'src', 'api', 'client', 'leerspoor-api.ts');
const HEAD = '/** Made from the OpenAPI document by `npm run client`; do not edit. */\n';

/** By the generator's own command: it cannot be loaded here. */
function generated(document: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-client-'));
  try {
    const [from, to] = [join(folder, 'openapi.json'), join(folder, 'client.ts')];
    writeFileSync(from, document);
    const command = join(ROOT, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
    execFileSync(process.execPath, [command, from, '-o', to], { cwd: ROOT, stdio: 'pipe' });
    return readFileSync(to, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the typed client', () => {
  let web: TestWeb;
  let address: string;
  beforeAll(async () => {
    web = await startWeb();
    await web.app.listen(0, '127.0.0.1');
    address = await web.app.getUrl();
  });
  afterAll(() => web.close());

  it('is that of the document (after a change of the API: npm run client)', () => {
    const text = HEAD + generated(JSON.stringify(web.app.get(ApiDocument).json()));
    if (process.env['LEERSPOOR_TEST_CLIENT'] === 'schrijf') writeFileSync(PATH, text);
    expect(existsSync(PATH) ? readFileSync(PATH, 'utf8') : '').toBe(text);
  });

  it('sends absence and reads it back with a key, and tells what was wrong', async () => {
    await aSchool(web, '99VA00', 'De Veenborg', '0037');
    const pupil = await aPupil(web, { municipality: '0037' });
    await anEnrolment(web, pupil.id, '99VA00');
    const rights = ['verzuimregistraties:lezen', 'verzuimregistraties:schrijven', 'leerlingen:lezen'];
    const asked = { name: 'Magister', schools: ['99VA'], rights, until: asDay('2026-12-31') };
    const { key } = await web.app.get(Machines, { strict: false }).make(SYSTEM, asked);
    const api = createClient<paths>({
      baseUrl: `${address}/api/v1`,
      headers: { authorization: `Bearer ${key}` },
    });
    const record = { registratienummer: 'C-1', pgn: pupil.pgn, brin: '99VA', vestiging: '99VA00' };
    const { data: report } = await api.POST('/verzuimregistraties', {
      params: { header: { 'Idempotency-Key': 'client-1' } },
      body: { registraties: [{ ...record, datum: '2026-03-03', uren: 4, soort: 'ongeoorloofd' }] },
    });
    expect(report).toMatchObject({ nieuw: 1, afgekeurd: 0 });
    const { data: page } = await api.GET('/verzuimregistraties', { params: { query: { leerling: pupil.id } } });
    expect(page?.resultaten.map(({ registratienummer, uren }) => [registratienummer, uren])).toEqual([['C-1', 4]]);
    const { data: one } = await api.GET('/leerlingen/{id}', { params: { path: { id: pupil.id } } });
    expect(one?.pgn).toBe(pupil.pgn);
    const { error, response } = await api.GET('/verzuimregistraties', { params: { query: { vanaf: '2026-02-30' } } });
    expect(response.status).toBe(400);
    expect(error?.fouten?.map(({ pointer }) => pointer)).toEqual(['/query/vanaf']);
  });
});
