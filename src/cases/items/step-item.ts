import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import type { Finding } from '../../law/finding';
import { DossierDesk } from '../dossier/dossier-desk';
import { type Given, Input } from '../input';
import { StateHistory } from '../states/state-history';
import { ItemRules } from './followers';
import { ITEM_FORMS } from './forms';
import type { StoredItem } from './item';
import { ItemQuery } from './item-query';
import { ItemStore } from './item-store';

/**
 * Takes an item from one state to the next. Where the step waits for preconditions they are looked at anew: one that
 * blocks refuses the step, another asks for an explanation, which is kept with the step.
 */
@Injectable()
export class StepItem {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemQuery) private readonly query: ItemQuery,
    @Inject(ItemStore) private readonly store: ItemStore,
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: toelichting, and the fields of the step. */
  async run(actor: Actor, itemId: string, step: string, given: Given): Promise<StoredItem> {
    const { dossierId, kind, room, details: earlier } = await this.query.one(this.database.read, actor, itemId);
    const form = ITEM_FORMS[kind];
    const asked = form.machine.steps[step];
    const input = new Input(given);
    const reason = input.text('toelichting', { max: 2_000, needed: asked?.needs?.includes('toelichting') ?? false });
    const details = form.stepFields?.[step]?.(input, this.clock.today(), earlier) ?? {};
    input.done();
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: kind, room }, async (work, dossier) => {
      const before = await this.query.one(work, actor, itemId);
      const taken = form.machine.step(step, before.state, 'gemeente');
      if (!taken) throw refusal(form.machine.states[before.state] ?? before.state, asked?.words ?? step);
      const after: StoredItem = { ...before, state: taken.to, details: { ...before.details, ...details } };
      const findings = await this.rules.findings(work, dossier, after);
      if (form.guarded?.includes(step)) requireFindings(findings, reason);
      const item = { ...after, findings };
      await this.store.write(work, item);
      await this.history.write(work, [
        {
          ...{
            machine: form.machine.name,
            objectId: itemId,
            dossierId,
            room,
            step,
            from: before.state,
            to: item.state,
          },
          ...{ employee: actor.visitor?.employee ?? null, reason: withMissing(findings, form.guarded, step, reason) },
        },
      ]);
      await this.rules.happened(work, { actor, dossier, item, step });
      return item;
    });
  }
}

/** Corrects what was written; how it was before is kept. Only in the state in which it began. */
@Injectable()
export class CorrectItem {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemQuery) private readonly query: ItemQuery,
    @Inject(ItemStore) private readonly store: ItemStore,
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: the fields of the kind's form, all of them. */
  async run(actor: Actor, itemId: string, given: Given): Promise<StoredItem> {
    const { dossierId, kind, room } = await this.query.one(this.database.read, actor, itemId);
    const form = ITEM_FORMS[kind];
    const input = new Input(given);
    const fields = form.read(input, this.clock.today());
    input.done();
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: kind, room }, async (work, dossier) => {
      const before = await this.query.one(work, actor, itemId);
      if (
        form.fixed ||
        !form.machine.begin.includes(before.state) ||
        (!form.eitherRoom && form.room(fields) !== room)
      ) {
        const message = 'Dit kan niet meer worden verbeterd. Leg vast wat anders is in een nieuwe notitie.';
        throw new Problem('verbeteren-kan-niet', message, { status: 409 });
      }
      const employee = actor.visitor?.employee ?? null;
      await this.store.keepVersion(work, before, employee);
      const bare: StoredItem = {
        ...before,
        ...{ day: fields.day ?? before.day, until: fields.until ?? null, startsAt: fields.startsAt ?? null },
        ...{ endsAt: fields.endsAt ?? null, employee: fields.employee ?? before.employee, details: fields.details },
        ...{ ground: fields.ground ?? null, version: before.version + 1 },
      };
      const item = { ...bare, findings: await this.rules.findings(work, dossier, bare) };
      await this.store.write(work, item);
      await this.history.write(work, [
        {
          ...{ machine: form.machine.name, objectId: itemId, dossierId, room, step: 'corrigeren', from: before.state },
          ...{ to: item.state, employee, reason: null },
        },
      ]);
      await this.rules.happened(work, { actor, dossier, item, step: 'corrigeren' });
      return item;
    });
  }
}

function refusal(state: string, words: string): Problem {
  const message = `De status is ${state.toLowerCase()}. De stap "${words}" kan nu niet.`;
  return new Problem('stap-kan-niet', message, { status: 409 });
}

function requireFindings(findings: readonly Finding[], reason: string | null): void {
  const missing = findings.filter((one) => !one.voldaan);
  const blocking = missing.filter((one) => one.blokkeert);
  if (blocking.length > 0) {
    const message = `Er ontbreekt een voorwaarde: ${blocking.map((one) => one.tekst).join(' ')}`;
    throw new Problem('voorwaarde-ontbreekt', message, { status: 409 });
  }
  if (missing.length > 0 && reason === null) {
    const message = `Let op: ${missing.map((one) => one.tekst).join(' ')} Leg uit waarom u toch doorgaat.`;
    throw new Problem('toelichting-nodig', message, {
      status: 409,
      fields: [{ pointer: '/toelichting', reden: 'Leg uit waarom u toch doorgaat.' }],
    });
  }
}

/** What was missing when the step was taken stays with it, beside the explanation. */
function withMissing(
  findings: readonly Finding[],
  guarded: readonly string[] | undefined,
  step: string,
  reason: string | null,
): string | null {
  const missing = guarded?.includes(step) ? findings.filter((one) => !one.voldaan).map((one) => one.tekst) : [];
  return missing.length === 0 ? reason : `${reason ?? ''} (ondanks: ${missing.join(' ')})`.trim();
}
