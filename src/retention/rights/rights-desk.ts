import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import { requireAuditor } from '../../access/log/audit-search';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { PupilDirectory } from '../../registry/pupil-directory';
import { Encryption } from '../../platform/encryption';
import { maskPgn } from '../../platform/masking';
import { cell } from '../../platform/place';
import { pupil } from '../../registry/tables';
import { livesHere, ownResidents, requireHere, requireResident } from './own-residents';

/** Enough to see that it is the one whom a request is about, and no more: a privacy-officer sees no dossiers. */
export interface Subject {
  id: string;
  /** the masked pgn */
  number: string;
  birthYear: number;
  /** lives in the own municipalities now; else only the dossiers that stayed here are theirs */
  here: boolean;
}

/** Finds the pupil whom a request is about. A privacy-officer sees no dossiers: only by the number that was given. */
@Injectable()
export class RightsDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The id of who has this number and lives or lived in the own municipalities; null: nobody. Accounted for, also where
   * nobody is found. Throws a Problem (403) for who is no privacy-officer.
   */
  async find(actor: Actor, pgn: string): Promise<string | null> {
    requireAuditor(actor, this.clock.today());
    const { read } = this.database;
    const digits = pgn.replace(/[\s.]/g, '').padStart(9, '0');
    const id = /^\d{9}$/.test(digits) ? await this.directory.findOne(read, digits) : undefined;
    const resident = id !== undefined && (await ownResidents(read, actor, [id], this.clock.today())).has(id);
    const event = { action: 'zoeken' as AuditAction, object: 'leerling', objectId: null, purpose: PURPOSES.rechten };
    this.audit.read(actor, { ...event, pupils: resident ? [id] : [], result: resident ? 'gelukt' : 'geweigerd' });
    return resident ? id : null;
  }

  /** Of a pupil of the own municipalities. Accounted for. Throws a Problem: 403, or 404 out of them. */
  async subject(actor: Actor, pupilId: string): Promise<Subject> {
    requireAuditor(actor, this.clock.today());
    const { read } = this.database;
    await requireResident(read, actor, pupilId, this.clock.today());
    const row = (await read.get<{ pgn: string; birthDate: string }>(
      'SELECT pgn, birth_date AS "birthDate" FROM pupil WHERE id = ?',
      [pupilId],
    ))!;
    const event = { action: 'lezen', object: 'leerling', objectId: pupilId, purpose: PURPOSES.rechten } as const;
    this.audit.read(actor, { ...event, pupils: [pupilId] });
    const number = maskPgn(this.encryption.decrypt(row.pgn, cell(pupil, 'pgn', { id: pupilId })));
    const here = await livesHere(read, actor, pupilId, this.clock.today());
    return { id: pupilId, number, birthYear: Number(row.birthDate.slice(0, 4)), here };
  }

  /** The same of who lives there now. Throws a Problem: as `subject`, and 409 where the pupil lives elsewhere. */
  async subjectHere(actor: Actor, pupilId: string): Promise<Subject> {
    const subject = await this.subject(actor, pupilId);
    await requireHere(this.database.read, actor, pupilId, this.clock.today());
    return subject;
  }
}
