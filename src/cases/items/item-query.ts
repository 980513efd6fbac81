import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { noteCondition } from '../../access/rooms';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { scopeOf } from '../../registry/scopes';
import { workedBy } from '../cover/cover';
import { DossierDesk } from '../dossier/dossier-desk';
import { DossierReach } from '../dossier/reach';
import type { ItemKind, StoredItem } from './item';
import { ItemStore } from './item-store';

/** Items as far as somebody may see them: rooms and confidentiality are conditions of the query itself. */
@Injectable()
export class ItemQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(ItemStore) private readonly store: ItemStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What lies in a dossier, of some kinds or of all, in order of day. Throws a Problem (404) out of scope. */
  async ofDossier(actor: Actor, dossierId: string, kinds?: readonly ItemKind[]): Promise<StoredItem[]> {
    await this.desk.see(actor, dossierId, { object: 'dossier' });
    return this.inSeen(actor, dossierId, kinds);
  }

  /** The same for a dossier of which it was decided, and accounted for, that the actor may see it. */
  async inSeen(actor: Actor, dossierId: string, kinds?: readonly ItemKind[]): Promise<StoredItem[]> {
    const { read } = this.database;
    const seen = this.condition(read, actor);
    const only = kinds ? read.oneOf('i.kind', kinds, 'code') : null;
    const rows = await this.store.rows(read, `i.dossier_id = ? AND ${seen.sql}${only ? ` AND ${only.sql}` : ''}`, [
      ...[dossierId, ...seen.values],
      ...(only ? [only.value] : []),
    ]);
    await this.desk.sawWpg(read, actor, rows, 'dossier');
    return rows;
  }

  /** Appointments and open tasks of somebody, or of who is covered by them, that lie or are due on these days. */
  async agenda(actor: Actor, employee: string, from: Day, until: Day): Promise<StoredItem[]> {
    const { read } = this.database;
    const seen = this.condition(read, actor);
    const scope = this.reach.condition(read, actor);
    const own = workedBy('i.employee', employee, this.clock.today());
    const rows = await this.store.rows(
      read,
      `((i.kind = 'afspraak' AND i.day BETWEEN ? AND ?)
          OR (i.kind = 'taak' AND i.state = 'open' AND i.until_date BETWEEN ? AND ?))
        AND ${own.sql} AND ${seen.sql} AND ${scope.sql}`,
      [from, until, from, until, ...own.values, ...seen.values, ...scope.values],
    );
    await this.desk.sawWpg(read, actor, rows, 'agenda');
    return rows;
  }

  /** One item; it is accounted for. Throws a Problem (404) where it is not there or may not be seen. */
  async one(sql: Sql, actor: Actor, itemId: string): Promise<StoredItem> {
    const seen = this.condition(sql, actor);
    const scope = this.reach.condition(sql, actor);
    const found = isId(itemId)
      ? await this.store.rows(sql, `i.id = ? AND ${seen.sql} AND ${scope.sql}`, [
          ...[itemId, ...seen.values],
          ...scope.values,
        ])
      : [];
    const [item] = found;
    if (item) {
      await this.desk.see(actor, item.dossierId, { object: 'dossier' });
      await this.desk.sawWpg(sql, actor, found, 'dossier');
      return item;
    }
    throw new Problem('niet-gevonden', 'Dit bestaat niet, of u heeft er geen toegang toe.', { status: 404 });
  }

  private condition(_sql: Sql, { visitor }: Actor) {
    const today = this.clock.today();
    return noteCondition(visitor === null ? null : scopeOf(visitor, today), 'i', today);
  }
}
