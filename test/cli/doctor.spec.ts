import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database/open-database';
import { migrations, tables } from '../../src/cli/schema';
import { newSecret } from '../../src/platform/encryption';
import { run } from './support';

interface Finding {
  onderdeel: string;
  uitkomst: string;
  bevinding: string;
  doe?: string;
}

describe('doctor', () => {
  let folder: string;
  let env: Record<string, string>;
  const examine = async (more: Record<string, string> = {}) => {
    const { code, stdout } = await run(['doctor', '--json'], { ...env, ...more });
    const { goed, bevindingen } = JSON.parse(stdout) as { goed: boolean; bevindingen: Finding[] };
    expect(code).toBe(goed ? 0 : 1);
    return { code, of: (name: string) => bevindingen.find(({ onderdeel }) => onderdeel === name) };
  };
  const change = async (sql: string) => {
    const database = await openDatabase({ address: env['LEERSPOOR_DATABASE']!, tables, migrations });
    await database.work((work) => work.run(sql));
    await database.close();
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-doctor-'));
    env = { LEERSPOOR_DATABASE: join(folder, 'l.db'), LEERSPOOR_PEILDATUM: '2026-03-31' };
    expect((await run(['migrate'], env)).code).toBe(0);
    for (const end of ['', '.sleutel']) chmodSync(`${env['LEERSPOOR_DATABASE']}${end}`, 0o600);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds a new database good, and says of each part what it saw', async () => {
    const { code, of } = await examine();
    expect(code).toBe(0);
    for (const name of [
      'database',
      'sleutel',
      'wachtrij',
      'afleveren',
      'post',
      'klok',
      'kalenders',
      'bestanden',
      'schijf',
    ]) {
      expect(of(name)).toMatchObject({ uitkomst: 'goed', bevinding: expect.any(String) });
    }
    expect(of('instellingen')).toMatchObject({ uitkomst: 'let-op' });
    expect(of('peil')).toMatchObject({ uitkomst: 'let-op', doe: expect.stringContaining('leerspoor peil') });
    const { stdout, stderr } = await run(['doctor'], env);
    expect(stdout).toContain('goed    database: ');
    expect(stderr).toBe('');
  });

  it('warns from 1 April where the coming school year has no calendar, and not the day before', async () => {
    const on = async (day: string) => (await examine({ LEERSPOOR_PEILDATUM: day })).of('kalenders')!.uitkomst;
    expect(await on('2027-03-31')).toBe('goed');
    expect(await on('2027-04-01')).toBe('let-op');
  });

  it('sees wrong settings, a missing database, a database that others may read', async () => {
    expect((await examine({ PORT: 'x' })).of('instellingen')).toMatchObject({ uitkomst: 'fout' });
    expect((await examine({ LEERSPOOR_DATABASE: join(folder, 'x.db') })).of('database')!.doe).toContain('migrate');
    chmodSync(env['LEERSPOOR_DATABASE']!, 0o644);
    expect((await examine()).of('bestanden')!.doe).toContain('chmod 600');
    chmodSync(env['LEERSPOOR_DATABASE']!, 0o600);
  });

  it('sees a database that does not answer, and a queue that does not', async () => {
    const key = { LEERSPOOR_SLEUTEL: newSecret() };
    const gone = await examine({ ...key, LEERSPOOR_DATABASE: 'postgres://nobody@127.0.0.1:1/x' });
    expect(gone.of('database')).toMatchObject({ uitkomst: 'fout', doe: expect.any(String) });
    const silent = await examine({ LEERSPOOR_REDIS: 'redis://127.0.0.1:1' });
    expect(silent.of('wachtrij')).toMatchObject({ uitkomst: 'fout', doe: expect.stringContaining('Redis') });
  });

  it('sees what other systems were not told, and goes on', async () => {
    const id = '01934d5e-7a1b-7c3d-8e4f-0123456789ac';
    await change(`INSERT INTO zaak (dossier_id, system, state, attempts, free_at, told_child, asked)
      VALUES ('${id}', 'emmen', 'mislukt', 18, '', 0, 1)`);
    const { code, of } = await examine();
    expect(code).toBe(0);
    expect(of('afleveren')).toMatchObject({
      uitkomst: 'let-op',
      bevinding: 'Niet aangekomen: 0 gebeurtenissen en 1 zaken.',
      doe: expect.stringContaining('`leerspoor zaken`'),
    });
    await change('DELETE FROM zaak');
  });

  it('sees mail that waits for long and mail that was refused, and names nobody', async () => {
    const mail = (id: string, state: string, at: string) =>
      change(`INSERT INTO mail (id, kind, recipient, fact, address, subject, body, state, attempts, free_at, made_at, last_error)
        VALUES ('01934d5e-7a1b-7c3d-8e4f-0123456789${id}', 'dagoverzicht', '${id}', 'x', 'x', '', '', '${state}', 3, '', '${at}',
          'ESOCKET')`);
    await mail('a1', 'wacht', '2026-03-30T00:00:00.000Z');
    const waits = (await examine()).of('post');
    expect(waits).toMatchObject({
      uitkomst: 'let-op',
      bevinding: 'Er wachten 1 mails langer dan een kwartier (ESOCKET).',
    });
    await change('DELETE FROM mail');
    await mail('a2', 'geweigerd', '2026-03-30T00:00:00.000Z');
    expect((await examine()).of('post')!.bevinding).toBe('De mailserver weigerde deze week 1 mails.');
    await change("UPDATE mail SET made_at = '2026-03-20T00:00:00.000Z'");
    expect((await examine()).of('post')).toMatchObject({ uitkomst: 'goed' });
    await change('DELETE FROM mail');
  });

  it('sees failed jobs, a key that does not fit and a clock that went back', async () => {
    await change(`INSERT INTO outbox (id, kind, subject, state, not_before, attempts, asked_at, created_at)
      VALUES ('01934d5e-7a1b-7c3d-8e4f-0123456789ab', 'verdeel', '', 'mislukt', '', 5, '', '')`);
    await change(`INSERT INTO pupil (id, pgn, pgn_index, birth_date, secret_address, changed_at)
      VALUES ('01934d5e-7a1b-7c3d-8e4f-0123456789ab', '1.AAAA', 'x', '2010-01-01', 0, '2026-01-01T00:00:00.000Z')`);
    await change(`INSERT INTO import_run (id, kind, at, rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected,
      per_location, notices) VALUES ('01934d5e-7a1b-7c3d-8e4f-0123456789ab', 'verzuim', '2026-04-02T00:00:00.000Z',
      0, 0, 0, 0, 0, '{}', '[]')`);
    const { code, of } = await examine();
    expect(code).toBe(1);
    expect(of('wachtrij')!.doe).toContain('taken --mislukt');
    expect(of('sleutel')).toMatchObject({ uitkomst: 'fout' });
    expect(of('klok')).toMatchObject({ uitkomst: 'fout' });
  });
});
