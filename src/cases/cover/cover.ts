import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { type Visitor, Visitors } from '../../access/visitor';
import { dossierNotFound } from '../dossier/reach';
import { NEVER, staffCondition } from '../../access/conditions';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { regionOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { cover } from './tables';

export interface CoverRequest {
  employee: string;
  substitute: string;
  from: Day;
  until: Day;
  reason: string | null;
}

export interface ShownCover extends CoverRequest {
  id: string;
  employeeName: string | null;
  substituteName: string | null;
}

const MOST = 200;

/**
 * Cover during absence: the substitute finds the dossiers of the colleague in the own list and mail on those days.
 * Assignment does not change (contract 5), and nobody sees more by it: the substitute must have role and area already.
 */
@Injectable()
export class Covers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. By the one who is away, or the coordinator of the region. Throws a Problem: 403, 409 or 400. */
  async arrange(actor: Actor, { employee, substitute, from, until, reason }: CoverRequest): Promise<string> {
    const [away, taker] = [await this.visitors.find(employee), await this.visitors.find(substitute)];
    if (!away || !this.mayArrange(actor, away)) {
      throw new Problem('niet-toegestaan', 'Waarneming regelt u voor uzelf, of als coördinator van de regio.', {
        status: 403,
      });
    }
    new Checks()
      .that(taker !== null && substitute !== employee, '/waarnemer', 'Kies een collega.')
      .that(
        !taker || sharesWork(away, taker),
        '/waarnemer',
        'Deze collega heeft niet dezelfde rol en hetzelfde gebied.',
      )
      .that(until >= from, '/einddatum', 'Kies een dag op of na de begindatum.')
      .that(until >= this.clock.today(), '/einddatum', 'Kies vandaag of een latere dag.')
      .that((reason ?? '').length <= 500, '/reden', 'Gebruik hoogstens 500 tekens.')
      .done();
    return this.database.work(async (work) => {
      await work.exclusive('waarneming');
      const overlap = await work.get(
        `SELECT id FROM cover WHERE employee = ? AND withdrawn_on IS NULL AND from_date <= ? AND until_date >= ?`,
        [employee, until, from],
      );
      if (overlap) {
        throw new Problem('waarneming-overlapt', 'Voor deze dagen is al een waarnemer geregeld. Trek die eerst in.', {
          status: 409,
        });
      }
      const id = newId();
      const columns = ['id', 'employee', 'substitute', 'from_date', 'until_date', 'reason', 'made_by', 'made_at'];
      const by = actor.visitor?.employee ?? null;
      const sealed = reason?.trim() ? this.encryption.encrypt(reason.trim(), cell(cover, 'reason', { id })) : null;
      const row = [id, employee, substitute, from, until, sealed, by, this.clock.instant()];
      await work.insert('cover', columns, [row]);
      this.write(work, actor, id);
      return id;
    });
  }

  /** From today on it holds no more. Throws a Problem: 404 or 403. */
  async withdraw(actor: Actor, id: string): Promise<void> {
    await this.database.work(async (work) => {
      const sql = 'SELECT employee FROM cover WHERE id = ? AND withdrawn_on IS NULL';
      const found = isId(id) ? await work.get<{ employee: string }>(sql, [id]) : undefined;
      const away = found ? await this.visitors.find(found.employee) : null;
      if (!away || !this.mayArrange(actor, away)) throw dossierNotFound();
      await work.run('UPDATE cover SET withdrawn_on = ? WHERE id = ?', [this.clock.today(), id]);
      this.write(work, actor, id);
    });
  }

  /**
   * Covers that hold on some day from `day` on, at most 200: those in which the one who asks is away or the substitute,
   * and for a coordinator those of the staff of the region.
   */
  async list(actor: Actor, day: Day): Promise<ShownCover[]> {
    const visitor = visitorOf(actor);
    const { read } = this.database;
    const staff = visitor.roles.includes('rmc-coordinator')
      ? staffCondition(read, scopeOf(visitor, this.clock.today()), day)
      : NEVER;
    const rows = await read.all<ShownCover>(
      `SELECT c.id, c.employee, e.name AS "employeeName", c.substitute, s.name AS "substituteName",
              c.from_date AS "from", c.until_date AS "until", c.reason
         FROM cover c JOIN employee e ON e.code = c.employee LEFT JOIN employee s ON s.code = c.substitute
        WHERE (c.employee = ? OR c.substitute = ? OR ${staff.sql}) AND c.until_date >= ? AND c.withdrawn_on IS NULL
        ORDER BY c.from_date, c.id LIMIT ${MOST}`,
      [visitor.employee, visitor.employee, ...staff.values, day],
    );
    return rows.map(({ reason, ...row }) => ({
      ...row,
      reason: this.readable(visitor, row) ? reason && this.open(row.id, reason) : null,
    }));
  }

  /** Why somebody is away may tell of their health: not for the substitute. */
  private readable(visitor: Visitor, { employee }: Pick<ShownCover, 'employee'>): boolean {
    return visitor.employee === employee || visitor.roles.includes('rmc-coordinator');
  }

  private open(id: string, reason: string): string {
    return this.encryption.decryptUnlessPlain(reason, cell(cover, 'reason', { id }));
  }

  private mayArrange({ visitor }: Actor, away: Visitor): boolean {
    if (visitor === null || visitor.employee === away.employee) return true;
    const today = this.clock.today();
    const regions = [...away.regions, ...away.municipalities.map((one) => regionOf(one, today))];
    return visitor.roles.includes('rmc-coordinator') && regions.some((one) => one && visitor.regions.includes(one));
  }

  private write(work: Parameters<Audit['write']>[0], actor: Actor, objectId: string): void {
    const event = { object: 'waarneming', objectId, pupils: [], purpose: PURPOSES.toegang } as const;
    this.audit.write(work, actor, { action: 'wijzigen', ...event });
  }
}

/** The same working role with an area in common. */
function sharesWork(away: Visitor, taker: Visitor): boolean {
  const officer = 'leerplichtambtenaar';
  const counsellor = 'rmc-trajectbegeleider';
  const both = (role: typeof officer | typeof counsellor) => away.roles.includes(role) && taker.roles.includes(role);
  const shared = (ours: readonly string[], theirs: readonly string[]) => ours.some((one) => theirs.includes(one));
  return (
    (both(officer) && shared(away.municipalities, taker.municipalities)) ||
    (both(counsellor) && shared(away.regions, taker.regions))
  );
}

/** Condition that `column` holds this employee or a colleague whom this employee covers on that day. */
export function workedBy(column: string, employee: string, day: Day): { sql: string; values: Value[] } {
  return {
    sql: `${column} IN (SELECT ? UNION SELECT c.employee FROM cover c WHERE c.substitute = ? AND c.withdrawn_on IS NULL
      AND c.from_date <= ? AND c.until_date >= ?)`,
    values: [employee, employee, day, day],
  };
}

/** Who gets the mail for each of these employees on that day: the substitute where there is one. */
export async function recipients(sql: Sql, employees: readonly string[], day: Day): Promise<Map<string, string>> {
  const { sql: condition, value } = sql.oneOf('employee', employees, 'code');
  const rows = await sql.all<{ employee: string; substitute: string }>(
    `SELECT employee, substitute FROM cover WHERE ${condition} AND withdrawn_on IS NULL
        AND from_date <= ? AND until_date >= ?`,
    [value, day, day],
  );
  const away = new Map(rows.map((row) => [row.employee, row.substitute]));
  return new Map(employees.map((employee) => [employee, away.get(employee) ?? employee]));
}
