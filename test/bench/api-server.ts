/** One side of the benchmark `api` in a process of its own: our API, or a bare Fastify route doing the same. */
import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import Sqlite from 'better-sqlite3';
import fastify from 'fastify';
import { v7 } from 'uuid';
import { ENTRY_COLUMNS, packPupils } from '../../src/access/log/entry';
import { servedApp } from '../../src/cli/serving/served-app';
import { readSettings } from '../../src/platform/settings';
import { registerWeb } from '../../src/web/http/register-web';
import { registerRequestLimit } from '../../src/web/http/request-limit';

interface SentRecord {
  registratienummer: string;
  pgn: string;
  brin: string;
  vestiging: string;
  datum: string;
  uren: number;
  soort: string;
}

const INSERT = `INSERT INTO absence_record (id, pupil_id, location, day, hundredths, kind, whole_day, brin, number, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const COLUMNS = `d.id, d.pupil_id, d.regime, d.status, d.opened_on, d.closed_on, d.for_closing, d.role, d.employee,
  d.assigned_on, d.assignment_reason, d.municipality, d.changed_at`;
const WAITS = `INSERT INTO outbox (id, kind, subject, state, not_before, attempts, asked_at, created_at)
  VALUES (?, 'beoordeel-leerling', ?, 'wacht', ?, 0, ?, ?) ON CONFLICT DO NOTHING`;

/** Our application as `serve` makes it, without a worker beside it: both sides only answer. */
async function ours(): Promise<number> {
  const settings = readSettings(process.env);
  const app = await NestFactory.create<NestFastifyApplication>(
    servedApp(settings),
    new FastifyAdapter({ bodyLimit: 1_048_576 }),
    { logger: false },
  );
  await registerWeb(app);
  await registerRequestLimit(app, settings.LEERSPOOR_VERZOEKEN_PER_MINUUT);
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

/** As ours gathers what was looked at: so many at once, or after so long. */
const [AT_ONCE, GATHERED_MS] = [200, 500];

/** The rows that a look leaves in the log, one and one a pupil: as durable as ours, in one commit for many looks. */
function logOfLooks(database: Sqlite.Database) {
  const entry = database.prepare(
    `INSERT INTO audit_entry (${[...ENTRY_COLUMNS, 'hash', 'linked'].join(', ')}) VALUES (${'?, '.repeat(16)}1)`,
  );
  const link = database.prepare('INSERT INTO audit_pupil (pupil_id, chain, seq) VALUES (?, ?, ?)');
  const chain = v7();
  let [waiting, seq, hash]: [[string, string[]][], number, string] = [[], 0, ''];
  const commit = database.transaction((looks: [string, string[]][]) => {
    const links: [string, string, number][] = [];
    for (const [employee, pupils] of looks) {
      const row = [chain, ++seq, 'avg', new Date().toISOString(), employee, 'leerplichtambtenaar', 'api', '127.0.0.1'];
      row.push(v7(), 'lezen', 'dossier', null as never, 'leerplicht', 'gelukt', packPupils(pupils));
      hash = createHash('sha256').update(hash).update(JSON.stringify(row)).digest('base64url');
      entry.run(...row, hash);
      links.push(...pupils.map((pupil): [string, string, number] => [pupil, chain, seq]));
    }
    links.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[2] - b[2]));
    for (const one of links) link.run(...one);
  });
  const flush = () => {
    const looks = waiting;
    waiting = [];
    if (looks.length > 0) commit(looks);
  };
  setInterval(flush, GATHERED_MS);
  return (employee: string, pupils: string[]) => {
    waiting.push([employee, pupils]);
    if (waiting.length >= AT_ONCE) flush();
  };
}

/**
 * The same queries (who asks, where they work, how many, one page) and the same durable rows (absence, outbox, the log of
 * looks), without checks, rules, document, versions or links.
 */
async function bare(): Promise<number> {
  const database = new Sqlite(process.env['LEERSPOOR_DATABASE']!);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const [home, index] = [process.env['BENCH_HOME']!, JSON.parse(process.env['BENCH_PUPILS']!) as [string, string][]];
  const where = `d.regime = 'leerplicht' AND d.municipality = ? AND d.status <> 'afgesloten'`;
  const count = database.prepare(`SELECT COUNT(*) AS n FROM dossier d WHERE ${where}`);
  const page = database.prepare(
    `SELECT ${COLUMNS} FROM dossier d WHERE ${where} ORDER BY d.opened_on DESC, d.id DESC LIMIT 25`,
  );
  const session = database.prepare(
    `SELECT s.token_hash, s.account_id, a.employee, s.csrf, s.stage, s.renew_at, s.started_at, s.seen_at, s.ends_at
     FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = ? AND a.locked_at IS NULL`,
  );
  const areas = database.prepare(
    `SELECT e.code, e.name, e.roles, e.boa, e.from_date, e.until_date, a.kind, a.area
     FROM employee e LEFT JOIN employee_area a ON a.employee = e.code WHERE e.code = ?`,
  );
  const look = logOfLooks(database);
  const find = database.prepare('SELECT id FROM pupil WHERE pgn_index = ?');
  const [insert, waits] = [database.prepare(INSERT), database.prepare(WAITS)];
  const indexOf = new Map(index);
  const take = database.transaction((records: SentRecord[]) => {
    const now = new Date().toISOString();
    for (const { registratienummer, pgn, brin, vestiging, datum, uren, soort } of records) {
      const { id } = find.get(indexOf.get(pgn)!) as { id: string };
      insert.run(v7(), id, vestiging, datum, Math.round(uren * 100), soort, 0, brin, registratienummer, null);
      waits.run(v7(), id, '', now, now);
    }
  });
  const app = fastify();
  app.get('/api/v1/dossiers', (request) => {
    const token = request.headers.cookie!.slice(request.headers.cookie!.indexOf('=') + 1);
    const { employee } = session.get(createHash('sha256').update(token).digest('hex')) as { employee: string };
    if (areas.all(employee).length === 0) throw new Error('nobody');
    const resultaten = page.all(home) as { pupil_id: string }[];
    look(
      employee,
      resultaten.map((row) => row.pupil_id),
    );
    return { totaal: (count.get(home) as { n: number }).n, resultaten };
  });
  app.post('/api/v1/verzuimregistraties', (request) => {
    take((request.body as { registraties: SentRecord[] }).registraties);
    return { id: randomUUID() };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as { port: number }).port;
}

void (process.argv[2] === 'bare' ? bare() : ours()).then((port) => process.send!(port));
