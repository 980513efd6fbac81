import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, parseDay } from '../../law/day';
import { addWorkingDays } from '../../law/terms/working-days';
import { HAND_OVER_DAYS } from '../../access/conditions';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import { areaOf } from '../assignment/staff';
import type { StoredDossier } from '../dossier/dossier-store';
import { HandoverStore, OPEN_HANDOVER, STORED_HANDOVER, type StoredHandover } from './handover-store';
import { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { handover as table } from './tables';

/** A dossier whose pupil lives elsewhere now: with the new municipality, and still with who had it in the former one. */
export interface Move {
  dossier: StoredDossier;
  fromMunicipality: string;
}

type Changed = Parameters<HandoverStore['write']>[1][number];

/** Offers a hand-over for every dossier that moved to another area, and lets offers that nobody answered run out. */
@Injectable()
export class OfferMoves {
  constructor(
    @Inject(HandoverStore) private readonly handovers: HandoverStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the unit of work that saw them move, before they are assigned again. */
  async offer(work: Work, moves: readonly Move[]): Promise<void> {
    const today = this.clock.today();
    const crossing = moves.filter(({ dossier, fromMunicipality }) => {
      const area = (code: string | null) => areaOf(dossier.regime, code, today)?.code;
      return dossier.municipality !== null && area(fromMunicipality) !== area(dossier.municipality);
    });
    if (crossing.length === 0) return;
    const open = await this.openOf(work, crossing);
    const withdrawn: Changed[] = [];
    const offered: Changed[] = [];
    for (const move of crossing) {
      const standing = open.get(move.dossier.id);
      const to = move.dossier.municipality!;
      // was offered before the move, and came true
      if (standing && standing.toMunicipality === to) continue;
      if (standing) {
        const back = standing.fromMunicipality === to;
        const reason = back ? 'De leerling woont weer hier.' : 'De leerling is verder verhuisd.';
        const handover = { ...standing, state: 'ingetrokken' as const, decidedOn: today };
        withdrawn.push({ handover, step: 'intrekken', from: standing.state, reason });
        // who moved back is read by nobody else any more
        if (back) {
          await this.handovers.letGo(work, move.dossier.id);
          continue;
        }
        // who moved on is still read by the one who hands over, and not by the one in between
        await this.handovers.readBy(work, move.dossier.id, standing.fromMunicipality, standing.offeredOn);
      }
      if (await this.wasAccepted(work, move)) {
        await this.handovers.letGo(work, move.dossier.id);
        continue;
      }
      offered.push({
        handover: this.newOffer(move, standing ?? null, today),
        ...{ step: 'aanbieden', from: null, reason: 'De leerling is verhuisd.' },
      });
    }
    // first what ends: at most one is open per dossier
    await this.handovers.write(work, withdrawn, null);
    await this.handovers.write(work, offered, null);
  }

  /**
   * `days`: the days swept. An offer past its last day has run out; it is told once, by the change itself. A while
   * later nobody of the former area reads the dossier any more, whatever became of the offer.
   */
  async expire(work: Work, days: readonly string[]): Promise<void> {
    for (const text of days) {
      const day = parseDay(text);
      if (day === null) continue;
      const late = await work.all<StoredHandover>(
        `SELECT ${STORED_HANDOVER} FROM handover h WHERE h.state = 'aangeboden' AND h.due_on < ? ORDER BY h.id${work.claim}`,
        [day],
      );
      await this.handovers.write(
        work,
        late.map((one) => ({
          handover: { ...one, state: 'verlopen' as const },
          ...{ step: 'verlopen', from: one.state, reason: `Niet beantwoord tot en met ${one.dueOn}.` },
        })),
        null,
      );
      await this.handovers.letGoBefore(work, addDays(day, -HAND_OVER_DAYS));
    }
  }

  /** The last day to answer an offer of today. */
  dueOn(today: Day): Day {
    return addWorkingDays(today, this.settings.LEERSPOOR_OVERDRACHT_WERKDAGEN);
  }

  private newOffer({ dossier, fromMunicipality }: Move, earlier: StoredHandover | null, today: Day): StoredHandover {
    const id = newId();
    return {
      ...{ id, dossierId: dossier.id, pupilId: dossier.pupilId, regime: dossier.regime, kind: 'verhuizing' },
      ...{ state: 'aangeboden', toMunicipality: dossier.municipality!, offeredOn: today, dueOn: this.dueOn(today) },
      // who moves on before anybody accepted is handed over by the one who had it first, with what was told then
      fromMunicipality: earlier?.fromMunicipality ?? fromMunicipality,
      fromEmployee: earlier?.fromEmployee ?? dossier.employee,
      ...{ decidedOn: null, decidedBy: null, note: earlier && this.noteFor(id, earlier) },
    };
  }

  /** A note is bound to its hand-over. */
  private noteFor(id: string, earlier: StoredHandover): string | null {
    if (earlier.note === null) return null;
    return this.encryption.encrypt(
      this.encryption.decrypt(earlier.note, cell(table, 'note', earlier)),
      cell(table, 'note', { id }),
    );
  }

  private async openOf(work: Work, moves: readonly Move[]): Promise<Map<string, StoredHandover>> {
    const { sql, value } = work.oneOf(
      'h.dossier_id',
      moves.map((one) => one.dossier.id),
    );
    const rows = await work.all<StoredHandover>(
      `SELECT ${STORED_HANDOVER} FROM handover h WHERE ${sql} AND ${OPEN_HANDOVER}`,
      [value],
    );
    return new Map(rows.map((one) => [one.dossierId, one]));
  }

  /** An offer made before the move that was accepted already: nothing is left to decide. */
  private async wasAccepted(work: Work, { dossier, fromMunicipality }: Move): Promise<boolean> {
    const last = await work.get<StoredHandover>(
      `SELECT ${STORED_HANDOVER} FROM handover h WHERE h.dossier_id = ? AND h.state = 'geaccepteerd' ORDER BY h.id DESC LIMIT 1`,
      [dossier.id],
    );
    return (
      last !== undefined &&
      last.kind === 'aankomend' &&
      last.fromMunicipality === fromMunicipality &&
      last.toMunicipality === dossier.municipality
    );
  }
}
