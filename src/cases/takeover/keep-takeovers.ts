import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../../access/actor';
import { Outbox } from '../../jobs/outbox';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { loadFacts } from '../../registry/pupil-facts';
import { Assigner, municipalityOn } from '../assignment/assign-dossiers';
import type { AssignmentSteps } from '../assignment/assignment';
import { areaOf, StaffInWork } from '../assignment/staff';
import { DossierStore, newDossier, type StoredDossier } from '../dossier/dossier-store';
import { OpenDossiers } from '../dossier/open-dossiers';
import { DOSSIER } from '../dossier/states';
import { ItemRules } from '../items/followers';
import { ITEM_FORMS } from '../items/forms';
import type { Details, ItemKind, StoredItem } from '../items/item';
import { ItemStore } from '../items/item-store';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { takeover } from './tables';
import { contentOf, type KnownTakeover, type TakenOver, type TakeoverEntry } from './taken-over';

/** Writes dossiers that were taken over: opened as they stand, assigned, with their summary, task and route. */
@Injectable()
export class KeepTakeovers {
  constructor(
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(OpenDossiers) private readonly opening: OpenDossiers,
    @Inject(ItemStore) private readonly items: ItemStore,
    @Inject(ItemRules) private readonly rules: ItemRules,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In a unit of work that holds the pupils. Gives those that joined a dossier that was open here. */
  async open(work: Work, entries: readonly TakeoverEntry[]): Promise<Set<TakeoverEntry>> {
    if (entries.length === 0) return new Set();
    const joined = new Set<TakeoverEntry>();
    const known = await this.dossiers.openOfPupils(
      work,
      entries.map((one) => one.pupilId),
    );
    const today = this.clock.today();
    const made = entries.map((entry) => {
      const { row, pupilId } = entry;
      const here = known.find((one) => one.pupilId === pupilId && one.regime === row.regime);
      if (here) joined.add(entry);
      const dossier = here ?? { ...newDossier(pupilId, row.regime, today), status: row.status };
      return { entry, dossier: { ...dossier, openedOn: earlier(dossier.openedOn, row.openedOn) } };
    });
    await this.assign(work, made, today);
    const fresh = made.filter(({ entry }) => !joined.has(entry));
    await this.begin(work, fresh, today);
    for (const { entry, dossier } of made) await this.write(work, entry, dossier);
    return joined;
  }

  /** Puts other words in the note and task that are there; what was taken up or done here stays as it is. */
  async correct(work: Work, changed: readonly { known: KnownTakeover; content: TakenOver }[]): Promise<void> {
    for (const { known, content } of changed) {
      const [dossier] = await this.dossiers.open(work, [known.dossierId]);
      const noteId = await this.put(work, dossier, known, known.noteId, 'notitie', noteOf(known, content));
      const taskId = await this.put(work, dossier, known, known.taskId, 'taak', taskOf(content), content.taskDue);
      await this.keep(work, { ...known, noteId, taskId, content });
    }
  }

  private async assign(
    work: Work,
    made: readonly { entry: TakeoverEntry; dossier: StoredDossier }[],
    today: Day,
  ): Promise<void> {
    await work.exclusive('toewijzing');
    const facts = await loadFacts(work, [...new Set(made.map((one) => one.dossier.pupilId))]);
    const staff = new StaffInWork(work, today);
    const handed: { dossier: StoredDossier; steps: AssignmentSteps }[] = [];
    const rest: StoredDossier[] = [];
    for (const { entry, dossier } of made) {
      dossier.municipality = municipalityOn(facts.get(dossier.pupilId)?.residences ?? [], today);
      const { employee, source } = { ...entry.row };
      const area = areaOf(dossier.regime, dossier.municipality, today);
      const worker = employee === null ? null : await staff.current(employee, dossier.regime, area);
      const inService = worker && (worker.from ?? today) <= today && today <= (worker.until ?? today);
      if (!worker?.allowed || !inService || dossier.employee !== null) {
        rest.push(dossier);
        continue;
      }
      Object.assign(dossier, { employee, assignedOn: today, reason: `behandelaar in ${source}` });
      const steps = { stappen: [{ stap: 'handmatig' as const, tekst: dossier.reason }], kandidaten: [] };
      handed.push({ dossier, steps });
    }
    await this.dossiers.write(
      work,
      handed.map((one) => one.dossier),
    );
    await this.dossiers.keepAssignments(work, handed);
    const assigner = new Assigner(work, this.dossiers, today);
    for (const dossier of rest) {
      assigner.keep(dossier);
      await assigner.assign(dossier, dossier.municipality, null);
    }
    await assigner.write();
  }

  /** Terms run from today on: what ran in the other system is not known here. */
  private async begin(
    work: Work,
    made: readonly { entry: TakeoverEntry; dossier: StoredDossier }[],
    today: Day,
  ): Promise<void> {
    await this.history.write(
      work,
      made.map(({ entry, dossier }) => ({
        ...{ machine: DOSSIER.name, objectId: dossier.id, dossierId: dossier.id, room: 'avg' as const },
        ...{ step: 'openen', from: null, to: dossier.status, employee: null },
        reason: `overgenomen uit ${entry.row.source}, nummer ${entry.row.number}`,
      })),
    );
    const dossiers = made.map((one) => one.dossier);
    await this.opening.startTerms(
      work,
      dossiers.filter((one) => one.status === 'nieuw'),
      today,
    );
    const held = made.filter(({ dossier }) => dossier.status === 'aangehouden');
    await this.terms.start(
      work,
      held.map(({ entry, dossier }) => ({
        ...{ kind: 'aanhouding' as const, subjectId: dossier.id, dossierId: dossier.id, pupilId: dossier.pupilId },
        ...{ municipality: dossier.municipality, location: null, startedOn: today },
        dueOn: entry.row.heldUntil ?? undefined,
      })),
    );
    const guided = dossiers.filter((one) => one.regime === 'doorstroompunt');
    await this.outbox.add(
      work,
      'begin-traject',
      guided.map((one) => one.id),
    );
  }

  private async write(work: Work, { row, pupilId }: TakeoverEntry, dossier: StoredDossier): Promise<void> {
    const known = { source: row.source, number: row.number, dossierId: dossier.id, pupilId };
    const noteId = await this.put(work, dossier, known, null, 'notitie', noteOf(known, row));
    const taskId = await this.put(work, dossier, known, null, 'taak', taskOf(row), row.taskDue);
    if (row.route !== null) {
      const details = { route: row.route, reden: `overgenomen uit ${row.source}` };
      await this.add(work, dossier, 'mas-route', 'loopt', details, null);
    }
    await this.keep(work, { ...known, noteId, taskId, content: contentOf(row) });
  }

  /** Corrects the item where it still stands as it began, else adds one; null details: nothing was told. */
  private async put(
    work: Work,
    dossier: StoredDossier | undefined,
    known: Pick<KnownTakeover, 'dossierId'>,
    itemId: string | null,
    kind: 'notitie' | 'taak',
    details: Details | null,
    until: Day | null = null,
  ): Promise<string | null> {
    if (details === null || !dossier) return itemId;
    const condition = 'i.id = ? AND i.dossier_id = ?';
    const [item] = itemId === null ? [] : await this.items.rows(work, condition, [itemId, known.dossierId]);
    const begin = ITEM_FORMS[kind].machine.begin[0]!;
    if (!item) return this.add(work, dossier, kind, begin, details, until);
    if (item.state !== begin || JSON.stringify([item.details, item.until]) === JSON.stringify([details, until])) {
      return item.id;
    }
    await this.items.keepVersion(work, item, null);
    const after = { ...item, details, until, version: item.version + 1 };
    await this.items.write(work, after);
    await this.tell(work, dossier, after, 'corrigeren', item.state);
    return item.id;
  }

  private async add(
    work: Work,
    dossier: StoredDossier,
    kind: ItemKind,
    state: string,
    details: Details,
    until: Day | null,
  ): Promise<string> {
    const item: StoredItem = {
      ...{ id: newId(), dossierId: dossier.id, kind, room: 'avg', confidential: false, state, author: null },
      ...{ day: this.clock.today(), until, startsAt: null, endsAt: null, employee: dossier.employee, ground: null },
      ...{ details, findings: [], version: 1, madeAt: this.clock.instant() },
    };
    await this.items.write(work, item);
    await this.tell(work, dossier, item, 'toevoegen', null);
    return item.id;
  }

  private async tell(
    work: Work,
    dossier: StoredDossier,
    item: StoredItem,
    step: string,
    from: string | null,
  ): Promise<void> {
    const { machine } = ITEM_FORMS[item.kind];
    await this.history.write(work, [
      {
        ...{ machine: machine.name, objectId: item.id, dossierId: dossier.id, room: 'avg', step, from },
        ...{ to: item.state, employee: null, reason: 'overname' },
      },
    ]);
    await this.rules.happened(work, { actor: SYSTEM, dossier, item, step });
  }

  private async keep(work: Work, one: KnownTakeover): Promise<void> {
    const content = this.encryption.encrypt(JSON.stringify(one.content), cell(takeover, 'content', one));
    const columns = ['source', 'number', 'dossier_id', 'note_id', 'task_id', 'content', 'taken_at'];
    const row = [one.source, one.number, one.dossierId, one.noteId, one.taskId, content, this.clock.instant()];
    await work.insert('takeover', columns, [row], { key: ['source', 'number'], update: columns.slice(2) });
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

function noteOf({ source, number }: Pick<KnownTakeover, 'source' | 'number'>, { summary }: TakenOver): Details | null {
  return summary === null ? null : { tekst: `Overgenomen uit ${source}, nummer ${number}.\n\n${summary}` };
}

function taskOf({ task }: TakenOver): Details | null {
  return task === null ? null : { tekst: task };
}
