import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { PickUpDossier } from '../dossier/pick-up-dossier';
import { DossierReach } from '../dossier/reach';
import { type Given, Input } from '../input';
import { AddItem } from '../items/add-item';
import { ITEM_FORMS } from '../items/forms';

export interface DossierOutcome {
  dossier: string;
  /** why it was refused, in Dutch; null where it was done */
  reason: string | null;
}

/** Whose task it becomes. */
export type TaskFor = 'zelf' | 'behandelaar';

const UNKNOWN = 'Dit dossier bestaat niet, is gesloten, of u heeft er geen toegang toe.';

/**
 * The same step in many dossiers, each in a unit of work of its own: what is refused in one stops none of the others,
 * and the one who asks hears of each.
 */
@Injectable()
export class ManyDossiers {
  constructor(
    @Inject(PickUpDossier) private readonly pickUp: PickUpDossier,
    @Inject(AddItem) private readonly items: AddItem,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  takeUp(actor: Actor, dossierIds: readonly string[]): Promise<DossierOutcome[]> {
    return each(dossierIds, (id) => this.pickUp.run(actor, id));
  }

  /** `given`: the fields of a task. Throws a Problem (400) where these are wrong: then no dossier was touched. */
  async addTask(actor: Actor, dossierIds: readonly string[], given: Given, whose: TaskFor): Promise<DossierOutcome[]> {
    const input = new Input(given);
    const task = ITEM_FORMS.taak.read(input, this.clock.today());
    input.done();
    const dossiers = whose === 'zelf' ? [] : await this.reach.several(this.database.read, actor, dossierIds);
    const employees = new Map(dossiers.map(({ id, employee }) => [id, employee]));
    return each(dossierIds, (id) => {
      const employee = whose === 'behandelaar' ? (employees.get(id) ?? null) : null;
      return this.items.addFields(actor, id, 'taak', { ...task, employee });
    });
  }
}

async function each(ids: readonly string[], step: (id: string) => Promise<unknown>): Promise<DossierOutcome[]> {
  const outcomes: DossierOutcome[] = [];
  for (const dossier of new Set(ids)) {
    try {
      await step(dossier);
      outcomes.push({ dossier, reason: null });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      outcomes.push({ dossier, reason: error.status === 404 ? UNKNOWN : error.message });
    }
  }
  return outcomes;
}
