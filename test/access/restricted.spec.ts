import { Controller } from '@nestjs/common';
import { routesOf } from '../../src/access/http/route-rules';
import { Audit } from '../../src/access/audit';
import { type Role, ROLES } from '../../src/access/roles';
import { ApiModule } from '../../src/api/api.module';
import { EXPORTS } from '../../src/cli/commands/export';
import type { Cell, ExportTable } from '../../src/cli/export/export-table';
import { newId } from '../../src/platform/ids';
import { LetterValuesReader } from '../../src/correspondence/letters/letter-values';
import type { StoredDossier } from '../../src/cases/dossier/dossier-store';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { WebModule } from '../../src/web/web.module';
import { ApiClient } from '../api/support';
import { actor } from '../support/actors';
import { oneIn } from '../support/sample';
import { Browser } from '../web/browser';
import * as build from '../web/builders';
import { fill, fillAll, MARK } from '../web/fill';
import { startWeb, type TestWeb } from '../web/support';

/** Whoever is restricted, or has a secret address, walked for on every route as every role of the own area. */
const ROUTES = routesOf(ApiModule, WebModule).filter((one) => !one.open && one.path !== '/live');
const WITH_ID = ROUTES.filter((one) => one.path.includes(':'));
const LISTS = ROUTES.filter((one) => one.method === 'GET' && !one.path.includes(':'));
const ABSENT = newId();
const STREET = 'Verborgenpad';
const PO = actor({ employee: 'privacy-officer', roles: ['privacy-officer'], municipalities: ['0037'] });

/** Rows that are filled by the schema alone hold words that no document names: these answers are not held to it. */
@Controller('proef')
class NotHeld {}

let web: TestWeb;
/** dossier and trajectory first: what hangs on them is asked for beneath them */
let hidden: string[];
let beneath: string[];
let pupils: { id: string; pgn: string }[];
let secret: { id: string; pgn: string; dossier: string };
let restrictions: string[];
const pages = new Map<Role, Browser>();
const clients = new Map<Role, ApiClient>();

beforeAll(async () => {
  web = await startWeb({ LEERSPOOR_VERZOEKEN_PER_MINUUT: 100_000 }, [NotHeld]);
  const areas = { gemeente: ['0037'], regio: ['01'], school: ['99VA'] };
  await build.aSchool(web, '99VA00', 'De Veenborg', '0037');
  for (const role of ROLES) {
    await build.aLogin(web, role, role, areas, { boa: 1 });
    const browser = new Browser(web, `10.9.0.${ROLES.indexOf(role) + 1}`);
    await browser.login(role);
    pages.set(role, browser);
    clients.set(role, await ApiClient.login(web, role));
  }
  const child = await build.aPupil(web, { municipality: '0037', last: MARK, first: MARK });
  const youth = await build.aPupil(web, { municipality: '0037', last: MARK, first: MARK, born: '2005-01-01' });
  pupils = [child, youth];
  const dossier = await build.aDossier(web, child.id, { employee: 'leerplichtambtenaar' });
  const guided = await build.aTrajectory(web, youth.id, {}, { employee: 'rmc-trajectbegeleider' });
  for (const one of pupils) await build.anEnrolment(web, one.id, '99VA00');
  const signal = await build.aSignal(web, child.id, dossier, build.EVIDENCE);
  const raised = await build.aSignal(web, youth.id, guided.dossier, build.EVIDENCE);
  await build.anAbsence(web, child.id, '2026-03-09', 400, 'ongeoorloofd');
  const made = [
    'pupil',
    'residence',
    'dossier',
    'signal',
    'trajectory',
    'enrolment',
    'restriction',
    'legal_hold',
    'correction',
    'outbox',
  ];
  const school = { location: '99VA00', brin: '99VA' };
  beneath = [
    ...(await fillAll(
      web,
      { pupil_id: child.id, dossier_id: dossier, signal_id: signal, room: 'avg', ...school },
      made,
    )),
    ...(await fillAll(
      web,
      { pupil_id: youth.id, dossier_id: guided.dossier, trajectory_id: guided.id, signal_id: raised, ...school },
      [...made, 'absence_record', 'absence_revision', 'melding_exchange'],
    )),
  ];
  hidden = [dossier, guided.id, guided.dossier, child.id, youth.id, signal, raised];
  restrictions = await Promise.all(pupils.map((one) => web.app.get(Restrictions).place(PO, one.id, 'betwist')));
  const kept = await build.aPupil(web, {
    ...{ municipality: '0037', last: 'Bekend', secret: true },
    contact: { straat: STREET, huisnummer: '3', postcode: '9501AB', plaats: STREET },
  });
  await build.anEnrolment(web, kept.id, '99VA00');
  await build.aContact(web, kept.id, 'Vader', { straat: 'Elders', huisnummer: '1', plaats: 'Assen' });
  secret = { ...kept, dossier: await build.aDossier(web, kept.id, { employee: 'leerplichtambtenaar' }) };
}, 120_000);
afterAll(() => web.close());

