import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import { requireAuditor } from '../../access/log/audit-search';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { PupilDirectory } from '../../registry/pupil-directory';
import { scopeOf } from '../../registry/scopes';

/** Finds the pupil whom a request is about. A privacy-officer sees no dossiers: only by the number that was given. */
@Injectable()
export class RightsDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The id of who has this number and lives or lived in the own municipalities. Accounted for, also where nobody is
   * found. Throws a Problem: 403 for who is no privacy-officer, 404 where there is nobody.
   */
  async pupil(actor: Actor, pgn: string): Promise<string> {
    requireAuditor(actor, this.clock.today());
    const { read } = this.database;
    const digits = pgn.replace(/[\s.]/g, '').padStart(9, '0');
    const id = /^\d{9}$/.test(digits) ? await this.directory.findOne(read, digits) : undefined;
    const own = read.oneOf('municipality', scopeOf(visitorOf(actor), this.clock.today()).destruction, 'code');
    const resident =
      id !== undefined &&
      (await read.get(`SELECT pupil_id FROM residence WHERE pupil_id = ? AND ${own.sql} LIMIT 1`, [id, own.value]));
    const event = { action: 'zoeken' as AuditAction, object: 'leerling', objectId: null, purpose: PURPOSES.rechten };
    this.audit.read(actor, { ...event, pupils: resident ? [id] : [], result: resident ? 'gelukt' : 'geweigerd' });
    if (resident) return id;
    throw new Problem(
      'leerling-onbekend',
      'In uw gemeenten is geen leerling met dit nummer bekend. Kijk het nummer na.',
      {
        status: 404,
        fields: [{ pointer: '/pgn', reden: 'Er is geen leerling met dit nummer in uw gemeenten.' }],
      },
    );
  }
}
