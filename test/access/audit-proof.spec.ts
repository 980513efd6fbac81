import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, systemActor } from '../../src/access/actor';
import { Audit, type AuditEvent } from '../../src/access/audit';
import { AccessReports } from '../../src/access/log/access-report';
import { AuditSearch } from '../../src/access/log/audit-search';
import { ProcessingLog, type ProcessingRecord } from '../../src/access/log/processing';
import { Seals } from '../../src/access/log/seal';
import { logKeptFrom } from '../../src/retention/clean-up';
import { verifyLog } from '../../src/access/log/verify';
import type { Role } from '../../src/access/roles';
import { asDay } from '../../src/law/day';
import { SystemClock } from '../../src/platform/clock';
import type { Database } from '../../src/platform/database/database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { Settings } from '../../src/platform/settings';
import { forEachEngine, freshDatabase } from '../support/database';
import { carried } from '../../src/platform/place';

const [ANNA, BRAM] = [newId(), newId()];
const EVENT: AuditEvent = { action: 'lezen', object: 'dossier', objectId: 'd', pupils: [ANNA], purpose: 'proef' };
const encryption = new Encryption(newSecret());
const clock = new SystemClock();

function person(role: Role): Actor {
  const nowhere = { municipalities: [], regions: [], schools: [] };
  const visitor = { employee: role, name: 'M', roles: [role], boa: false, from: null, until: null, ...nowhere };
  return { visitor, via: 'pagina', from: '10.0.0.1', operation: newId() };
}

