import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test, type TestingModule } from '@nestjs/testing';
import { CasesModule } from '../../src/cases/cases.module';
import { migrations, tables } from '../../src/cli/schema';
import { type ImportRequest, ImportService } from '../../src/imports/import-service';
import { ImportsModule } from '../../src/imports/imports.module';
import type { ImportReport } from '../../src/imports/report';
import { asDay } from '../../src/law/day';
import { Clock } from '../../src/platform/clock';
import { Database } from '../../src/platform/database/database';
import type { Row, Value } from '../../src/platform/database/sql';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { PlatformModule } from '../../src/platform/platform.module';
import { Settings } from '../../src/platform/settings';
import { CorrespondenceModule } from '../../src/correspondence/correspondence.module';
import { ExchangeModule } from '../../src/exchange/exchange.module';
import { RetentionModule } from '../../src/retention/retention.module';
import { TrajectoriesModule } from '../../src/trajectories/trajectories.module';
import { freshDatabase } from './database';
import { TestClock } from './house';

/** Test numbers that pass the check of a BSN. */
export const ANNE = '123456782';
export const BILAL = '111222333';
export const CHRIS = '999999990';
/** an onderwijsnummer */
export const WITHOUT_BSN = '100000007';

export const SCHOOLS = 'brin;vestiging;naam;gemeentecode;vakantieregio';
export const PUPILS = 'pgn;geboortedatum;gemeentecode';
export const ENROLMENTS = 'pgn;brin;vestiging;onderwijssoort;begindatum;einddatum';
export const ABSENCE = 'registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag;reden';

/** The imports on a fresh database. */
export interface ImportHouse {
  module: TestingModule;
  database: Database;
  clock: TestClock;
  folder: string;
  /** imports a file of this text, or of these lines */
  import(soort: string, text: string | Buffer | string[], options?: Partial<ImportRequest>): Promise<ImportReport>;
  /** imports two schools, three pupils and their enrolments */
  fill(): Promise<void>;
  rows(sql: string, ...values: Value[]): Promise<Row[]>;
  /** every stored row that a user would know, without ids and moments: what two imports are compared by */
  contents(): Promise<Record<string, string[]>>;
  close(): Promise<void>;
}

const SCHOOL_LINES = [SCHOOLS, '01AB;00;De Eik;0363;Noord', '01AB;01;De Beuk;0363;Noord', '02CD;00;De Es;0518;Midden'];
const PUPIL_LINES = [PUPILS, `${ANNE};2010-03-01;0363`, `${BILAL};2009-05-05;0363`, `${CHRIS};2008-01-31;0518`];
const ENROLMENT_LINES = [
  ENROLMENTS,
  `${ANNE};01AB;00;vo;2022-08-01;`,
  `${BILAL};01AB;00;vo;2021-08-01;`,
  `${CHRIS};02CD;00;vo;2020-08-01;`,
];

const CONTENTS: Record<string, string> = {
  pupil:
    'SELECT pgn_index, birth_date, death_date, departure_date, last_name, first_names, contact_index, secret_address FROM pupil',
  alias: 'SELECT a.pgn_index AS old, p.pgn_index AS new FROM pupil_alias a JOIN pupil p ON p.id = a.pupil_id',
  residence: 'SELECT p.pgn_index, r.from_date, r.municipality FROM residence r JOIN pupil p ON p.id = r.pupil_id',
  enrolment: `SELECT p.pgn_index, e.location, e.from_date, e.until_date, e.education, e.level, e.teaching_days
    FROM enrolment e JOIN pupil p ON p.id = e.pupil_id`,
  diploma: 'SELECT p.pgn_index, d.kind, d.day FROM diploma d JOIN pupil p ON p.id = d.pupil_id',
  exemption:
    'SELECT p.pgn_index, e.article, e.from_date, e.until_date FROM exemption e JOIN pupil p ON p.id = e.pupil_id',
  school: 'SELECT * FROM school_location',
  calendar: 'SELECT * FROM calendar_period',
  absence: `SELECT a.brin, a.number, p.pgn_index, a.location, a.day, a.hundredths, a.kind, a.whole_day, a.reason
    FROM absence_record a JOIN pupil p ON p.id = a.pupil_id`,
  employee: 'SELECT code, name, roles, boa, fte, maximum, from_date, until_date, email_index FROM employee',
  area: 'SELECT * FROM employee_area',
};

export async function openImportHouse(today = '2026-06-30'): Promise<ImportHouse> {
  const fresh = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-import-'));
  const clock = new TestClock(asDay(today));
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.with(new Settings(), tables, migrations),
      CasesModule,
      TrajectoriesModule,
      CorrespondenceModule,
      ExchangeModule,
      RetentionModule,
      ImportsModule,
    ],
  })
    .overrideProvider(Database)
    .useValue(fresh.database)
    .overrideProvider(Encryption)
    .useValue(new Encryption(newSecret()))
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  await module.init();
  const service = module.get(ImportService, { strict: false });
  let files = 0;
  const house: ImportHouse = {
    module,
    database: fresh.database,
    clock,
    folder,
    async import(soort, text, options = {}) {
      const path = join(folder, `${++files}-${soort}`);
      writeFileSync(path, Array.isArray(text) ? `${text.join('\n')}\n` : text);
      return service.run({ soort, path, ...options });
    },
    async fill() {
      await house.import('scholen', SCHOOL_LINES);
      await house.import('leerlingen', PUPIL_LINES);
      await house.import('inschrijvingen', ENROLMENT_LINES);
    },
    rows: (sql, ...values) => fresh.database.read.all(sql, values),
    async contents() {
      const found: Record<string, string[]> = {};
      for (const [name, sql] of Object.entries(CONTENTS)) {
        found[name] = (await fresh.database.read.all(sql)).map((row) => JSON.stringify(row)).sort();
      }
      return found;
    },
    async close() {
      await module.close();
      await fresh.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

/** The counts of a report in one line. */
export function counts({ gelezen, nieuw, gewijzigd, ongewijzigd, afgekeurd }: ImportReport): string {
  return `gelezen ${gelezen}, nieuw ${nieuw}, gewijzigd ${gewijzigd}, ongewijzigd ${ongewijzigd}, afgekeurd ${afgekeurd.length}`;
}
