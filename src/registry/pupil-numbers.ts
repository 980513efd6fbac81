import { Inject, Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { PupilDirectory } from './pupil-directory';
import { cell } from '../platform/place';
import { PupilMerges } from './pupil-merge';
import { pupil, pupilAlias } from './tables';

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
    await this.remember(work, known, (await this.directory.numberOf(work, known))!);
    await work.run('UPDATE pupil SET pgn = ?, pgn_index = ? WHERE id = ?', [
      this.encryption.encrypt(pgn, cell(pupil, 'pgn', { id: known })),
      this.encryption.index(pgn),
      known,
    ]);
  }

  /** Lets the former number find the pupil from now on, also where it was never seen before. */
  async remember(work: Work, pupilId: string, former: string): Promise<void> {
    const sealed = this.encryption.encrypt(former, cell(pupilAlias, 'pgn', {}));
    const row = [this.encryption.index(former), pupilId, sealed];
    await work.insert('pupil_alias', ['pgn_index', 'pupil_id', 'pgn'], [row], {
      key: ['pgn_index'],
      update: 'nothing',
    });
  }
}
