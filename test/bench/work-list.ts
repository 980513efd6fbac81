/**
 * The work list of an officer with a million dossiers in the database: milliseconds at the 95th percentile over many
 * officers, as the page asks for it. The limit is the same list as bare SQL: the seven views that are counted, and one
 * page with names and the latest signal.
 */
import { NestFactory } from '@nestjs/core';
import type { Client } from 'pg';
import { systemActor } from '../../src/access/actor';
import { type Visitor, Visitors } from '../../src/access/visitor';
import { DUE_DAYS, RECENT_DAYS, UNWORKED_DAYS } from '../../src/cases/worklist/work-lists';
import { servedApp } from '../../src/cli/serving/served-app';
import { migrations, tables } from '../../src/cli/schema';
import { addDays } from '../../src/law/day';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption } from '../../src/platform/encryption';
import { readSettings } from '../../src/platform/settings';
import { readFilter } from '../../src/web/leerplicht/list-filter';
import { DossierListQuery } from '../../src/web/leerplicht/list-query';
import { onServer } from '../support/postgres';
import { fillRegion, TODAY } from './fill-region';
import { BENCH_ENVIRONMENT } from './import';
import { type BenchResult, randomFrom } from './measure';
import { ownDatabase } from './own-database';

const DOSSIERS = Number(process.env['LEERSPOOR_TEST_DOSSIERS'] ?? 1_000_000);
const ASKED = 300;
const PAGE_SIZE = 25;

const OPEN = "d.regime = 'leerplicht' AND d.municipality = $1 AND d.status <> 'afgesloten'";
const COUNTS = `SELECT COUNT(*), COUNT(*) FILTER (WHERE d.employee = $2), COUNT(*) FILTER (WHERE d.employee IS NULL)
  FROM dossier d WHERE ${OPEN}`;
const STEP = 'SELECT 1 FROM state_change s WHERE s.dossier_id = d.id AND s.employee IS NOT NULL';
const LAST = 'SELECT a.id FROM assignment a WHERE a.dossier_id = d.id ORDER BY a.id DESC LIMIT 1';
const TERM = 'SELECT 1 FROM term t WHERE t.dossier_id = d.id AND t.ended_on IS NULL AND t.due_on';
/** The four views of one's own dossiers, which the page counts too. */
const OWN_COUNTS = `SELECT
    COUNT(*) FILTER (WHERE d.assigned_on >= $3 AND NOT EXISTS (${STEP} AND s.id > (${LAST}))),
    COUNT(*) FILTER (WHERE d.assigned_on < $4 AND NOT EXISTS (${STEP} AND s.day >= $4)),
    COUNT(*) FILTER (WHERE EXISTS (${TERM} >= $5 AND t.due_on <= $6)),
    COUNT(*) FILTER (WHERE EXISTS (${TERM} < $5))
  FROM dossier d WHERE d.employee = $2 AND ${OPEN}`;
const DAYS = [addDays(TODAY, -RECENT_DAYS), addDays(TODAY, -UNWORKED_DAYS), TODAY, addDays(TODAY, DUE_DAYS)];
const PAGE = `SELECT d.*, p.first_names, p.last_name, p.birth_date, e.name, s.rule, s.from_date, s.until_date
  FROM (SELECT * FROM dossier WHERE regime = 'leerplicht' AND municipality = $1 AND status <> 'afgesloten'
         ORDER BY opened_on DESC, id DESC LIMIT ${PAGE_SIZE}) d
  JOIN pupil p ON p.id = d.pupil_id LEFT JOIN employee e ON e.code = d.employee
  LEFT JOIN LATERAL (SELECT * FROM signal WHERE dossier_id = d.id ORDER BY until_date DESC LIMIT 1) s ON TRUE
  ORDER BY d.opened_on DESC, d.id DESC`;

const p95 = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function bare(client: Client, municipality: string, officer: string): Promise<void> {
  await client.query(COUNTS, [municipality, officer]);
  await client.query(OWN_COUNTS, [municipality, officer, ...DAYS]);
  await client.query(PAGE, [municipality]);
}

export async function run(): Promise<BenchResult> {
  const own = await ownDatabase();
  try {
    const settings = readSettings({
      ...{ ...BENCH_ENVIRONMENT, LEERSPOOR_PEILDATUM: TODAY, LEERSPOOR_DATABASE: own.address },
    });
    const database = await openDatabase({ address: own.address, tables, migrations });
    await database.migrate();
    const filled = await fillRegion(database, new Encryption(BENCH_ENVIRONMENT.LEERSPOOR_SLEUTEL), {
      ...{ pupils: DOSSIERS, dossiers: true, lean: true },
    });
    await database.close();
    await onServer(own.address, (client) => client.query('VACUUM ANALYZE'));
    const app = await NestFactory.createApplicationContext(servedApp(settings), { logger: false });
    const [list, visitors] = [app.get(DossierListQuery), app.get(Visitors)];
    const random = randomFrom(7);
    const times: number[] = [];
    const limits: number[] = [];
    await onServer(own.address, async (client) => {
      for (let i = 0; i < ASKED + 20; i++) {
        const municipality = filled.municipalities[random(filled.municipalities.length)]!;
        const officer = filled.officer(municipality, i);
        const visitor = (await visitors.find(officer)) as Visitor;
        const page = () => list.list({ ...systemActor('pagina'), visitor }, readFilter({}, ''));
        const limit = await timed(() => bare(client, municipality, officer));
        const time = await timed(page);
        // the first ones find nothing in memory
        if (i < 20) continue;
        times.push(time);
        limits.push(limit);
      }
    });
    await app.close();
    const [value, limit] = [p95(times), p95(limits)];
    return {
      ...{ name: 'work-list', value: round(value), unit: 'ms (p95)', limit: round(limit), runs: ASKED },
      ...{
        ratio: Number((limit / value).toPrecision(3)),
        min: round(Math.min(...times)),
        max: round(Math.max(...times)),
      },
    };
  } finally {
    await own.remove();
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
