import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Mutex } from 'async-mutex';
import type { Actor } from '../../access/actor';
import { Problem, publicMessage } from '../../platform/errors';
import { isCsvKind, requireKind } from '../import-kinds';
import { ImportService } from '../import-service';
import { ImportJobs } from './import-jobs';

const MOST_BYTES = 1024 ** 3;
/** a file to mend that is larger is better mended at its source */
const MOST_MEND_BYTES = 16 * 1024 ** 2;
/** a trial of a larger file cannot be followed by its import without sending it again */
const MOST_KEPT_BYTES = 16 * 1024 ** 2;
const SIGN_OF_LIFE_MS = 1_000;

export interface SentFile {
  kind: string;
  trial: boolean;
  /** as the sender named it; only its last part is looked at */
  name: string;
  bytes: Readable;
  /** of a trial: keep the file, encrypted, so that its sender can import it after looking at the report */
  keep?: boolean;
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
      if (sent.trial && sent.keep && (await stat(path)).size <= MOST_KEPT_BYTES) {
        await this.jobs.keep(id, sent.name, await readFile(path));
      }
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

  /** Imports the file of a trial that the same person sent; gives the id of that import. Throws a Problem (409) where it is gone. */
  async takeTried(actor: Actor, trialId: string): Promise<string> {
    requireBeheerder(actor);
    const file = await this.jobs.claim(trialId, actor.visitor!.employee);
    if (!file) {
      throw new Problem('bestand-weg', 'Dit bestand is al ingelezen of niet bewaard. Stuur het opnieuw.', {
        status: 409,
      });
    }
    return this.take(actor, { kind: file.kind, trial: false, name: file.name, bytes: Readable.from([file.content]) });
  }

  /** Waits for the import in hand; what waits for its turn is left and shows as broken off. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.turn.waitForUnlock();
  }

  private async run(id: string, actor: Actor, sent: SentFile, folder: string): Promise<void> {
    if (this.stopping) return;
    const path = join(folder, 'bestand');
    // a school mends EDEXML in its own system: there are no rows to send back
    const afgekeurdPath = isCsvKind(sent.kind) ? join(folder, 'afgekeurd') : undefined;
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

async function rowsToMend(path: string | undefined, rejected: number): Promise<string | null> {
  if (path === undefined || rejected === 0) return null;
  const found = await stat(path).catch(() => null);
  return found && found.size <= MOST_MEND_BYTES ? readFile(path, 'utf8') : null;
}
