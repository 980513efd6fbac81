import { type Actor, SYSTEM } from '../../../access/actor';
import type { DossierClosing } from '../../../cases/dossier/closing';
import { isClosingReason } from '../../../cases/dossier/closing';
import type { StoredDossier } from '../../../cases/dossier/dossier-store';
import type { Given } from '../../../cases/input';
import { ITEM_FORMS } from '../../../cases/items/forms';
import type { ItemKind, StoredItem } from '../../../cases/items/item';
import type { StoredMelding } from '../../../cases/meldingen/melding-store';
import { type ClosingNote, type ClosingReason, MELDING } from '../../../cases/meldingen/states';
import { addDays, type Day } from '../../../law/day';
import { addWorkingDays } from '../../../law/terms/working-days';
import { momentOf } from '../../../platform/clock';
import type { Chance } from '../../demo/random';
import type { Hands } from './hands';

export interface Talk {
  soort: 'gesprek' | 'huisbezoek' | 'overleg' | 'hoorgesprek';
  met: 'leerling' | 'ouders' | 'school' | 'hulpverlening';
  onderwerp: string;
}

/** A dossier as its officer has it in hand: whoever that is on the day. */
export class CaseFile {
  constructor(
    readonly hands: Hands,
    readonly id: string,
    readonly pupilId: string,
    readonly chance: Chance,
  ) {}

  get today(): Day {
    return this.hands.clock.today();
  }

  dossier(): Promise<StoredDossier> {
    return this.hands.reach.one(this.hands.database.read, SYSTEM, this.id);
  }

  /** Who has it now; null where it is closed or waits in the verdeelbak. */
  async officer(): Promise<Actor | null> {
    const { employee, status } = await this.dossier();
    return employee === null || status === 'afgesloten' ? null : this.hands.actor(employee);
  }

  /** False where there is nobody to take it up. */
  async pickUp(): Promise<boolean> {
    const officer = await this.officer();
    if (officer) await this.hands.pickUp.run(officer, this.id);
    return officer !== null;
  }

  async add(kind: ItemKind, given: Given): Promise<StoredItem> {
    return this.hands.addItem.run(await this.mine(), this.id, kind, given);
  }

  async step(item: StoredItem, step: string, given: Given = {}): Promise<StoredItem> {
    return this.hands.stepItem.run(await this.mine(), item.id, step, given);
  }

  contact(met: string, bereikt: boolean, verslag: string, wijze = 'telefoon'): Promise<StoredItem> {
    return this.add('contact', { wijze, met, bereikt, verslag });
  }

  /** An appointment in so many working days. */
  plan({ soort, met, onderwerp }: Talk, inDays: number): Promise<StoredItem> {
    const day = addWorkingDays(this.today, inDays);
    const hour = this.chance.between(9, 15);
    const half = this.chance.hit(0.5) ? '30' : '00';
    const begin = momentOf(day, `${String(hour).padStart(2, '0')}:${half}:00.000`);
    const length = this.chance.pick([30, 45, 60]) * 60_000;
    return this.add('afspraak', {
      ...{ soort, met, onderwerp, plaats: soort === 'huisbezoek' ? 'Thuis' : this.chance.pick(PLACES) },
      ...{ begin: begin.toISOString(), einde: new Date(begin.getTime() + length).toISOString() },
    });
  }

  meldingen(): Promise<StoredMelding[]> {
    return this.hands.meldingen.ofDossier(this.hands.database.read, this.id);
  }

  async liveMeldingen(): Promise<StoredMelding[]> {
    return (await this.meldingen()).filter((one) => !MELDING.isEnd(one.status));
  }

  /** Takes in hand what the school reported since the dossier was taken up. */
  async takeUpMore(): Promise<void> {
    for (const { id, status } of await this.liveMeldingen()) {
      if (status === 'geregistreerd') await this.hands.takeUpMelding.run(await this.mine(), id);
    }
  }

  async tellSchool(bericht: string): Promise<void> {
    for (const { id } of (await this.liveMeldingen()).slice(-1)) {
      await this.hands.answerSchool.run(await this.mine(), id, { bericht });
    }
  }

  async hold(reden: string, days: number): Promise<void> {
    await this.hands.holdDossier.run(await this.mine(), this.id, { reden, tot: this.in(days) });
  }

  async resume(): Promise<void> {
    await this.hands.resumeDossier.run(await this.mine(), this.id);
  }

  /** Items of a kind that were not ended. */
  async open(kind: ItemKind): Promise<StoredItem[]> {
    const { machine } = ITEM_FORMS[kind];
    const all = await this.hands.items.ofDossier(await this.mine(), this.id, [kind]);
    return all.filter((one) => !machine.isEnd(one.state));
  }

  /** `reden`: as wished, where no melding is open that DUO must be told of. */
  async close(reden: DossierClosing, forDuo: ClosingReason, opmerking: ClosingNote, toelichting = ''): Promise<void> {
    const live = (await this.liveMeldingen()).length > 0;
    const reason = live && !isClosingReason(reden) ? forDuo : reden;
    await this.hands.closeDossier.run(await this.mine(), this.id, { reden: reason, opmerking, toelichting });
  }

  /** So many calendar days from now, as a form takes it. */
  in(days: number): Day {
    return addDays(this.today, days);
  }

  private async mine(): Promise<Actor> {
    const officer = await this.officer();
    if (officer) return officer;
    throw new NobodyHasIt();
  }
}

/** The dossier waits in the verdeelbak, or was closed: nobody goes on with it. */
export class NobodyHasIt extends Error {}

const PLACES = ['Gemeentehuis, spreekkamer 2', 'Op school', 'Gemeentehuis, spreekkamer 1', 'Op school, bij de mentor'];
