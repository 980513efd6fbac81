import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { pupilsFreeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { isId } from '../../platform/ids';
import type { AssignmentSteps } from '../assignment/assignment';
import { mayAssign } from '../assignment/mandate';
import { areaOf, StaffInWork } from '../assignment/staff';
import { DossierStore, type StoredDossier } from '../dossier/dossier-store';

export interface Gift {
  dossierIds: readonly string[];
  /** code of the employee who gets them */
  to: string;
  reason: string;
  /** `alles`: all of them or none; `per-dossier`: those that can be given */
  mode: 'alles' | 'per-dossier';
}

export interface GiftResult {
  dossier: string;
  result: 'toegewezen' | 'ongewijzigd' | 'geweigerd';
  /** why it was refused, in Dutch; null where it was not */
  reason: string | null;
}

export interface Given {
  /** false: with `alles` one was refused, so that nothing was changed */
  done: boolean;
  results: GiftResult[];
}

const MOST = 1_000;
const UNKNOWN = 'Dit dossier bestaat niet, is gesloten, of u heeft er geen toegang toe.';

/** Gives many dossiers to one employee at once, each with the reason. Contract 5 keeps them there from then on. */
@Injectable()
export class GiveDossiers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One result per dossier, in their order. Throws a Problem (400) where the request itself is wrong. */
  async give(actor: Actor, { dossierIds, to, reason, mode }: Gift): Promise<Given> {
    const ids = [...new Set(dossierIds)];
    new Checks()
      .that(ids.length > 0, '/dossiers', 'Kies ten minste één dossier.')
      .that(ids.length <= MOST, '/dossiers', `Kies hoogstens ${MOST} dossiers tegelijk.`)
      .text(reason, '/reden', 500)
      .word(mode, '/wijze', ['alles', 'per-dossier'])
      .done();
    return this.database.work(async (work) => {
      await work.exclusive('toewijzing');
      const today = this.clock.today();
      const open = await this.dossiers.open(work, ids.filter(isId));
      const free = await pupilsFreeToUse(
        work,
        open.map((one) => one.pupilId),
      );
      const byId = new Map(open.filter((one) => free.includes(one.pupilId)).map((one) => [one.id, one]));
      const staff = new StaffInWork(work, today);
      const given: StoredDossier[] = [];
      const results: GiftResult[] = [];
      for (const id of ids) {
        const dossier = byId.get(id);
        const refused = dossier ? await this.refusal(actor, dossier, to, staff, today) : UNKNOWN;
        const same = !refused && dossier?.employee === to;
        if (dossier && !refused && !same) given.push(dossier);
        results.push({
          dossier: id,
          result: refused ? 'geweigerd' : same ? 'ongewijzigd' : 'toegewezen',
          reason: refused,
        });
      }
      if (mode === 'alles' && results.some((one) => one.result === 'geweigerd')) return { done: false, results };
      await this.write(work, actor, given, to, reason.trim(), today);
      return { done: true, results };
    });
  }

  private async refusal(
    actor: Actor,
    dossier: StoredDossier,
    to: string,
    staff: StaffInWork,
    today: Day,
  ): Promise<string | null> {
    if (!mayAssign(actor, dossier, today)) return UNKNOWN;
    const area = areaOf(dossier.regime, dossier.municipality, today);
    const taker = await staff.current(to, dossier.regime, area);
    if (!taker?.allowed) return 'Deze medewerker heeft niet de rol of het gebied voor dit dossier.';
    const inService = (taker.from ?? today) <= today && today <= (taker.until ?? today);
    return inService ? null : 'Deze medewerker is vandaag niet in dienst.';
  }

  private async write(
    work: Work,
    actor: Actor,
    given: readonly StoredDossier[],
    to: string,
    reason: string,
    today: Day,
  ): Promise<void> {
    const giver = actor.visitor?.employee ?? 'Leerspoor';
    const made = given.map((dossier) => {
      const from = dossier.employee ?? 'de verdeelbak';
      const text = `toegewezen door ${giver}: ${reason}`;
      const steps: AssignmentSteps = {
        stappen: [{ stap: 'handmatig', tekst: `${text} (was van ${from})` }],
        kandidaten: [],
      };
      return { dossier: { ...dossier, employee: to, assignedOn: today, reason: text }, steps };
    });
    await this.dossiers.write(
      work,
      made.map((one) => one.dossier),
    );
    await this.dossiers.keepAssignments(work, made);
    for (const { dossier } of made) {
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'toewijzing', objectId: dossier.id, pupils: [dossier.pupilId] },
        purpose: PURPOSES[dossier.regime],
      });
    }
  }
}