async function ask(
  role: Role,
  method: string,
  path: string,
  body: object = {},
): Promise<{ status: number; body: string }> {
  if (path.startsWith('/api/v1')) {
    const answer = await clients
      .get(role)!
      .send(method as 'GET', path.slice('/api/v1'.length), method === 'GET' ? {} : { body });
    return { status: answer.status, body: answer.body };
  }
  const browser = pages.get(role)!;
  const answer = method === 'GET' ? await browser.get(path) : await browser.post(path, body as Record<string, string>);
  return { status: answer.statusCode, body: answer.body };
}

async function rowsOf(table: ExportTable): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  for await (const row of table.rows(web.database.read, web.encryption, web.settings)) rows.push(row);
  return rows;
}

/** For the pages where a restriction is placed and lifted somebody must be found. */
const ofRights = (role: Role, path: string) =>
  role === 'privacy-officer' && /^\/(privacy|api\/v1\/(betrokkenen|bewaringen|logboek))/.test(path);
const plain = (body: string, ...ids: string[]) =>
  ids.reduce((text, id) => text.replaceAll(id, 'ID'), body).replace(/value="[\w-]{43}"/g, 'value="T"');

/** The lists, pages and files on which somebody of these marks stands. */
async function listsWith(...marks: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const role of ROLES) {
    for (const { path, rule } of LISTS) {
      if (!rule!.some((one) => one === 'ieder' || one === role) || ofRights(role, path)) continue;
      const { body, status } = await ask(role, 'GET', path);
      expect({ path, status, fault: status >= 500 }).toMatchObject({ fault: false });
      if (marks.some((mark) => body.includes(mark))) found.push(`${role} ${path}`);
    }
  }
  return found;
}

/** For others a route does not exist at all: see the matrix. */
const seesRoutes: Role[] = ['leerplichtambtenaar', 'rmc-trajectbegeleider', 'schoolmedewerker', 'rmc-coordinator'];

