import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import type { StoredMelding } from './melding-store';
import type { MeldingStatus } from './states';
import { cell } from '../../platform/place';
import { meldingFeedback } from './tables';

/** What the school may read of the answer to a melding. */
export interface ShownFeedback {
  id: string;
  kind: MeldingStatus | 'bericht';
  text: string | null;
  at: string;
}

const COLUMNS = ['id', 'melding_id', 'kind', 'location', 'reference', 'text', 'employee', 'made_at'];

/** The number by which school and municipality know a melding: nothing of the pupil can be told from it. */
export function referenceOf(meldingId: string): string {
  return `M-${meldingId.slice(-8).toUpperCase()}`;
}

/** Feedback to schools. */
@Injectable()
export class Feedback {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** That these meldingen got the status that they now have; each status is told once. */
  async tellStatus(work: Work, meldingen: readonly StoredMelding[], employee: string | null): Promise<void> {
    const at = this.clock.instant();
    await work.insert(
      'melding_feedback',
      COLUMNS,
      meldingen.map((one) => [newId(), one.id, one.status, one.location, referenceOf(one.id), null, employee, at]),
      { key: ['melding_id', 'kind'], where: "kind <> 'bericht'", update: 'nothing' },
    );
    await this.outbox.add(work, 'mail-terugkoppeling', ['']);
  }

  /** A message of the officer to the school; gives its id. */
  async tell(work: Work, melding: StoredMelding, text: string, employee: string | null): Promise<string> {
    const id = newId();
    const sealed = this.encryption.encrypt(text, cell(meldingFeedback, 'text', { id }));
    await work.insert('melding_feedback', COLUMNS, [
      [id, melding.id, 'bericht', melding.location, referenceOf(melding.id), sealed, employee, this.clock.instant()],
    ]);
    await this.outbox.add(work, 'mail-terugkoppeling', ['']);
    return id;
  }

  async ofMelding(sql: Sql, meldingId: string): Promise<ShownFeedback[]> {
    const rows = await sql.all<ShownFeedback>(
      'SELECT id, kind, text, made_at AS "at" FROM melding_feedback WHERE melding_id = ? ORDER BY id',
      [meldingId],
    );
    const plain = (row: { id: string; text: string | null }) =>
      row.text === null ? null : this.encryption.decrypt(row.text, cell(meldingFeedback, 'text', row));
    return rows.map((row) => ({ ...row, text: plain(row) }));
  }
}
