import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Mutex } from 'async-mutex';
import type { Actor } from '../../access/actor';
import { Problem, publicMessage } from '../../platform/errors';
import { requireKind } from '../import-kinds';
import { ImportService } from '../import-service';
import { ImportJobs } from './import-jobs';

const MOST_BYTES = 1024 ** 3;
/** a file to mend that is larger is better mended at its source */
const MOST_MEND_BYTES = 16 * 1024 ** 2;
const SIGN_OF_LIFE_MS = 1_000;

export interface SentFile {
  kind: string;
  trial: boolean;
  /** as the sender named it; only its last part is looked at */
  name: string;
  bytes: Readable;
}

/**
 * Takes a file that was sent to the server: keeps it in a folder of its own for as long as the import takes, imports it
 * after the answer was given, one at a time, and keeps report and rows to mend.
 */
@Injectable()
export class TakeFile implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TakeFile.name);
  private readonly turn = new Mutex();
  private stopping = false;

  constructor(
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportJobs) private readonly jobs: ImportJobs,
  ) {}

  /** Gives the id of the import, which has then begun. Throws a Problem for other roles, kinds and sizes. */
  async take(actor: Actor, sent: SentFile): Promise<string> {
    requireBeheerder(actor);
    requireKind(sent.kind);
    const folder = await mkdtemp(join(tmpdir(), 'leerspoor-import-'));
    try {
      const path = join(folder, 'bestand');
      await pipeline(sent.bytes, limited(MOST_BYTES), createWriteStream(path, { mode: 0o600 }));
      const id = await this.jobs.begin(sent.kind, actor.visitor!.employee, sent.trial);
      void this.turn
        .runExclusive(() => this.run(id, actor, sent, folder))
        .finally(() => rm(folder, { recursive: true, force: true }))
        .catch((error: unknown) => this.logger.error({ msg: 'import mislukt', import: id, err: error }));
      return id;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Waits for the import in hand; what waits for its turn is left and shows as broken off. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.turn.waitForUnlock();
  }

  private async run(id: string, actor: Actor, sent: SentFile, folder: string): Promise<void> {
    if (this.stopping) return;
    const [path, afgekeurdPath] = [join(folder, 'bestand'), join(folder, 'afgekeurd')];
    let told = 0;
    const onProgress = ({ rows }: { rows: number }) => {
      // a trial keeps the unit of work to itself: its signs of life would wait for its end
      if (sent.trial || Date.now() - told < SIGN_OF_LIFE_MS) return;
      told = Date.now();
      void this.jobs.alive(id, rows).catch(() => undefined);
    };
    try {
      const request = { soort: sent.kind, name: sent.name, proef: sent.trial, afgekeurdPath, onProgress, actor };
      const report = await this.imports.run({ ...request, path });
      const afgekeurd = report.afgekeurd.slice(0, 1000);
      await this.jobs.done(id, { ...report, afgekeurd }, await rowsToMend(afgekeurdPath, report.afgekeurd.length));
    } catch (error) {
      await this.jobs.failed(id, publicMessage(error));
      if (!(error instanceof Problem)) throw error;
    }
  }
}

function requireBeheerder({ visitor }: Actor): void {
  if (visitor?.roles.includes('functioneel-beheerder')) return;
  throw new Problem('mag-niet', 'Bestanden inlezen kan alleen de functioneel beheerder.', { status: 403 });
}

function limited(most: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > most) throw new Problem('te-groot', 'Dit bestand is groter dan 1 GB.', { status: 413 });
      yield piece;
    }
  };
}

async function rowsToMend(path: string, rejected: number): Promise<string | null> {
  if (rejected === 0) return null;
  const found = await stat(path).catch(() => null);
  return found && found.size <= MOST_MEND_BYTES ? readFile(path, 'utf8') : null;
}
