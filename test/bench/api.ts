/**
 * The API at 16 connections, beside a bare Fastify route that does the same queries or writes the same rows, each in a
 * process of its own on a copy of the same database. `api`: the work list of an officer; `api-intake`: batches of 100
 * absence records of a school's system. Requests a second; `p99` and `limitP99` in milliseconds.
 */
import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { NestFactory } from '@nestjs/core';
import { SYSTEM } from '../../src/access/actor';
import { AccountService } from '../../src/access/accounts/accounts';
import { Machines } from '../../src/access/machines/machines';
import { SessionService } from '../../src/access/sessions';
import { servedApp } from '../../src/cli/serving/served-app';
import { migrations, tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import { Encryption } from '../../src/platform/encryption';
import { openDatabase } from '../../src/platform/database/open-database';
import { readSettings } from '../../src/platform/settings';
import { fillRegion, TODAY } from './fill-region';
import { BENCH_ENVIRONMENT } from './import';
import { type BenchResult, rateResult } from './measure';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';

const PUPILS = 20_000;
const CONNECTIONS = 16;
const SECONDS = 5;
const RUNS = 3;
const RECORDS = 100;

export interface Prepared {
  database: string;
  env: Record<string, string>;
  cookie: string;
  key: string;
  pupils: [pgn: string, index: string][];
  school: string;
  close(): void;
}

type Request = autocannon.Request;

/** A region on SQLite, with an officer who is logged in and a system of the largest school. */
export async function prepare(): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-api-'));
  const database = join(folder, 'api.db');
  const env = {
    ...{ ...BENCH_ENVIRONMENT, LEERSPOOR_PEILDATUM: TODAY, LEERSPOOR_DATABASE: database },
    ...{ LEERSPOOR_VERZOEKEN_PER_MINUUT: '1000000', LEERSPOOR_LOGNIVEAU: 'warn' },
  };
  const encryption = new Encryption(BENCH_ENVIRONMENT.LEERSPOOR_SLEUTEL);
  const opened = await openDatabase({ address: database, tables, migrations });
  await opened.migrate();
  const filled = await fillRegion(opened, encryption, { pupils: PUPILS, dossiers: true, lean: true });
  const home = filled.municipalities[0]!;
  const rows = await opened.read.all<{ id: string; pgn: string; school: string }>(
    `SELECT p.id, p.pgn, e.location AS "school" FROM residence r JOIN pupil p ON p.id = r.pupil_id
     JOIN enrolment e ON e.pupil_id = p.id WHERE r.municipality = ?`,
    [home],
  );
  await opened.close();
  const app = await NestFactory.createApplicationContext(servedApp(readSettings(env)), { logger: false });
  const employee = filled.officer(home);
  const account = await app
    .get(AccountService)
    .create({ username: 'meting', password: 'een lang wachtwoord', employee });
  const token = await app.get(SessionService).open(account);
  const asked = { name: 'meting', schools: [rows[0]!.school.slice(0, 4)], rights: ['verzuimregistraties:schrijven'] };
  const { key } = await app.get(Machines).make(SYSTEM, { ...asked, until: asDay('2026-12-31') });
  await app.close();
  const pupils = rows.map(({ id, pgn }): [string, string] => {
    const number = encryption.decrypt(pgn, cell(pupil, 'pgn', { id }));
    return [number, encryption.index(number)];
  });
  const bare = { BENCH_HOME: home, BENCH_PUPILS: JSON.stringify(pupils) };
  return {
    ...{ database, env: { ...env, ...bare }, cookie: `leerspoor_sessie=${token}`, key, pupils },
    school: rows[0]!.school,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function fire(side: 'ours' | 'bare', { database, env }: Prepared, request: Request) {
  const copy = `${database}-${side}`;
  cpSync(database, copy);
  const settings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LEERSPOOR_')));
  const child = fork(join(__dirname, 'api-server'), [side], { env: { ...settings, ...env, LEERSPOOR_DATABASE: copy } });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => resolve(message as number));
      child.once('exit', () => reject(new Error(`de kant ${side} stopte`)));
    });
    const shot = (duration: number) =>
      autocannon({ url: `http://127.0.0.1:${port}`, connections: CONNECTIONS, duration, requests: [request] });
    await shot(2);
    const { requests, latency, non2xx, errors } = await shot(SECONDS);
    if (non2xx + errors > 0) throw new Error(`${side}: ${non2xx} antwoorden waren fout, ${errors} bleven uit`);
    return { rate: requests.average, p99: latency.p99 };
  } finally {
    child.removeAllListeners('exit');
    child.kill();
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  }
}

export async function compare(name: string, request: (prepared: Prepared) => Request): Promise<BenchResult> {
  const prepared = await prepare();
  try {
    const [own, limit]: { rate: number; p99: number }[][] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      limit!.push(await fire('bare', prepared, request(prepared)));
      own!.push(await fire('ours', prepared, request(prepared)));
    }
    const rates = (all: { rate: number }[]) => all.map(({ rate }) => rate);
    const worst = (all: { p99: number }[]) => Math.max(...all.map(({ p99 }) => p99));
    const result = rateResult(name, 'verzoeken/s', rates(own!), rates(limit!));
    return { ...result, p99: worst(own!), limitP99: worst(limit!) };
  } finally {
    prepared.close();
  }
}

export const run = () =>
  compare('api', ({ cookie }) => ({ method: 'GET', path: '/api/v1/dossiers?status=open', headers: { cookie } }));

let sent = 0;

/** Other numbers in each batch, so that every record is new. */
export function batch({ pupils, school, key }: Prepared): Request {
  const body = () => {
    const registraties = Array.from({ length: RECORDS }, () => ({
      ...{ registratienummer: `M-${++sent}`, pgn: pupils[sent % pupils.length]![0], brin: school.slice(0, 4) },
      ...{ vestiging: school, datum: '2026-03-03', uren: 2, soort: 'ongeoorloofd' },
    }));
    return JSON.stringify({ registraties });
  };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const path = '/api/v1/verzuimregistraties';
  return { method: 'POST', path, headers, setupRequest: (request) => ({ ...request, body: body() }) };
}
