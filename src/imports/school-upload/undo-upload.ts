import { Inject, Injectable } from '@nestjs/common';
import type { AbsenceRow } from '../../absence/absence-store';
import { type Actor, visitorOf } from '../../access/actor';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { TakeAbsence } from '../take-absence';
import { keyOf, recordsNow } from './records-now';
import { uploadNotFound, UploadStore } from './upload-store';
import { cell } from '../../platform/place';
import { uploadRecord } from './tables';

/** How many records went back to what they were, and how many were left because they changed since. */
export interface Undone {
  restored: number;
  left: number;
}

interface Remembered {
  brin: string;
  number: string;
  was: string | null;
  became: string;
}

/**
 * Undoes a whole upload: what it added is withdrawn, what it changed becomes what it was. A record that somebody
 * changed after it is left alone. All of it or nothing.
 */
@Injectable()
export class UndoUpload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TakeAbsence) private readonly absence: TakeAbsence,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Throws a Problem where it is not an upload of theirs (404) or not one that can be undone (409). */
  async undo(actor: Actor, id: string): Promise<Undone> {
    return this.database.work(async (work) => {
      const upload = await this.uploads.find(work, id, visitorOf(actor).employee);
      if (!upload) throw uploadNotFound();
      if (upload.state !== 'klaar') {
        throw new Problem('niet-ongedaan-te-maken', 'Deze aanlevering is nog niet klaar, of al ongedaan gemaakt.', {
          status: 409,
        });
      }
      const undone = await this.restore(work, actor, id);
      await this.uploads.write(work, { ...upload, state: 'ongedaan' });
      await work.run('DELETE FROM upload_record WHERE upload_id = ?', [id]);
      return undone;
    });
  }

  private async restore(work: Work, actor: Actor, id: string): Promise<Undone> {
    const remembered = await work.all<Remembered>(
      'SELECT brin, number, was, became FROM upload_record WHERE upload_id = ? ORDER BY brin, number',
      [id],
    );
    const now = await recordsNow(work, this.encryption, remembered);
    const open = (column: 'was' | 'became', sealed: string, { brin, number }: Remembered) =>
      this.encryption.decrypt(sealed, cell(uploadRecord, column, { upload_id: id, brin, number }));
    const same = remembered.filter((one) => {
      const current = now.get(keyOf(one));
      return current !== undefined && JSON.stringify(current) === open('became', one.became, one);
    });
    const rows = same.map((one) => ({
      row:
        one.was === null
          ? ({ brin: one.brin, number: one.number, kind: 'ingetrokken' } as const)
          : (JSON.parse(open('was', one.was, one)) as AbsenceRow),
    }));
    const taken = await this.absence.takeRead(work, actor, rows);
    const restored = taken.filter((one) => one.outcome !== 'afgekeurd').length;
    return { restored, left: remembered.length - restored };
  }
}
