import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { isInService, Visitors } from '../../access/visitor';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { ImportKinds } from '../import-kinds';
import { TakeAbsence, type TakenRecord } from '../take-absence';
import { keyOf, recordsNow } from './records-now';
import { CHUNK, withTaken } from './upload-chunk';
import { readUpload, type UploadRow } from './upload-rows';
import { type Upload, UploadStore } from './upload-store';
import { cell, type Place } from '../../platform/place';
import { uploadRecord } from './tables';

/**
 * Takes the rows of an upload, a part at a time, each part in the unit of work that also asks for the next. A part that
 * was taken already is passed over, so that running it twice changes nothing.
 */
@Injectable()
export class TakeUpload {
  constructor(
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(ImportKinds) private readonly kinds: ImportKinds,
    @Inject(TakeAbsence) private readonly absence: TakeAbsence,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async handle(work: Work, subjects: readonly string[]): Promise<void> {
    for (const subject of subjects) {
      const [id = '', from = ''] = subject.split('/');
      const upload = await this.uploads.findAny(work, id);
      if (upload?.state === 'wacht' && upload.done === Number(from)) await this.takePart(work, upload);
    }
  }

  private async takePart(work: Work, upload: Upload): Promise<void> {
    const visitor = await this.visitors.find(upload.employee);
    // who left in the meantime sends nothing any more: what was taken stands, the rest is left
    if (!visitor || !isInService(visitor, this.clock.today())) return this.finish(work, upload);
    const actor: Actor = { visitor, via: 'wachtrij', from: null, operation: upload.id };
    const { rows } = await readUpload(upload.content ?? '', this.kinds.absence().reader);
    const part = rows.slice(upload.done, upload.done + CHUNK);
    const keys = part.flatMap((one) => ('row' in one ? [one.row] : []));
    const before = await recordsNow(work, this.encryption, keys);
    const taken = await this.absence.takeRead(work, actor, part);
    await this.remember(work, upload, part, taken, before);
    const next = withTaken(upload, part, taken);
    if (next.done >= next.total) return this.finish(work, next);
    await this.uploads.write(work, next);
    await this.outbox.add(work, 'lever-in', [`${upload.id}/${next.done}`]);
  }

  /** Of each record that changed how it was and how it is, for undoing. The first `was` and the last `became` count. */
  private async remember(
    work: Work,
    upload: Upload,
    part: readonly UploadRow[],
    taken: readonly TakenRecord[],
    before: Awaited<ReturnType<typeof recordsNow>>,
  ): Promise<void> {
    const changed = part.flatMap((one, i) =>
      'row' in one && (taken[i]!.outcome === 'nieuw' || taken[i]!.outcome === 'gewijzigd') ? [one.row] : [],
    );
    const keys = [...new Map(changed.map((row) => [keyOf(row), row])).values()];
    const after = await recordsNow(work, this.encryption, keys);
    const rows = keys.map((key) => {
      const [was, is] = [before.get(keyOf(key)), after.get(keyOf(key))];
      const row = { upload_id: upload.id, brin: key.brin, number: key.number };
      const [old, sealed] = [
        was && this.seal(was, cell(uploadRecord, 'was', row)),
        this.seal(is, cell(uploadRecord, 'became', row)),
      ];
      return [upload.id, key.brin, key.number, old ?? null, sealed];
    });
    await work.insert('upload_record', ['upload_id', 'brin', 'number', 'was', 'became'], rows, {
      key: ['upload_id', 'brin', 'number'],
      update: ['became'],
    });
  }

  private seal(row: unknown, place: Place): string {
    return this.encryption.encrypt(JSON.stringify(row), place);
  }

  private finish(work: Work, upload: Upload): Promise<void> {
    return this.uploads.write(work, { ...upload, state: 'klaar', content: null, finishedAt: this.clock.instant() });
  }
}
