import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { requireRole } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { TrajectoryStore } from '../trajectory-store';
import { cell } from '../../platform/place';
import { schoolConsultation } from '../tables';

export interface Consultation {
  trajectoryId: string;
  day: Day;
  /** six characters, where the school is known */
  location: string | null;
  result: string;
}

export interface Statement {
  trajectoryId: string;
  kind: 'pro' | 'vso';
  day: Day;
}

/** Records the talk with the school, and a statement of a pro or vso school (WEB 9.2.5). */
@Injectable()
export class ConsultSchool {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. Throws a Problem: 404 out of reach, 403 another role, 400 bad fields. */
  async consult(actor: Actor, { trajectoryId, day, location, result }: Consultation): Promise<string> {
    return this.database.work(async (work) => {
      const { pupilId } = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      const known =
        location === null || (await work.get('SELECT code FROM school_location WHERE code = ?', [location]));
      new Checks()
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .that(Boolean(known), '/vestiging', 'Deze vestiging is niet bekend.')
        .text(result, '/uitkomst', 4000)
        .done();
      const id = newId();
      const columns = ['id', 'trajectory_id', 'location', 'day', 'employee', 'result'];
      const sealed = this.encryption.encrypt(result.trim(), cell(schoolConsultation, 'result', { id }));
      const row = [id, trajectoryId, location, day, visitorOf(actor).employee, sealed];
      await work.insert('school_consultation', columns, [row]);
      this.write(work, actor, trajectoryId, pupilId);
      return id;
    });
  }

  /** A statement counts as a diploma of that kind; recording it again changes nothing. */
  async state(actor: Actor, { trajectoryId, kind, day }: Statement): Promise<void> {
    await this.database.work(async (work) => {
      const { pupilId } = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      new Checks()
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .word(kind, '/soort', ['pro', 'vso'])
        .done();
      const columns = ['pupil_id', 'kind', 'day'];
      await work.insert('school_statement', columns, [[pupilId, kind, day]], { key: columns, update: 'nothing' });
      this.write(work, actor, trajectoryId, pupilId);
    });
  }

  private write(work: Parameters<Audit['write']>[0], actor: Actor, trajectoryId: string, pupilId: string): void {
    this.audit.write(work, actor, {
      ...{ action: 'toevoegen', object: 'traject', objectId: trajectoryId, pupils: [pupilId] },
      purpose: PURPOSES.doorstroompunt,
    });
  }
}
