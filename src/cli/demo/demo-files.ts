/** The files of the demonstration, written one after the other into a folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, fromNumber } from '../../law/day';
import { writeCsv } from './csv-file';
import type { Deliveries } from './deliveries';
import type { Row } from './pupil-files';

export interface DemoFile {
  /** SOORT of `leerspoor import` */
  soort: string;
  path: string;
  /** the day on which it comes in */
  day: Day;
}

/** A kind of file: its SOORT, its columns, and another name where its SOORT was used already. */
export interface FileKind {
  soort: string;
  columns: readonly string[];
  name?: string;
}

export class DemoFiles {
  private readonly written: DemoFile[] = [];

  /** Makes the folder where it is not there. */
  static async in(folder: string, sent: Deliveries): Promise<DemoFiles> {
    await mkdir(folder, { recursive: true });
    return new DemoFiles(folder, sent);
  }

  private constructor(
    private readonly folder: string,
    private readonly sent: Deliveries,
  ) {}

  /** One file, sent on this day (a day number; unless told the first day). */
  async write({ soort, columns, name = soort }: FileKind, rows: Iterable<Row>, day = this.sent.start): Promise<void> {
    const dated = this.sent.rhythm === 'ineens' ? name : `${name}-${fromNumber(day)}`;
    const path = join(this.folder, `${dated}.csv`);
    await writeCsv(path, columns, rows);
    this.written.push({ soort, path, day: fromNumber(day) });
  }

  /** A file for each day on which rows are sent; rows of one file stay in their order. */
  async writeDated(kind: FileKind, rows: Iterable<readonly [day: number, row: Row]>): Promise<void> {
    const perDay = new Map<number, Row[]>();
    for (const [day, row] of rows) {
      const group = perDay.get(day);
      if (group) group.push(row);
      else perDay.set(day, [row]);
    }
    for (const [day, group] of [...perDay].sort(([a], [b]) => a - b)) await this.write(kind, group, day);
  }

  /** In the order in which they are to be imported: by day, and of one day as they were written. */
  inOrder(): DemoFile[] {
    return this.written.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  }
}
