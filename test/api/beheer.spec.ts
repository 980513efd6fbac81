import { aLogin, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient, type ApiAnswer } from './support';

let web: TestWeb;
let beheer: ApiClient;
let colleague: ApiClient;
let officer: ApiClient;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder');
  await aLogin(web, 'collega', 'functioneel-beheerder');
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  beheer = await ApiClient.login(web, 'beheer');
  colleague = await ApiClient.login(web, 'collega');
  officer = await ApiClient.login(web, 'lpa');
});
afterAll(() => web.close());

const put = (client: ApiClient, code: string, body: object, etag?: string) =>
  client.send('PUT', `/medewerkers/${code}`, { body, headers: etag ? { 'if-match': etag } : {} });
const tag = (answer: ApiAnswer) => String(answer.headers['etag']);

describe('employees of the API', () => {
  const given = { naam: 'Bo Bakker', rollen: ['leerplichtambtenaar'], gemeenten: ['0037'], fte: 0.8, email: 'bo@x.nl' };

  it('are made, and changed only from their latest version', async () => {
    const made = await put(beheer, 'bo', given);
    expect(made.status).toBe(200);
    expect(made.json()).toMatchObject({ medewerker: 'bo', fte: 0.8, gemeenten: ['0037'], maximum: null });
    expect((await put(beheer, 'bo', given)).status).toBe(428);
    const changed = await put(beheer, 'bo', { ...given, maximum: 5 }, tag(made));
    expect(changed.json()).toMatchObject({ maximum: 5 });
    expect((await put(colleague, 'bo', { ...given, maximum: 9 }, tag(made))).status).toBe(412);
    expect((await beheer.get('/medewerkers/bo')).json()).toMatchObject({ maximum: 5 });
    expect(tag(await beheer.get('/medewerkers/bo'))).toBe(tag(changed));
    expect((await beheer.get('/medewerkers/bo', { 'if-none-match': tag(changed) })).status).toBe(304);
  });

  it('come back with the days of their areas, so that sending them again changes nothing', async () => {
    const gemeenten = ['0037', '0106/2027-01-01/2027-12-31', '0114//2025-12-31'];
    const made = await put(beheer, 'dated', { ...given, gemeenten });
    expect(made.json()).toMatchObject({ gemeenten });
    const { gemeenten: shown } = made.json<{ gemeenten: string[] }>();
    const again = await put(beheer, 'dated', { ...given, gemeenten: shown }, tag(made));
    expect([again.status, tag(again)]).toEqual([200, tag(made)]);
  });

  it('make the verdeelbak be tried again', async () => {
    const jobs = await web.database.read.all("SELECT kind FROM outbox WHERE kind = 'verdeel'");
    expect(jobs).toHaveLength(1);
  });

  it('are refused where the file would refuse them, with pointers, and then nothing is stored', async () => {
    const wrong = await put(beheer, 'x', { ...given, gemeenten: ['9999'], begindatum: '2026-03-02' });
    expect(wrong.status).toBe(400);
    expect(wrong.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer)).toEqual([
      '/gemeenten',
    ]);
    const both = await put(beheer, 'x', { naam: '', rollen: ['directeur'], begindatum: '2026-02-30', extra: 1 });
    expect(
      both
        .json<{ fouten: { pointer: string }[] }>()
        .fouten.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual([...['/begindatum', '/extra', '/naam', '/rollen']]);
    expect((await beheer.get('/medewerkers/x')).status).toBe(404);
  });

  it('hear of every bad field at once, whoever sees that it is bad', async () => {
    const wrong = { naam: '', rollen: ['leerplichtambtenaar'], gemeenten: ['9999'], scholen: ['x'], fte: 99 };
    const days = { begindatum: '2026-03-02', einddatum: '2026-03-01' };
    const pointers = async (body: object) => {
      const answer = await put(beheer, 'x', body);
      expect(answer.status).toBe(400);
      return answer.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer);
    };
    expect((await pointers({ ...wrong, ...days })).sort()).toEqual(
      ['/einddatum', '/fte', '/gemeenten', '/naam', '/scholen'].sort(),
    );
    expect(await pointers({ ...given, ...days })).toEqual(['/einddatum']);
    expect(await pointers({ ...given, ...days, rollen: [] })).toEqual(['/rollen', '/einddatum']);
    // a day is enough for the end
    expect((await put(beheer, 'een-dag', { ...given, ...days, einddatum: '2026-03-02' })).status).toBe(200);
    await web.database.work((work) => work.run("DELETE FROM employee WHERE code = 'een-dag'"));
    expect((await put(beheer, 'x', 'geen object' as never)).status).toBe(400);
  });

  it('always come with their code, whatever fields are asked for', async () => {
    const { resultaten } = (await beheer.get('/medewerkers?velden=naam')).json<{ resultaten: object[] }>();
    expect(resultaten[0]).toEqual({ medewerker: expect.any(String), naam: expect.any(String) });
    expect((await officer.get('/medewerkers/lpa?velden=boa')).json()).toEqual({ medewerker: 'lpa', boa: false });
  });

  it('are seen and changed by the beheerder; others see themselves', async () => {
    expect((await put(officer, 'lpa', given)).status).toBe(403);
    expect((await put(officer, 'nieuw', given)).status).toBe(403);
    const seen = (await officer.get('/medewerkers')).json<{ resultaten: { medewerker: string }[] }>().resultaten;
    expect(seen.map(({ medewerker }) => medewerker)).toEqual(['lpa']);
    expect((await officer.get('/medewerkers/beheer')).status).toBe(404);
    expect((await beheer.get('/medewerkers')).json<{ totaal: number }>().totaal).toBe(5);
  });
});

