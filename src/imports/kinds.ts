import type { Work } from '../platform/database/sql';
import type { IncomingStore } from '../platform/incoming';
import type { FileEncoding } from './csv/lines';
import type { CsvBatch } from './csv/records';
import type { Needs } from './trial/needs';
import type { AnyReader, HeaderReader } from './readers/columns';

/** A row of the file that was read and can be placed. */
export interface ReadRow<R> {
  line: number;
  raw: string;
  row: R;
}

/** Looks at rows that were taken and says what is remarkable about them, one remark a row and kind. */
export interface Observer<E> {
  observe(work: Work, entries: readonly { line: number; entry: E }[]): Promise<{ line: number; remark: string }[]>;
}

/** Rows that can only be taken when the whole file was read, since a rejected row leaves others behind. */
export interface HoldBack<R> {
  rejected(header: HeaderReader<R>, fields: readonly string[]): void;
  stay(row: ReadRow<R>): boolean;
}

/** One file kind for the length of one import. */
export interface ImportKind<R, E> {
  reader: AnyReader<R>;
  store: IncomingStore<R, E>;
  /** what a trial must know of the database before it can settle rows */
  needs: Needs<R>;
  /** what must stand before the first row */
  begin?: (work: Work) => Promise<void>;
  observer?: Observer<E>;
  /** the school location that a row is about, counted for the alarm */
  locationOf?: (row: R) => string | null;
  holdBack?: HoldBack<R>;
  /** how the file is cut up into records; CSV unless said otherwise */
  records?: (source: AsyncIterable<Buffer>) => AsyncIterable<CsvBatch>;
  /** `utf8` unless said otherwise */
  encoding?: FileEncoding;
  /** a file that has many columns by nature: those we do not read are no news */
  ignoresColumns?: boolean;
  /** the file must have at least one of these columns, next to those that its reader requires */
  needsOneOf?: readonly string[];
  /** what is to be said of the file as a whole, whatever is in it */
  remarks?: readonly string[];
  /** whose judgement hangs on the change: absence always, the registry only for pupils who are watched */
  judges: 'always' | 'watched' | 'nobody';
}
