import { Inject, Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { PupilDirectory } from './pupil-directory';
import { PupilMerges } from './pupil-merge';

/** Replaces an onderwijsnummer by the BSN that came for it; the old number keeps finding the pupil. */
@Injectable()
export class PupilNumbers {
  constructor(
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(PupilMerges) private readonly merges: PupilMerges,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Makes both numbers those of one pupil, as far as either is known. */
  async join(work: Work, pgn: string, former: string): Promise<void> {
    const ids = await this.directory.find(work, [pgn, former]);
    const named = ids.get(pgn);
    const known = ids.get(former);
    if (known === undefined || known === named) return;
    if (named !== undefined) return this.merges.merge(work, known, named);
    await work.run(
      `INSERT INTO pupil_alias (pgn_index, pupil_id, pgn) SELECT pgn_index, id, pgn FROM pupil WHERE id = ?
       ON CONFLICT (pgn_index) DO NOTHING`,
      [known],
    );
    await work.run('UPDATE pupil SET pgn = ?, pgn_index = ? WHERE id = ?', [
      this.encryption.encrypt(pgn),
      this.encryption.index(pgn),
      known,
    ]);
  }

  /** Lets the former number find the pupil from now on, also where it was never seen before. */
  async remember(work: Work, pupilId: string, former: string): Promise<void> {
    const row = [this.encryption.index(former), pupilId, this.encryption.encrypt(former)];
    await work.insert('pupil_alias', ['pgn_index', 'pupil_id', 'pgn'], [row], {
      key: ['pgn_index'],
      update: 'nothing',
    });
  }
}
