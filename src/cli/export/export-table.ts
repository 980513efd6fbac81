import type { Encryption } from '../../platform/encryption';
import type { Settings } from '../../platform/settings';
import type { Sql } from '../../platform/database/sql';

/** A cell as it goes out. Numbers are hundredths, so that they stay exact. */
export type Cell = string | null | { hundredths: number };

/** One SORT of `leerspoor export`: its columns in order, and its rows one by one, sorted by the first column. */
export interface ExportTable {
  columns: readonly string[];
  rows(read: Sql, encryption: Encryption, settings: Settings): AsyncIterable<Cell[]>;
}
