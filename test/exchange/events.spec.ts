import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test, type TestingModule } from '@nestjs/testing';
import { Webhook } from 'standardwebhooks';
import { SYSTEM } from '../../src/access/actor';
import { ROOMS } from '../../src/cli/app.module';
import { migrations, tables } from '../../src/cli/schema';
import { CollectEvents } from '../../src/exchange/events/collect-events';
import { DeliverEvents, pauseAfter } from '../../src/exchange/events/deliver-events';
import { Subscriptions } from '../../src/exchange/events/subscriptions';
import { Announcer, type Happening } from '../../src/jobs/announcer';
import { JobTime } from '../../src/jobs/job-time';
import { Database } from '../../src/platform/database/database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { PlatformModule } from '../../src/platform/platform.module';
import { Settings } from '../../src/platform/settings';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { SignalStore } from '../../src/signals/signal-store';
import { actor } from '../support/actors';
import { forEachEngine, freshDatabase } from '../support/database';

interface Got {
  id: string;
  event: Record<string, string>;
  body: string;
  headers: IncomingMessage['headers'];
}

/** Time that passes when a test says so. */
class TestTime extends JobTime {
  ahead = 0;
  override now(): number {
    return Date.now() + this.ahead;
  }
}

forEachEngine('events to subscribers', (engine) => {
  let module: TestingModule;
  let database: Database;
  let remove: () => Promise<void>;
  let server: Server;
  let url: string;
  let got: Got[];
  let status: (got: Got) => number;
  const time = new TestTime();
  const settings = Object.assign(new Settings(), { LEERSPOOR_DATABASE: ':memory:', LEERSPOOR_WEBHOOK_INTERN: 'ja' });
  const [child, other] = [newId(), newId()];

  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    ({ database, remove } = fresh);
    module = await Test.createTestingModule({ imports: [PlatformModule.with(settings, tables, migrations), ...ROOMS] })
      .overrideProvider(Database)
      .useValue(database)
      .overrideProvider(Encryption)
      .useValue(new Encryption(newSecret()))
      .overrideProvider(JobTime)
      .useValue(time)
      .compile();
    await module.init();
    server = createServer((request, reply) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const one = { id: String(request.headers['webhook-id']), body, headers: request.headers };
        const full = { ...one, event: JSON.parse(body) as Record<string, string> };
        got.push(full);
        reply.writeHead(status(full), { location: 'http://169.254.169.254/' }).end();
      });
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await database.work(async (work) => {
      await work.insert(
        'residence',
        ['pupil_id', 'from_date', 'municipality'],
        [
          [child, '0001-01-01', '0037'],
          [other, '0001-01-01', '0047'],
        ],
      );
    });
  });
  afterAll(async () => {
    server.close();
    await module.close();
    await remove();
  });
  beforeEach(async () => {
    got = [];
    status = () => 204;
    time.ahead = 0;
    settings.LEERSPOOR_WEBHOOK_INTERN = 'ja';
    await database.work(async (work) => {
      for (const table of ['event_delivery', 'event_subscription', 'outbox']) await work.run(`DELETE FROM ${table}`);
    });
  });

  const subscriptions = () => module.get(Subscriptions);
  const subscribe = (change: object = {}) =>
    subscriptions().make(SYSTEM, {
      ...{ name: 'Zaaksysteem', url, objects: ['signaal'], municipalities: ['0037'], schools: [] },
      ...change,
    });
  const happen = (what: string, change: Partial<Happening> = {}) =>
    database.work((work) =>
      module.get(Announcer).announce(work, [{ object: 'signaal', objectId: newId(), what, pupilId: child, ...change }]),
    );
  const deliver = () => module.get(DeliverEvents).start();
  const waiting = () => database.read.all('SELECT state, attempts, last_error FROM event_delivery ORDER BY id');
  const told = () => got.map(({ event }) => event['type']!.replace('nl.leerspoor.signaal-', ''));

  it('are CloudEvents with a signature that the receiver can check, and hold no more than a reference', async () => {
    const { secret } = await subscribe();
    await happen('opgeworpen', { objectId: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' });
    await deliver();
    const [one] = got;
    expect(() => new Webhook(secret).verify(one!.body, one!.headers as Record<string, string>)).not.toThrow();
    expect(() => new Webhook(secret).verify(`${one!.body} `, one!.headers as Record<string, string>)).toThrow();
    expect(one!.headers['content-type']).toContain('application/cloudevents+json');
    expect(one!.event).toEqual({
      ...{ specversion: '1.0', id: one!.id, sequence: one!.id, source: 'http://127.0.0.1:3000' },
      ...{ type: 'nl.leerspoor.signaal-opgeworpen', subject: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' },
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      dataref: 'http://127.0.0.1:3000/api/v1/signalen/01934d5e-7a1b-7c3d-8e4f-0123456789ab',
    });
    expect(one!.body).not.toContain(child);
    expect(await waiting()).toEqual([]);
  });

  it('go to who may know: residents of the own municipality, pupils of the own school, kinds asked for', async () => {
    await subscribe();
    await subscribe({ municipalities: [], schools: ['99VA'], objects: ['signaal', 'dossier'] });
    await happen('opgeworpen', { pupilId: other });
    await happen('gewijzigd', { object: 'dossier' });
    await deliver();
    expect(got).toEqual([]);
    await happen('opgeworpen', { pupilId: other, location: '99VA00' });
    await happen('gewijzigd', { pupilId: other, location: '99VB00' });
    await happen('in_behandeling', { pupilId: other, object: 'dossier', location: '99VA00' });
    await deliver();
    expect(told()).toEqual(['opgeworpen']);
  });

  it('are signed with the time that really is, whatever day is today for the rules', async () => {
    await subscribe();
    time.ahead = 5 * 86_400_000;
    await happen('opgeworpen');
    await deliver();
    const signed = Number(got[0]!.headers['webhook-timestamp']) * 1000;
    expect(Math.abs(signed - time.now())).toBeLessThan(60_000);
  });

  it.each([
    ['melding', 'meldingen'],
    ['dossier', 'dossiers'],
    ['overdracht', 'overdrachten'],
    ['warme-overdracht', 'warme-overdrachten'],
  ])('of a %s say where it is read', async (object, resource) => {
    await subscribe({ objects: [object] });
    const objectId = newId();
    await happen('gewijzigd', { object, objectId });
    await deliver();
    expect(got[0]!.event).toMatchObject({
      subject: objectId,
      dataref: expect.stringMatching(`/${resource}/${objectId}$`),
    });
  });

  it('fall with the unit of work in which they happened', async () => {
    await subscribe();
    const failing = database.work(async (work) => {
      const one = { object: 'signaal', objectId: newId(), what: 'opgeworpen', pupilId: child };
      await module.get(CollectEvents).collect(work, [one]);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await waiting()).toEqual([]);
  });

  it('of one pupil arrive in order, also when the first has to be tried again; others do not wait for it', async () => {
    await subscribe({ municipalities: ['0037', '0047'] });
    status = ({ event }) => (event['type']!.endsWith('opgeworpen') && got.length < 3 ? 503 : 200);
    await happen('opgeworpen');
    await happen('gewijzigd');
    await happen('ingetrokken', { pupilId: other });
    await deliver();
    expect(told()).toEqual(['opgeworpen', 'ingetrokken']);
    expect(await waiting()).toEqual([
      { state: 'wacht', attempts: 1, last_error: 'HTTP 503' },
      { state: 'wacht', attempts: 0, last_error: null },
    ]);
    await deliver();
    expect(got).toHaveLength(2);
    time.ahead = pauseAfter(1) + 1_000;
    await deliver();
    expect(told().slice(2)).toEqual(['opgeworpen', 'gewijzigd']);
    expect(new Set(got.filter(({ event }) => event['type']!.endsWith('opgeworpen')).map(({ id }) => id)).size).toBe(1);
  });

  it('that never arrive are listed and can be tried again; a receiver that is gone is not asked again', async () => {
    await subscribe();
    status = () => 410;
    await happen('opgeworpen');
    await deliver();
    const [dead] = await subscriptions().deadLetters(10);
    expect(dead).toMatchObject({ object: 'signaal', what: 'opgeworpen', lastError: 'HTTP 410' });
    await happen('gewijzigd');
    status = () => 200;
    await deliver();
    expect(told()).toEqual(['opgeworpen', 'gewijzigd']);
    expect(await subscriptions().retry([dead!.id])).toBe(1);
    expect(await subscriptions().retry([dead!.id])).toBe(0);
    await deliver();
    expect(told()).toEqual(['opgeworpen', 'gewijzigd', 'opgeworpen']);
    expect(await subscriptions().deadLetters(10)).toEqual([]);
  });

  it('are given up after many tries', async () => {
    await subscribe();
    status = () => 500;
    await happen('opgeworpen');
    for (let tries = 0; tries < 20; tries++) {
      await deliver();
      time.ahead += 7 * 3_600_000;
    }
    expect(got).toHaveLength(18);
    expect(await waiting()).toEqual([{ state: 'mislukt', attempts: 18, last_error: 'HTTP 500' }]);
  });

  it('follow no redirect', async () => {
    await subscribe();
    status = () => 307;
    await happen('opgeworpen');
    await deliver();
    expect(await waiting()).toEqual([{ state: 'wacht', attempts: 1, last_error: 'HTTP 307' }]);
  });

  it('go nowhere inside the network unless the setting allows it', async () => {
    await subscribe();
    await happen('opgeworpen');
    settings.LEERSPOOR_WEBHOOK_INTERN = 'nee';
    await deliver();
    expect(got).toEqual([]);
    expect(await waiting()).toEqual([{ state: 'wacht', attempts: 1, last_error: 'geen-https' }]);
    await expect(subscribe()).rejects.toThrow('https');
  });

  it('of who is restricted since then wait until that is lifted; those of others go on', async () => {
    await subscribe({ municipalities: ['0037', '0047'] });
    await happen('opgeworpen');
    await happen('gewijzigd');
    await happen('ingetrokken', { pupilId: other });
    const po = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0037'] });
    const restrictions = module.get(Restrictions, { strict: false });
    const id = await restrictions.place(po, child, 'betwist');
    for (let tries = 0; tries < 20; tries++) {
      await deliver();
      time.ahead += 7 * 3_600_000;
    }
    expect(told()).toEqual(['ingetrokken']);
    expect(await waiting()).toEqual([
      { state: 'wacht', attempts: 0, last_error: null },
      { state: 'wacht', attempts: 0, last_error: null },
    ]);
    await database.work((work) => work.run('DELETE FROM outbox'));
    await restrictions.lift(po, id);
    expect(await database.read.all("SELECT kind FROM outbox WHERE kind = 'bezorg-gebeurtenissen'")).toHaveLength(1);
    await deliver();
    expect(told()).toEqual(['ingetrokken', 'opgeworpen', 'gewijzigd']);
  });

  it('of an ended subscription are dropped', async () => {
    const { id } = await subscribe();
    await happen('opgeworpen');
    await subscriptions().end(SYSTEM, id);
    await subscriptions().end(SYSTEM, id);
    await deliver();
    expect(got).toEqual([]);
    await happen('gewijzigd');
    expect(await waiting()).toEqual([]);
  });

  it('come from signals as they are written', async () => {
    await subscribe();
    const store = module.get(SignalStore, { strict: false });
    const signal = {
      ...{ id: newId(), pupilId: child, rule: 'verzuim-16u', location: '99VA00', from: '2026-03-03', mark: '' },
      ...{ until: '2026-03-20', hundredths: 1600, phase: 'leerplicht', status: 'geregistreerd', reason: null },
      ...{ endedOn: null, dossierId: null, evidence: '{}' },
    } as never;
    await database.work((work) => store.write(work, [{ signal, change: 'opgeworpen', isNew: true }]));
    await database.work((work) => store.write(work, [{ signal, change: null, isNew: false }]));
    await deliver();
    expect(told()).toEqual(['opgeworpen']);
  });
});
