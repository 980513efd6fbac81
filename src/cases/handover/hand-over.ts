import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { findMunicipality } from '../../registry/facts';
import { areaOf } from '../assignment/staff';
import { DossierReach, requireRole } from '../dossier/reach';
import { HandoverStore, type StoredHandover } from './handover-store';
import { OfferMoves } from './offer-moves';
import { HANDOVER, type HandoverStep, SIDE_OF } from './states';
import { cell } from '../../platform/place';
import { handover as table } from './tables';

export interface ComingMove {
  dossierId: string;
  toMunicipality: string;
  reason: string;
  /** what the next one should know */
  note: string | null;
}

/** Offers, answers and explains hand-overs. */
@Injectable()
export class HandOver {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HandoverStore) private readonly handovers: HandoverStore,
    @Inject(OfferMoves) private readonly offers: OfferMoves,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Offers a dossier before the pupil moves. Assignment waits for the move itself. Gives the id of the hand-over.
   * Throws a Problem: 404 out of reach, 409 where one is open or the dossier is closed, 400 bad fields.
   */
  async offerBeforeMove(actor: Actor, { dossierId, toMunicipality, reason, note }: ComingMove): Promise<string> {
    return this.database.work(async (work) => {
      const dossier = await this.reach.one(work, actor, dossierId);
      requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
      await work.all(`SELECT id FROM dossier WHERE id = ?${work.lock}`, [dossierId]);
      const today = this.clock.today();
      const area = (code: string | null) => areaOf(dossier.regime, code, today)?.code;
      const known = findMunicipality(toMunicipality) !== undefined;
      new Checks()
        .that(known, '/naarGemeente', 'Deze gemeente is niet bekend. Schrijf de naam of de code van vier cijfers.')
        .that(
          !known || area(toMunicipality) !== area(dossier.municipality),
          '/naarGemeente',
          'Dit is het eigen gebied.',
        )
        .text(reason, '/reden', 2000)
        .that((note ?? '').length <= 8000, '/toelichting', 'Gebruik hoogstens 8000 tekens.')
        .done();
      if (dossier.status === 'afgesloten' || dossier.municipality === null) {
        throw new Problem('dossier-gesloten', 'Een gesloten dossier of een zonder woonplaats draagt u niet over.', {
          status: 409,
        });
      }
      const open = `SELECT id FROM handover h WHERE h.dossier_id = ? AND h.state NOT IN ('geaccepteerd', 'ingetrokken')`;
      if (await work.get(open, [dossierId])) {
        throw new Problem('overdracht-loopt', 'Voor dit dossier loopt al een overdracht.', { status: 409 });
      }
      const id = newId();
      const handover: StoredHandover = {
        ...{ id, dossierId, pupilId: dossier.pupilId, regime: dossier.regime, kind: 'aankomend' },
        ...{ state: 'aangeboden', fromMunicipality: dossier.municipality, toMunicipality },
        ...{ fromEmployee: dossier.employee, offeredOn: today, dueOn: this.offers.dueOn(today) },
        ...{ decidedOn: null, decidedBy: null, note: note?.trim() ? this.seal(id, note) : null },
      };
      const { employee } = visitorOf(actor);
      await this.handovers.write(work, [{ handover, step: 'aanbieden', from: null, reason: reason.trim() }], employee);
      this.write(work, actor, handover, 'toevoegen');
      return handover.id;
    });
  }

  /**
   * Accepts, refuses, offers again or withdraws. Throws a Problem: 404 where neither side is that of the one who asks,
   * 403 where it is for the other side, 409 where the step cannot be taken now, 400 where the reason is missing.
   */
  async take(
    actor: Actor,
    handoverId: string,
    step: Exclude<HandoverStep, 'verlopen'>,
    reason: string | null,
  ): Promise<void> {
    await this.database.work(async (work) => {
      const handover = await this.handovers.one(work, actor, handoverId, work.lock);
      await actor.premise?.();
      await this.requireSide(work, actor, handover, step);
      const next = HANDOVER.step(step, handover.state, 'gemeente');
      if (!next) {
        const now = HANDOVER.states[handover.state].toLowerCase();
        throw new Problem('stap-kan-niet', `Deze overdracht is ${now}: dat kan nu niet.`, { status: 409 });
      }
      const told = reason?.trim() || null;
      new Checks()
        .that(!next.needs?.includes('reden') || told !== null, '/reden', 'Vul dit in.')
        .that((told ?? '').length <= 2000, '/reden', 'Gebruik hoogstens 2000 tekens.')
        .done();
      const { employee } = visitorOf(actor);
      const today = this.clock.today();
      const again = step === 'opnieuw_aanbieden';
      const changed: StoredHandover = {
        ...{ ...handover, state: next.to },
        ...(again
          ? { offeredOn: today, dueOn: this.offers.dueOn(today), decidedOn: null, decidedBy: null }
          : { decidedOn: today, decidedBy: employee }),
      };
      await this.handovers.write(work, [{ handover: changed, step, from: handover.state, reason: told }], employee);
      // refused or run out, it can still be offered again: then it is read on, for some weeks
      if (HANDOVER.isEnd(next.to)) await this.handovers.letGo(work, handover.dossierId);
      this.write(work, actor, handover, 'wijzigen');
    });
  }

  /** What the one who had the dossier wants to tell; as long as nobody accepted it. */
  async explain(actor: Actor, handoverId: string, note: string): Promise<void> {
    await this.database.work(async (work) => {
      const handover = await this.handovers.one(work, actor, handoverId, work.lock);
      await actor.premise?.();
      await this.requireSide(work, actor, handover, 'intrekken');
      new Checks().text(note, '/toelichting', 8000).done();
      if (HANDOVER.isEnd(handover.state)) {
        throw new Problem('overdracht-klaar', 'Deze overdracht is al afgerond.', { status: 409 });
      }
      const changed = { ...handover, note: this.seal(handover.id, note) };
      const told = { handover: changed, step: 'toelichten', from: handover.state, reason: null };
      await this.handovers.write(work, [told], visitorOf(actor).employee);
      this.write(work, actor, handover, 'wijzigen');
    });
  }

  private seal(id: string, note: string): string {
    return this.encryption.encrypt(note.trim(), cell(table, 'note', { id }));
  }

  private async requireSide(
    work: Parameters<Audit['write']>[0],
    actor: Actor,
    handover: StoredHandover,
    step: HandoverStep,
  ): Promise<void> {
    const side = SIDE_OF[step];
    if (side === null) throw new Problem('stap-kan-niet', 'Deze stap zet Leerspoor zelf.', { status: 409 });
    const scope = this.handovers.condition(work, actor, side);
    const own = await work.get(`SELECT h.id FROM handover h WHERE h.id = ? AND ${scope.sql}`, [
      handover.id,
      ...scope.values,
    ]);
    if (own) return;
    const whose = side === 'van' ? 'die het dossier had' : 'die het dossier krijgt';
    throw new Problem('niet-toegestaan', `Dit doet de gemeente of regio ${whose}.`, { status: 403 });
  }

  private write(
    work: Parameters<Audit['write']>[0],
    actor: Actor,
    handover: StoredHandover,
    action: 'toevoegen' | 'wijzigen',
  ): void {
    this.audit.write(work, actor, {
      ...{ action, object: 'overdracht', objectId: handover.id, pupils: [handover.pupilId] },
      purpose: PURPOSES[handover.regime],
    });
  }
}
