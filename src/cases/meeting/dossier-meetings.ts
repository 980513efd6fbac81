import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Day } from '../../law/day';
import { Database } from '../../platform/database/database';
import { DossierReach } from '../dossier/reach';
import type { MeetingState } from './states';

/** A leerlingoverleg as a list tells of it: nothing of what was said. */
export interface MeetingLine {
  id: string;
  day: Day;
  place: string | null;
  state: MeetingState;
}

const MOST = 100;

/** The meetings on a dossier. */
@Injectable()
export class DossierMeetings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** The latest first, at most 100. Throws a Problem (404) where the dossier is out of reach. */
  async list(actor: Actor, dossierId: string): Promise<MeetingLine[]> {
    const { read } = this.database;
    const { pupilId, regime } = await this.reach.one(read, actor, dossierId);
    const rows = await read.all<MeetingLine>(
      `SELECT m.id, m.day, m.place, m.state FROM meeting m JOIN meeting_dossier d ON d.meeting_id = m.id
        WHERE d.dossier_id = ? ORDER BY m.day DESC, m.id DESC LIMIT ${MOST}`,
      [dossierId],
    );
    const event = { action: 'lezen', object: 'overleg', objectId: dossierId, pupils: [pupilId] } as const;
    this.audit.read(actor, { ...event, purpose: PURPOSES[regime] });
    return rows;
  }
}
