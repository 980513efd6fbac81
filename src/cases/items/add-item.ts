import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { LOGS } from '../../access/log/entry';
import type { Room } from '../../access/rooms';
import { Clock } from '../../platform/clock';
import { newId } from '../../platform/ids';
import { DossierDesk } from '../dossier/dossier-desk';
import { type Given, Input } from '../input';
import { StateHistory } from '../states/state-history';
import { ItemRules } from './followers';
import { ITEM_FORMS } from './forms';
import type { ItemFields, ItemKind, StoredItem } from './item';
import { ItemStore } from './item-store';

/** `room` null: the one that the kind says. */
export interface KeptHow {
  confidential?: boolean;
  room?: Room | null;
}

/** Adds something to a dossier: a contact moment, a talk, a task, a note, a measure … */
@Injectable()
export class AddItem {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemStore) private readonly store: ItemStore,
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * `given`: the fields of the kind's form, vertrouwelijk, and deel (avg or wpg) where the kind may lie in either part.
   * Preconditions that are missing come back as findings. Throws a Problem: 404 out of reach, 403 in the Wpg part
   * without being boa, 409 in a closed dossier, 400 bad fields.
   */
  run(actor: Actor, dossierId: string, kind: ItemKind, given: Given): Promise<StoredItem> {
    const input = new Input(given);
    const fields = ITEM_FORMS[kind].read(input, this.clock.today());
    const confidential = input.flag('vertrouwelijk', false) ?? false;
    const room = ITEM_FORMS[kind].eitherRoom ? input.oneOf('deel', LOGS, false) : null;
    input.done();
    return this.addFields(actor, dossierId, kind, fields, { confidential, room });
  }

  /** With fields that were checked already. */
  addFields(
    actor: Actor,
    dossierId: string,
    kind: ItemKind,
    fields: ItemFields,
    { confidential = false, room: chosen = null }: KeptHow = {},
  ): Promise<StoredItem> {
    const form = ITEM_FORMS[kind];
    const room = (form.eitherRoom ? chosen : null) ?? form.room(fields);
    return this.desk.change(actor, dossierId, { action: 'toevoegen', object: kind, room }, async (work, dossier) => {
      const author = actor.visitor?.employee ?? null;
      const bare: StoredItem = {
        ...{ id: newId(), dossierId, kind, room, confidential, state: form.machine.begin[0]!, author },
        ...{ day: fields.day ?? this.clock.today(), until: fields.until ?? null },
        ...{ startsAt: fields.startsAt ?? null, endsAt: fields.endsAt ?? null },
        ...{ employee: fields.employee ?? author, ground: fields.ground ?? null, details: fields.details },
        ...{ findings: [], version: 1, madeAt: this.clock.instant() },
      };
      const item = { ...bare, findings: await this.rules.findings(work, dossier, bare) };
      await this.store.write(work, item);
      await this.history.write(work, [
        {
          ...{ machine: form.machine.name, objectId: item.id, dossierId, room, step: 'toevoegen' },
          ...{ from: null, to: item.state, employee: author, reason: null },
        },
      ]);
      await this.rules.happened(work, { actor, dossier, item, step: 'toevoegen' });
      return item;
    });
  }
}