describe('who is restricted (AVG art. 18)', () => {
  it.each(seesRoutes)(
    'is for a %s as if not there, on every route with an id',
    async (role) => {
      const told: string[] = [];
      for (const [turn, { method, path, rule }] of WITH_ID.entries()) {
        if (!rule!.some((one) => one === 'ieder' || one === role)) continue;
        const at = (first: string, next: string) => path.replace(/:\w+/, first).replace(/:\w+/g, next);
        const absent = await ask(role, method, at(ABSENT, ABSENT));
        const deep = at('x', 'y').includes('y');
        const pairs = deep
          ? hidden.flatMap((id, i) => [
              [id, beneath[i]!],
              [id, beneath[i + 6]!],
            ])
          : [...hidden, ...oneIn(4, turn, beneath)].map((id) => [id, id]);
        for (const [id, next] of pairs as [string, string][]) {
          const answer = await ask(role, method, at(id, next));
          const same = answer.status === absent.status && plain(answer.body, id, next) === plain(absent.body, ABSENT);
          if (!same) told.push(`${method} ${at(id, next)}: ${answer.status} beside ${absent.status}`);
        }
      }
      expect(told).toEqual([]);
    },
    120_000,
  );

  it('stands on no list, in no figure and in no search', async () => {
    expect(await listsWith(MARK, ...hidden)).toEqual([]);
    for (const { id, pgn } of pupils) {
      for (const role of ROLES) {
        const found = await ask(role, 'POST', '/api/v1/leerlingen/_zoek', { pgn });
        expect(found.body).not.toContain(id);
      }
    }
  }, 120_000);

  it('goes out in no export', async () => {
    for (const [name, table] of Object.entries(EXPORTS)) {
      if (['controle', 'verwerkingen'].includes(name)) continue;
      const text = JSON.stringify(await rowsOf(table));
      for (const mark of [...hidden, ...pupils.map(({ pgn }) => pgn)])
        expect({ name, leaks: text.includes(mark) }).toEqual({ name, leaks: false });
    }
  });

  it('is there again once it is lifted: the walk would have seen it', async () => {
    for (const id of restrictions) await web.app.get(Restrictions).lift(PO, id);
    const found = await listsWith(MARK, ...hidden);
    for (const place of [
      'leerplichtambtenaar /dossiers',
      'rmc-trajectbegeleider /doorstroompunt',
      'schoolmedewerker /school',
      'leerplichtambtenaar /api/v1/signalen',
      'schoolmedewerker /api/v1/meldingen',
    ]) {
      expect(found).toContain(place);
    }
    const exported = await Promise.all(
      Object.entries(EXPORTS).map(async ([name, table]) => [
        name,
        JSON.stringify(await rowsOf(table)).includes(pupils[0]!.pgn),
      ]),
    );
    expect(Object.fromEntries(exported)).toMatchObject({ signalen: true, toewijzingen: true });
  }, 120_000);
});

describe('a secret address', () => {
  const path = () => `/privacy/leerlingen/${secret.id}/gegevens`;
  const letter = async (recipient: string | null) => {
    const dossier = { id: secret.dossier, pupilId: secret.id, municipality: '0037' } as StoredDossier;
    const visitor = actor({ employee: 'leerplichtambtenaar', roles: ['leerplichtambtenaar'] }).visitor!;
    return JSON.stringify(await web.app.get(LetterValuesReader).read(web.database.read, dossier, visitor, recipient));
  };
  /** Everywhere that it could stand. */
  const places = async (): Promise<string[]> => {
    const found = await listsWith(STREET);
    for (const role of ROLES) {
      for (const { path, rule } of WITH_ID.filter((one) => one.method === 'GET')) {
        if (!rule!.some((one) => one === 'ieder' || one === role)) continue;
        for (const id of [secret.id, secret.dossier]) {
          if ((await ask(role, 'GET', path.replace(/:\w+/, id).replace(/:\w+/g, 'afspraak'))).body.includes(STREET))
            found.push(`${role} ${path}`);
        }
      }
    }
    for (const [name, table] of Object.entries(EXPORTS))
      if (JSON.stringify(await rowsOf(table)).includes(STREET)) found.push(`export ${name}`);
    if ((await letter('Vader')).includes(STREET)) found.push('letter to a parent');
    if ((await letter('Moeder')).includes(STREET)) found.push('letter to who has no address of the own');
    return found;
  };

  it('stands on no page, in no answer of the API, file, export or letter to another', async () => {
    const none = { name: 'Moeder', id: newId(), pupil_id: secret.id, contact: null };
    await fill(web, 'contact_person', { ...none, until_date: null, from_date: null, contact_index: null });
    expect(await places()).toEqual([]);
    expect((await ask('privacy-officer', 'GET', path())).body).toContain('geheim adres');
    // the pupil is written to where the pupil lives
    expect(await letter(null)).toContain(STREET);
  }, 120_000);

  it('would have been seen: an address that is not secret is', async () => {
    await web.database.work((work) => work.run('UPDATE pupil SET secret_address = 0 WHERE id = ?', [secret.id]));
    const found = await places();
    for (const place of [
      'leerplichtambtenaar /dossiers/:id',
      'letter to who has no address of the own',
      'privacy-officer /privacy/leerlingen/:id/gegevens',
    ]) {
      expect(found).toContain(place);
    }
  }, 120_000);
});

