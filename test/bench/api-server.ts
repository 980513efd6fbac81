/** One side of the benchmark `api` in a process of its own: our API, or a bare Fastify route doing the same. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import Sqlite from 'better-sqlite3';
import fastify from 'fastify';
import { v7 } from 'uuid';
import { AppModule } from '../../src/cli/app.module';
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
    AppModule.forServing(settings),
    new FastifyAdapter({ bodyLimit: 1_048_576 }),
    { logger: false },
  );
  await registerWeb(app);
  await registerRequestLimit(app, settings.LEERSPOOR_VERZOEKEN_PER_MINUUT);
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

/** The same queries and the same durable rows, without login, checks, document, log or links. */
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
  app.get('/api/v1/dossiers', () => ({ totaal: (count.get(home) as { n: number }).n, resultaten: page.all(home) }));
  app.post('/api/v1/verzuimregistraties', (request) => {
    take((request.body as { registraties: SentRecord[] }).registraties);
    return { id: randomUUID() };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as { port: number }).port;
}

void (process.argv[2] === 'bare' ? bare() : ours()).then((port) => process.send!(port));
