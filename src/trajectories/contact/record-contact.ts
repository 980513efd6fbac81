import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { requireRole } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { TrajectoryStore } from '../trajectory-store';
import { CONTACT_KINDS, type ContactKind } from '../vocabulary';
import { cell } from '../../platform/place';
import { trajectoryContact } from '../tables';

export interface Contact {
  trajectoryId: string;
  day: Day;
  kind: ContactKind;
  /** false: an attempt */
  reached: boolean;
  note: string | null;
}

/** Records a contact with the youth or an attempt. The first one is the approach; one that reaches ends the alarm. */
@Injectable()
export class RecordContact {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. Throws a Problem: 404 out of reach, 403 another role, 409 where it has ended, 400 bad fields. */
  async record(actor: Actor, { trajectoryId, day, kind, reached, note }: Contact): Promise<string> {
    return this.database.work(async (work) => {
      const trajectory = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      new Checks()
        .word(kind, '/soort', CONTACT_KINDS)
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .that(day >= trajectory.deliveredOn, '/datum', `Kies een dag vanaf de aanmelding (${trajectory.deliveredOn}).`)
        .that((note ?? '').length <= 8000, '/notitie', 'Gebruik hoogstens 8000 tekens.')
        .done();
      if (trajectory.endedOn !== null) {
        throw new Problem('traject-beeindigd', 'Dit traject is beëindigd. Begin een nieuw traject.', { status: 409 });
      }
      const id = newId();
      const text = note?.trim();
      const sealed = text ? this.encryption.encrypt(text, cell(trajectoryContact, 'note', { id })) : null;
      await work.insert(
        'trajectory_contact',
        ['id', 'trajectory_id', 'day', 'kind', 'reached', 'employee', 'note', 'at'],
        [
          [
            ...[id, trajectoryId, day, kind, Number(reached), visitorOf(actor).employee],
            ...[sealed, this.clock.instant()],
          ],
        ],
      );
      if (trajectory.approachedOn === null || day < trajectory.approachedOn) trajectory.approachedOn = day;
      if (trajectory.state === 'aangemeld') {
        trajectory.state = 'benaderd';
        await this.trajectories.tell(work, actor, trajectory, { from: 'aangemeld', day, reason: null });
      }
      if (reached && (trajectory.contactOn === null || day > trajectory.contactOn)) trajectory.contactOn = day;
      await this.trajectories.write(work, [trajectory]);
      if (reached) {
        const settle = `UPDATE trajectory_alarm SET settled_on = ?
          WHERE trajectory_id = ? AND settled_on IS NULL AND about < ?`;
        await work.run(settle, [day, trajectoryId, day]);
      }
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'traject', objectId: trajectoryId, pupils: [trajectory.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
      return id;
    });
  }

  /** Agrees how many days may lie between two contacts, at most: 1 to 366. */
  async agreeFrequency(actor: Actor, trajectoryId: string, days: number): Promise<void> {
    await this.database.work(async (work) => {
      const trajectory = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      const good = Number.isInteger(days) && days >= 1 && days <= 366;
      new Checks().that(good, '/dagen', 'Geef een heel getal van 1 tot en met 366.').done();
      await this.trajectories.write(work, [{ ...trajectory, contactEvery: days }]);
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'traject', objectId: trajectoryId, pupils: [trajectory.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
    });
  }
}
