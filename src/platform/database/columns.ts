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
  /** the text is encrypted, and bound to its place */
  secret?: true;
  /** rows from before the column was encrypted hold the plain text */
  oncePlain?: boolean;
  lookup?: Lookup;
}

/** How a keyed index follows from the encrypted text beside it, so that a new key can make it anew. */
export interface Lookup {
  /** the encrypted column of the same row */
  of: string;
  /** what of the plain text it finds; null: nothing. Without it the text itself */
  take?: (plain: string) => string | null;
  /** columns of one group are compared with each other: a value is replaced in all of them at once */
  group?: string;
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
/**
 * Encrypted text: written with `encrypt(…, cell(table, column, row))` alone, and so found by `leerspoor sleutel wissel`.
 */
export const secret = (options: Options & { oncePlain?: boolean } = {}) => ({
  ...column('text', options),
  secret: true as const,
  oncePlain: options.oncePlain ?? false,
});
/** The keyed index of an encrypted column: what `Encryption.index` gives. */
export const lookup = (how: Lookup, options?: Options) => ({ ...column('code', options, 22), lookup: how });
/** A JSON document as text, read and written by the room that owns it. */
export const json = (options?: Options) => column('json', options);

export interface Index {
  columns: string[];
  unique?: boolean;
  /** condition of a partial index, in SQL that both engines read */
  where?: string;
}

/** `K`: the names of the columns that say which row an encrypted text belongs to. */
export interface Table<C extends Record<string, Column> = Record<string, Column>, K extends string = string> {
  name: string;
  columns: C;
  primaryKey: string[];
  indexes: Record<string, Index>;
  bound: K[];
}

/** @param bound what encrypted texts are bound to where it is not the primary key; it may not change under them */
export function table<
  C extends Record<string, Column>,
  P extends keyof C & string,
  K extends keyof C & string = NotLookup<C, P>,
>(name: string, columns: C, primaryKey: P[], indexes: Record<string, Index> = {}, bound?: K[]): Table<C, K> {
  const lasting = primaryKey.filter((one) => !columns[one]!.lookup) as string[];
  return { name, columns, primaryKey, indexes, bound: bound ?? (lasting as K[]) };
}

/** A keyed index changes with the key, so nothing can be bound to it. */
type NotLookup<C, P extends string> = Exclude<
  P,
  { [N in keyof C]: C[N] extends { lookup: Lookup } ? N : never }[keyof C]
>;
