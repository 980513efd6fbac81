import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { requireAuditor } from '../access/log/audit-search';
import { Checks } from '../platform/checks';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Encryption } from '../platform/encryption';
import { Problem } from '../platform/errors';
import { newId } from '../platform/ids';
import { cell } from '../platform/place';
import { liftOwn, requireResident } from './rights/own-residents';
import { legalHold } from './tables';

/** Keeps what is of a pupil from destruction, with the reason: a court case, a complaint, a request of the person. */
@Injectable()
export class LegalHolds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives its id. Throws a Problem: 403 for who is no privacy-officer, 404 out of scope, 400 without a reason. */
  async place(actor: Actor, pupilId: string, reason: string): Promise<string> {
    requireAuditor(actor, this.clock.today());
    new Checks().text(reason, '/reden', 1000).done();
    const id = newId();
    const sealed = this.encryption.encrypt(reason.trim(), cell(legalHold, 'reason', { id }));
    const row = [id, pupilId, sealed, visitorOf(actor).employee, this.clock.today()];
    await this.database.work(async (work) => {
      await requireResident(work, actor, pupilId, this.clock.today());
      await work.insert('legal_hold', ['id', 'pupil_id', 'reason', 'placed_by', 'placed_on'], [row]);
      const event = { action: 'toevoegen', object: 'bewaarplicht', objectId: id, pupils: [pupilId] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.bewaren });
    });
    return id;
  }

  /** Also 404 where it does not stand, or is of a pupil of other municipalities. */
  async lift(actor: Actor, id: string): Promise<void> {
    requireAuditor(actor, this.clock.today());
    await this.database.work(async (work) => {
      const pupilId = await liftOwn(work, actor, 'legal_hold', id, this.clock.today());
      if (pupilId === null)
        throw new Problem('bewaarplicht-onbekend', 'Deze bewaarplicht geldt niet.', { status: 404 });
      const event = { action: 'wijzigen', object: 'bewaarplicht', objectId: id, pupils: [pupilId] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.bewaren });
    });
  }
}
