import { Machines } from '../../src/access/machines/machines';
import { SYSTEM } from '../../src/access/actor';
import { asDay } from '../../src/law/day';
import { aLogin, anEnrolment, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

interface Report {
  nieuw: number;
  gewijzigd: number;
  ongewijzigd: number;
  afgekeurd: number;
  resultaten: { registratienummer: string | null; uitkomst: string; fouten: { pointer: string; reden: string }[] }[];
}

let web: TestWeb;
let school: ApiClient;
let location: ApiClient;
let officer: ApiClient;
let system: ApiClient;
let mine: { id: string; pgn: string };
let other: { id: string; pgn: string };
let numbers = 0;

const record = (change: object = {}) => ({
  ...{ registratienummer: `V-${++numbers}`, pgn: mine.pgn, brin: '99VA', vestiging: '00', datum: '2026-03-03' },
  ...{ uren: 4.25, soort: 'ongeoorloofd', heleDag: false, ...change },
});
const take = async (client: ApiClient, records: unknown[], headers: Record<string, string> = {}) => {
  const answer = await client.post('/verzuimregistraties', { registraties: records }, headers);
  expect(answer.status).toBe(200);
  return answer.json<Report>();
};
const outcomes = ({ resultaten }: Report) => resultaten.map(({ uitkomst }) => uitkomst);
const rows = (sql: string) => web.database.read.all(sql);

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'locatie', 'schoolmedewerker', { school: ['99VA01'] });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  for (const code of ['99VA00', '99VA01', '99VB00']) await aSchool(web, code, code, '0037');
  mine = await aPupil(web, { municipality: '0037' });
  other = await aPupil(web, { municipality: '0037' });
  await anEnrolment(web, mine.id, '99VA00');
  await anEnrolment(web, other.id, '99VB00');
  const machines = web.app.get(Machines, { strict: false });
  const right = { name: 'Magister', schools: ['99VA'], until: asDay('2026-12-31') };
  const { key } = await machines.make(SYSTEM, { ...right, rights: ['verzuimregistraties:schrijven'] });
  system = ApiClient.stranger(web, { authorization: `Bearer ${key}` });
  school = await ApiClient.login(web, 'school');
  location = await ApiClient.login(web, 'locatie');
  officer = await ApiClient.login(web, 'lpa');
});
afterAll(() => web.close());

