import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { ImportKinds } from '../import-kinds';
import { TakeAbsence } from '../take-absence';
import { CHUNK, withTaken } from './upload-chunk';
import { readUpload, type UploadText } from './upload-rows';
import { NO_COUNTS, type Upload, uploadNotFound, UploadStore } from './upload-store';

/** Carries what the trial came to out of the unit of work that is rolled back. */
class Trial extends Error {
  constructor(readonly upload: Upload) {
    super('trial');
  }
}

/** Takes text that a school pasted or uploaded on trial: says what it would come to, and stores no absence. */
@Injectable()
export class PrepareUpload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportKinds) private readonly kinds: ImportKinds,
    @Inject(TakeAbsence) private readonly absence: TakeAbsence,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Gives the upload, to be looked at and started. Throws a Problem where the text as a whole cannot be read, and (403)
   * for a system: what is taken later is taken as somebody who is then still in service.
   */
  async prepare(actor: Actor, content: string): Promise<Upload> {
    if (visitorOf(actor).machine) {
      throw new Problem('koppeling-levert-anders-aan', 'Een koppeling levert verzuim aan bij verzuimregistraties.', {
        status: 403,
      });
    }
    const text = await readUpload(content, this.kinds.absence().reader);
    const upload: Upload = {
      id: newId(),
      employee: visitorOf(actor).employee,
      madeAt: this.clock.instant(),
      state: 'proef',
      content,
      total: text.rows.length,
      done: 0,
      counts: NO_COUNTS,
      rejected: [],
      finishedAt: null,
    };
    const tried = { ...(await this.tryOut(actor, upload, text)), done: 0 };
    await this.database.work((work) => this.uploads.write(work, tried));
    return tried;
  }

  /**
   * The same upload as another trial, with mended lines in the place of rejected ones: by line number of the text. A line
   * that was not rejected stays as it is; one that was emptied is taken out. Throws a Problem: 404 where it is not an
   * upload of theirs, 409 where it has been taken already.
   */
  async mend(actor: Actor, id: string, lines: ReadonlyMap<number, string>): Promise<Upload> {
    const upload = await this.uploads.find(this.database.read, id, visitorOf(actor).employee);
    if (!upload) throw uploadNotFound();
    if (upload.content === null) {
      const message = 'Deze aanlevering is al verwerkt. Lever de verbeterde regels aan als nieuwe aanlevering.';
      throw new Problem('aanlevering-verwerkt', message, { status: 409 });
    }
    const rejected = new Set(upload.rejected.map(({ line }) => line));
    const text = await readUpload(upload.content, this.kinds.absence().reader);
    // a mended line is one line, so that no other moves
    const mend = (line: number) => (rejected.has(line) ? lines.get(line)?.replace(/[\r\n]+/g, ' ') : undefined);
    const mended = [text.header, ...text.rows.map(({ line, raw }) => mend(line) ?? raw)];
    return this.prepare(actor, mended.filter((line) => line.trim() !== '').join('\n'));
  }

  private async tryOut(actor: Actor, upload: Upload, { rows }: UploadText): Promise<Upload> {
    try {
      return await this.database.work(async (work): Promise<Upload> => {
        let tried = upload;
        for (let start = 0; start < rows.length; start += CHUNK) {
          const chunk = rows.slice(start, start + CHUNK);
          tried = withTaken(tried, chunk, await this.absence.takeRead(work, actor, chunk));
        }
        throw new Trial(tried);
      });
    } catch (error) {
      if (error instanceof Trial) return error.upload;
      throw error;
    }
  }
}
