import { Writable } from 'node:stream';
import { pino } from 'pino';
import { JobHandlers } from '../../src/jobs/handlers';
import { Outbox } from '../../src/jobs/outbox';
import { Batches } from '../../src/jobs/batches';
import { newId } from '../../src/platform/ids';
import { logOptions } from '../../src/platform/logging';
import { currentOperation, inOperation } from '../../src/platform/operation';
import { systemActor } from '../../src/access/actor';
import { ApiClient } from '../api/support';
import { aLogin } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';

describe('an operation', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(() => web.close());

  /** What the handler of `verdeel` saw, for each time it ran. */
  async function workedIn(): Promise<(string | null)[]> {
    const seen: (string | null)[] = [];
    const handler = web.app.get(JobHandlers, { strict: false }).of('verdeel')!;
    const spy = jest.spyOn(handler, 'handle').mockImplementation(async () => void seen.push(currentOperation()));
    const batches = web.app.get(Batches, { strict: false });
    while ((await batches.workNext(100)).done > 0);
    spy.mockRestore();
    return seen;
  }

  it('goes from a request through the outbox to whoever does the work', async () => {
    await aLogin(web, 'beheer', 'functioneel-beheerder');
    const client = await ApiClient.login(web, 'beheer');
    const answer = await client.send('PUT', '/medewerkers/bo', {
      body: { naam: 'Bo', rollen: ['schoolmedewerker'], scholen: ['99VA'] },
    });
    expect(answer.status).toBe(200);
    const operation = String(answer.headers['x-request-id']);
    expect(await web.database.read.all('SELECT operation FROM outbox')).toEqual([{ operation }]);
    const audited = await web.database.read.all<{ operation: string }>(
      "SELECT operation FROM audit_entry WHERE object = 'medewerker'",
    );
    expect(audited).toEqual([{ operation }]);
    expect(await workedIn()).toEqual([operation]);
  });

  it('asked for by two is done in one of its own; each request has another', async () => {
    const outbox = web.app.get(Outbox, { strict: false });
    const [one, two] = [newId(), newId()];
    for (const [id, subject] of [
      [one, 'a'],
      [two, 'b'],
    ] as const) {
      await inOperation(id, () => web.database.work((work) => outbox.add(work, 'verdeel', [subject])));
    }
    const [seen, ...rest] = await workedIn();
    expect(rest).toEqual([]);
    expect([one, two, null]).not.toContain(seen);
    const client = ApiClient.stranger(web);
    const ids = [await client.get('/sessie'), await client.get('/sessie')].map(
      ({ headers }) => headers['x-request-id'],
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('is in every log line and in what the system does by itself, and nowhere outside it', () => {
    let line = '';
    const sink = new Writable({ write: (piece: Buffer, _e, done) => ((line = piece.toString()), done()) });
    const logger = pino(logOptions('info'), sink);
    const id = newId();
    inOperation(id, () => logger.info({ msg: 'iets' }));
    expect(JSON.parse(line)).toMatchObject({ operatie: id, msg: 'iets', niveau: 'info' });
    logger.info({ msg: 'iets' });
    expect(JSON.parse(line)).not.toHaveProperty('operatie');
    expect(inOperation(id, () => systemActor('wachtrij')).operation).toBe(id);
    expect(currentOperation()).toBeNull();
  });
});