describe('a batch of absence', () => {
  it.each([
    ['not read of who is nobody', undefined, 401],
    ['not read with a key that is none', 'Bearer foo', 401],
    ['refused of who may send it', 'own', 400],
  ])('is %s where it is no JSON', async (_, authorization, status) => {
    const client = authorization === 'own' ? system : ApiClient.stranger(web, authorization ? { authorization } : {});
    const answer = await client.post('/verzuimregistraties', '{"registraties":');
    expect(answer.status).toBe(status);
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer realm="leerspoor"' : undefined);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('is refused where it lies deeper than anything we take, and not where it just does not', async () => {
    const nested = (depth: number) => JSON.parse(`{"registraties":${'['.repeat(depth)}${']'.repeat(depth)}}`) as object;
    for (const depth of [20, 21, 2_000]) {
      const answer = await school.post('/verzuimregistraties', nested(depth));
      expect([depth, answer.status, answer.body.includes('te diep genest')]).toEqual(
        depth > 20 ? [depth, 400, true] : [depth, 200, false],
      );
    }
  });

  it('gives each record its own result, and a bad one stops no other', async () => {
    const tomorrow = '2026-03-26';
    const report = await take(school, [
      record(),
      record({ datum: tomorrow, uren: 12.5 }),
      'geen object',
      record({ soort: 'spijbelen', pgn: '123456789', naam: 'Sanne' }),
      record({ uren: 0.1 + 0.2 }),
      record({ pgn: Number(mine.pgn), heleDag: 'nee' }),
      record({ registratienummer: 'decimaal', uren: '3,50', heleDag: true, reden: null }),
    ]);
    expect(outcomes(report)).toEqual([
      ...['nieuw', 'afgekeurd', 'afgekeurd', 'afgekeurd', 'afgekeurd', 'afgekeurd', 'nieuw'],
    ]);
    const pointers = report.resultaten.map(({ fouten }) => fouten.map(({ pointer }) => pointer));
    expect(pointers[1]).toEqual(['/registraties/1/uren']);
    expect(pointers[2]).toEqual(['/registraties/2']);
    expect(pointers[3]).toEqual(['/registraties/3/naam']);
    expect(pointers[4]).toEqual(['/registraties/4/uren']);
    expect(pointers[5]).toEqual(['/registraties/5/pgn', '/registraties/5/heleDag']);
    const stored = await rows("SELECT hundredths, whole_day FROM absence_record WHERE number = 'decimaal'");
    expect(stored).toEqual([{ hundredths: 350, whole_day: 1 }]);
  });

  it('asks for one judgement per pupil, in the same unit of work', async () => {
    await take(school, [record(), record(), record()]);
    const waiting = await rows("SELECT subject FROM outbox WHERE kind = 'beoordeel-leerling'");
    expect(waiting).toEqual([{ subject: mine.id }]);
  });

  it('sent twice changes nothing; another content corrects; ingetrokken takes back', async () => {
    const one = { ...record(), reden: 'eerst' };
    expect(outcomes(await take(school, [one]))).toEqual(['nieuw']);
    expect(outcomes(await take(school, [one]))).toEqual(['ongewijzigd']);
    const { reden: _, ...withoutReason } = one;
    expect(outcomes(await take(school, [{ ...withoutReason, uren: 2 }]))).toEqual(['gewijzigd']);
    const sql = `SELECT hundredths, kind, reason FROM absence_record WHERE number = '${one.registratienummer}'`;
    expect(await rows(sql)).toEqual([{ hundredths: 200, kind: 'ongeoorloofd', reason: 'eerst' }]);
    const taken = { registratienummer: one.registratienummer, brin: '99VA', soort: 'ingetrokken' };
    expect(outcomes(await take(school, [taken, { ...taken, registratienummer: 'onbekend' }]))).toEqual([
      'gewijzigd',
      'afgekeurd',
    ]);
    expect(await rows(sql)).toEqual([{ hundredths: 200, kind: 'ingetrokken', reason: 'eerst' }]);
  });

  it('of one number in a batch the last counts', async () => {
    const number = { registratienummer: 'dubbel' };
    const report = await take(school, [record({ ...number, uren: 1 }), record({ ...number, uren: 2 })]);
    expect(outcomes(report)).toEqual(['nieuw', 'gewijzigd']);
    expect(await rows("SELECT hundredths FROM absence_record WHERE number = 'dubbel'")).toEqual([{ hundredths: 200 }]);
  });

  it('with the same Idempotency-Key gives the same answer and does nothing; another message needs another key', async () => {
    const key = { 'idempotency-key': 'bericht-1' };
    const sent = { registraties: [record()] };
    const first = await school.post('/verzuimregistraties', sent, key);
    const again = await school.post('/verzuimregistraties', sent, key);
    expect(again.body).toBe(first.body);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(outcomes(first.json<Report>())).toEqual(['nieuw']);
    const [kept] = await rows('SELECT answer FROM api_replay ORDER BY at DESC LIMIT 1');
    expect([String(kept!['answer']).includes('nieuw'), first.body.includes('nieuw')]).toEqual([false, true]);
    const different = await school.post('/verzuimregistraties', { registraties: [record()] }, key);
    expect(different.status).toBe(409);
    // somebody else's key is another key
    expect((await system.post('/verzuimregistraties', sent, key)).headers['idempotent-replayed']).toBeUndefined();
    expect((await school.post('/verzuimregistraties', sent, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
    // an error is not kept: the same key can be used for the mended message
    const third = { 'idempotency-key': 'bericht-3' };
    expect((await officer.post('/verzuimregistraties', sent, third)).status).toBe(403);
    expect(await rows("SELECT COUNT(*) AS n FROM api_replay WHERE employee = 'lpa'")).toEqual([{ n: 0 }]);
  });

  it('sent by two at once with one key is done once', async () => {
    const sent = { registraties: [record()] };
    const answers = await Promise.all(
      [1, 2, 3].map(() => school.post('/verzuimregistraties', sent, { 'idempotency-key': 'tegelijk' })),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed']).length).toBe(2);
  });

  it.each([0, 1001])('of %i records is refused as a whole', async (count) => {
    const registraties = Array.from({ length: count }, () => ({}));
    const answer = await school.post('/verzuimregistraties', { registraties });
    expect(answer.status).toBe(400);
    expect(answer.json<{ fouten: { pointer: string }[] }>().fouten[0]!.pointer).toBe('/registraties');
  });

  it('of 1,000 long records is taken', async () => {
    const long = 'x'.repeat(2000);
    const report = await take(
      school,
      Array.from({ length: 1000 }, () => record({ reden: long })),
    );
    expect(report.nieuw).toBe(1000);
    const tooLarge = { registraties: Array.from({ length: 1000 }, () => record({ reden: 'x'.repeat(5000) })) };
    expect((await school.post('/verzuimregistraties', tooLarge)).status).toBe(413);
  });
});

describe('who may send absence', () => {
  it('a school for its own locations and pupils; the rest is as unknown as what does not exist', async () => {
    const [notMine, nobody, otherSchool] = (
      await take(school, [record({ pgn: other.pgn }), record({ pgn: '999999990' }), record({ brin: '99VB' })])
    ).resultaten;
    expect(notMine!.fouten.map(({ reden }) => reden)).toEqual(nobody!.fouten.map(({ reden }) => reden));
    expect(otherSchool!.fouten).toEqual([{ pointer: expect.stringMatching(/vestiging$/), reden: expect.any(String) }]);
  });

  it('one location neither adds nor corrects nor takes back for another of the same school', async () => {
    const own = record();
    await take(school, [own]);
    const taken = { registratienummer: own.registratienummer, brin: '99VA', soort: 'ingetrokken' };
    const report = await take(location, [record(), taken, { ...own, vestiging: '01' }, record({ vestiging: '01' })]);
    expect(outcomes(report)).toEqual(['afgekeurd', 'afgekeurd', 'afgekeurd', 'nieuw']);
    const sql = `SELECT location, kind FROM absence_record WHERE number = '${own.registratienummer}'`;
    expect(await rows(sql)).toEqual([{ location: '99VA00', kind: 'ongeoorloofd' }]);
  });

  it('a system of a school with the right to write, and no more than that right', async () => {
    expect(outcomes(await take(system, [record()]))).toEqual(['nieuw']);
    expect((await system.get('/verzuimregistraties')).status).toBe(403);
    const wrong = ApiClient.stranger(web, { authorization: 'Bearer leerspoor_onbekend' });
    expect((await wrong.post('/verzuimregistraties', { registraties: [record()] })).status).toBe(401);
  });

  it('not an officer, and nobody with a session of which the token is missing', async () => {
    expect((await officer.post('/verzuimregistraties', { registraties: [record()] })).status).toBe(403);
    const answer = await school.post('/verzuimregistraties', { registraties: [record()] }, { 'x-csrf-token': '' });
    expect(answer.status).toBe(403);
  });
});

describe('absence records', () => {
  it('are read by the school that sent them and the officer of the municipality, not by another location', async () => {
    const { registratienummer } = record();
    await take(school, [record({ registratienummer })]);
    const path = `/verzuimregistraties?registratienummer=${registratienummer}`;
    const total = async (client: ApiClient) => (await client.get(path)).json<{ totaal: number }>().totaal;
    expect(await Promise.all([school, officer, location].map(total))).toEqual([1, 1, 0]);
    const { resultaten } = (await school.get(path)).json<{ resultaten: { id: string; uren: number }[] }>();
    expect(resultaten[0]!.uren).toBe(4.25);
    const one = `/verzuimregistraties/${resultaten[0]!.id}`;
    const statuses = [school, officer, location].map(async (client) => (await client.get(one)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
  });

  it('are filtered by pupil, kind and period, both ends included, and sorted', async () => {
    await take(school, [
      record({ datum: '2026-01-05', soort: 'ziek' }),
      record({ datum: '2026-01-07', soort: 'ziek' }),
    ]);
    const days = async (query: string) =>
      (await school.get(`/verzuimregistraties?leerling=${mine.id}&soort=ziek&${query}`))
        .json<{ resultaten: { datum: string }[] }>()
        .resultaten.map(({ datum }) => datum);
    expect(await days('')).toEqual(['2026-01-07', '2026-01-05']);
    expect(await days('sorteer=datum')).toEqual(['2026-01-05', '2026-01-07']);
    expect(await days('vanaf=2026-01-05&totEnMet=2026-01-05')).toEqual(['2026-01-05']);
    expect(await days('vanaf=2026-01-06&totEnMet=2026-01-06')).toEqual([]);
    expect((await school.get('/verzuimregistraties?vanaf=2026-02-30')).status).toBe(400);
  });
});
