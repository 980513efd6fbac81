import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { DossierReach, dossierNotFound } from '../dossier/reach';
import { cell } from '../../platform/place';
import { AgreementTerms } from './agreement-terms';
import { type Agreed, MeetingDesk, PARTICIPANT_KINDS, type ParticipantKind } from './meeting-desk';
import { MEETING } from './states';
import { meeting, meetingAgreement, meetingParticipant } from './tables';

export interface NewMeeting {
  dossierIds: readonly string[];
  day: Day;
  place: string | null;
  agenda: string;
  participants: readonly { kind: ParticipantKind; name: string }[];
}

export interface MeetingReport {
  meetingId: string;
  report: string;
  /** ids of participants who were there */
  present: readonly string[];
  agreements: readonly Agreed[];
}

const MOST = 50;

/** A leerlingoverleg: planned with an agenda, held with a report and agreements on who does what. */
@Injectable()
export class HoldMeeting {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(MeetingDesk) private readonly desk: MeetingDesk,
    @Inject(AgreementTerms) private readonly terms: AgreementTerms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. Throws a Problem: 404 where one of the dossiers is out of reach, 400 bad fields. */
  async plan(actor: Actor, { dossierIds, day, place, agenda, participants }: NewMeeting): Promise<string> {
    const ids = [...new Set(dossierIds)];
    const checks = new Checks()
      .that(ids.length > 0 && ids.length <= MOST, '/dossiers', `Kies 1 tot en met ${MOST} dossiers.`)
      .that(
        participants.length > 0 && participants.length <= MOST,
        '/deelnemers',
        `Noem 1 tot en met ${MOST} deelnemers.`,
      )
      .that((place ?? '').length <= 200, '/plaats', 'Gebruik hoogstens 200 tekens.')
      .text(agenda, '/agenda', 8000);
    participants.forEach(({ kind, name }, i) => {
      checks.word(kind, `/deelnemers/${i}/soort`, PARTICIPANT_KINDS).text(name, `/deelnemers/${i}/naam`, 200);
    });
    checks.done();
    return this.database.work(async (work) => {
      const dossiers = await this.reach.several(work, actor, ids);
      if (dossiers.length < ids.length) throw dossierNotFound();
      const id = newId();
      const { employee } = visitorOf(actor);
      await work.insert(
        'meeting',
        ['id', 'day', 'place', 'agenda', 'state', 'made_by', 'changed_at'],
        [
          [
            id,
            day,
            place?.trim() || null,
            this.desk.secret(agenda, cell(meeting, 'agenda', { id })),
            MEETING.begin[0]!,
            employee,
            this.clock.instant(),
          ],
        ],
      );
      await work.insert(
        'meeting_dossier',
        ['meeting_id', 'dossier_id'],
        ids.map((one) => [id, one]),
      );
      await work.insert(
        'meeting_participant',
        ['id', 'meeting_id', 'kind', 'name'],
        participants.map(({ kind, name }) => {
          const own = newId();
          return [own, id, kind, this.desk.secret(name, cell(meetingParticipant, 'name', { id: own }))];
        }),
      );
      this.desk.write(
        work,
        actor,
        'toevoegen',
        id,
        dossiers.map((one) => one.pupilId),
      );
      return id;
    });
  }

  /** Records what was said and agreed. Throws a Problem: 404, 409 where it was held or fell away, 400 bad fields. */
  async report(actor: Actor, { meetingId, report, present, agreements }: MeetingReport): Promise<void> {
    await this.database.work(async (work) => {
      const { state, day, dossiers, pupils } = await this.desk.reached(work, actor, meetingId, work.lock);
      const { to } = stepFrom(state, 'houden');
      const people = await work.all<{ id: string }>('SELECT id FROM meeting_participant WHERE meeting_id = ?', [
        meetingId,
      ]);
      const known = new Set(people.map((one) => one.id));
      const checks = new Checks()
        .that(day <= this.clock.today(), '/datum', 'Dit overleg is nog niet geweest.')
        .text(report, '/verslag', 20_000)
        .that(
          present.every((one) => known.has(one)),
          '/aanwezig',
          'Kies deelnemers van dit overleg.',
        )
        .that(agreements.length <= 100, '/afspraken', 'Noem hoogstens 100 afspraken.');
      agreements.forEach((one, i) => {
        checks.that(dossiers.includes(one.dossierId), `/afspraken/${i}/dossier`, 'Kies een dossier van dit overleg.');
        checks.that(known.has(one.participantId), `/afspraken/${i}/wie`, 'Kies een deelnemer van dit overleg.');
        checks.text(one.description, `/afspraken/${i}/wat`, 2000);
        checks.that(
          one.dueOn === null || one.dueOn >= day,
          `/afspraken/${i}/uiterlijk`,
          'Kies een dag vanaf het overleg.',
        );
      });
      checks.done();
      const sql = 'UPDATE meeting SET state = ?, report = ?, changed_at = ? WHERE id = ?';
      await work.run(sql, [
        to,
        this.desk.secret(report, cell(meeting, 'report', { id: meetingId })),
        this.clock.instant(),
        meetingId,
      ]);
      for (const { id } of people) {
        await work.run('UPDATE meeting_participant SET present = ? WHERE id = ?', [Number(present.includes(id)), id]);
      }
      await work.insert(
        'meeting_agreement',
        ['id', 'meeting_id', 'dossier_id', 'participant_id', 'description', 'due_on'],
        agreements.map((one): Value[] => {
          const id = newId();
          const description = this.desk.secret(one.description, cell(meetingAgreement, 'description', { id }));
          return [id, meetingId, one.dossierId, one.participantId, description, one.dueOn];
        }),
      );
      await this.terms.start(work, { meeting: meetingId });
      this.desk.write(work, actor, 'wijzigen', meetingId, pupils);
    });
  }

  /** It will not be held. Throws a Problem: 404 or 409. */
  async cancel(actor: Actor, meetingId: string): Promise<void> {
    await this.database.work(async (work) => {
      const { state, pupils } = await this.desk.reached(work, actor, meetingId, work.lock);
      const { to } = stepFrom(state, 'afzeggen');
      await work.run('UPDATE meeting SET state = ?, changed_at = ? WHERE id = ?', [
        to,
        this.clock.instant(),
        meetingId,
      ]);
      this.desk.write(work, actor, 'wijzigen', meetingId, pupils);
    });
  }

  /** At the sweep: meetings of which every dossier was destroyed go too. Doing it twice changes nothing. */
  async forget(work: Work): Promise<void> {
    const orphans = `SELECT m.id FROM meeting m WHERE NOT EXISTS
      (SELECT 1 FROM meeting_dossier d WHERE d.meeting_id = m.id)`;
    await work.run(`DELETE FROM meeting_agreement WHERE meeting_id IN (${orphans})`);
    await work.run(`DELETE FROM meeting_participant WHERE meeting_id IN (${orphans})`);
    await work.run(`DELETE FROM meeting WHERE id IN (${orphans})`);
  }
}

/** Throws a Problem (409) where it was held or cancelled already. */
function stepFrom(state: string, step: keyof typeof MEETING.steps) {
  const taken = MEETING.step(step, state, 'gemeente');
  if (!taken) throw new Problem('overleg-klaar', 'Dit overleg is al afgerond.', { status: 409 });
  return taken;
}
