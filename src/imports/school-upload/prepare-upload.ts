import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { newId } from '../../platform/ids';
import { ImportKinds } from '../import-kinds';
import { TakeAbsence } from '../take-absence';
import { CHUNK, withTaken } from './upload-chunk';
import { readUpload, type UploadText } from './upload-rows';
import { NO_COUNTS, type Upload, UploadStore } from './upload-store';

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

  /** Gives the upload, to be looked at and started. Throws a Problem where the text as a whole cannot be read. */
  async prepare(actor: Actor, content: string): Promise<Upload> {
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

  /** The same upload with mended lines in the place of the rejected ones: by line number of the text. */
  async mend(actor: Actor, upload: Upload, lines: ReadonlyMap<number, string>): Promise<Upload> {
    const text = await readUpload(upload.content ?? '', this.kinds.absence().reader);
    const mended = [text.header, ...text.rows.map(({ line, raw }) => lines.get(line) ?? raw)];
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
