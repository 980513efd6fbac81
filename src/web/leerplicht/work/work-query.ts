import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/actor';
import { DossierDesk } from '../../../cases/dossier/dossier-desk';
import type { StoredDossier } from '../../../cases/dossier/dossier-store';
import { DOSSIER, type DossierStep } from '../../../cases/dossier/states';
import { seenSteps } from '../../../cases/items/dossier-timeline';
import { ITEM_FORMS } from '../../../cases/items/forms';
import { ITEM_KINDS, type ItemKind, type StoredItem } from '../../../cases/items/item';
import { ItemQuery } from '../../../cases/items/item-query';
import { MeldingStore, type StoredMelding } from '../../../cases/meldingen/melding-store';
import { type ShownStep, StateHistory } from '../../../cases/states/state-history';
import { Database } from '../../../platform/database/database';

/** An item with the steps that can be taken now. */
export interface WorkItem extends StoredItem {
  stateWords: string;
  steps: { step: string; words: string; asks: boolean }[];
  /** who does it, by name, where that is another than who wrote it down */
  doer: string | null;
  /** what was written can still be put right */
  correctable: boolean;
}

/** What is going on in a dossier and what can be done in it, as far as the visitor may see. */
export interface DossierWork {
  steps: DossierStep[];
  items: WorkItem[];
  meldingen: StoredMelding[];
  /** every step that was taken, newest first, without those of what may not be seen */
  history: ShownStep[];
  /** kinds that can be added */
  addable: ItemKind[];
}

type Seen = Pick<StoredDossier, 'id' | 'regime' | 'status'>;

@Injectable()
export class DossierWorkQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(MeldingStore) private readonly meldingen: MeldingStore,
    @Inject(StateHistory) private readonly states: StateHistory,
  ) {}

  /** For a dossier of which it was decided that the actor may work it; three queries. */
  async inSeen(actor: Actor, dossier: Seen): Promise<DossierWork> {
    const items = await this.items.inSeen(actor, dossier.id);
    const steps = await this.states.ofDossier(this.database.read, dossier.id, this.desk.roomsOf(actor, dossier));
    return {
      steps: DOSSIER.possible(dossier.status, 'gemeente'),
      items: items.map(withSteps),
      meldingen: await this.meldingen.ofDossier(this.database.read, dossier.id),
      history: seenSteps(steps, items).reverse(),
      addable: this.addable(actor, dossier),
    };
  }

  /** The dossier, for a form in it. Throws a Problem (404) where the actor may not work it. */
  see(actor: Actor, dossierId: string): Promise<StoredDossier> {
    return this.desk.see(actor, dossierId, { object: 'dossier' });
  }

  /** Whether something of this kind may go into the Wpg part of this dossier. */
  mayBeWpg(actor: Actor, dossier: Seen, kind: ItemKind): boolean {
    return ITEM_FORMS[kind].eitherRoom === true && this.desk.roomsOf(actor, dossier).includes('wpg');
  }

  /** The kinds that can be added now. */
  addable(actor: Actor, dossier: Seen): ItemKind[] {
    return dossier.status === 'afgesloten' ? [] : this.kinds(actor, dossier);
  }

  /** The kinds that this visitor may ever add; Halt and proces-verbaal lie in the Wpg part, for who may enter it. */
  kinds(actor: Actor, dossier: Seen): ItemKind[] {
    const wpg = this.desk.roomsOf(actor, dossier).includes('wpg');
    return ITEM_KINDS.filter((kind) => wpg || (kind !== 'halt' && kind !== 'proces-verbaal'));
  }
}

function isForAnother({ employee, author }: StoredItem): boolean {
  return employee !== null && employee !== author;
}

function withSteps(item: StoredItem): WorkItem {
  const { machine, stepFields, guarded, fixed } = ITEM_FORMS[item.kind];
  return {
    ...item,
    // what was missing at a step that was taken stands in the history of it
    findings: guarded?.some((step) => machine.step(step, item.state, 'gemeente')) ? item.findings : [],
    doer: isForAnother(item) ? (item.employeeName ?? item.employee) : null,
    correctable: !fixed && machine.begin.includes(item.state),
    stateWords: machine.states[item.state] ?? item.state,
    steps: machine.possible(item.state, 'gemeente').map((step) => ({
      ...{ step, words: machine.steps[step]!.words },
      asks: Boolean(machine.steps[step]!.needs?.length || stepFields?.[step] || guarded?.includes(step)),
    })),
  };
}
