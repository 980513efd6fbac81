import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { requireAuditor } from '../../access/log/audit-search';
import { restriction } from '../../access/tables';
import { Outbox } from '../../jobs/outbox';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { scopeOf } from '../../registry/scopes';
import { legalHold } from '../tables';
import { liftOwn, requireHere, requireResident } from './own-residents';

/** What keeps records from being used, or from being destroyed; as the register shows it. */
export interface Kept {
  id: string;
  kind: 'beperking' | 'bewaarplicht';
  pupilId: string;
  reason: string;
  placedBy: string;
  placedOn: Day;
  liftedBy: string | null;
  liftedOn: Day | null;
}

/** Handlers that hold what is of a restricted pupil. */
const HELD = ['bezorg-gebeurtenissen', 'mail-terugkoppeling', 'verstuur-mail'] as const;

/**
 * Restriction (AVG art. 18): while it stands, everything of the pupil is kept, and nothing is shown, judged, told or
 * destroyed. `access/restriction.ts` sees to it in every query.
 */
@Injectable()
export class Restrictions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Gives its id. Throws a Problem: 403 for who is no privacy-officer, 404 out of the own municipalities, 400
   * without a reason, 409 where one stands or where the pupil lives elsewhere now.
   */
  async place(actor: Actor, pupilId: string, reason: string): Promise<string> {
    requireAuditor(actor, this.clock.today());
    new Checks().text(reason, '/reden', 1000).done();
    const id = newId();
    const columns = ['id', 'pupil_id', 'reason', 'placed_by', 'placed_on'];
    const secret = this.encryption.encrypt(reason.trim(), cell(restriction, 'reason', { id }));
    const row = [id, pupilId, secret, visitorOf(actor).employee, this.clock.today()];
    await this.database.work(async (work) => {
      await requireHere(work, actor, pupilId, this.clock.today());
      const where = 'lifted_on IS NULL';
      if ((await work.insert('restriction', columns, [row], { key: ['pupil_id'], where, update: 'nothing' })) === 0) {
        throw new Problem('beperking-is-er-al', 'Voor deze leerling geldt al een beperking.', { status: 409 });
      }
      const event = { action: 'toevoegen', object: 'beperking', objectId: id, pupils: [pupilId] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.rechten });
    });
    return id;
  }

  /** The pupil is judged again at once, and what was held goes out. Throws a Problem: 403 and 409 as above, 404 where it does not stand. */
  async lift(actor: Actor, id: string): Promise<void> {
    requireAuditor(actor, this.clock.today());
    await this.database.work(async (work) => {
      const pupilId = await liftOwn(work, actor, 'restriction', id, this.clock.today());
      if (pupilId === null)
        throw new Problem('beperking-onbekend', 'Deze beperking geldt niet (meer).', { status: 404 });
      await requireHere(work, actor, pupilId, this.clock.today());
      await this.outbox.add(work, 'beoordeel-leerling', [pupilId]);
      // what was held while it stood
      for (const topic of HELD) await this.outbox.add(work, topic, ['']);
      const event = { action: 'wijzigen', object: 'beperking', objectId: id, pupils: [pupilId] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.rechten });
    });
  }

  /** Restrictions and legal holds of the own municipalities, those that stand first, the latest first. Accounted for. */
  async register(actor: Actor, page: number, size: number): Promise<{ rows: Kept[]; total: number }> {
    requireAuditor(actor, this.clock.today());
    const { read } = this.database;
    const own = read.oneOf('s.municipality', scopeOf(visitorOf(actor), this.clock.today()).destruction, 'code');
    const of = (table: string, kind: Kept['kind']) => `
      SELECT r.id, '${kind}' AS kind, r.pupil_id, r.reason, r.placed_by, r.placed_on, r.lifted_by, r.lifted_on
        FROM ${table} r WHERE EXISTS (SELECT 1 FROM residence s WHERE s.pupil_id = r.pupil_id AND ${own.sql})`;
    const both = `${of('restriction', 'beperking')} UNION ALL ${of('legal_hold', 'bewaarplicht')}`;
    const values = [own.value, own.value];
    const rows = await read.all<Kept>(
      `SELECT k.id, k.kind, k.pupil_id AS "pupilId", k.reason, k.placed_by AS "placedBy", k.placed_on AS "placedOn",
              k.lifted_by AS "liftedBy", k.lifted_on AS "liftedOn" FROM (${both}) k
        ORDER BY CASE WHEN k.lifted_on IS NULL THEN 0 ELSE 1 END, k.placed_on DESC, k.id DESC LIMIT ? OFFSET ?`,
      [...values, size, (page - 1) * size],
    );
    const total = (await read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM (${both}) k`, values))!.n;
    const event = { action: 'lezen', object: 'beperking', objectId: null, purpose: PURPOSES.rechten } as const;
    this.audit.read(actor, { ...event, pupils: [...new Set(rows.map((one) => one.pupilId))] });
    return { rows: rows.map((one) => ({ ...one, reason: this.reasonOf(one) })), total };
  }

  /** Those of one pupil, as `register`. Throws a Problem: 404 out of the own municipalities. */
  async ofPupil(actor: Actor, pupilId: string): Promise<Kept[]> {
    requireAuditor(actor, this.clock.today());
    const { read } = this.database;
    await requireResident(read, actor, pupilId, this.clock.today());
    const of = (table: string, kind: Kept['kind']) => `
      SELECT id, '${kind}' AS "kind", pupil_id AS "pupilId", reason, placed_by AS "placedBy", placed_on AS "placedOn",
             lifted_by AS "liftedBy", lifted_on AS "liftedOn" FROM ${table} WHERE pupil_id = ?`;
    const rows = await read.all<Kept>(
      `${of('restriction', 'beperking')} UNION ALL ${of('legal_hold', 'bewaarplicht')} ORDER BY 6 DESC, 1 DESC`,
      [pupilId, pupilId],
    );
    return rows.map((one) => ({ ...one, reason: this.reasonOf(one) }));
  }

  private reasonOf({ id, kind, reason }: Kept): string {
    const place = kind === 'beperking' ? cell(restriction, 'reason', { id }) : cell(legalHold, 'reason', { id });
    return this.encryption.decrypt(reason, place);
  }
}
