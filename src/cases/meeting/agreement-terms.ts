import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { Work } from '../../platform/database/sql';
import { type NewTerm, Terms } from '../terms/terms';

/** Agreements of a meeting, the one agreement, or all that still stand in a dossier. */
type Which = { meeting: string } | { agreement: string } | { dossier: string };

const KIND = 'afspraak-overleg';

/**
 * Terms of what was agreed in a leerlingoverleg: whoever has the dossier is reminded, as of a task. Of an agreement without
 * a day there is none, nor in a closed dossier.
 */
@Injectable()
export class AgreementTerms {
  constructor(@Inject(Terms) private readonly terms: Terms) {}

  /** Starts them, or lets them run again. They count from the day of the meeting, so that no reminder is given twice. */
  async start(work: Work, which: Which): Promise<void> {
    const [column, id] =
      'meeting' in which
        ? ['a.meeting_id', which.meeting]
        : 'dossier' in which
          ? ['a.dossier_id', which.dossier]
          : ['a.id', which.agreement];
    const rows = await work.all<Omit<NewTerm, 'kind' | 'location'>>(
      `SELECT a.id AS "subjectId", a.dossier_id AS "dossierId", d.pupil_id AS "pupilId", d.municipality,
              m.day AS "startedOn", a.due_on AS "dueOn"
         FROM meeting_agreement a JOIN meeting m ON m.id = a.meeting_id JOIN dossier d ON d.id = a.dossier_id
        WHERE ${column} = ? AND a.due_on IS NOT NULL AND a.done_on IS NULL AND d.status <> 'afgesloten' ORDER BY a.id`,
      [id],
    );
    await this.terms.start(
      work,
      rows.map((row) => ({ ...row, kind: KIND, location: null })),
    );
  }

  /** The agreement was kept on that day. */
  meet(work: Work, agreementId: string, day: Day): Promise<void> {
    return this.terms.meet(work, KIND, [agreementId], day);
  }

  /** The dossier was closed: nobody is reminded of what was agreed in it. */
  async drop(work: Work, dossierId: string, day: Day): Promise<void> {
    const rows = await work.all<{ id: string }>(
      'SELECT id FROM meeting_agreement WHERE dossier_id = ? AND due_on IS NOT NULL AND done_on IS NULL',
      [dossierId],
    );
    await this.terms.drop(
      work,
      rows.map((row) => row.id),
      day,
      [KIND],
    );
  }
}
