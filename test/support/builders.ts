import { readArea } from '../../src/access/area';
import type { Day } from '../../src/law/day';
import type { AbsenceKind, EducationKind, ExemptionArticle } from '../../src/law/facts';
import type { Database } from '../../src/platform/database/database';
import type { Value } from '../../src/platform/database/sql';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { sealed } from './seal';

const NOW = '2026-01-01T00:00:00.000Z';

/** Puts facts straight into the tables, for tests of what happens with them afterwards. Days as yyyy-mm-dd. */
export class Builders {
  readonly encryption = new Encryption(newSecret());
  private made = 0;

  constructor(private readonly database: Database) {}

  /** What the table encrypts is given in plain text. */
  insert(table: string, plain: Record<string, Value>): Promise<number> {
    const row = sealed(this.encryption, table, plain);
    return this.database.work((work) => work.insert(table, Object.keys(row), [Object.values(row)]));
  }

  async location(code = '01AB00', more: Record<string, Value> = {}): Promise<string> {
    const brin = code.slice(0, 4);
    const fixed = {
      name: `School ${code}`,
      municipality: '0114',
      holiday_region: 'Noord',
      education: null,
      place: null,
    };
    await this.insert('school_location', { code, brin, ...fixed, ...more });
    return code;
  }

  /** A pupil of the municipality of Emmen unless told otherwise; gives the id. */
  async pupil(birthDate = '2013-05-06', more: Record<string, Value> = {}, municipality = '0114'): Promise<string> {
    const id = newId();
    const pgn = String(999_000_000 + ++this.made);
    await this.insert('pupil', {
      id,
      pgn,
      pgn_index: this.encryption.index(pgn),
      birth_date: birthDate,
      secret_address: 0,
      changed_at: NOW,
      ...more,
    });
    await this.insert('residence', { pupil_id: id, from_date: '0001-01-01', municipality });
    return id;
  }

  async enrolment(
    pupil: string,
    from: string,
    until: string | null = null,
    education: EducationKind = 'vo',
    location = '01AB00',
  ) {
    await this.insert('enrolment', {
      ...{ id: newId(), pupil_id: pupil, location, from_date: from, until_date: until, education },
    });
  }

  exemption(pupil: string, article: ExemptionArticle, from: string, until: string | null = null) {
    return this.insert('exemption', { pupil_id: pupil, article, from_date: from, until_date: until });
  }

  /** One record; gives the school's number. */
  async absence(
    pupil: string,
    day: string,
    hours: number,
    kind: AbsenceKind = 'ongeoorloofd',
    wholeDay = false,
    location = '01AB00',
  ) {
    const number = `r${++this.made}`;
    await this.insert('absence_record', {
      id: newId(),
      pupil_id: pupil,
      location,
      day: day as Day,
      hundredths: Math.round(hours * 100),
      kind,
      whole_day: wholeDay ? 1 : 0,
      brin: location.slice(0, 4),
      number,
    });
    return number;
  }

  /** `areas` as "gemeente:0114", "regio:08", "school:01AB", perhaps with days: "gemeente:0114/2026-08-01/". */
  async employee(code: string, areas: string[], more: Record<string, Value> = {}) {
    const fixed = { name: `Medewerker ${code}`, roles: 'leerplichtambtenaar', boa: 0, fte: 100 };
    await this.insert('employee', { code, ...fixed, ...more });
    for (const area of areas) {
      const [kind, value] = area.split(':') as [string, string];
      const { code: one, from, until } = readArea(value)!;
      await this.insert('employee_area', { employee: code, kind, area: one, from_date: from, until_date: until });
    }
  }

  outbox(kind: string, subject: string) {
    return this.insert('outbox', {
      ...{ id: newId(), kind, subject, state: 'wacht', not_before: NOW, attempts: 0, asked_at: NOW, created_at: NOW },
    });
  }
}
