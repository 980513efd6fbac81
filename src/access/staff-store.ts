import { Inject, Injectable } from '@nestjs/common';
import { AREA_COLUMNS, areaRows, areaText } from './area';
import type { Day } from '../law/day';
import type { Row, Value, Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { decide, type Found, type IncomingStore, type Keeping, type Outcome, type Settled } from '../platform/incoming';
import { cell } from '../platform/place';
import { employee } from './tables';

/** A row of the file medewerkers. `undefined`: the file has no such column. */
export interface StaffRow {
  code: string;
  name: string;
  roles: string[];
  boa: boolean | undefined;
  /** areas as `writeArea` writes them */
  municipalities: string[] | undefined;
  regions: string[] | undefined;
  /** brins and locations, as above */
  schools: string[] | undefined;
  /** hundredths */
  fte: number | undefined;
  /** null: no limit */
  maximum: number | null | undefined;
  from: Day | null | undefined;
  until: Day | null | undefined;
  email: string | null | undefined;
}

/** `areas`: each as `areaText` writes it. */
interface StaffState {
  row: Row;
  areas: ReadonlySet<string>;
}

const COMPARED = ['name', 'roles', 'boa', 'fte', 'maximum', 'from_date', 'until_date', 'email_index'];
const STORED = [...COMPARED, 'email'];
const FULL_TIME = 100;
const NEW: Row = {
  boa: 0,
  fte: FULL_TIME,
  maximum: null,
  from_date: null,
  until_date: null,
  email: null,
  email_index: null,
};

/** Employees and their areas, as the file medewerkers tells them. */
@Injectable()
export class StaffStore implements IncomingStore<StaffRow, StaffRow> {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  async resolve(_work: Work, rows: readonly StaffRow[]): Promise<Found<StaffRow>[]> {
    return rows.map((row) => ({ key: row.code, entry: row }));
  }

  async settle(work: Work, groups: readonly StaffRow[][], final: boolean): Promise<Settled> {
    const known = await this.load(
      work,
      groups.map((group) => group[0]!.code),
    );
    const outcomes: Outcome[][] = [];
    const changes: StaffState[] = [];
    for (const group of groups) {
      const decision = decide(known.get(group[0]!.code) ?? null, group, this.keeping, final);
      outcomes.push(decision.outcomes);
      if (decision.write) changes.push(decision.state!);
    }
    await this.write(work, changes);
    return { outcomes, staffChanged: changes.length > 0 };
  }

  private readonly keeping: Keeping<StaffState, StaffRow> = {
    apply: (state, row) => {
      const before = state?.row ?? NEW;
      const keep = (name: string, value: Value | undefined) => (value === undefined ? before[name]! : value);
      const next: Row = {
        code: row.code,
        name: row.name,
        roles: row.roles.join(','),
        boa: keep('boa', row.boa === undefined ? undefined : Number(row.boa)),
        fte: keep('fte', row.fte),
        maximum: keep('maximum', row.maximum),
        from_date: keep('from_date', row.from),
        until_date: keep('until_date', row.until),
        ...this.email(row.code, before, row.email),
      };
      const old = [...(state?.areas ?? [])];
      const areas = [
        ...areasOf('gemeente', row.municipalities, old),
        ...areasOf('regio', row.regions, old),
        ...areasOf('school', row.schools, old),
      ];
      return { row: next, areas: new Set(areas) };
    },
    same: (a, b) =>
      COMPARED.every((name) => a.row[name] === b.row[name]) &&
      a.areas.size === b.areas.size &&
      [...a.areas].every((area) => b.areas.has(area)),
  };

  private email(code: string, before: Row, email: string | null | undefined): Row {
    const kept = { email: before['email'] ?? null, email_index: before['email_index'] ?? null };
    if (email === undefined) return kept;
    if (email === null) return { email: null, email_index: null };
    if (kept.email_index !== null && this.encryption.indexes(email).includes(String(kept.email_index))) return kept;
    const sealed = this.encryption.encrypt(email, cell(employee, 'email', { code }));
    return { email: sealed, email_index: this.encryption.index(email) };
  }

  private async load(work: Work, codes: readonly string[]): Promise<Map<string, StaffState>> {
    const people = work.oneOf('code', codes, 'code');
    const theirs = work.oneOf('employee', codes, 'code');
    const rows = await work.all(`SELECT code, ${STORED.join(', ')} FROM employee WHERE ${people.sql}`, [people.value]);
    const areas = new Map<string, Set<string>>(rows.map(({ code }) => [String(code), new Set()]));
    for (const { employee, ...row } of await work.all<{ employee: string } & Parameters<typeof areaText>[0]>(
      `SELECT ${AREA_COLUMNS.join(', ')} FROM employee_area WHERE ${theirs.sql}`,
      [theirs.value],
    )) {
      areas.get(employee)?.add(areaText(row));
    }
    return new Map(rows.map((row) => [String(row['code']), { row, areas: areas.get(String(row['code']))! }]));
  }

  private async write(work: Work, changes: readonly StaffState[]): Promise<void> {
    if (changes.length === 0) return;
    const names = ['code', ...STORED];
    const rows = changes.map(({ row }) => names.map((name) => row[name] ?? null));
    await work.insert('employee', names, rows, { key: ['code'], update: STORED });
    const theirs = work.oneOf(
      'employee',
      changes.map(({ row }) => String(row['code'])),
      'code',
    );
    await work.run(`DELETE FROM employee_area WHERE ${theirs.sql}`, [theirs.value]);
    const areas = changes.flatMap(({ row, areas: all }) => areaRows(String(row['code']), all));
    await work.insert('employee_area', AREA_COLUMNS, areas);
  }
}

/** Areas of one kind: those given, or those there were where the file has no such column. */
function areasOf(kind: string, given: string[] | undefined, old: readonly string[]): string[] {
  if (given === undefined) return old.filter((area) => area.startsWith(`${kind} `));
  return given.map((code) => `${kind} ${code}`);
}
