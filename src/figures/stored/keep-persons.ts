import type { Day } from '../../law/day';
import type { Value, Work } from '../../platform/database/sql';

/** Somebody who is counted in a figure that is being stored. */
export interface CountedPerson {
  /** the same of all rows of who is counted once; such rows come one after the other */
  once: string;
  pupil: string;
  regime: 'leerplicht' | 'doorstroompunt';
  municipality: string | null;
  region?: string | null;
  day: Day | null;
  what: string | null;
  /** what `inCell` finds the row by */
  cells: readonly string[];
  trajectory?: string;
  /** a proces-verbaal */
  item?: string | null;
}

/** Told of each row of persons while a figure is counted. */
export type KeepPerson = (person: CountedPerson) => Promise<void>;

export const nobodyKept: KeepPerson = async () => undefined;

const BATCH = 1_000;
const COLUMNS = [
  ...['stored_id', 'person', 'place', 'pupil_id', 'regime', 'room', 'municipality', 'region', 'day', 'what', 'cells'],
  ...['trajectory_id', 'item_id'],
];

/** Writes the persons behind one figure in portions, so that any number of them takes no memory. */
export class PersonKeeper {
  /** how many rows there are */
  people = 0;
  private person = 0;
  private place = 0;
  private once: string | null = null;
  private rows: Value[][] = [];

  constructor(
    private readonly storedId: string,
    private readonly write: (change: (work: Work) => Promise<void>) => Promise<void>,
  ) {}

  readonly keep: KeepPerson = async (one) => {
    if (one.once !== this.once) {
      this.once = one.once;
      this.person++;
      this.place = 0;
    }
    this.people++;
    const { pupil, regime, municipality, region = null, day, what, cells, trajectory = null, item = null } = one;
    this.rows.push([
      ...[this.storedId, this.person, ++this.place, pupil, regime, item === null ? 'avg' : 'wpg'],
      ...[municipality, region, day, what, `|${cells.join('|')}|`, trajectory, item],
    ]);
    if (this.rows.length >= BATCH) await this.flush();
  };

  /** Writes what is left. */
  async flush(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    if (rows.length > 0)
      await this.write(async (work) => void (await work.insert('stored_figure_person', COLUMNS, rows)));
  }
}

const CELL = /^[A-Za-z0-9-]{1,60}$/;

/** The condition that a row `column` of cells has this one; a name that no cell can have is in none. */
export function inCell(column: string, cell: string): { sql: string; values: Value[] } {
  return CELL.test(cell) ? { sql: `${column} LIKE ?`, values: [`%|${cell}|%`] } : { sql: '1 = 0', values: [] };
}
