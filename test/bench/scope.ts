/**
 * What scope and audit cost on the work list: its count and its first page, with the visitor read afresh, their condition,
 * and a line in the log for every look, against the same two queries written by hand for the same rows, without log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../src/access/actor';
import { Audit, PURPOSES } from '../../src/access/audit';
import { type Condition, dossierCondition } from '../../src/access/conditions';
import { ProcessingLog } from '../../src/access/log/processing';
import { Visitors } from '../../src/access/visitor';
import { migrations, tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import { SystemClock } from '../../src/platform/clock';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { Settings } from '../../src/platform/settings';
import { scopeOf } from '../../src/registry/scopes';
import { type BenchResult, perSecond, rateResult } from './measure';

const DOSSIERS = 50_000;
const LOOKS = 100;
const RUNS = 5;
const MUNICIPALITIES = ['0047', '0037', '1895', '1950', '0765'];
const NOW = '2026-01-01T00:00:00.000Z';

async function fill(database: Database): Promise<void> {
  const columns =
    'id pupil_id regime status opened_on for_closing role municipality assigned_on assignment_reason changed_at';
  await database.work(async (work) => {
    const rows = Array.from({ length: DOSSIERS }, (_, i) => [
      ...[newId(), newId(), 'leerplicht', i % 5 ? 'nieuw' : 'in_behandeling', `2026-0${1 + (i % 6)}-15`, 0, 'r'],
      ...[MUNICIPALITIES[i % 5]!, '2026-01-01', '', NOW],
    ]);
    await work.insert('dossier', columns.split(' '), rows);
    await work.insert(
      'employee',
      ['code', 'name', 'roles', 'boa', 'fte'],
      [['lpa', 'L', 'leerplichtambtenaar', 0, 100]],
    );
    const areas = MUNICIPALITIES.map((code) => ['lpa', 'gemeente', code]);
    await work.insert('employee_area', ['employee', 'kind', 'area'], areas);
  });
}

async function look(database: Database, { sql, values }: Condition): Promise<string[]> {
  const where = `${sql} AND d.status <> 'afgesloten'`;
  await database.read.get(`SELECT COUNT(*) AS "n" FROM dossier d WHERE ${where}`, values);
  const page = `SELECT d.pupil_id AS "pupil" FROM dossier d WHERE ${where} ORDER BY d.opened_on DESC, d.id DESC LIMIT 25`;
  const rows = await database.read.all<{ pupil: string }>(page, values);
  if (rows.length !== 25) throw new Error('de meting vond geen dossiers');
  return rows.map((row) => row.pupil);
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-scope-'));
  const database = await openDatabase({ address: join(folder, 'scope.db'), tables, migrations });
  const clock = new SystemClock();
  const audit = new Audit(database, clock, new ProcessingLog(new Settings(), new Encryption(newSecret())));
  try {
    await database.migrate();
    await fill(database);
    const visitors = new Visitors(database, clock);
    const own = database.read.oneOf('d.municipality', MUNICIPALITIES, 'code');
    const bare: Condition = { sql: `(d.regime = 'leerplicht' AND ${own.sql})`, values: [own.value] };
    const scoped = async () => {
      const visitor = (await visitors.find('lpa'))!;
      const actor: Actor = { visitor, via: 'pagina', from: '127.0.0.1', operation: newId() };
      const pupils = await look(database, dossierCondition(database.read, scopeOf(visitor, asDay('2026-06-30'))));
      const event = { action: 'lezen', object: 'werklijst', objectId: null, purpose: PURPOSES.leerplicht } as const;
      audit.read(actor, { ...event, pupils });
    };
    const times = async (one: () => Promise<unknown>) => {
      for (let i = 0; i < LOOKS; i++) await one();
    };
    const [rates, limits]: [number[], number[]] = [[], []];
    for (let i = 0; i < RUNS; i++) {
      limits.push(await perSecond(LOOKS, () => times(() => look(database, bare))));
      rates.push(await perSecond(LOOKS, () => times(scoped).then(() => audit.flush())));
    }
    const logged = await database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM audit_entry');
    if (logged?.n !== RUNS * LOOKS) throw new Error('niet elke blik staat in het logboek');
    return rateResult('scope', 'werklijsten/s', rates, limits);
  } finally {
    await audit.beforeApplicationShutdown();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
