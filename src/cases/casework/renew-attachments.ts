import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeKey, type SecretFiles } from '../../access/keys/change-key';
import type { Renewed } from '../../access/keys/renew-rows';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { isId } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import { ATTACHMENT_FILES, AttachmentFiles } from './attachment-files';

/** Writes attachments anew with the newest key. */
@Injectable()
export class RenewAttachments implements OnModuleInit, SecretFiles {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
    @Inject(ChangeKey) private readonly changeKey: ChangeKey,
  ) {}

  onModuleInit(): void {
    this.changeKey.register(this);
  }

  async renew(tell: (files: number) => void): Promise<Renewed> {
    const total = { changed: 0, unreadable: 0 };
    for await (const { id, path } of this.all()) {
      tell(1);
      if (await this.isCurrent(path)) continue;
      try {
        if (await this.one(id)) total.changed++;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'sleutel-past-niet') throw error;
        total.unreadable++;
      }
    }
    return total;
  }

  /** What is being destroyed does not come back: both take the same lock. */
  private one(id: string): Promise<boolean> {
    return this.database.work(async (work) => {
      await work.exclusive(ATTACHMENT_FILES);
      if (!(await this.files.exists(id))) return false;
      await this.files.write(id, await this.files.read(id));
      return true;
    });
  }

  private async isCurrent(path: string): Promise<boolean> {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
      return this.encryption.isCurrent(buffer.toString('latin1', 0, bytesRead));
    } finally {
      await file.close();
    }
  }

  private async *all(): AsyncIterable<{ id: string; path: string }> {
    const folder = this.settings.LEERSPOOR_BIJLAGEN;
    for (const part of await namesIn(folder)) {
      for (const name of await namesIn(join(folder, part))) {
        const id = name.replace(/\.bijlage$/, '');
        if (id !== name && isId(id)) yield { id, path: join(folder, part, name) };
      }
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code))) return [];
    throw error;
  }
}
