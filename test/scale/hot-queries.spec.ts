import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '../../src/access/actor';
import { SessionService } from '../../src/access/sessions';
import { Visitors } from '../../src/access/visitor';
import { servedApp } from '../../src/cli/serving/served-app';
import { migrations, tables } from '../../src/cli/schema';
import { ImportService } from '../../src/imports/import-service';
import { Batches } from '../../src/jobs/batches';
import { HandOver } from '../../src/jobs/bullmq/hand-over';
import { SharedQueueLimits } from '../../src/jobs/bullmq/shared-queue';
import { JobTime } from '../../src/jobs/job-time';
import { Outbox } from '../../src/jobs/outbox';
import { Queue } from '../../src/jobs/queue';
import { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { PostgresSql } from '../../src/platform/database/postgres';
import type { Value } from '../../src/platform/database/sql';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { readSettings } from '../../src/platform/settings';
import { DossierListQuery } from '../../src/web/leerplicht/list-query';
import { readFilter } from '../../src/web/leerplicht/list-filter';
import { DossierQuery } from '../../src/web/leerplicht/dossier-query';
import { type FreshAddress, freshAddress } from '../support/database';
import { type Filled, fillRegion, TODAY } from '../bench/fill-region';
import { describeWhere } from '../support/not-run';
import { hasPostgres, onServer } from '../support/postgres';

/** Enough that PostgreSQL would rather not read a table whole. */
const PUPILS = 20_000;
const RECORDS = 4;
/** A table with fewer rows after filling does not grow with pupils, or is empty here: reading it whole is right. */
const FEW = PUPILS / 4;
/** What this test fills, so that it can tell. */
const GROWING = [
  ...['absence_record', 'assignment', 'contact_person', 'diploma', 'dossier', 'enrolment', 'exemption', 'outbox'],
  ...['pupil', 'pupil_alias', 'residence', 'session', 'signal', 'signal_change'],
];

interface Asked {
  sql: string;
  values: readonly Value[];
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** The tables that a plan reads whole. */
function readWhole(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(readWhole)];
}

describeWhere(hasPostgres(), 'PostgreSQL', 'the hottest queries', () => {
  let fresh: FreshAddress;
  let app: INestApplicationContext;
  let filled: Filled;
  let folder: string;
  let asked: Asked[] = [];
  const large = new Set<string>();

  beforeAll(async () => {
    fresh = await freshAddress('postgres');
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-hot-'));
    const secret = newSecret();
    const settings = readSettings({
      LEERSPOOR_DATABASE: fresh.address,
      LEERSPOOR_SLEUTEL: secret,
      LEERSPOOR_PEILDATUM: TODAY,
    });
    const database = await openDatabase({ address: fresh.address, tables, migrations });
    await database.migrate();
    filled = await fillRegion(database, new Encryption(secret), { pupils: PUPILS, records: RECORDS, dossiers: true });
    await database.close();
    app = await NestFactory.createApplicationContext(servedApp(settings), { logger: false });
    await app.get(Database).work(async (work) => {
      const rows = await work.all<{ id: string }>(`SELECT id FROM pupil ORDER BY id LIMIT ${PUPILS / 2}`);
      const subjects = rows.map((row) => row.id);
      await app.get(Outbox).add(work, 'beoordeel-leerling', subjects);
    });
    await onServer(fresh.address, async (client) => {
      await client.query('VACUUM ANALYZE');
      const sizes = `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples > ${FEW}`;
      for (const { name } of (await client.query<{ name: string }>(sizes)).rows) large.add(name);
    });
    const { all, run } = PostgresSql.prototype;
    jest.spyOn(PostgresSql.prototype, 'all').mockImplementation(function (this: PostgresSql, sql, values = []) {
      asked.push({ sql, values });
      return all.call(this, sql, values) as Promise<never>;
    });
    jest.spyOn(PostgresSql.prototype, 'run').mockImplementation(function (this: PostgresSql, sql, values = []) {
      asked.push({ sql, values });
      return run.call(this, sql, values);
    });
  }, 180_000);
  beforeEach(() => (asked = []));
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
    await fresh.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Explains what was asked meanwhile, and gives the growing tables that would be read whole. */
  async function readWholeBy(action: () => Promise<unknown>): Promise<{ queries: number; whole: string[] }> {
    asked = [];
    await action();
    const all = asked.filter(({ sql }) => /^\s*(SELECT|UPDATE|DELETE|WITH)/i.test(sql));
    const whole: string[] = [];
    await onServer(fresh.address, async (client) => {
      for (const { sql, values } of all) {
        let n = 0;
        const text = `EXPLAIN (FORMAT JSON) ${sql.replace(/\?/g, () => `$${++n}`)}`;
        const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(text, values as Value[]);
        for (const table of readWhole(rows[0]!['QUERY PLAN'][0]!.Plan)) {
          if (large.has(table)) whole.push(`${table}: ${sql.replace(/\s+/g, ' ').trim()}`);
        }
      }
    });
    return { queries: all.length, whole: [...new Set(whole)] };
  }

  const visitor = async () => (await app.get(Visitors).find(filled.officer(filled.municipalities[200]!)))!;
  const actor = async () => ({ ...systemActor('pagina'), visitor: await visitor() });
  const list = (query: object) => async () => app.get(DossierListQuery).list(await actor(), readFilter(query, ''));

  const HOT: Record<string, () => Promise<unknown>> = {
    'judging a batch of pupils': async () => {
      expect(await app.get(Batches, { strict: false }).workNext(50)).toEqual({ done: 50, failed: 0 });
    },
    'claiming these rows of the outbox': async () => {
      const ids = await app.get(Queue).list({ limit: 50 });
      await app.get(Batches, { strict: false }).workThese(ids.map((one) => one.id));
    },
    'handing rows over': async () => {
      const rows = new HandOver(app.get(Database), new JobTime(), new SharedQueueLimits());
      await rows.waits(5_000);
      await rows.takeBack((await rows.take(100, 5_000)).flatMap(({ data }) => data.ids));
    },
    'asking when the next job is due': () => app.get(Queue).nextAt(),
    'asking for how long the oldest job waits': () => app.get(Queue).oldestSeconds(),
    'importing absence': async () => {
      const path = join(folder, 'verzuim.csv');
      const rows = Array.from({ length: 60 }, (_, i) => `${i};${100_000_000 + i * 7};10AZ;00;2026-03-02;1,00;ziek`);
      writeFileSync(path, `registratienummer;pgn;brin;vestiging;datum;uren;soort\n${rows.join('\n')}\n`);
      await app.get(ImportService).run({ soort: 'verzuim', path });
    },
    'the session of a request': () => app.get(SessionService).find('nobody'),
    'who is asking': visitor,
    'the work list': list({}),
    'the own work list': list({ toon: 'mijn' }),
    'the verdeelbak': list({ toon: 'verdeelbak' }),
    'a dossier': async () => {
      const { rows } = await app.get(DossierListQuery).list(await actor(), readFilter({}, ''));
      const found = await app.get(DossierQuery).find(await actor(), rows[0]!.id);
      expect(found).not.toBeNull();
    },
  };

  it('looks at every table that is filled', () => {
    expect([...large]).toEqual(expect.arrayContaining(GROWING));
  });

  it.each(Object.keys(HOT))('%s reads no table whole that grows with pupils', async (name) => {
    const { queries, whole } = await readWholeBy(HOT[name]!);
    expect(queries).toBeGreaterThan(0);
    expect(whole).toEqual([]);
  });

  it('would show one that does', async () => {
    const { whole } = await readWholeBy(() =>
      app.get(Database).read.all("SELECT id FROM absence_record WHERE reason = 'x'"),
    );
    expect(whole).toEqual([expect.stringMatching(/^absence_record: /)]);
  });
});
