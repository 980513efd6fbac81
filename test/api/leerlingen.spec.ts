import { aLogin, anAbsence, anEnrolment, aPupil, aSchool, livesIn } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

interface Page {
  resultaten: { id: string; pgn?: string }[];
  totaal: number;
  _links: Record<string, { href: string }>;
}
interface Problem {
  type: string;
  status: number;
  fouten?: { pointer: string; reden: string }[];
}

let web: TestWeb;
let officer: ApiClient;
let school: ApiClient;
let mine: { id: string; pgn: string };
let other: { id: string; pgn: string };

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  mine = await aPupil(web, { municipality: '0037', secret: true });
  await anEnrolment(web, mine.id, '99VA00');
  await anAbsence(web, mine.id, '2026-03-03', 825, 'ongeoorloofd');
  other = await aPupil(web, { municipality: '0047' });
  for (let i = 0; i < 5; i++) await aPupil(web, { municipality: '0037', born: `2011-01-0${i + 1}` });
  officer = await ApiClient.login(web, 'lpa');
  school = await ApiClient.login(web, 'school');
});
afterAll(() => web.close());

describe('the pupils of the API', () => {
  it('are for nobody without a login', async () => {
    const answer = await ApiClient.stranger(web).get('/leerlingen');
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<Problem>().type).toBe('urn:leerspoor:probleem:niet-ingelogd');
  });

  it('are those of the own municipality, in pages with links', async () => {
    const first = await officer.get('/leerlingen?paginagrootte=4&sorteer=geboortedatum');
    const page = first.json<Page>();
    expect(page.totaal).toBe(6);
    expect(page.resultaten).toHaveLength(4);
    expect(page.resultaten[0]!.id).toBe(mine.id);
    expect(page._links['prev']).toBeUndefined();
    expect(String(first.headers['link'])).toContain('rel="next"');
    const second = await officer.get(page._links['next']!.href.replace('/api/v1', ''));
    expect(second.json<Page>().resultaten).toHaveLength(2);
    expect(second.json<Page>()._links['next']).toBeUndefined();
    const ids = [...page.resultaten, ...second.json<Page>().resultaten].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids).not.toContain(other.id);
  });

  it('give only the fields asked for, and no field that does not exist', async () => {
    const { resultaten } = (await officer.get('/leerlingen?velden=geboortedatum')).json<Page>();
    expect(Object.keys(resultaten[0]!).sort()).toEqual(['geboortedatum', 'id']);
    const wrong = await officer.get('/leerlingen?velden=bsn');
    expect(wrong.status).toBe(400);
    expect(wrong.json<Problem>().fouten).toEqual([
      { pointer: '/query/velden', reden: expect.stringContaining('mag alleen bevatten: id, pgn') },
    ]);
  });

  it('tell every bad parameter at once, each with its pointer, also one that does not exist', async () => {
    const answer = await officer.get('/leerlingen?pagina=0&paginagrootte=101&gemeentecode=37&sorteer=naam&bsn=1');
    expect(answer.status).toBe(400);
    expect(
      answer
        .json<Problem>()
        .fouten!.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/query/bsn', '/query/gemeentecode', '/query/pagina', '/query/paginagrootte', '/query/sorteer']);
    for (const pagina of ['1e1', ' 1', '1.0', 'true']) {
      expect((await officer.get(`/leerlingen?pagina=${encodeURIComponent(pagina)}`)).status).toBe(400);
    }
  });

  it('are not there for whoever may not see them, in the same words as for a pupil that does not exist', async () => {
    expect((await officer.get(`/leerlingen/${mine.id}`)).status).toBe(200);
    const outside = await officer.get(`/leerlingen/${other.id}`);
    const nobody = await officer.get('/leerlingen/01934d5e-7a1b-7c3d-8e4f-0123456789ab');
    expect([outside.status, nobody.status]).toEqual([404, 404]);
    expect(outside.body).toBe(nobody.body);
    expect((await officer.get('/leerlingen/geen-uuid')).body).toBe(nobody.body);
    expect((await school.get(`/leerlingen/${mine.id}`)).status).toBe(200);
    expect((await school.get(`/leerlingen/${other.id}`)).status).toBe(404);
  });

  it('carry a version: who has it already gets nothing, and a move makes a new one', async () => {
    const first = await officer.get(`/leerlingen/${mine.id}`);
    const etag = String(first.headers['etag']);
    const again = await officer.get(`/leerlingen/${mine.id}`, { 'if-none-match': `W/${etag}` });
    expect([again.status, again.body]).toEqual([304, '']);
    await livesIn(web, mine.id, '0037', '2026-03-01');
    expect((await officer.get(`/leerlingen/${mine.id}`, { 'if-none-match': etag })).status).toBe(304);
    await web.database.work((work) =>
      work.run('UPDATE pupil SET changed_at = ? WHERE id = ?', ['2026-03-02T10:00:00.000Z', mine.id]),
    );
    expect((await officer.get(`/leerlingen/${mine.id}`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('are found by number with a body, never with an address', async () => {
    const found = await officer.post('/leerlingen/_zoek', { pgn: mine.pgn });
    expect(found.json<{ id: string }>().id).toBe(mine.id);
    expect((await officer.post('/leerlingen/_zoek', { pgn: other.pgn })).status).toBe(404);
    expect((await officer.post('/leerlingen/_zoek', { pgn: Number(mine.pgn) })).status).toBe(400);
    expect((await officer.get(`/leerlingen?pgn=${mine.pgn}`)).status).toBe(400);
  });

  it('take no change from a session without its token', async () => {
    const answer = await officer.post('/leerlingen/_zoek', { pgn: mine.pgn }, { 'x-csrf-token': 'x' });
    expect(answer.status).toBe(403);
  });
});

describe('every answer of the API', () => {
  it('carries the version, and errors are problems, also for what cannot be read or does not exist', async () => {
    const answers = [
      await officer.get('/bestaat-niet'),
      await officer.post('/leerlingen/_zoek', '{"pgn":'),
      await officer.post('/leerlingen/_zoek', 'pgn', { 'content-type': 'application/yaml' }),
      await officer.post('/leerlingen/_zoek', ['pgn']),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 415, 400]);
    for (const answer of answers) {
      expect(answer.headers['api-version']).toBe('1.0.0');
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({ title: expect.any(String), detail: expect.any(String) });
    }
  });

  it('never quotes what was sent', async () => {
    const answer = await officer.post('/leerlingen/_zoek', { pgn: 'Sanne de Vries', sanne: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('Sanne de Vries');
    expect(web.logs.lines.join()).not.toContain('Sanne de Vries');
  });
});
