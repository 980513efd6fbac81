import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { type AuditQuestion, AuditSearch, type ShownEntry } from '../../access/log/audit-search';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { ownResidents, requireResident } from './own-residents';

/** The audit log as a privacy-officer searches it: a line may name its pupil where that is one of the own municipalities. */
@Injectable()
export class OwnLog {
  constructor(
    @Inject(AuditSearch) private readonly log: AuditSearch,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `own`: the pupils that may be named. Throws a Problem (404) where a pupil of elsewhere is asked for. */
  async search(actor: Actor, question: AuditQuestion): Promise<{ entries: ShownEntry[]; own: ReadonlySet<string> }> {
    const [{ read }, today] = [this.database, this.clock.today()];
    if (question.pupil) await requireResident(read, actor, question.pupil, today);
    const entries = await this.log.search(actor, question);
    const single = entries.flatMap(({ pupils }) => (pupils.length === 1 ? pupils : []));
    return { entries, own: await ownResidents(read, actor, [...new Set(single)], today) };
  }
}
