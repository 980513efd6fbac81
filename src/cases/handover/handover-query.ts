import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ageOn, type Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { StateHistory, type ShownStep } from '../states/state-history';
import { HandoverStore, OPEN_HANDOVER, type Side, STORED_HANDOVER, type StoredHandover } from './handover-store';
import { cell } from '../../platform/place';
import { handover as table } from './tables';

/**
 * What both sides see of a hand-over, and all that the receiving side needs before it accepts: no name, no number, no
 * notes; the whole file opens with the assignment.
 */
export interface HandoverView {
  handover: Omit<StoredHandover, 'pupilId' | 'note'>;
  /** what the one who had it tells */
  note: string | null;
  age: number;
  openedOn: Day;
  /** the municipality whose dossier it is now: after a move that of the new home, whatever was answered */
  municipality: string | null;
  /** signals that stand, the latest first */
  signals: { rule: string; from: Day; until: Day | null }[];
  steps: ShownStep[];
}

@Injectable()
export class HandoverQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HandoverStore) private readonly handovers: HandoverStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A page of hand-overs on one side, those open only unless told; `after`: the id of the last of the page before. */
  async list(
    actor: Actor,
    { side, all = false, after, limit }: { side: Side; all?: boolean; after?: string; limit: number },
  ): Promise<StoredHandover[]> {
    const read = this.database.read;
    const scope = this.handovers.condition(read, actor, side);
    const rows = await read.all<StoredHandover>(
      `SELECT ${STORED_HANDOVER} FROM handover h WHERE ${scope.sql}${all ? '' : ` AND ${OPEN_HANDOVER}`}
         ${after ? 'AND h.id > ?' : ''} ORDER BY h.id LIMIT ${limit}`,
      [...scope.values, ...(after ? [after] : [])],
    );
    this.tell(actor, null, rows);
    return rows;
  }

  /** Throws a Problem (404) where it does not exist or neither side is that of the one who asks. */
  async find(actor: Actor, id: string): Promise<HandoverView> {
    const read = this.database.read;
    const { pupilId, note, ...handover } = await this.handovers.one(read, actor, id);
    this.tell(actor, id, [{ pupilId, regime: handover.regime }]);
    const dossier = await read.get<{ birth: Day; openedOn: Day; municipality: string | null }>(
      `SELECT p.birth_date AS "birth", d.opened_on AS "openedOn", d.municipality FROM dossier d JOIN pupil p ON p.id = d.pupil_id
        WHERE d.id = ?`,
      [handover.dossierId],
    );
    return {
      handover,
      note: note === null ? null : this.encryption.decrypt(note, cell(table, 'note', { id })),
      age: ageOn(dossier!.birth, this.clock.today()),
      openedOn: dossier!.openedOn,
      municipality: dossier!.municipality,
      signals: await read.all(
        `SELECT rule, from_date AS "from", until_date AS "until" FROM signal
          WHERE dossier_id = ? AND status <> 'ingetrokken' ORDER BY from_date DESC, rule`,
        [handover.dossierId],
      ),
      steps: await this.history.ofObject(read, id),
    };
  }

  /** A line for each regime: the Doorstroompunt reads for another purpose than leerplicht. */
  private tell(
    actor: Actor,
    objectId: string | null,
    read: readonly Pick<StoredHandover, 'pupilId' | 'regime'>[],
  ): void {
    for (const regime of ['leerplicht', 'doorstroompunt'] as const) {
      const pupils = read.filter((one) => one.regime === regime).map((one) => one.pupilId);
      if (pupils.length === 0) continue;
      this.audit.read(actor, { action: 'lezen', object: 'overdracht', objectId, pupils, purpose: PURPOSES[regime] });
    }
  }
}