describe('files sent over the API', () => {
  const csv = { 'content-type': 'text/csv' };
  const done = async (client: ApiClient, path: string) => {
    for (;;) {
      const answer = (await client.get(path)).json<Record<string, never> & { status: string }>();
      if (answer.status !== 'loopt') return answer as Record<string, unknown>;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const send = async (client: ApiClient, query: string, text: string) => {
    const answer = await client.post(`/imports?${query}`, text, csv);
    expect(answer.status).toBe(202);
    return String(answer.headers['location']).replace('/api/v1', '');
  };

  it('are imported after the answer, with a report and the rows to mend for their sender only', async () => {
    const { pgn } = await aPupil(web, { municipality: '0037' });
    const header = 'registratienummer;pgn;brin;vestiging;datum;uren;soort';
    const bad = 'F-2;123456789;99VA;00;2026-03-03;4;ziek';
    const path = await send(beheer, 'soort=verzuim', `${header}\nF-1;${pgn};99VA;00;2026-03-03;4;ziek\n${bad}\n`);
    const report = await done(beheer, path);
    expect(report).toMatchObject({ status: 'klaar', gelezen: 2, teVerbeteren: true, medewerker: 'beheer' });
    expect(report['verslag']).toMatchObject({ nieuw: 1, afgekeurd: [{ regel: 3, kolom: 'pgn' }] });
    expect(JSON.stringify(report)).not.toContain('123456789');
    const mend = await beheer.get(`${path}/afgekeurd`);
    expect(mend.body).toBe(`${header}\n${bad}\n`);
    expect((await colleague.get(path)).status).toBe(200);
    expect((await colleague.get(`${path}/afgekeurd`)).status).toBe(404);
    expect((await officer.get(path)).status).toBe(403);
    const stored = await web.database.read.all<{ mend: string }>('SELECT mend FROM import_job WHERE mend IS NOT NULL');
    expect(stored[0]!.mend).not.toContain('123456789');
  });

  it('only on trial store nothing', async () => {
    const text = 'brin;vestiging;naam;gemeentecode;vakantieregio\n99VB;00;De Es;0037;Noord\n';
    const report = await done(beheer, await send(beheer, 'soort=scholen&proef=true', text));
    expect(report).toMatchObject({ status: 'klaar', proef: true, verslag: { nieuw: 1 } });
    expect(await web.database.read.get("SELECT 1 AS n FROM school_location WHERE code = '99VB00'")).toBeUndefined();
  });

  it('on trial can be kept, and then taken without sending them again: once, and by their sender', async () => {
    const text = 'brin;vestiging;naam;gemeentecode;vakantieregio\n99VC;00;De Eik;0037;Noord\n';
    const step = (client: ApiClient, path: string) => client.post(`${path}/stappen`, { stap: 'inlezen' });
    const bare = await send(beheer, 'soort=scholen&proef=true', text);
    expect(await done(beheer, bare)).toMatchObject({ inTeLezen: false });
    expect((await step(beheer, bare)).status).toBe(409);
    const kept = await send(beheer, 'soort=scholen&proef=true&bewaren=true', text);
    expect(await done(beheer, kept)).toMatchObject({ status: 'klaar', inTeLezen: true });
    expect((await step(colleague, kept)).status).toBe(409);
    expect((await step(officer, kept)).status).toBe(403);
    const taken = await step(beheer, kept);
    expect(taken.status).toBe(202);
    const path = String(taken.headers['location']).replace('/api/v1', '');
    expect(await done(beheer, path)).toMatchObject({ status: 'klaar', proef: false, verslag: { nieuw: 1 } });
    expect(await web.database.read.get("SELECT 1 AS n FROM school_location WHERE code = '99VC00'")).toEqual({ n: 1 });
    expect((await step(beheer, kept)).status).toBe(409);
    expect((await step(beheer, '/imports/01934d5e-7a1b-7c3d-8e4f-0123456789ab')).status).toBe(404);
  });

  it('that cannot be read say why', async () => {
    const report = await done(beheer, await send(beheer, 'soort=verzuim', 'iets;anders\n1;2\n'));
    expect(report).toMatchObject({ status: 'mislukt', verslag: null, fout: expect.stringContaining('mist') });
  });

  it('are refused without a kind, of another form, and from others, before a byte is read', async () => {
    expect((await beheer.post('/imports?soort=onzin', 'x', csv)).status).toBe(400);
    expect((await beheer.post('/imports?soort=verzuim', { a: 1 })).status).toBe(400);
    expect((await beheer.post('/imports?soort=verzuim', 'x', { 'content-type': 'text/html' })).status).toBe(415);
    expect((await officer.post('/imports?soort=verzuim', 'x', csv)).status).toBe(403);
    expect((await ApiClient.stranger(web).post('/imports?soort=verzuim', 'x', csv)).status).toBe(401);
  });
});

describe('jobs of the API', () => {
  it('are listed where they failed, and tried again', async () => {
    const id = '01a20000-0000-7000-8000-000000000001';
    const at = '2026-03-25T08:00:00.000Z';
    await web.database.work((work) =>
      work.insert(
        'outbox',
        ['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'asked_at', 'last_error', 'created_at'],
        [[id, 'wijs-toe', '01a20000-0000-7000-8000-0000000000ff', 'mislukt', at, 5, at, 'SQLITE_CORRUPT', at]],
      ),
    );
    const failed = (await beheer.get('/taken?status=mislukt')).json();
    expect(failed).toMatchObject({ totaal: 1, resultaten: [{ id, soort: 'wijs-toe', fout: 'SQLITE_CORRUPT' }] });
    expect((await officer.get('/taken')).status).toBe(403);
    const again = (taken: string[]) => beheer.post('/taken/_opnieuw', { taken });
    expect((await again([])).status).toBe(400);
    expect((await again([id])).json()).toEqual({ aantal: 1 });
    expect((await again([id])).status).toBe(404);
    expect((await beheer.get('/taken?status=mislukt')).json()).toMatchObject({ totaal: 0 });
  });
});
