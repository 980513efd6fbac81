import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { notFound } from '../../access/http/not-found';
import type { Role } from '../../access/roles';
import { ALWAYS, type Condition, dossierCondition, readableDossiers } from '../../access/conditions';
import { Clock } from '../../platform/clock';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { scopeOf } from '../../registry/scopes';
import { STORED_DOSSIER, type StoredDossier } from './dossier-store';

/** In view, but not for this role: 403. The system itself may do everything that is asked of it. */
export function requireRole({ visitor }: Actor, ...roles: Role[]): void {
  if (visitor === null || roles.some((role) => visitor.roles.includes(role))) return;
  throw new Problem('niet-toegestaan', `Dit mag alleen een ${roles.join(' of ')}.`, { status: 403 });
}

/** Dossiers as far as the one who asks may reach them: what is out of scope is not there. */
@Injectable()
export class DossierReach {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Dossiers to work, as a condition on `dossier d`; the system itself reaches every dossier. */
  condition(sql: Sql, { visitor }: Actor): Condition {
    return visitor === null ? ALWAYS : dossierCondition(sql, scopeOf(visitor, this.clock.today()));
  }

  /** Dossiers to read: also those of pupils who moved away, until the hand-over is accepted. */
  readable(sql: Sql, { visitor }: Actor): Condition {
    const today = this.clock.today();
    return visitor === null ? ALWAYS : readableDossiers(sql, scopeOf(visitor, today), today);
  }

  /** Throws a Problem (404) where it does not exist or is out of scope. */
  async one(sql: Sql, actor: Actor, dossierId: string): Promise<StoredDossier> {
    const [found] = await this.several(sql, actor, [dossierId]);
    if (!found) throw notFound();
    return found;
  }

  /** Those of `ids` that exist and are in scope, in no order. */
  async several(sql: Sql, actor: Actor, ids: readonly string[]): Promise<StoredDossier[]> {
    const known = ids.filter(isId);
    const these = sql.oneOf('d.id', known);
    const scope = this.condition(sql, actor);
    return sql.all<StoredDossier>(`SELECT ${STORED_DOSSIER} FROM dossier d WHERE ${these.sql} AND ${scope.sql}`, [
      these.value,
      ...scope.values,
    ]);
  }
}

export { notFound as dossierNotFound };
