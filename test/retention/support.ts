import type { Actor } from '../../src/access/actor';
import { tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import type { Column } from '../../src/platform/database/columns';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { Destruction } from '../../src/retention/destruction';
import type { Certificate } from '../../src/retention/destruction-list';
import { MakeLists } from '../../src/retention/make-lists';
import { systemActor } from '../../src/access/actor';
import { actor } from '../support/actors';
import { type House, openHouse } from '../support/house';

export const officer = (employee: string, municipality = '0114'): Actor =>
  actor({ employee, roles: ['privacy-officer'], municipalities: [municipality] });

/** A house with what the tests of retention do in it. */
export class Keeping {
  private constructor(readonly house: House) {}

  static async open(today = '2026-06-30'): Promise<Keeping> {
    return new Keeping(await openHouse(today));
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.house.module.get(type, { strict: false });
  }

  at(day: string): void {
    this.house.clock.day = asDay(day);
  }

  make(): Promise<number> {
    return this.get(MakeLists).run(systemActor('opdracht'));
  }

  /** The newest list of the municipality. */
  async list(municipality = '0114') {
    return (await this.get(Destruction).lists(officer('een', municipality)))[0]!;
  }

  /** What stands on it: class, and which. */
  async listed(municipality = '0114'): Promise<string[]> {
    const rows = await this.house.database.read.all<{ text: string }>(
      `SELECT i.record_class || ' ' || COALESCE(i.part, '') AS "text" FROM destruction_item i
         JOIN destruction_list l ON l.id = i.list_id WHERE l.municipality = ? ORDER BY i.id`,
      [municipality],
    );
    return rows.map(({ text }) => text.trim());
  }

  /** Makes, proposes and approves the list, and works the queue until it is empty. */
  async carryOut(municipality = '0114'): Promise<Certificate> {
    await this.make();
    const { id } = await this.list(municipality);
    await this.get(Destruction).propose(officer('een', municipality), id);
    await this.get(Destruction).approve(officer('twee', municipality), id);
    await this.house.workAll();
    const list = await this.list(municipality);
    if (list.state !== 'uitgevoerd') throw new Error(`the list is ${list.state}`);
    return JSON.parse(list.certificate!) as Certificate;
  }

  async dossier(pupil: string, change: Record<string, Value> = {}): Promise<string> {
    const id = newId();
    const days = { opened_on: '2020-01-01', assigned_on: '2020-01-01', changed_at: '2020-01-01T00:00:00.000Z' };
    const rest = { role: 'r', assignment_reason: '', for_closing: 0, municipality: '0114', status: 'afgesloten' };
    await this.house.build.insert('dossier', {
      ...{ id, pupil_id: pupil, regime: 'leerplicht', ...days, ...rest, ...change },
    });
    return id;
  }

  async signal(pupil: string, dossier: string | null, change: Record<string, Value> = {}): Promise<string> {
    const id = newId();
    const moments = { raised_at: '2020-01-01T00:00:00.000Z', changed_at: '2020-01-01T00:00:00.000Z' };
    await this.house.build.insert('signal', {
      ...{ id, pupil_id: pupil, dossier_id: dossier, rule: 'verzuim-16u', location: '01AB00', mark: '' },
      ...{ from_date: '2020-01-06', until_date: '2020-01-10', hundredths: 1600, phase: 'leerplicht' },
      ...{ status: 'afgesloten', evidence: '{}', ...moments, ...change },
    });
    return id;
  }

  async left(table: string): Promise<number> {
    return (await this.house.database.read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM ${table}`))!.n;
  }

  /** A row with a value in every column; gives its id. */
  async fill(name: string, known: Record<string, Value>): Promise<string> {
    const table = tables.find((one) => one.name === name)!;
    const own = newId();
    const value = (column: string, { meaning, length }: Column): Value => {
      if (known[column] !== undefined) return known[column];
      if (column === 'id') return own;
      if (meaning === 'id') return newId();
      if (meaning === 'day') return '2020-01-01';
      if (meaning === 'instant') return '2020-01-01T00:00:00.000Z';
      if (meaning === 'integer' || meaning === 'flag') return 0;
      if (column === 'details') return '{}';
      return meaning === 'json' ? '{}' : 'x'.slice(0, length ?? 1);
    };
    const columns = Object.entries(table.columns);
    await this.house.build.insert(
      name,
      Object.fromEntries(columns.map(([column, shape]) => [column, value(column, shape)])),
    );
    return own;
  }
}
