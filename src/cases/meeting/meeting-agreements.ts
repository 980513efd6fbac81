import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { isId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { DossierReach, dossierNotFound } from '../dossier/reach';
import { AgreementTerms } from './agreement-terms';
import { MeetingDesk, type ParticipantKind } from './meeting-desk';
import { meetingAgreement, meetingParticipant } from './tables';

/** What was agreed in a leerlingoverleg: what still stands in a dossier, and that it was done. */
@Injectable()
export class MeetingAgreements {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(MeetingDesk) private readonly desk: MeetingDesk,
    @Inject(AgreementTerms) private readonly terms: AgreementTerms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** An agreement was kept on that day (null: not after all). Throws a Problem: 404 out of reach, 400 a coming day. */
  async finish(actor: Actor, agreementId: string, day: Day | null): Promise<void> {
    await this.database.work(async (work) => {
      const sql = 'SELECT dossier_id AS "dossierId", meeting_id AS "meetingId" FROM meeting_agreement WHERE id = ?';
      type Row = { dossierId: string; meetingId: string };
      const found = isId(agreementId) ? await work.get<Row>(sql, [agreementId]) : undefined;
      if (!found) throw dossierNotFound();
      const { pupilId } = await this.reach.one(work, actor, found.dossierId);
      new Checks().that(day === null || day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.').done();
      await work.run('UPDATE meeting_agreement SET done_on = ? WHERE id = ?', [day, agreementId]);
      if (day === null) await this.terms.start(work, { agreement: agreementId });
      else await this.terms.meet(work, agreementId, day);
      this.desk.write(work, actor, 'wijzigen', found.meetingId, [pupilId]);
    });
  }

  /** Who is responsible for what in a dossier: agreements that still stand, the first due first. */
  async open(actor: Actor, dossierId: string) {
    const read = this.database.read;
    const { pupilId } = await this.reach.one(read, actor, dossierId);
    const rows = await read.all<{
      id: string;
      meetingId: string;
      kind: ParticipantKind;
      name: string;
      participantId: string;
      description: string;
      dueOn: Day | null;
    }>(
      `SELECT a.id, a.meeting_id AS "meetingId", p.kind, p.name, p.id AS "participantId", a.description, a.due_on AS "dueOn"
         FROM meeting_agreement a JOIN meeting_participant p ON p.id = a.participant_id
        WHERE a.dossier_id = ? AND a.done_on IS NULL ORDER BY CASE WHEN a.due_on IS NULL THEN 1 ELSE 0 END, a.due_on, a.id`,
      [dossierId],
    );
    this.desk.look(actor, null, [pupilId]);
    return rows.map(({ participantId: id, ...one }) => ({
      ...one,
      name: this.encryption.decrypt(one.name, cell(meetingParticipant, 'name', { id })),
      description: this.encryption.decrypt(one.description, cell(meetingAgreement, 'description', one)),
    }));
  }
}
