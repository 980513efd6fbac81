import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Database } from '../../platform/database/database';
import { DossierDesk } from '../dossier/dossier-desk';
import { DOSSIER, type DossierStep } from '../dossier/states';
import { type ShownStep, StateHistory } from '../states/state-history';
import { ITEM_TERMS } from '../terms/seen-terms';
import { type StoredTerm, Terms } from '../terms/terms';
import { ITEM_KINDS, type StoredItem } from './item';
import { ItemQuery } from './item-query';

export interface Timeline {
  /** every step taken in the dossier, oldest first */
  steps: ShownStep[];
  items: StoredItem[];
  terms: StoredTerm[];
  /** the running term that ends first: what is to be done next, and by when */
  next: StoredTerm | null;
  /** steps that may be taken with the dossier now */
  possible: DossierStep[];
}

/** Without the steps of items that may not be seen: what is said of such an item is not seen either. */
export function seenSteps(steps: readonly ShownStep[], items: readonly Pick<StoredItem, 'id'>[]): ShownStep[] {
  const seen = new Set(items.map(({ id }) => id));
  return steps.filter(({ machine, objectId }) => !ITEM_KINDS.some((kind) => kind === machine) || seen.has(objectId));
}

/** What happened in a dossier and what comes next, as far as the one who asks may know of it. */
@Injectable()
export class DossierTimeline {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
  ) {}

  /** Throws a Problem (404) out of scope. */
  async of(actor: Actor, dossierId: string): Promise<Timeline> {
    const { read } = this.database;
    const items = await this.items.ofDossier(actor, dossierId);
    const dossier = await this.desk.see(actor, dossierId, { object: 'dossier' });
    const seen = new Set(items.map((one) => one.id));
    const steps = seenSteps(await this.history.ofDossier(read, dossierId, this.desk.roomsOf(actor, dossier)), items);
    const terms = (await this.terms.ofDossier(read, dossierId)).filter(
      (one) => !ITEM_TERMS.includes(one.kind) || seen.has(one.subjectId),
    );
    const next = terms.find((one) => one.endedOn === null && one.kind !== 'melden') ?? null;
    return { steps, items, terms, next, possible: DOSSIER.possible(dossier.status, 'gemeente') };
  }
}
