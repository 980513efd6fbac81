import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { scopeOf } from '../../registry/scopes';
import type { Room } from '../../access/rooms';
import type { StoredDossier } from './dossier-store';
import { DossierReach } from './reach';

/** What someone is about to do in a dossier. */
export interface Handling {
  action: AuditAction;
  /** kind of thing, for the audit log */
  object: string;
  /** the part of the dossier it lies in; `avg` unless told */
  room?: Room;
  /** may be done in a closed dossier too */
  alsoClosed?: boolean;
}

/**
 * The one way into a dossier for whoever works it: it looks whether the visitor may see the dossier (else 404, as for
 * one that does not exist), whether they may enter the room (else 403), and accounts for it.
 */
@Injectable()
export class DossierDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Changes something in a dossier, in one unit of work in which nobody else judges its pupil. `change` gives what was
   * changed, with its id.
   */
  change<T extends { id: string }>(
    actor: Actor,
    dossierId: string,
    handling: Handling,
    change: (work: Work, dossier: StoredDossier) => Promise<T>,
  ): Promise<T> {
    return this.database.work(async (work) => {
      const seen = await this.reach.one(work, actor, dossierId);
      await work.all(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [seen.pupilId]);
      await actor.premise?.();
      const dossier = await this.reach.one(work, actor, dossierId);
      this.admit(actor, dossier, handling);
      if (dossier.status === 'afgesloten' && !handling.alsoClosed) {
        throw dossierClosed();
      }
      const result = await change(work, dossier);
      this.audit.write(work, actor, this.event(dossier, handling, result.id));
      return result;
    });
  }

  /** For reading: the dossier, where the visitor may see it. Accounts for the look. */
  async see(
    actor: Actor,
    dossierId: string,
    handling: Omit<Handling, 'action' | 'alsoClosed'>,
  ): Promise<StoredDossier> {
    const dossier = await this.reach.one(this.database.read, actor, dossierId);
    this.admit(actor, dossier, { ...handling, action: 'lezen' });
    this.audit.read(actor, this.event(dossier, { ...handling, action: 'lezen' }, dossierId));
    return dossier;
  }

  /** Accounts, in the log of its own, for the Wpg parts that were among what somebody was shown (Wpg art. 32a). */
  async sawWpg(
    sql: Sql,
    actor: Actor,
    shown: readonly { room: Room; dossierId: string }[],
    object: string,
  ): Promise<void> {
    const dossiers = [...new Set(shown.filter((one) => one.room === 'wpg').map((one) => one.dossierId))];
    if (dossiers.length === 0 || actor.visitor === null) return;
    const these = sql.oneOf('id', dossiers);
    const rows = await sql.all<StoredDossier>(
      `SELECT id, pupil_id AS "pupilId", regime FROM dossier WHERE ${these.sql}`,
      [these.value],
    );
    for (const row of rows) this.audit.read(actor, this.event(row, { action: 'lezen', object, room: 'wpg' }, row.id));
  }

  /** The rooms of a dossier that this actor may enter: the Wpg part only who is appointed boa, under leerplicht. */
  roomsOf({ visitor }: Actor, dossier: Pick<StoredDossier, 'regime'>): Room[] {
    const all = visitor === null || (dossier.regime === 'leerplicht' && scopeOf(visitor, this.clock.today()).wpg);
    return all ? ['avg', 'wpg'] : ['avg'];
  }

  private admit(actor: Actor, dossier: StoredDossier, handling: Handling): void {
    const room = handling.room ?? 'avg';
    if (this.roomsOf(actor, dossier).includes(room)) return;
    this.audit.read(actor, { ...this.event(dossier, handling, dossier.id), result: 'geweigerd' });
    throw new Problem(
      'alleen-boa',
      'Dit deel van het dossier is alleen voor leerplichtambtenaren die als boa zijn aangewezen.',
      { status: 403 },
    );
  }

  private event(dossier: StoredDossier, { action, object, room }: Handling, objectId: string) {
    return {
      ...{ action, object, objectId, pupils: [dossier.pupilId], purpose: PURPOSES[dossier.regime] },
      log: room ?? 'avg',
    } as const;
  }
}

export function dossierClosed(): Problem {
  return new Problem('dossier-gesloten', 'Dit dossier is gesloten. Heropen het eerst.', { status: 409 });
}
