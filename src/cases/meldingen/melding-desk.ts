import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import type { Visitor } from '../../access/visitor';
import { pupilsFreeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import type { StepOwner } from '../../platform/states';
import { scopeOf } from '../../registry/scopes';
import { DossierReach } from '../dossier/reach';
import { MeldingStore, type StoredMelding } from './melding-store';

/** A melding and the side from which somebody looks at it. */
export interface SeenMelding {
  melding: StoredMelding;
  side: StepOwner;
}

/** Whether a visitor speaks for the school of this location today. */
export function speaksFor(visitor: Visitor, location: string, today: Day): boolean {
  const { schools } = scopeOf(visitor, today);
  return schools.includes(location) || schools.includes(location.slice(0, 4));
}

/** A school sees its own meldingen, the municipality those in dossiers in its scope; for others there is none. */
@Injectable()
export class MeldingDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Changes a melding in one unit of work that holds its pupil. Only `owners` may: others get 403 for what they see. */
  change(
    actor: Actor,
    meldingId: string,
    owners: readonly StepOwner[],
    change: (work: Work, melding: StoredMelding, side: StepOwner) => Promise<unknown>,
  ): Promise<StoredMelding> {
    return this.database.work(async (work) => {
      const first = await this.find(work, actor, meldingId);
      await work.all(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [first.melding.pupilId]);
      await actor.premise?.();
      const { melding, side } = await this.find(work, actor, meldingId);
      if (!owners.includes(side)) {
        this.audit.read(actor, { ...this.event(melding, 'wijzigen'), result: 'geweigerd' });
        throw new Problem('niet-van-u', `Dit kan alleen ${words(owners)} doen.`, { status: 403 });
      }
      await change(work, melding, side);
      this.audit.write(work, actor, this.event(melding, 'wijzigen'));
      return (await this.store.find(work, meldingId))!;
    });
  }

  /** For reading; accounts for the look. */
  async see(actor: Actor, meldingId: string): Promise<SeenMelding> {
    const seen = await this.find(this.database.read, actor, meldingId);
    this.audit.read(actor, this.event(seen.melding, 'lezen'));
    return seen;
  }

  private async find(sql: Sql, actor: Actor, id: string): Promise<SeenMelding> {
    const melding = isId(id) ? await this.store.find(sql, id) : null;
    const side = melding === null ? null : await this.sideOf(sql, actor, melding);
    if (melding === null || side === null)
      throw new Problem('niet-gevonden', 'Deze melding is er niet.', { status: 404 });
    return { melding, side };
  }

  private async sideOf(sql: Sql, actor: Actor, melding: StoredMelding): Promise<StepOwner | null> {
    if (actor.visitor === null) return 'leerspoor';
    if ((await pupilsFreeToUse(sql, [melding.pupilId])).length === 0) return null;
    if (speaksFor(actor.visitor, melding.location, this.clock.today())) return 'school';
    if (melding.dossierId === null) return null;
    const seen = this.reach.condition(sql, actor);
    const row = await sql.get(`SELECT d.id FROM dossier d WHERE d.id = ? AND ${seen.sql}`, [
      melding.dossierId,
      ...seen.values,
    ]);
    return row ? 'gemeente' : null;
  }

  private event(melding: StoredMelding, action: AuditAction) {
    return { action, object: 'melding', objectId: melding.id, pupils: [melding.pupilId], purpose: PURPOSES.verzuim };
  }
}

function words(owners: readonly StepOwner[]): string {
  return owners.includes('school') ? 'de school' : 'de gemeente of het Doorstroompunt';
}
