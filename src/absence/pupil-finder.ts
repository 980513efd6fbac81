import { LRUCache } from 'lru-cache';
import type { Work } from '../platform/database/sql';
import type { PupilDirectory } from '../registry/pupil-directory';
import type { AbsenceRow } from './absence-store';

const MOST = 50_000;

/**
 * Finds the pupils of absence rows, and remembers them for one import: a file names the same pupil again and again.
 * Two pupils that become one leave an alias behind, so the numbers of pupils and aliases tell whether what is
 * remembered still holds.
 */
export class PupilFinder {
  private readonly remembered = new LRUCache<string, string>({ max: MOST });
  private version = '';

  constructor(private readonly directory: PupilDirectory) {}

  /** Ids by pgn, for every row that names a known pupil. */
  async find(work: Work, rows: readonly AbsenceRow[]): Promise<Map<string, string>> {
    const counts = await work.get<{ version: string }>(
      `SELECT (SELECT COUNT(*) FROM pupil) || ' ' || (SELECT COUNT(*) FROM pupil_alias) AS version`,
    );
    if (counts!.version !== this.version) this.remembered.clear();
    this.version = counts!.version;
    const found = new Map<string, string>();
    const unknown = new Set<string>();
    for (const row of rows) {
      if (row.kind === 'ingetrokken' || found.has(row.pgn)) continue;
      const id = this.remembered.get(row.pgn);
      if (id === undefined) unknown.add(row.pgn);
      else found.set(row.pgn, id);
    }
    for (const [pgn, id] of await this.directory.find(work, unknown)) {
      found.set(pgn, id);
      this.remembered.set(pgn, id);
    }
    return found;
  }
}