forEachEngine('proof of what was logged', (engine) => {
  let fresh: { database: Database; remove: () => Promise<void> };
  let audit: Audit;
  let folder: string;
  let settings: Settings;
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-controle-'));
    settings = Object.assign(new Settings(), { LEERSPOOR_VERWERKINGEN: join(folder, 'verwerkingen.jsonl') });
    audit = new Audit(fresh.database, clock, new ProcessingLog(settings, encryption));
  });
  afterEach(async () => {
    await audit.beforeApplicationShutdown();
    await fresh.remove();
    rmSync(folder, { recursive: true });
  });

  const log = async (times: number, event = EVENT, who: Actor = person('leerplichtambtenaar')) => {
    for (let i = 0; i < times; i++) audit.read(who, event);
    await audit.flush();
  };
  const seal = (day: string) => fresh.database.work((work) => new Seals(clock).seal(work, asDay(day)));
  const verify = (knownSeal?: string) =>
    verifyLog(fresh.database.read, { knownSeal, today: asDay('2026-07-03'), keptFrom: logKeptFrom });
  const change = (sql: string) =>
    fresh.database.work(async (work) => {
      for (const one of sql.split('; ')) await work.run(one);
    });
  const removed = (day: string, chain = '(SELECT chain FROM audit_entry LIMIT 1)') =>
    `INSERT INTO audit_removed (chain, last_seq, removed_on) VALUES (${chain}, 4, '${day}')`;

  it('verifies what two processes wrote and sealed, day after day; a day is sealed once', async () => {
    const other = new Audit(fresh.database, clock, new ProcessingLog(new Settings(), encryption));
    await log(3);
    other.read(person('rmc-trajectbegeleider'), { ...EVENT, log: 'wpg' });
    await other.flush();
    const first = await seal('2026-06-30');
    expect(first!.heads).toHaveLength(2);
    expect(await seal('2026-06-30')).toBeNull();
    expect(await seal('2026-07-01')).toBeNull();
    await log(2);
    const second = await seal('2026-07-02');
    expect(second!.heads).toMatchObject([{ seq: 5 }]);
    expect(await verify()).toEqual({
      ...{ entries: 6, chains: 2, seals: 2, broken: null, odd: [] },
      lastSeal: { day: '2026-07-02', hash: second!.hash },
    });
    expect(await verify(first!.hash)).toMatchObject({ broken: null });
    expect(await verify('een-ander-zegel')).toMatchObject({ broken: 'Het opgegeven zegel staat niet in het logboek.' });
    await other.beforeApplicationShutdown();
  });

  it.each([
    ['a changed line', "UPDATE audit_entry SET employee = 'ander' WHERE seq = 2", /regel 2 is veranderd/],
    ['a line of another time', "UPDATE audit_entry SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", /regel 3 is/],
    ['a removed line', 'DELETE FROM audit_entry WHERE seq = 2', /regel 2 ontbreekt/],
    ['a tail cut off', 'DELETE FROM audit_entry WHERE seq >= 3', /afgebroken: regel 4 is verzegeld/],
    ['a whole chain gone', 'DELETE FROM audit_entry', /afgebroken: regel 4/],
    ['a line that is found by no pupil', 'DELETE FROM audit_pupil WHERE seq = 2', /index per leerling/],
    ['a line that is found by another pupil', `UPDATE audit_pupil SET pupil_id = '${BRAM}' WHERE seq = 2`, /index per/],
    [
      'a line marked as one about many',
      'UPDATE audit_entry SET linked = 0 WHERE seq = 2',
      /regel 2 is niet per leerling/,
    ],
    [
      'a chain erased and said to be removed',
      `${removed('2026-07-03')}; DELETE FROM audit_pupil; DELETE FROM audit_entry`,
      /regel 4/,
    ],
    [
      'a changed chain and every chain said to be removed',
      `${removed('2026-07-03', "'00000000-0000-0000-0000-000000000000'")}; DELETE FROM audit_entry WHERE seq = 4; DELETE FROM audit_pupil WHERE seq = 4`,
      /regel 4/,
    ],
    [
      'a chain said to be removed later on',
      `${removed('2040-01-01')}; DELETE FROM audit_pupil; DELETE FROM audit_entry`,
      /regel 4/,
    ],
    [
      'an index of a chain that is not there',
      `INSERT INTO audit_pupil (pupil_id, chain, seq) VALUES ('${BRAM}', '${BRAM}', 1)`,
      /keten .*, die er niet is/,
    ],
    ['a changed seal', "UPDATE audit_seal SET day = '2026-01-01'", /Zegel 1 van 2026-01-01 klopt niet/],
  ])('finds %s', async (_, sql, broken) => {
    await log(4);
    await seal('2026-06-30');
    expect((await verify()).broken).toBeNull();
    await change(sql);
    expect((await verify()).broken).toMatch(broken);
  });

  // a column of PostgreSQL holds no such day
  if (engine === 'sqlite') {
    it('finds a chain said to be removed on a day that does not exist', async () => {
      await log(4);
      await seal('2026-06-30');
      await change(`${removed('2025-99-01')}; DELETE FROM audit_pupil; DELETE FROM audit_entry`);
      expect((await verify()).broken).toMatch(/dag die niet bestaat/);
    });
  }

  it('seals a chain whatever time its lines bear, and names lines that were added after a seal of a later time', async () => {
    const lateBy = async (hours: number) => {
      const at = new Date(clock.now().getTime() - hours * 3_600_000);
      const other = new Audit(
        fresh.database,
        { now: () => at, today: () => clock.today(), instant: () => at.toISOString() },
        new ProcessingLog(new Settings(), encryption),
      );
      other.read(person('leerplichtambtenaar'), EVENT);
      await other.flush();
      await other.beforeApplicationShutdown();
    };
    // before the first seal nothing is late
    await lateBy(50);
    const first = await seal('2026-06-30');
    expect(first!.heads).toHaveLength(1);
    await lateBy(23);
    expect(await verify()).toMatchObject({ broken: null, odd: [] });
    await lateBy(25);
    await lateBy(26);
    expect(await verify(first!.hash)).toMatchObject({ broken: null, odd: [expect.any(String), expect.any(String)] });
    const second = await seal('2026-07-01');
    expect(second!.heads).toHaveLength(3);
    const { broken, odd } = await verify(second!.hash);
    expect([broken, odd.length]).toEqual([null, 2]);
    expect(odd[0]).toMatch(/1 regel draagt een tijd van voor zegel 1, maar is later geschreven/);
  });

  it('lets only the privacy-officer search, page by page, and accounts for the search', async () => {
    const search = new AuditSearch(fresh.database, audit, clock);
    await log(120);
    await log(1, { ...EVENT, pupils: [BRAM], result: 'geweigerd', object: 'melding' }, person('schoolmedewerker'));
    await log(1, { ...EVENT, log: 'wpg' });
    for (const role of ['functioneel-beheerder', 'leerplichtambtenaar', 'rmc-coordinator'] as const)
      await expect(search.search(person(role), {})).rejects.toMatchObject({ status: 403 });
    const officer = person('privacy-officer');
    const page = await search.search(officer, {});
    expect(page).toHaveLength(100);
    const { at, chain, seq } = page.at(-1)!;
    const next = await search.search(officer, { after: { at, chain, seq } });
    expect(next).toHaveLength(21);
    expect(new Set([...page, ...next].map((one) => one.seq)).size).toBe(121);
    expect(await search.search(officer, { pupil: BRAM })).toMatchObject([{ object: 'melding', pupils: [BRAM] }]);
    expect(await search.search(officer, { result: 'geweigerd', employee: 'schoolmedewerker' })).toHaveLength(1);
    expect(await search.search(officer, { pupil: 'geen-id' })).toEqual([]);
    // looked at among many: found all the same
    const many = Array.from({ length: 40 }, () => newId());
    await log(1, { ...EVENT, object: 'lijst', pupils: [...many, BRAM] });
    expect((await search.search(officer, { pupil: BRAM })).map(({ object }) => object)).toEqual(
      expect.arrayContaining(['lijst', 'melding']),
    );
    expect(await search.search(officer, { pupil: many[39]! })).toHaveLength(1);
    expect(await search.search(officer, { pupil: newId() })).toEqual([]);
    expect(await search.search(officer, { log: 'wpg' })).toMatchObject([{ log: 'wpg' }]);
    expect((await search.search(officer, { object: 'logboek' })).length).toBeGreaterThan(4);
  });

  it('tells a pupil all that was done, from files too, with functions and no names', async () => {
    const reports = new AccessReports(fresh.database, audit);
    const many = Array.from({ length: 40 }, () => newId());
    await log(1);
    await log(
      1,
      { ...EVENT, pupils: [...many, ANNA], action: 'importeren', object: 'verzuim' },
      systemActor('opdracht'),
    );
    await log(1, { ...EVENT, pupils: many });
    await log(1, { ...EVENT, log: 'wpg' });
    const report = await reports.of(systemActor('opdracht'), ANNA);
    expect(report).toMatchObject([
      { handeling: 'lezen', onderwerp: 'dossier', door: 'leerplichtambtenaar', doel: 'proef' },
      { handeling: 'importeren', door: 'systeem', langs: 'opdracht' },
      { handeling: 'exporteren', onderwerp: 'inzageverzoek' },
    ]);
    expect(Object.keys(report[0]!)).not.toContain('medewerker');
    expect(await reports.of(systemActor('opdracht'), ANNA, 'wpg')).toHaveLength(2);
  });

  it('writes a processing record per data subject, joined on the operation, without the user', async () => {
    const who = person('leerplichtambtenaar');
    await log(1, { ...EVENT, pupils: [ANNA, BRAM], purpose: 'toezicht op de leerplicht' }, who);
    await log(1, { ...EVENT, result: 'geweigerd' }, who);
    await audit.beforeApplicationShutdown();
    const path = settings.LEERSPOOR_VERWERKINGEN!;
    const text = readFileSync(path, 'utf8');
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ProcessingRecord);
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({
      trace_id: who.operation.replaceAll('-', ''),
      operation_id: who.operation.replaceAll('-', '').slice(16),
      ...{ status_code: 'OK', name: 'dossier lezen', resource: { name: 'leerspoor' } },
      attributes: { 'dpl.core.processing_activity_id': 'urn:leerspoor:verwerking:leerplicht' },
    });
    expect(records[2]!.status_code).toBe('ERROR');
    const subjects = records.map((one) =>
      encryption.decrypt(one.attributes['dpl.core.data_subject_id'], carried('verwerking')),
    );
    expect(subjects).toEqual([ANNA, BRAM, ANNA]);
    for (const secret of ['leerplichtambtenaar', ANNA, BRAM, '10.0.0.1']) expect(text).not.toContain(secret);
    expect(records.every((one) => one.start_time <= one.end_time)).toBe(true);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('writes no processing record of what did not stand', async () => {
    const undone = fresh.database.work(async (work) => {
      audit.write(work, person('leerplichtambtenaar'), EVENT);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await audit.beforeApplicationShutdown();
    expect(existsSync(settings.LEERSPOOR_VERWERKINGEN!)).toBe(false);
  });
});
