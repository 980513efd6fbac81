import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AccountService } from '../../../src/access/accounts/accounts';
import { SYSTEM } from '../../../src/access/actor';
import { Machines } from '../../../src/access/machines/machines';
import { SessionService } from '../../../src/access/sessions';
import { servedApp } from '../../../src/cli/serving/served-app';
import { migrations, tables } from '../../../src/cli/schema';
import { asDay } from '../../../src/law/day';
import { openDatabase } from '../../../src/platform/database/open-database';
import { Encryption } from '../../../src/platform/encryption';
import { cell } from '../../../src/platform/place';
import { readSettings } from '../../../src/platform/settings';
import { pupil } from '../../../src/registry/tables';
import { hasPostgres } from '../../support/postgres';
import { canStartRedis, startRedis } from '../../support/redis';
import { fillRegion, TODAY } from '../fill-region';
import { BENCH_ENVIRONMENT } from '../import';
import { ownDatabase } from '../own-database';

export interface School {
  /** what its system logs in with */
  key: string;
  location: string;
  pgns: string[];
}

export interface Region {
  /** settings of every process */
  env: Record<string, string>;
  /** whether workers run beside the server */
  shared: boolean;
  schools: School[];
  /** cookies of officers who are logged in */
  officers: string[];
  /** for files to import */
  folder: string;
  /** work that still waits */
  waiting(): Promise<number>;
  leave(): Promise<void>;
}

export interface Size {
  pupils: number;
  schools: number;
  officers: number;
  /** the embedded database and queue, also where there are a PostgreSQL and a Redis */
  small: boolean;
}

/** A region with a dossier for every pupil, systems of schools with a key, and officers who are logged in. */
export async function makeRegion({ pupils, schools, officers, small }: Size): Promise<Region> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-load-'));
  const shared = !small && hasPostgres() && canStartRedis();
  const [own, redis] = shared ? [await ownDatabase(), await startRedis()] : [null, null];
  const env = {
    ...{ ...BENCH_ENVIRONMENT, LEERSPOOR_PEILDATUM: TODAY, LEERSPOOR_LOGNIVEAU: 'error' },
    LEERSPOOR_DATABASE: own?.address ?? join(folder, 'load.db'),
    ...(redis ? { LEERSPOOR_REDIS: redis.url } : {}),
  };
  const encryption = new Encryption(BENCH_ENVIRONMENT.LEERSPOOR_SLEUTEL);
  const database = await openDatabase({ address: env.LEERSPOOR_DATABASE, tables, migrations });
  await database.migrate();
  const filled = await fillRegion(database, encryption, { pupils, dossiers: true, records: 4, lean: true });
  const rows = await database.read.all<{ id: string; pgn: string; location: string }>(
    'SELECT p.id, p.pgn, e.location FROM pupil p JOIN enrolment e ON e.pupil_id = p.id',
  );
  const at = new Map<string, string[]>();
  for (const { id, pgn, location } of rows) {
    const number = encryption.decrypt(pgn, cell(pupil, 'pgn', { id }));
    at.set(location, [...(at.get(location) ?? []), number]);
  }
  const app = await NestFactory.createApplicationContext(servedApp(readSettings(env)), { logger: false });
  const systems: School[] = [];
  for (const [location, pgns] of [...at].slice(0, schools)) {
    const asked = { name: location, schools: [location.slice(0, 4)], rights: ['verzuimregistraties:schrijven'] };
    const { key } = await app.get(Machines).make(SYSTEM, { ...asked, until: asDay('2026-12-31') });
    systems.push({ key, location, pgns });
  }
  const cookies: string[] = [];
  for (let i = 0; i < officers; i++) {
    const municipality = filled.municipalities[i % filled.municipalities.length]!;
    const employee = filled.officer(municipality, Math.floor(i / filled.municipalities.length));
    const login = { username: `lader-${i}`, password: 'een lang wachtwoord', employee };
    const token = await app.get(SessionService).open(await app.get(AccountService).create(login));
    cookies.push(`leerspoor_sessie=${token}`);
  }
  await app.close();
  return {
    ...{ env, shared, folder, schools: systems, officers: cookies },
    waiting: async () =>
      (await database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM outbox WHERE state = \'wacht\''))!.n,
    leave: async () => {
      await database.close();
      await redis?.down();
      await own?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
