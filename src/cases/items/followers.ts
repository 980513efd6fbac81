import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import type { Work } from '../../platform/database/sql';
import type { Finding } from '../../law/finding';
import type { StoredDossier } from '../dossier/dossier-store';
import type { ItemKind, StoredItem } from './item';

/** What just happened to an item: `step` is `toevoegen`, `corrigeren` or a step of its literal. */
export interface ItemEvent {
  actor: Actor;
  dossier: StoredDossier;
  item: StoredItem;
  step: string;
}

/** What follows from an event, in its unit of work: terms that start or end. */
export type Follow = (work: Work, event: ItemEvent) => Promise<void>;
/** Looks at the preconditions of an item, in the unit of work in which they matter. */
export type Check = (work: Work, dossier: StoredDossier, item: StoredItem) => Promise<Finding[]>;

/** Kinds of item register here what follows from them and what must hold for them. */
@Injectable()
export class ItemRules {
  private readonly follows = new Map<ItemKind, Follow[]>();
  private readonly checks = new Map<ItemKind, Check>();

  follow(kind: ItemKind, follow: Follow): void {
    this.follows.set(kind, [...(this.follows.get(kind) ?? []), follow]);
  }

  check(kind: ItemKind, check: Check): void {
    this.checks.set(kind, check);
  }

  async happened(work: Work, event: ItemEvent): Promise<void> {
    for (const follow of this.follows.get(event.item.kind) ?? []) await follow(work, event);
  }

  async findings(work: Work, dossier: StoredDossier, item: StoredItem): Promise<Finding[]> {
    return (await this.checks.get(item.kind)?.(work, dossier, item)) ?? [];
  }
}
