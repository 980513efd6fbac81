import { systemActor } from '../../src/access/actor';
import { Audit, type AuditEvent } from '../../src/access/audit';
import {
  type AuditEntry,
  CHAIN_START,
  ENTRY_SELECT,
  hashOf,
  packPupils,
  unpackPupils,
} from '../../src/access/log/entry';
import type { Database } from '../../src/platform/database/database';
import { ProcessingLog } from '../../src/access/log/processing';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { Settings } from '../../src/platform/settings';
import { SystemClock } from '../../src/platform/clock';
import { newId } from '../../src/platform/ids';
import { forEachEngine, freshDatabase } from '../support/database';

const encryption = new Encryption(newSecret());
const auditOn = (database: Database, settings = new Settings()) =>
  new Audit(database, new SystemClock(), new ProcessingLog(settings, encryption));
const PUPIL = newId();
const READING: AuditEvent = { action: 'lezen', object: 'dossier', objectId: 'd-1', pupils: [PUPIL], purpose: 'proef' };
const WRITING: AuditEvent = { ...READING, action: 'wijzigen' };

it('packs the ids of pupils and unpacks them', () => {
  const ids = [newId(), newId(), '00000000-0000-7000-8000-000000000000'];
  expect(unpackPupils(packPupils([...ids, ids[0]!]))).toEqual(ids);
  expect(packPupils(ids)).toHaveLength(66);
});

forEachEngine('the audit log', (engine) => {
  let fresh: { database: Database; remove: () => Promise<void> };
  let audit: Audit;
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    audit = auditOn(fresh.database);
  });
  afterEach(async () => {
    await audit.beforeApplicationShutdown();
    await fresh.remove();
  });

  const stored = () =>
    fresh.database.read.all<AuditEntry & { hash: string }>(
      `SELECT ${ENTRY_SELECT}, a.hash FROM audit_entry a ORDER BY a.chain, a.seq`,
    );
  /** by hand: every chain counts from 1 without gaps and each hash follows from the one before */
  const brokenAt = async () => {
    let before = { chain: '', seq: 0, hash: CHAIN_START };
    for (const { hash, ...entry } of await stored()) {
      if (entry.chain !== before.chain) before = { chain: entry.chain, seq: 0, hash: CHAIN_START };
      if (entry.seq !== before.seq + 1 || hash !== hashOf(before.hash, entry)) return entry;
      before = { chain: entry.chain, seq: entry.seq, hash };
    }
    return null;
  };
  const write = (event = WRITING, fails = false) =>
    fresh.database.work(async (work) => {
      audit.write(work, systemActor('opdracht', 'ops'), event);
      await work.insert('sweep', ['day', 'at'], [['2026-01-01', '2026-01-01T00:00:00.000Z']], { key: ['day'] });
      if (fails) throw new Error('after all not');
    });

  it('keeps a write with its unit of work, and nothing of one that fell', async () => {
    await write();
    await expect(write(WRITING, true)).rejects.toThrow('after all not');
    await write();
    expect(await stored()).toMatchObject([
      { seq: 1, employee: null, via: 'opdracht', from: 'ops', action: 'wijzigen', objectId: 'd-1', result: 'gelukt' },
      { seq: 2 },
    ]);
    expect(unpackPupils((await stored())[0]!.pupils)).toEqual([PUPIL]);
    expect(await brokenAt()).toBeNull();
    expect(await fresh.database.read.all('SELECT seq FROM audit_pupil WHERE pupil_id = ?', [PUPIL])).toHaveLength(2);
  });

  it('chains what many units of work write at once', async () => {
    const all = Array.from({ length: 40 }, (_, i) => {
      audit.read(systemActor('pagina'), READING);
      return write(WRITING, i % 7 === 3).catch(() => undefined);
    });
    await Promise.all(all);
    await audit.flush();
    expect(await stored()).toHaveLength(40 + 34);
    expect(new Set((await stored()).map((one) => one.chain)).size).toBe(1);
    expect(await brokenAt()).toBeNull();
  });

  it('notices a changed, a removed and an inserted entry', async () => {
    for (let i = 0; i < 4; i++) await write();
    const change = (sql: string) => fresh.database.work((work) => work.run(sql));
    await change("UPDATE audit_entry SET purpose = 'iets anders' WHERE seq = 2");
    expect(await brokenAt()).toMatchObject({ seq: 2 });
    await change("UPDATE audit_entry SET purpose = 'proef' WHERE seq = 2");
    expect(await brokenAt()).toBeNull();
    await change('DELETE FROM audit_entry WHERE seq = 3');
    expect(await brokenAt()).toMatchObject({ seq: 4 });
  });

  it('commits reads within a second, without being asked', async () => {
    audit.read(systemActor('pagina'), READING);
    expect(await stored()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await stored()).toMatchObject([{ action: 'lezen' }]);
  });

  it('commits what was gathered when the process stops in good order', async () => {
    audit.read(systemActor('pagina'), READING);
    await audit.beforeApplicationShutdown();
    expect(await stored()).toHaveLength(1);
  });

  it('gives the Wpg a log and a chain of its own', async () => {
    await write();
    await write({ ...WRITING, log: 'wpg' });
    await write();
    const rows = await stored();
    expect(rows.map(({ log, seq }) => [log, seq]).sort()).toEqual([
      ['avg', 1],
      ['avg', 2],
      ['wpg', 1],
    ]);
    expect(await brokenAt()).toBeNull();
  });

  it('keeps a thousand pupils in one entry', async () => {
    const pupils = Array.from({ length: 1_000 }, () => newId());
    await write({ ...WRITING, pupils });
    expect(unpackPupils((await stored())[0]!.pupils)).toEqual(pupils);
    expect(await fresh.database.read.all('SELECT seq FROM audit_pupil')).toEqual([]);
  });
});

it('refuses reads when the log cannot be written for long, and keeps what waited', async () => {
  const fresh = await freshDatabase('sqlite');
  const audit = auditOn(fresh.database);
  const work = jest.spyOn(fresh.database, 'work').mockRejectedValue(new Error('disk full'));
  for (let i = 0; i < 5_000; i++) audit.read(systemActor('pagina'), READING);
  expect(() => audit.read(systemActor('pagina'), READING)).toThrow('Het logboek kan nu niet');
  work.mockRestore();
  await audit.beforeApplicationShutdown();
  expect(await fresh.database.read.get('SELECT COUNT(*) AS "n" FROM audit_entry')).toEqual({ n: 5_000 });
  await fresh.remove();
});
