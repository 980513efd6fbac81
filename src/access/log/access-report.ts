import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { type Actor } from '../actor';
import { Audit } from '../audit';
import { type AuditEntry, ENTRY_SELECT, type LogName, packPupil, unpackPupils } from './entry';
import { PURPOSES } from './purposes';

/** One processing of somebody's data, as told to that person: the function of who did it, not the name (AVG art. 15). */
export interface ReportedProcessing {
  tijdstip: string;
  handeling: string;
  onderwerp: string;
  doel: string;
  /** roles, or `systeem` */
  door: string;
  langs: string;
  uitkomst: string;
}

/**
 * Everything that was done with the data of one pupil: the answer to a request for access. What falls under the Wpg is
 * a request of its own (Wpg art. 25): another log. Reads through the entries about many, such as files.
 */
@Injectable()
export class AccessReports {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Oldest first. `actor` was authorised by who calls; making the report is itself accounted for. */
  async of(actor: Actor, pupilId: string, log: LogName = 'avg'): Promise<ReportedProcessing[]> {
    this.audit.read(actor, {
      ...{ action: 'exporteren', object: 'inzageverzoek', objectId: null, pupils: [pupilId], log },
      purpose: PURPOSES.controle,
    });
    await this.audit.flush();
    const { read } = this.database;
    const found = await read.all<AuditEntry>(
      `SELECT ${ENTRY_SELECT} FROM audit_pupil p JOIN audit_entry a ON a.chain = p.chain AND a.seq = p.seq
        WHERE p.pupil_id = ? AND a.log = ?`,
      [pupilId, log],
    );
    const packed = packPupil(pupilId);
    const many = read.stream<AuditEntry>(
      `SELECT ${ENTRY_SELECT} FROM audit_entry a WHERE a.linked = 0 AND a.log = ? AND a.pupils LIKE ?`,
      [log, `%${packed}%`],
    );
    // LIKE knows neither case nor where an id begins
    for await (const entry of many) if (unpackPupils(entry.pupils).includes(pupilId)) found.push(entry);
    return found.sort(byTime).map(reported);
  }
}

function byTime(a: AuditEntry, b: AuditEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.chain === b.chain ? a.seq - b.seq : a.chain < b.chain ? -1 : 1;
}

function reported({ at, action, object, purpose, roles, employee, via, result }: AuditEntry): ReportedProcessing {
  const door = employee === null ? 'systeem' : roles || 'zonder rol';
  return { tijdstip: at, handeling: action, onderwerp: object, doel: purpose, door, langs: via, uitkomst: result };
}
