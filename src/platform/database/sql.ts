export type Value = string | number | null;
export type Row = Record<string, Value>;

/** Says what happens to a row whose key is taken: it is left out, or the named columns take the new values. */
export interface OnConflict {
  key?: string[];
  /** condition of the partial unique index meant, where it is one */
  where?: string;
  update?: string[] | 'nothing';
  /** with `update`: only where this holds of the row that is there; else that row is touched, so locked, and stays */
  only?: string;
}

/**
 * Plain SQL on either engine, the one way to the data. Written with `?` for every value; rows come back with days as
 * `yyyy-mm-dd`, moments as ISO 8601 and counts as numbers.
 */
export interface Sql {
  all<R = Row>(sql: string, values?: readonly Value[]): Promise<R[]>;
  /** The first row, or undefined. */
  get<R = Row>(sql: string, values?: readonly Value[]): Promise<R | undefined>;
  /** Runs a change; gives the number of rows it touched. */
  run(sql: string, values?: readonly Value[]): Promise<number>;
  /** Rows one by one, without holding them all. */
  stream<R = Row>(sql: string, values?: readonly Value[]): AsyncIterable<R>;
  /**
   * As `all`, for a count over whole tables: in one pass, joined in the order of their keys, of which each must have an
   * index. It sees what is stored, not what this unit of work has still to store.
   */
  scan<R = Row>(sql: string, values?: readonly Value[]): Promise<R[]>;
  /**
   * As `scan`, for a count over a table too large for one processor: a server counts ranges of its key side by side, all
   * of the same moment. `sql` gets the condition of its part, to be put on every table that it groups by that key. A
   * group may come in several parts: who asks adds them up.
   */
  scanParts<R = Row>(table: string, sql: (part: KeyPart) => string): Promise<R[]>;
  /** Inserts many rows at once; gives the number of rows inserted or updated. */
  insert(table: string, columns: readonly string[], rows: readonly Value[][], onConflict?: OnConflict): Promise<number>;
  /**
   * Inserts the rows whose key is free and leaves the others alone; gives the positions in `rows` of those left out.
   * The first column must be the id, made for this row alone.
   */
  insertNew(table: string, columns: readonly string[], rows: readonly Value[][], key: string[]): Promise<number[]>;
  /** `column` is one of `values`, as a condition with exactly one `?`, and the value that goes there. */
  oneOf(column: string, values: readonly string[], meaning?: 'id' | 'code' | 'day'): { sql: string; value: Value };
}

/** A condition that keeps to one part of a key, for behind WHERE …; '' where the key is not parted. */
export type KeyPart = (column: string) => string;

/** The last things of a unit of work: written just before the commit, told just after it. */
export interface Ending {
  before(work: Work): Promise<void>;
  /** Always called once, also where `before` never was. `stood`: false where it fell, or nobody can tell. Never throws. */
  after(stood: boolean): void;
}

/** Inside a unit of work: what is written here stands or falls together. */
export interface Work extends Sql {
  /** " FOR UPDATE SKIP LOCKED" where the engine has row locks, else nothing: the whole file is ours already. */
  readonly claim: string;
  /** " FOR UPDATE" where the engine has row locks: the rows read stay as they are until this unit of work ends. */
  readonly lock: string;
  /** Something still to be done at the end of this unit of work; in order of registration. */
  ending(ending: Ending): void;
  /** Lets only one unit of work at a time into what these names guard, until it ends. In one order wherever it is asked. */
  exclusive(...names: string[]): Promise<void>;
  /** Keeps who asks for `exclusive` of this name out until this unit of work ends, and lets others in that ask the same. */
  shared(name: string): Promise<void>;
}
