import type { Day } from '../../src/law/day';
import { addDays, asDay } from '../../src/law/day';
import type { Database } from '../../src/platform/database/database';
import type { Value, Work } from '../../src/platform/database/sql';
import type { Encryption } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { municipalities } from '../../src/registry/facts';
import { randomFrom } from './measure';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';

export const TODAY = asDay('2026-03-25');
const NOW = '2026-03-25T08:00:00.000Z';
const PER_UNIT = 20_000;
/** officers in each municipality */
const OFFICERS = 3;
const NAMES = ['Jansen', 'Bakker', 'Visser', 'Smit', 'Meijer', 'Mulder', 'Bos', 'Vos', 'Peters', 'Hendriks'];

const EVIDENCE = '{"article":"LPW art. 21a","parameters":{},"days":[],"skipped":[]}';
const STEPS = '{"stappen":[{"stap":"belasting","tekst":"de minste open dossiers"}],"kandidaten":[]}';

export interface FillOptions {
  pupils: number;
  /** absence records of each pupil */
  records?: number;
  /** whether everybody has an open dossier with one signal */
  dossiers?: boolean;
  /** leaves out what only a page of one pupil reads: contacts, diplomas, sessions */
  lean?: boolean;
  seed?: number;
}

export interface Filled {
  /** the code of an officer of that municipality */
  officer: (municipality: string, n?: number) => string;
  municipalities: string[];
  /** ids of some pupils */
  sample: string[];
}

/**
 * A country in the tables at once, without import or judging: pupils over all municipalities, few in most and many in
 * some, each enrolled, with absence and a dossier as asked. For measuring what happens with it afterwards.
 */
export async function fillRegion(database: Database, encryption: Encryption, options: FillOptions): Promise<Filled> {
  const { pupils, seed = 20260325 } = options;
  const random = randomFrom(seed);
  const codes = municipalities().map((one) => one.code);
  const schools = codes.map((_, i) => `${10 + (i % 90)}${String.fromCharCode(65 + Math.floor(i / 90))}Z00`);
  const officer = (municipality: string, n = 0): string => `lpa-${municipality}-${n % OFFICERS}`;
  await database.work(async (work) => {
    await insert(
      work,
      'school_location',
      'code brin name municipality holiday_region',
      codes.map((code, i) => [schools[i]!, schools[i]!.slice(0, 4), `School ${i}`, code, 'Noord']),
    );
    const staff = codes.flatMap((code) =>
      Array.from({ length: OFFICERS }, (_, n) => [officer(code, n), code] as const),
    );
    await insert(
      work,
      'employee',
      'code name roles boa fte',
      staff.map(([code]) => [code, code, 'leerplichtambtenaar,rmc-trajectbegeleider', 0, 100]),
    );
    await insert(
      work,
      'employee_area',
      'employee kind area',
      staff.map(([code, municipality]) => [code, 'gemeente', municipality]),
    );
  });
  const sample: string[] = [];
  for (let from = 0; from < pupils; from += PER_UNIT) {
    await database.work(async (work) => {
      const rows = new Rows();
      for (let p = from; p < Math.min(pupils, from + PER_UNIT); p++) {
        const id = newId();
        if (p % Math.max(1, Math.floor(pupils / 100)) === 0) sample.push(id);
        // few large municipalities, many small ones
        const at = Math.floor((codes.length * random(1_000) ** 2) / 1_000_000);
        rows.pupil(id, p, encryption, codes[at]!, schools[at]!, addDays(asDay('2009-01-01'), random(1_400)));
        if (!options.lean) rows.aroundPupil(id, p, encryption);
        for (let r = 0; r < (options.records ?? 0); r++) rows.absence(id, `${p}-${r}`, schools[at]!, random);
        if (options.dossiers) rows.dossier(id, codes[at]!, schools[at]!, officer(codes[at]!, p), random);
      }
      await rows.write(work);
    });
  }
  return { officer, municipalities: codes, sample };
}

class Rows {
  private readonly tables = new Map<string, Value[][]>();

