import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrations, tables } from '../../src/cli/schema';
import { requireUsableFile } from '../../src/platform/database/database-file';
import { openDatabase } from '../../src/platform/database/open-database';
import { newSecret } from '../../src/platform/encryption';
import { describeWhere } from '../support/not-run';
import { findPostgres, hasPostgres } from '../support/postgres';
import { run } from './support';

/** One line of Dutch that says what to do; no stack, no words of a driver. */
const ONE_LINE = /^[A-Z/][^\n]*\.\n$/;

describe('a database that cannot be used', () => {
  let folder: string;
  let good: string;
  const path = (name: string): string => join(folder, name);
  const rows = 'registratienummer;pgn;brin;vestiging;datum;uren;soort\n';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-onbruikbaar-'));
    good = path('goed.db');
    writeFileSync(path('verzuim.csv'), rows);
    expect((await run(['migrate'], { LEERSPOOR_DATABASE: good })).code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const commands = (): string[][] => [
    ['migrate'],
    ['import', 'verzuim', path('verzuim.csv')],
    ['import', 'verzuim', path('verzuim.csv'), '--proef'],
    ['werk', '--tot-leeg'],
    ['peil'],
    ['taken'],
    ['export', 'signalen'],
    ['cijfers', 'telling', '--schooljaar', '2025'],
    ['serve'],
  ];

  /** Every command refuses it in the same words. */
  async function refused(
    address: string,
    words: RegExp,
    env: Record<string, string> = {},
    some = commands(),
  ): Promise<void> {
    for (const args of some) {
      const { code, stdout, stderr } = await run(args, { LEERSPOOR_DATABASE: address, PORT: '0', ...env });
      expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
      expect(stderr).toMatch(ONE_LINE);
      expect(stderr).toMatch(words);
    }
  }

  it('is refused where it is a folder', async () => {
    mkdirSync(path('map.db'));
    await refused(path('map.db'), /map\.db is een map\. Zet in LEERSPOOR_DATABASE het pad van een bestand\./);
  });

  it('is refused where the file is something else, whether or not there is a key', async () => {
    writeFileSync(path('brief.db'), 'Geachte ouders, '.repeat(500));
    const words = /brief\.db is beschadigd of is geen database van Leerspoor\. Zet een reservekopie terug/;
    await refused(path('brief.db'), words);
    await refused(path('brief.db'), words, { LEERSPOOR_SLEUTEL: newSecret() });
  });

  it('is refused where its pages are damaged', async () => {
    const bytes = readFileSync(good);
    bytes.fill(0xa5, 4096, 4096 * 60);
    writeFileSync(path('kapot.db'), bytes);
    copyFileSync(`${good}.sleutel`, path('kapot.db.sleutel'));
    await refused(
      path('kapot.db'),
      /is beschadigd of is geen database van Leerspoor\. Zet een reservekopie terug\./,
      {},
      commands().slice(0, 4),
    );
  });

  it('is refused where it is of a newer version, and stays as it was', async () => {
    copyFileSync(good, path('nieuw.db'));
    copyFileSync(`${good}.sleutel`, path('nieuw.db.sleutel'));
    const handle = new BetterSqlite3(path('nieuw.db'));
    handle.exec("INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')");
    handle.close();
    await refused(path('nieuw.db'), /is van een nieuwere versie van Leerspoor\. Installeer die versie/);
  });

  it('is refused where another program keeps its tables in it, and gets none of ours', async () => {
    const handle = new BetterSqlite3(path('ander.db'));
    handle.exec('CREATE TABLE boekhouding (bedrag)');
    await refused(
      path('ander.db'),
      /tabellen van een ander programma\. Zet in LEERSPOOR_DATABASE een andere/,
      {
        LEERSPOOR_SLEUTEL: newSecret(),
      },
      commands().slice(0, 3),
    );
    expect(handle.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([
      { name: 'boekhouding' },
    ]);
    handle.close();
  });

  it('is refused where its rights are missing', () => {
    copyFileSync(good, path('dicht.db'));
    const may = (mode: number, uid: number): string => {
      chmodSync(path('dicht.db'), mode);
      chmodSync(folder, 0o755);
      // whoever runs everything as root has all rights: look as somebody else does
      if (process.getuid!() === 0) process.seteuid!(uid);
      try {
        requireUsableFile(path('dicht.db'));
        return 'ja';
      } catch (error) {
        return (error as Error).message;
      } finally {
        if (process.getuid!() === 0) process.seteuid!(0);
      }
    };
    const words = /dicht\.db mag niet worden gelezen of beschreven\. Geef de gebruiker van Leerspoor die rechten/;
    expect(may(0o000, 65534)).toMatch(words);
    expect(may(0o444, 65534)).toMatch(words);
    expect(may(0o666, 65534)).toBe('ja');
  });

  it('is waited for while another process writes in it, and then the command says so', async () => {
    const other = new BetterSqlite3(good);
    const database = await openDatabase({ address: good, tables, migrations, patience: 200 });
    const write = () => database.work((work) => work.run("DELETE FROM daily_run WHERE day = '2000-01-01'"));
    other.exec('BEGIN IMMEDIATE');
    const waiting = write();
    await new Promise((resolve) => setTimeout(resolve, 50));
    other.exec('COMMIT');
    await waiting;
    other.exec('BEGIN IMMEDIATE');
    await expect(write()).rejects.toThrow(
      'De database is te lang bezet door een ander programma. Sluit dat programma en probeer het opnieuw.',
    );
    other.exec('COMMIT');
    other.close();
    await database.close();
  });

  it('is not waited for by a process that stops', async () => {
    const other = new BetterSqlite3(good);
    const database = await openDatabase({ address: good, tables, migrations, patience: 600_000 });
    other.exec('BEGIN IMMEDIATE');
    const waiting = database.work((work) => work.run("DELETE FROM daily_run WHERE day = '2000-01-01'"));
    const given = expect(waiting).rejects.toThrow('bezet door een ander programma');
    await database.close();
    await given;
    other.close();
  });

  it('is refused where no server listens', async () => {
    await refused('postgres://leerspoor:geheim@127.0.0.1:9/leerspoor', /antwoordt niet\. Kijk LEERSPOOR_DATABASE na/, {
      LEERSPOOR_SLEUTEL: newSecret(),
      LEERSPOOR_DATABASE_WACHT: '0',
    });
  });

  describeWhere(hasPostgres(), 'PostgreSQL', 'on a server', () => {
    it('is refused where name or password is, or where the database is not there', async () => {
      const server = new URL((await findPostgres())!);
      const env = { LEERSPOOR_SLEUTEL: newSecret() };
      server.pathname = '/bestaat-niet';
      const words = /bestaat niet op de server\. Maak haar eerst met createdb\./;
      await refused(String(server), words, env, commands().slice(0, 3));
      server.username = 'niemand';
      server.password = 'geheim-wachtwoord';
      for (const args of commands().slice(0, 3)) {
        const { code, stdout, stderr } = await run(args, { LEERSPOOR_DATABASE: String(server), PORT: '0', ...env });
        // a server that trusts everybody on this machine knows no wrong password, only an unknown name
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(/weigert de gebruikersnaam of het wachtwoord\. Verbeter die in LEERSPOOR_DATABASE\.\n$/);
        expect(stderr).not.toContain('geheim');
      }
    });
  });
});
