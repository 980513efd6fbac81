import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { notFound } from '../access/http/not-found';
import { Outbox } from '../jobs/outbox';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import { isId } from '../platform/ids';
import { scopeOf } from '../registry/scopes';
import { type DestructionList, LIST, LIST_STATES, type ListedItem, type ListState } from './destruction-list';

/**
 * Destruction lists as privacy-officers see and decide them: proposed by one, approved by another. What is approved is
 * destroyed in portions by `CarryOut`.
 */
@Injectable()
export class Destruction {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Lists of the own municipalities, newest first. For everybody else there are none. */
  async lists({ visitor }: Actor): Promise<(DestructionList & { items: number })[]> {
    const own = visitor ? scopeOf(visitor, this.clock.today()).destruction : [];
    const these = this.database.read.oneOf('l.municipality', own, 'code');
    return this.database.read.all(
      `SELECT l.id, l.municipality, l.month, l.state, l.proposed_by AS "proposedBy", l.decided_by AS "decidedBy",
              l.certificate, (SELECT COUNT(*) FROM destruction_item i WHERE i.list_id = l.id) AS "items"
         FROM destruction_list l WHERE ${these.sql} ORDER BY l.month DESC, l.municipality`,
      [these.value],
    );
  }

  /** Throws a Problem (404) where there is none or it is of another municipality. */
  async one({ visitor }: Actor, listId: string): Promise<DestructionList> {
    const list = isId(listId)
      ? await this.database.read.get<DestructionList>(`${LIST} WHERE id = ?`, [listId])
      : undefined;
    const own = visitor ? scopeOf(visitor, this.clock.today()).destruction : [];
    if (!list || !own.includes(list.municipality)) throw notFound();
    return list;
  }

  /** A page of what is on the list, in order, and how many there are. Throws as `one`. Accounted for. */
  async items(
    actor: Actor,
    listId: string,
    page: number,
    size: number,
  ): Promise<{ rows: ListedItem[]; total: number }> {
    await this.one(actor, listId);
    const { read } = this.database;
    type Row = Omit<ListedItem, 'birthYear' | 'held'> & { birthDate: string | null; holds: number };
    const rows = await read.all<Row>(
      `SELECT i.id, i.record_class AS "recordClass", i.pupil_id AS "pupilId", p.birth_date AS "birthDate",
              i.destroy_on AS "destroyOn", i.source, i.state,
              (SELECT COUNT(*) FROM legal_hold h WHERE h.pupil_id = i.pupil_id AND h.lifted_on IS NULL) AS "holds"
         FROM destruction_item i LEFT JOIN pupil p ON p.id = i.pupil_id
        WHERE i.list_id = ? ORDER BY i.id LIMIT ? OFFSET ?`,
      [listId, size, (page - 1) * size],
    );
    const total = await read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM destruction_item WHERE list_id = ?', [
      listId,
    ]);
    const pupils = rows.flatMap((one) => one.pupilId ?? []);
    const event = { action: 'lezen', object: 'vernietigingslijst', objectId: listId, pupils } as const;
    this.audit.read(actor, { ...event, purpose: PURPOSES.bewaren });
    const shown = rows.map(({ birthDate, holds, ...row }) => ({
      ...row,
      birthYear: birthDate === null ? null : Number(birthDate.slice(0, 4)),
      held: holds > 0,
    }));
    return { rows: shown, total: total!.n };
  }

  /** The stored certificate of a list that was carried out. Throws as `one`, and 409 where it is not that far. */
  async certificate(actor: Actor, listId: string): Promise<string> {
    const { certificate, state } = await this.one(actor, listId);
    if (state === 'uitgevoerd' && certificate !== null) return certificate;
    throw new Problem('lijst-niet-uitgevoerd', 'Van deze lijst is nog niet alles vernietigd.', { status: 409 });
  }

  /** Whose a record on the list is. Throws as `one`, also for what is not on this list; 409 where it went. */
  async pupilOf(actor: Actor, listId: string, itemId: string): Promise<string> {
    await this.one(actor, listId);
    const item = isId(itemId)
      ? await this.database.read.get<{ pupilId: string | null }>(
          'SELECT pupil_id AS "pupilId" FROM destruction_item WHERE id = ? AND list_id = ?',
          [itemId, listId],
        )
      : undefined;
    if (!item) throw notFound();
    if (item.pupilId === null) throw new Problem('is-al-vernietigd', 'Dit is al vernietigd.', { status: 409 });
    return item.pupilId;
  }

  /** The first person looked it through. Throws a Problem: 404 out of scope, 409 where it is past that. */
  propose(actor: Actor, listId: string): Promise<void> {
    return this.change(actor, listId, 'opgesteld', (work, { employee }) =>
      work.run("UPDATE destruction_list SET state = 'voorgedragen', proposed_by = ? WHERE id = ?", [employee, listId]),
    );
  }

  reject(actor: Actor, listId: string): Promise<void> {
    return this.change(actor, listId, 'voorgedragen', (work, { employee }) =>
      this.decide(work, employee, listId, 'afgewezen'),
    );
  }

  /**
   * A second person approves: from now on it is destroyed. What was reopened or put on hold in the meantime stays.
   * Throws a Problem: 403 for who proposed it, 404 and 409 as above.
   */
  approve(actor: Actor, listId: string): Promise<void> {
    return this.change(actor, listId, 'voorgedragen', async (work, { employee }, list) => {
      if (list.proposedBy === employee) {
        throw new Problem('tweede-persoon-nodig', 'Iemand anders dan wie de lijst voordroeg moet haar goedkeuren.', {
          status: 403,
        });
      }
      await this.decide(work, employee, listId, 'goedgekeurd');
      await this.outbox.add(work, 'vernietig', [listId]);
    });
  }

  private change(
    actor: Actor,
    listId: string,
    state: ListState,
    change: (work: Work, visitor: ReturnType<typeof visitorOf>, list: DestructionList) => Promise<unknown>,
  ): Promise<void> {
    return this.database.work(async (work) => {
      const visitor = visitorOf(actor);
      const list = isId(listId)
        ? await work.get<DestructionList>(`${LIST} WHERE id = ?${work.lock}`, [listId])
        : undefined;
      if (!list || !scopeOf(visitor, this.clock.today()).destruction.includes(list.municipality)) throw notFound();
      if (list.state !== state) {
        const words = LIST_STATES[list.state].toLowerCase();
        throw new Problem('lijst-is-verder', `Dit kan niet meer: de lijst is ${words}.`, { status: 409 });
      }
      await change(work, visitor, list);
      const event = { action: 'wijzigen', object: 'vernietigingslijst', objectId: listId, pupils: [] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.bewaren });
    });
  }

  private decide(work: Work, employee: string, listId: string, state: ListState) {
    return work.run('UPDATE destruction_list SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?', [
      ...[state, employee, this.clock.instant(), listId],
    ]);
  }
}
