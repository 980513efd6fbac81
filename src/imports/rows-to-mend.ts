import { once } from 'node:events';
import { chmodSync, createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Problem } from '../platform/errors';

const ONLY_OWNER = 0o600;

/** The CSV to mend: the header and the rejected rows as they were sent, readable by their sender only. */
export class RowsToMend {
  private constructor(private readonly file: WriteStream | null) {}

  static none(): RowsToMend {
    return new RowsToMend(null);
  }

  static async open(path: string): Promise<RowsToMend> {
    try {
      const file = createWriteStream(path, { mode: ONLY_OWNER });
      await once(file, 'open');
      // a file that was there keeps its mode otherwise
      chmodSync(path, ONLY_OWNER);
      return new RowsToMend(file);
    } catch (cause) {
      throw new Problem(
        'bestand-niet-te-schrijven',
        `Het bestand voor afgekeurde rijen kan niet worden geschreven: ${path}`,
        { cause },
      );
    }
  }

  async add(raw: string): Promise<void> {
    if (this.file && !this.file.write(`${raw}\n`)) await once(this.file, 'drain');
  }

  async close(): Promise<void> {
    if (!this.file) return;
    this.file.end();
    await finished(this.file);
  }
}
