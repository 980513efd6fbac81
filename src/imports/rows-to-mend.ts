import { once } from 'node:events';
import { createWriteStream, existsSync, realpathSync, statSync, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { encode } from 'iconv-lite';
import { Problem } from '../platform/errors';
import type { FileEncoding } from './csv/lines';

const ONLY_OWNER = 0o600;

/**
 * The CSV to mend: the header and the rejected rows as they were sent, in the encoding they were sent in, readable by
 * their sender only. It takes its place only once the import came to its end: what was there stays until then.
 */
export class RowsToMend {
  private constructor(
    private readonly path: string,
    private readonly file: WriteStream | null,
    private readonly encoding: FileEncoding,
  ) {}

  static none(): RowsToMend {
    return new RowsToMend('', null, 'utf8');
  }

  /** `taken`: files it may not take the place of. Throws a Problem where it is one of them or cannot be made. */
  static async open(path: string, encoding: FileEncoding, taken: readonly string[]): Promise<RowsToMend> {
    const target = existsSync(path) ? realpathSync(path) : resolve(path);
    if (taken.some((file) => target === (existsSync(file) ? realpathSync(file) : resolve(file)))) {
      throw new Problem(
        'bestand-in-gebruik',
        `De afgekeurde rijen kunnen niet in ${path} komen: dat bestand is zelf in gebruik. Kies een andere naam.`,
      );
    }
    // found out now and not after the last row, when the file takes its place
    if (existsSync(target) && statSync(target).isDirectory()) {
      throw new Problem('bestand-niet-te-schrijven', `${path} is een map. Geef achter --afgekeurd een bestand.`);
    }
    try {
      const file = createWriteStream(`${path}.deel`, { mode: ONLY_OWNER, flags: 'w' });
      await once(file, 'open');
      return new RowsToMend(path, file, encoding);
    } catch (cause) {
      throw new Problem(
        'bestand-niet-te-schrijven',
        `Het bestand ${path} voor afgekeurde rijen kan niet worden geschreven. Kijk of de map bestaat en de rechten na.`,
        { cause },
      );
    }
  }

  async add(raw: string): Promise<void> {
    if (raw === '') return;
    const line = `${raw}\n`;
    const bytes = this.encoding === 'cp1252' ? encode(line, 'cp1252') : line;
    if (this.file && !this.file.write(bytes)) await once(this.file, 'drain');
  }

  /** `complete` false: the import failed, and there is nothing to mend. */
  async close(complete: boolean): Promise<void> {
    if (!this.file) return;
    this.file.end();
    await finished(this.file);
    if (complete) await rename(`${this.path}.deel`, this.path);
    else await rm(`${this.path}.deel`, { force: true });
  }
}
