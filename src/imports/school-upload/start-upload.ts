import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Outbox } from '../../jobs/outbox';
import { Database } from '../../platform/database/database';
import { NO_COUNTS, uploadNotFound, UploadStore } from './upload-store';

/** Hands an upload that was looked at to the queue: a worker takes its rows, whatever happens to this process. */
@Injectable()
export class StartUpload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(UploadStore) private readonly uploads: UploadStore,
  ) {}

  /** Starting twice changes nothing. Throws a Problem (404) where it is not an upload of theirs. */
  async start(actor: Actor, id: string): Promise<void> {
    await this.database.work(async (work) => {
      const upload = await this.uploads.find(work, id, visitorOf(actor).employee);
      if (!upload) throw uploadNotFound();
      if (upload.state !== 'proef') return;
      await this.uploads.write(work, { ...upload, state: 'wacht', done: 0, counts: NO_COUNTS, rejected: [] });
      await this.outbox.add(work, 'lever-in', [`${id}/0`]);
    });
  }
}
