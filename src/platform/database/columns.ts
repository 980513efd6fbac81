/**
 * Columns by meaning. A room describes its tables with these; the dialect file turns them into the types of an
 * engine, for the entities (schema, drift test) as well as for the migrations.
 */
export type Meaning = 'id' | 'code' | 'text' | 'day' | 'instant' | 'integer' | 'flag' | 'json';

export interface Column {
  meaning: Meaning;
  /** longest text of a `code` */
  length?: number;
  nullable: boolean;
}

type Options = { nullable?: boolean };

const column = (meaning: Meaning, options: Options = {}, length?: number): Column => ({
  meaning,
  length,
  nullable: options.nullable ?? false,
});

/** A UUID. */
export const id = (options?: Options) => column('id', options);
/** A short text with a known longest length: codes, states, names of lists. */
export const code = (length: number, options?: Options) => column('code', options, length);
/** Text of any length, also everything encrypted. */
export const text = (options?: Options) => column('text', options);
/** A calendar day, `yyyy-mm-dd` on both sides. */
export const day = (options?: Options) => column('day', options);
/** A moment, ISO 8601 in UTC with milliseconds on both sides. */
export const instant = (options?: Options) => column('instant', options);
export const integer = (options?: Options) => column('integer', options);
/** Yes or no, as 1 or 0 on both engines: their booleans differ. */
export const flag = (options?: Options) => column('flag', options);
/** A JSON document as text, read and written by the room that owns it. */
export const json = (options?: Options) => column('json', options);

export interface Index {
  columns: string[];
  unique?: boolean;
  /** condition of a partial index, in SQL that both engines read */
  where?: string;
}

export interface Table {
  name: string;
  columns: Record<string, Column>;
  primaryKey: string[];
  indexes: Record<string, Index>;
}

export function table(
  name: string,
  columns: Record<string, Column>,
  primaryKey: string[],
  indexes: Record<string, Index> = {},
): Table {
  return { name, columns, primaryKey, indexes };
}
