import type { Work } from '../platform/database/sql';
import type { Borrowed } from './trial/borrowed';

/** Runs a change in a unit of work of its own. */
export type InUnit = <T>(change: (work: Work) => Promise<T>) => Promise<T>;

/** What a file is imported into: the database, or a trial's own store, of which nothing is kept. */
export interface Ground {
  inUnit: InUnit;
  trial: Borrowed | null;
}
