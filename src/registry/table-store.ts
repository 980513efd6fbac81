import type { Row, Value, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import {
  decide,
  type Found,
  type IncomingStore,
  type Keeping,
  type Outcome,
  type Refusal,
  type Settled,
} from '../platform/incoming';

/** A row to be; `undefined`: the file says nothing of it, so what stands stays. */
export interface Draft {
  values: Record<string, Value | undefined>;
  remove: boolean;
}

export interface TableShape {
  table: string;
  /** the natural key; rows are looked up by its first column */
  key: string[];
  /** whether that first column is a UUID or a code */
  owner: 'id' | 'code';
  /** all other columns, without the id */
  columns: string[];
  /** columns that go along but are not compared */
  carried?: string[];
  /** whether the table has an id beside its natural key */
  hasId: boolean;
}

export interface Change {
  before: Row | null;
  after: Row | null;
}

/** No reason to refuse the row: a file that takes rows away may come twice, and then changes nothing. */
const NOTHING_THERE = 'Er was geen rij om te verwijderen';

/** One table whose rows come in as they are to be: the way all simple files of the registry are stored. */
export abstract class TableStore<R> implements IncomingStore<R, Draft> {
  protected abstract readonly shape: TableShape;

  abstract resolve(work: Work, rows: readonly R[]): Promise<(Found<Draft> | Refusal)[]>;

  /** What must be done further because of these changes, in the same unit of work. */
  protected abstract follow(work: Work, changes: Change[]): Promise<Omit<Settled, 'outcomes'>>;

  async settle(work: Work, groups: readonly Draft[][], final: boolean): Promise<Settled> {
    const known = await this.load(work, groups);
    const outcomes: Outcome[][] = [];
    const changes: Change[] = [];
    const remarks: NonNullable<Settled['remarks']> = [];
    for (const [group, entries] of groups.entries()) {
      const before = known.get(this.keyOf(entries[0]!.values)) ?? null;
      const decision = decide(before, entries, this.keeping, final);
      outcomes.push(decision.outcomes);
      if (decision.write) changes.push({ before, after: decision.state });
      const first = entries.findIndex(({ remove }) => !remove);
      const inVain = before !== null ? 0 : first < 0 ? entries.length : first;
      for (let place = 0; place < inVain; place++) remarks.push({ group, place, remark: NOTHING_THERE });
    }
    await this.write(work, changes);
    return { outcomes, remarks, ...(changes.length > 0 ? await this.follow(work, changes) : {}) };
  }

  /** The values as columns, where they are sent in another form. */
  protected complete(values: Draft['values'], _state: Row | null): Draft['values'] {
    return values;
  }

  protected found(values: Draft['values'], remove: boolean): Found<Draft> {
    return { key: this.keyOf(values), entry: { values, remove } };
  }

  private get stored(): string[] {
    return [...this.shape.columns, ...(this.shape.carried ?? [])];
  }

  private keyOf(values: Draft['values']): string {
    return this.shape.key.map((name) => values[name]).join('|');
  }

  private readonly keeping: Keeping<Row, Draft> = {
    apply: (state, { values, remove }) => {
      if (remove) return null;
      const next: Row = {};
      const complete = this.complete(values, state);
      for (const name of this.shape.key) next[name] = complete[name] ?? null;
      for (const name of this.stored) {
        const value = complete[name];
        next[name] = value === undefined ? (state?.[name] ?? null) : value;
      }
      return next;
    },
    same: (a, b) => this.shape.columns.every((name) => a[name] === b[name]),
  };

  private async load(work: Work, groups: readonly Draft[][]): Promise<Map<string, Row>> {
    const { table, key, owner } = this.shape;
    const owners = [...new Set(groups.map((entries) => String(entries[0]!.values[key[0]!])))];
    const { sql, value } = work.oneOf(key[0]!, owners, owner);
    const rows = await work.all(`SELECT ${[...key, ...this.stored].join(', ')} FROM ${table} WHERE ${sql}`, [value]);
    return new Map(rows.map((row) => [this.keyOf(row), row]));
  }

  private async write(work: Work, changes: readonly Change[]): Promise<void> {
    const { table, key, hasId } = this.shape;
    const columns = this.stored;
    const names = [...(hasId ? ['id'] : []), ...key, ...columns];
    const rows = changes.flatMap(({ after }) =>
      after === null ? [] : [names.map((name) => (name === 'id' ? newId() : (after[name] ?? null)))],
    );
    await work.insert(table, names, rows, { key, update: columns.length > 0 ? columns : 'nothing' });
    const condition = key.map((name) => `${name} = ?`).join(' AND ');
    for (const { before, after } of changes) {
      if (before === null || after !== null) continue;
      const values = key.map((name) => before[name] ?? null);
      await work.run(`DELETE FROM ${table} WHERE ${condition}`, values);
    }
  }
}
