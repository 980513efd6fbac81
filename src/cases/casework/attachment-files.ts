import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import { fileCell } from '../../platform/place';

/** The lock of who writes attachments anew, and who destroys them. */
export const ATTACHMENT_FILES = 'bijlagen';

/** Files of attachments, outside the database and encrypted. Their names are ids: nothing can be told from them. */
@Injectable()
export class AttachmentFiles {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Whole or not at all: written beside its place, brought to disk, then given its name. */
  async write(id: string, content: Buffer): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const file = await open(`${path}.deel`, 'w', 0o600);
    try {
      await file.writeFile(this.encryption.encrypt(content.toString('base64'), fileCell('bijlage', id)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.deel`, path);
  }

  /** Throws a Problem (404) where the file is gone. */
  async read(id: string): Promise<Buffer> {
    try {
      const sealed = await readFile(this.pathOf(id), 'utf8');
      return Buffer.from(this.encryption.decrypt(sealed, fileCell('bijlage', id)), 'base64');
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'ENOENT') throw cause;
      const message = 'Het bestand van deze bijlage is er niet meer. Vraag de beheerder om een reservekopie.';
      throw new Problem('bestand-weg', message, { status: 404, logLevel: 'error', cause });
    }
  }

  async exists(id: string): Promise<boolean> {
    return (await stat(this.pathOf(id)).catch(() => null)) !== null;
  }

  /** For a file whose record was not written, and for destruction. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** A folder per end of the id: the begin is the time, and would put a whole month in one folder. */
  private pathOf(id: string): string {
    if (!isId(id)) throw new Error('not an id');
    return join(this.settings.LEERSPOOR_BIJLAGEN, id.slice(-2), `${id}.bijlage`);
  }
}