  pupil(id: string, n: number, encryption: Encryption, home: string, school: string, born: Day): void {
    const pgn = String(100_000_000 + n);
    const name = NAMES[n % NAMES.length]!;
    this.add('pupil id,pgn,pgn_index,birth_date,last_name,first_names,secret_address,changed_at', [
      ...[
        id,
        encryption.encrypt(pgn, cell(pupil, 'pgn', { id })),
        encryption.index(pgn),
        born,
        name,
        `Kind ${n}`,
        0,
        NOW,
      ],
    ]);
    this.add('residence pupil_id,from_date,municipality', [id, '0001-01-01', home]);
    this.add('enrolment id,pupil_id,location,from_date,education', [newId(), id, school, '2021-08-01', 'vo']);
  }

  aroundPupil(id: string, n: number, encryption: Encryption): void {
    this.add('contact_person id,pupil_id,name,relation', [newId(), id, `Ouder van ${n}`, 'ouder']);
    this.add('pupil_alias pgn_index,pupil_id,pgn', [encryption.index(`oud ${n}`), id, '']);
    this.add('session token_hash,account_id,csrf,started_at,seen_at,ends_at', [String(n), id, '', NOW, NOW, NOW]);
    this.add('diploma pupil_id,kind,day', [id, 'vmbo', '2025-07-01']);
    this.add('exemption pupil_id,article,from_date,until_date', [id, 'ART11F', '2025-12-01', '2025-12-01']);
  }

  absence(pupil: string, number: string, school: string, random: (below: number) => number): void {
    const draw = random(100);
    const kind = draw < 34 ? 'ziek' : draw < 60 ? 'te_laat' : draw < 89 ? 'geoorloofd' : 'ongeoorloofd';
    const hundredths = kind === 'te_laat' ? 25 : (1 + random(6)) * 100;
    const day = addDays(asDay('2025-08-18'), random(215));
    this.add('absence_record id,pupil_id,location,day,hundredths,kind,whole_day,brin,number', [
      ...[newId(), pupil, school, day, hundredths, kind, hundredths >= 500 ? 1 : 0, school.slice(0, 4), number],
    ]);
  }

  dossier(pupil: string, home: string, school: string, officer: string, random: (below: number) => number): void {
    const [id, signal] = [newId(), newId()];
    const day = addDays(asDay('2025-09-01'), random(200));
    const employee = random(20) === 0 ? null : officer;
    this.add(
      'dossier id,pupil_id,regime,status,opened_on,for_closing,role,municipality,employee,assigned_on,assignment_reason,changed_at',
      [
        ...[id, pupil, 'leerplicht', random(3) === 0 ? 'in_behandeling' : 'nieuw', day, 0, 'leerplichtambtenaar'],
        ...[home, employee, day, 'de minste open dossiers', NOW],
      ],
    );
    this.add('assignment id,dossier_id,at,day,role,employee,reason,steps', [
      ...[newId(), id, NOW, day, 'leerplichtambtenaar', employee, 'de minste open dossiers', STEPS],
    ]);
    this.add(
      'signal id,pupil_id,rule,location,from_date,mark,until_date,hundredths,phase,status,dossier_id,evidence,raised_at,changed_at',
      [
        ...[signal, pupil, 'verzuim-16u', school, day, '', addDays(day, 9), 1_600, 'leerplicht', 'in_behandeling'],
        ...[id, EVIDENCE, NOW, NOW],
      ],
    );
    this.add('signal_change id,signal_id,at,change,until_date,hundredths,status', [
      ...[newId(), signal, NOW, 'opgeworpen', addDays(day, 9), 1_600, 'geregistreerd'],
    ]);
  }

  async write(work: Work): Promise<void> {
    for (const [key, rows] of this.tables) {
      const [table, columns] = key.split(' ') as [string, string];
      await work.insert(table, columns.split(','), rows);
    }
  }

  private add(key: string, row: Value[]): void {
    const known = this.tables.get(key);
    if (known) known.push(row);
    else this.tables.set(key, [row]);
  }
}

function insert(work: Work, table: string, columns: string, rows: Value[][]): Promise<number> {
  return work.insert(table, columns.split(' '), rows);
}
