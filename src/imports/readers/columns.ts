import type { Refusal } from '../../platform/incoming';
import { Bad, oneOf, type Parser } from './values';

export interface Column<T> {
  /** the file must have it, and each row must fill it */
  required: boolean;
  parse: Parser<T>;
}

// `required` is part of the type, so that a reader knows which values may be missing
export interface Required<T> extends Column<T> {
  required: true;
}
export interface Optional<T> extends Column<T> {
  required: false;
}

export const required = <T>(parse: Parser<T>): Required<T> => ({ required: true, parse });
export const optional = <T>(parse: Parser<T>): Optional<T> => ({ required: false, parse });

export type Columns = Record<string, Required<unknown> | Optional<unknown>>;

/** Values of one row. Of an optional column: null where empty, undefined where the file has no such column. */
export type Values<C extends Columns> = {
  [K in keyof C]: C[K] extends Required<infer T> ? T : C[K] extends Optional<infer T> ? T | null | undefined : never;
};

/** How the rows of one file kind are read: its columns, and what the columns together come to. */
export interface Reader<C extends Columns, R> {
  columns: C;
  build(values: Values<C>): R | Refusal;
  /**
   * A row that takes something back needs only its key: the names of the columns to read then, or null where the row
   * is an ordinary one. The other columns come to `build` as null.
   */
  keyOnly?: (cell: (column: string) => string) => readonly string[] | null;
}

/** Of any columns: what the import works with. */
export interface AnyReader<R> {
  columns: Columns;
  build(values: never): R | Refusal;
  keyOnly?: (cell: (column: string) => string) => readonly string[] | null;
}

export const removed = optional(oneOf(['ja', 'nee']));

/** For files with a column `verwijderd`. */
export function keyOfRemoval(...key: string[]): (cell: (column: string) => string) => readonly string[] | null {
  const columns = [...key, 'verwijderd'];
  return (cell) => (cell('verwijderd').toLowerCase() === 'ja' ? columns : null);
}

export class HeaderReader<R> {
  /** required columns that the file lacks */
  readonly missing: string[];
  /** columns of the file that mean nothing to us */
  readonly unknown: string[];
  /** columns that stand in the file twice */
  readonly double: string[];
  private readonly plan: { name: string; column: Column<unknown>; place: number }[];
  private readonly places: Map<string, number>;

  constructor(
    private readonly reader: AnyReader<R>,
    header: readonly string[],
  ) {
    // DUO begins a header line with #
    const names = header.map((name, i) => (i === 0 ? name.replace(/^\s*#/, '') : name).trim().toLowerCase());
    this.places = new Map(names.map((name, i) => [name, i]));
    this.plan = Object.entries(reader.columns).map(([name, column]) => ({
      name,
      column,
      place: this.places.get(name) ?? -1,
    }));
    this.missing = this.plan.filter(({ column, place }) => column.required && place < 0).map(({ name }) => name);
    this.unknown = names.filter((name) => name !== '' && !(name in reader.columns));
    this.double = names.filter((name, i) => name in reader.columns && names.indexOf(name) !== i);
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** The cell of a column, without blanks around it; empty where there is none. */
  cell(fields: readonly string[], name: string): string {
    const place = this.places.get(name);
    return place === undefined ? '' : fields[place]!.trim();
  }

  /** The row, or every reason why it cannot be taken. */
  read(fields: readonly string[]): { row: R } | { refusals: Refusal[] } {
    const only = this.reader.keyOnly?.((name) => this.cell(fields, name)) ?? null;
    const values: Record<string, unknown> = {};
    let refusals: Refusal[] | null = null;
    for (const { name, column, place } of this.plan) {
      if (place < 0) {
        values[name] = undefined;
        continue;
      }
      const text = fields[place]!.trim();
      if (only !== null && !only.includes(name)) {
        values[name] = null;
      } else if (text === '') {
        values[name] = null;
        if (column.required) (refusals ??= []).push({ column: name, value: '', reason: 'is verplicht en leeg' });
      } else {
        const value = column.parse(text);
        if (value instanceof Bad) (refusals ??= []).push({ column: name, value: text, reason: value.reason });
        else values[name] = value;
      }
    }
    if (refusals !== null) return { refusals };
    const row = this.reader.build(values as never);
    return isRefusalOf(row) ? { refusals: [row] } : { row };
  }
}

function isRefusalOf<R>(row: R | Refusal): row is Refusal {
  return row instanceof RowRefusal;
}

/** What `build` gives where columns together make no sense. */
export class RowRefusal implements Refusal {
  constructor(
    readonly column: string,
    readonly value: string,
    readonly reason: string,
  ) {}
}
