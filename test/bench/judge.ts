/**
 * From outbox to signals and assigned dossiers, for 20,000 pupils of a region with 30 records each, on the embedded
 * default. The limit reads the same histories by index, pupil by pupil, and does nothing with them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { CasesModule } from '../../src/cases/cases.module';
import { CorrespondenceModule } from '../../src/correspondence/correspondence.module';
import { ExchangeModule } from '../../src/exchange/exchange.module';
import { RetentionModule } from '../../src/retention/retention.module';
import { ImportsModule } from '../../src/imports/imports.module';
import { TrajectoriesModule } from '../../src/trajectories/trajectories.module';
import { migrations, tables } from '../../src/cli/schema';
import { Outbox } from '../../src/jobs/outbox';
import { Relay } from '../../src/jobs/relay';
import { asDay, fromNumber, toNumber } from '../../src/law/day';
import type { AbsenceKind } from '../../src/law/facts';
import { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { PlatformModule } from '../../src/platform/platform.module';
import { readSettings } from '../../src/platform/settings';
import { type BenchResult, perSecond, randomFrom, rateResult } from './measure';

const PUPILS = 20_000;
const RECORDS = 30;
const RUNS = 3;
const LOCATIONS = 60;
const MUNICIPALITIES = ['0047', '0037', '1895', '1950', '0765'];
const NOW = '2026-01-01T00:00:00.000Z';

/** Of a hundred records: as in the demonstration, a tenth is unauthorised. */
function kindOf(draw: number): AbsenceKind {
  if (draw < 34) return 'ziek';
  if (draw < 60) return 'te_laat';
  if (draw < 89) return 'geoorloofd';
  return draw < 99 ? 'ongeoorloofd' : 'luxe';
}

async function fill(path: string): Promise<void> {
  const database = await openDatabase({ address: path, tables, migrations });
  await database.migrate();
  const random = randomFrom(20251001);
  const start = toNumber(asDay('2025-08-18'));
  await database.work(async (work) => {
    const insert = (table: string, columns: string, rows: Value[][]) => work.insert(table, columns.split(' '), rows);
    const locations = Array.from({ length: LOCATIONS }, (_, i) => `${10 + i}ZZ00`);
    await insert(
      'school_location',
      'code brin name municipality holiday_region',
      locations.map((code, i) => [code, code.slice(0, 4), `School ${i}`, MUNICIPALITIES[i % 5]!, 'Noord']),
    );
    for (let i = 0; i < 25; i++) {
      const code = `lpa-${i}`;
      await insert('employee', 'code name roles boa fte', [
        [code, code, 'leerplichtambtenaar,rmc-trajectbegeleider', 0, 80],
      ]);
      await insert('employee_area', 'employee kind area', [
        [code, 'gemeente', MUNICIPALITIES[i % 5]!],
        [code, 'regio', '01'],
      ]);
    }
    for (let p = 0; p < PUPILS; p++) {
      const id = newId();
      const birth = fromNumber(toNumber(asDay('2004-01-01')) + random(16 * 365));
      await insert('pupil', 'id pgn pgn_index birth_date secret_address changed_at', [
        [id, '', String(p), birth, 0, NOW],
      ]);
      await insert('residence', 'pupil_id from_date municipality', [[id, '0001-01-01', MUNICIPALITIES[p % 5]!]]);
      const location = locations[p % LOCATIONS]!;
      await insert('enrolment', 'id pupil_id location from_date education', [
        [newId(), id, location, '2024-08-01', 'vo'],
      ]);
      const rows = Array.from({ length: RECORDS }, (_, r): Value[] => {
        const kind = kindOf(random(100));
        const hundredths = kind === 'te_laat' ? 25 : (1 + random(6)) * 100;
        const day = fromNumber(start + random(315));
        const whole = hundredths >= 500 ? 1 : 0;
        return [newId(), id, location, day, hundredths, kind, whole, location.slice(0, 4), `${p}-${r}`];
      });
      await insert('absence_record', 'id pupil_id location day hundredths kind whole_day brin number', rows);
    }
  });
  await database.close();
}

/** Only the reading: every history by its index. */
function readHistories(path: string): number {
  const handle = new BetterSqlite3(path, { readonly: true });
  const pupils = handle.prepare('SELECT id FROM pupil ORDER BY id').pluck().all() as string[];
  const history = handle.prepare(
    'SELECT number, location, day, hundredths, kind, whole_day FROM absence_record WHERE pupil_id = ? ORDER BY location, day',
  );
  let records = 0;
  for (const pupil of pupils) records += history.all(pupil).length;
  handle.close();
  return records;
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-judge-'));
  const path = join(folder, 'judge.db');
  try {
    await fill(path);
    const settings = readSettings({
      LEERSPOOR_DATABASE: path,
      LEERSPOOR_PEILDATUM: '2026-07-31',
      LEERSPOOR_SLEUTEL: `1:${'A'.repeat(43)}=`,
    });
    class House {}
    Module({
      imports: [
        PlatformModule.with(settings, tables, migrations),
        CasesModule,
        TrajectoriesModule,
        CorrespondenceModule,
        ExchangeModule,
        RetentionModule,
        ImportsModule,
      ],
    })(House);
    const app = await NestFactory.createApplicationContext(House, { logger: false });
    const database = app.get(Database, { strict: false });
    const outbox = app.get(Outbox, { strict: false });
    const relay = app.get(Relay, { strict: false });
    const rates: number[] = [];
    const limits: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      await database.work(async (work) => {
        for (const table of ['signal', 'signal_change', 'dossier', 'assignment'])
          await work.run(`DELETE FROM ${table}`);
        const pupils = await work.all<{ id: string }>('SELECT id FROM pupil ORDER BY id');
        await outbox.add(
          work,
          'beoordeel-leerling',
          pupils.map((one) => one.id),
        );
      });
      limits.push(await perSecond(PUPILS, () => void readHistories(path)));
      rates.push(await perSecond(PUPILS, async () => void (await relay.workUntilEmpty())));
      const left = await database.read.get<{ signals: number }>('SELECT COUNT(*) AS "signals" FROM signal');
      if (!left?.signals) throw new Error('de meting heeft niets beoordeeld');
    }
    await app.close();
    return rateResult('judge', 'leerlingen/s', rates, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
