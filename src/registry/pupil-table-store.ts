import type { Value, Work } from '../platform/database/sql';
import type { Found, Refusal, Settled } from '../platform/incoming';
import type { PupilDirectory } from './pupil-directory';
import { type Change, type Draft, TableStore } from './table-store';

export interface PupilRow {
  pgn: string;
}

const text = (value: Value | undefined): string => String(value);

/** A table of things that belong to a pupil, sent under the pupil's number. */
export abstract class PupilTableStore<R extends PupilRow> extends TableStore<R> {
  constructor(private readonly directory: PupilDirectory) {
    super();
  }

  /** The row to be of this pupil, or why there can be none. */
  protected abstract draft(row: R, pupilId: string): Draft;

  /** Refuses rows for another reason than an unknown pgn; looks things up for all of them at once. */
  protected async refusals(_work: Work, rows: readonly R[]): Promise<(Refusal | null)[]> {
    return rows.map(() => null);
  }

  async resolve(work: Work, rows: readonly R[]): Promise<(Found<Draft> | Refusal)[]> {
    const ids = await this.directory.find(
      work,
      rows.map(({ pgn }) => pgn),
    );
    const refusals = await this.refusals(work, rows);
    return rows.map((row, i) => {
      const id = ids.get(row.pgn);
      if (id === undefined) return unknownPupil(row.pgn);
      const refusal = refusals[i];
      if (refusal) return refusal;
      const { values, remove } = this.draft(row, id);
      return this.found(values, remove);
    });
  }

  protected async follow(_work: Work, changes: Change[]): Promise<Omit<Settled, 'outcomes'>> {
    return { pupils: [...new Set(changes.map(({ before, after }) => text((after ?? before)!['pupil_id'])))] };
  }
}

export function unknownPupil(pgn: string): Refusal {
  return { column: 'pgn', value: pgn, reason: 'deze leerling is niet bekend; stuur eerst het bestand leerlingen' };
}

export function unknownLocation(code: string): Refusal {
  return { column: 'vestiging', value: code, reason: 'deze vestiging is niet bekend; stuur eerst het bestand scholen' };
}