describe('the Wpg room and a confidential note', () => {
  const [ROOM, NOTE] = ['Verhoormerk', 'Vertrouwmerk'];
  /** Where somebody comes upon a mark, on any page, in any answer of the API and in any file. */
  async function seenBy(user: string, mark: string, items: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const { method, path } of ROUTES) {
      if (method !== 'GET') continue;
      const deep = /:\w+.*:\w+/.test(path);
      const places = !path.includes(':')
        ? [path]
        : deep
          ? items.map((one) => path.replace(/:\w+/, secret.dossier).replace(/:\w+/g, one))
          : [secret.dossier, secret.id, ...items].map((one) => path.replace(/:\w+/, one));
      for (const place of places) if ((await ask(user as Role, 'GET', place)).body.includes(mark)) found.push(path);
    }
    return [...new Set(found)];
  }

  it('are for who is appointed boa and for who wrote it, and stand nowhere for anybody else', async () => {
    await build.aLogin(web, 'zonderboa', 'leerplichtambtenaar', { gemeente: ['0037'] });
    const [pageOf, clientOf] = [pages as Map<string, Browser>, clients as Map<string, ApiClient>];
    pageOf.set('zonderboa', new Browser(web, '10.9.1.1'));
    await pageOf.get('zonderboa')!.login('zonderboa');
    clientOf.set('zonderboa', await ApiClient.login(web, 'zonderboa'));
    const open = {
      dossier_id: secret.dossier,
      until_date: null,
      starts_at: null,
      ends_at: null,
      employee: null,
      ground: null,
    };
    const note = { ...open, kind: 'notitie', state: 'geschreven', findings: null, version: 1 };
    const items = [
      await fill(web, 'dossier_item', {
        ...note,
        room: 'wpg',
        author: 'leerplichtambtenaar',
        details: JSON.stringify({ tekst: ROOM }),
      }),
      await fill(web, 'dossier_item', {
        ...note,
        room: 'avg',
        confidential: 1,
        author: 'zonderboa',
        details: JSON.stringify({ tekst: NOTE }),
      }),
    ];
    const others = ROLES.filter((one) => one !== 'leerplichtambtenaar');
    for (const user of [...others, 'zonderboa'])
      expect({ user, seen: await seenBy(user, ROOM, items) }).toEqual({ user, seen: [] });
    for (const user of [...others, 'leerplichtambtenaar'])
      expect({ user, seen: await seenBy(user, NOTE, items) }).toEqual({ user, seen: [] });
    const whole = ['/dossiers/:id', '/dossiers/:id/document', '/api/v1/dossiers/:id/onderdelen'];
    expect(await seenBy('leerplichtambtenaar', ROOM, items)).toEqual(expect.arrayContaining(whole));
    expect(await seenBy('zonderboa', NOTE, items)).toEqual(expect.arrayContaining(whole));
    for (const table of Object.values(EXPORTS))
      expect(JSON.stringify(await rowsOf(table))).not.toMatch(`${ROOM}|${NOTE}`);
  }, 120_000);

  it('a look in the Wpg room is in the log of its own, and nowhere else', async () => {
    await web.app.get(Audit).flush();
    const logged = await web.database.read.all<{ log: string; employee: string }>(
      "SELECT DISTINCT log, employee FROM audit_entry WHERE log = 'wpg'",
    );
    expect(logged).toEqual([{ log: 'wpg', employee: 'leerplichtambtenaar' }]);
  });
});
