import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, purposeOf, PURPOSES } from '../../access/audit';
import { freeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { loadFacts } from '../../registry/pupil-facts';
import { scopeOf } from '../../registry/scopes';
import { JoinDossier } from '../dossier/join-dossier';
import { DossierReach, dossierNotFound, requireRole } from '../dossier/reach';
import { CHECKLIST_ITEMS, type ChecklistItem, WARM_HANDOVER } from './states';
import { STORED_WARM, type StoredWarm, WarmStore } from './warm-store';
import { cell } from '../../platform/place';
import { warmHandover } from './tables';

const placeOf = (id: string) => cell(warmHandover, 'summary', { id });

/** Somebody turns 18 in a municipality of the Doorstroompunt, and who prepares it. */
export interface ExpectedWarm {
  id: string;
  state: StoredWarm['state'];
  birthday: Day;
  municipality: string;
  employee: string | null;
  employeeName: string | null;
}

/** What an officer prepares, with the name of the pupil. */
export interface ComingWarm extends Omit<StoredWarm, 'summary'> {
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
}

/** The officer prepares and does the warm hand-over; the summary is all that goes along, and the officer writes it. */
@Injectable()
export class WarmHandover {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WarmStore) private readonly store: WarmStore,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(JoinDossier) private readonly joinDossier: JoinDossier,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Ticks a point of the checklist. The last one makes it complete. Throws a Problem: 404, 403, 409 or 400. */
  async check(actor: Actor, warmId: string, item: ChecklistItem): Promise<void> {
    await this.change(actor, warmId, async (work, warm) => {
      new Checks().word(item, '/punt', CHECKLIST_ITEMS).done();
      if (item === 'samenvatting' && warm.summary === null) {
        throw new Problem('samenvatting-ontbreekt', 'Schrijf eerst de samenvatting.', { status: 409 });
      }
      const columns = ['warm_handover_id', 'item', 'done_on', 'employee'];
      const row = [warmId, item, this.clock.today(), visitorOf(actor).employee];
      const key = ['warm_handover_id', 'item'];
      await work.insert('warm_handover_item', columns, [row], { key, update: 'nothing' });
      const done = await this.store.items(work, warmId);
      if (warm.state !== 'voorbereiding' || done.length < CHECKLIST_ITEMS.length) return warm;
      return { ...warm, state: 'gereed' as const };
    });
  }

  /** Writes what the Doorstroompunt should know. Changed words must be looked at again for criminal data. */
  async summarise(actor: Actor, warmId: string, summary: string): Promise<void> {
    await this.change(actor, warmId, async (work, warm) => {
      new Checks().text(summary, '/samenvatting', 20_000).done();
      await work.run(`DELETE FROM warm_handover_item WHERE warm_handover_id = ? AND item = 'strafrecht'`, [warmId]);
      return {
        ...warm,
        summary: this.encryption.encrypt(summary.trim(), placeOf(warmId)),
        state: 'voorbereiding' as const,
      };
    });
  }

  /** Opens the dossier of the Doorstroompunt, or joins it; gives its id. The criminal-law part stays behind. */
  async handOver(actor: Actor, warmId: string): Promise<string> {
    const { toDossierId } = await this.change(actor, warmId, async (work, warm) => {
      if (!WARM_HANDOVER.step('overdragen', warm.state, 'gemeente')) {
        const open = CHECKLIST_ITEMS.length - (await this.store.items(work, warmId)).length;
        throw new Problem('overdracht-niet-gereed', `Werk eerst de lijst af: nog ${open} te doen.`, { status: 409 });
      }
      await work.all(`SELECT id FROM pupil WHERE id = ?${work.lock}`, [warm.pupilId]);
      const residences = (await loadFacts(work, [warm.pupilId])).get(warm.pupilId)?.residences ?? [];
      const { id } = await this.joinDossier.join(work, warm.pupilId, 'doorstroompunt', null, residences);
      return { ...warm, state: 'overgedragen' as const, endedOn: this.clock.today(), toDossierId: id };
    });
    return toDossierId!;
  }

  /** There is no need for it any more. */
  async letLapse(actor: Actor, warmId: string, reason: string): Promise<void> {
    new Checks().text(reason, '/reden', 2000).done();
    await this.change(
      actor,
      warmId,
      async (_work, warm) => ({ ...warm, state: 'vervallen' as const, endedOn: this.clock.today() }),
      reason.trim(),
    );
  }

  /**
   * For both sides: the officer by the dossier of leerplicht, the counsellor by the dossier it led to, who then sees the
   * summary and nothing else of that dossier. Throws a Problem (404).
   */
  async find(actor: Actor, warmId: string) {
    const read = this.database.read;
    const warm = await this.one(read, actor, warmId);
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'warme-overdracht', objectId: warmId, pupils: [warm.pupilId] },
      purpose: purposeOf(actor.visitor?.roles ?? []),
    });
    const summary = warm.summary === null ? null : this.encryption.decrypt(warm.summary, placeOf(warmId));
    return { ...warm, summary, done: await this.store.items(read, warmId), checklist: CHECKLIST_ITEMS };
  }

  /** Those in preparation for dossiers in reach, the first birthday first. */
  async coming(actor: Actor, limit: number): Promise<ComingWarm[]> {
    const read = this.database.read;
    const scope = this.reach.condition(read, actor);
    const rows = await read.all<StoredWarm & ComingWarm>(
      `SELECT ${STORED_WARM}, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
         FROM warm_handover w JOIN dossier d ON d.id = w.dossier_id JOIN pupil p ON p.id = w.pupil_id
        WHERE w.ended_on IS NULL AND ${scope.sql} ORDER BY w.birthday, w.id LIMIT ${limit}`,
      scope.values,
    );
    const pupils = rows.map((one) => one.pupilId);
    const event = {
      object: 'warme-overdracht',
      objectId: null,
      pupils,
      purpose: purposeOf(actor.visitor?.roles ?? []),
    } as const;
    this.audit.read(actor, { action: 'lezen', ...event });
    return rows.map(({ summary: _, ...one }) => one);
  }

  /**
   * What the Doorstroompunt may know beforehand: that somebody in its municipalities turns 18, and which officer to
   * call. No name and nothing of the dossier; those come with the hand-over itself. Accounted for: a birthday and a
   * municipality may well be somebody.
   */
  async expected(actor: Actor, limit: number): Promise<ExpectedWarm[]> {
    const { visitor } = actor;
    if (visitor === null) return [];
    const read = this.database.read;
    const home = read.oneOf('d.municipality', scopeOf(visitor, this.clock.today()).doorstroompunt, 'code');
    const rows = await read.all<ExpectedWarm & { pupilId: string }>(
      `SELECT w.id, w.state, w.birthday, w.pupil_id AS "pupilId", d.municipality, d.employee, e.name AS "employeeName"
         FROM warm_handover w JOIN dossier d ON d.id = w.dossier_id LEFT JOIN employee e ON e.code = d.employee
        WHERE w.ended_on IS NULL AND ${home.sql} AND ${freeToUse('w.pupil_id')}
        ORDER BY w.birthday, w.id LIMIT ${limit}`,
      [home.value],
    );
    if (rows.length > 0) {
      const event = { action: 'lezen', object: 'warme-overdracht', objectId: null } as const;
      const pupils = rows.map((one) => one.pupilId);
      this.audit.read(actor, { ...event, pupils, purpose: PURPOSES.doorstroompunt });
    }
    return rows.map(({ pupilId: _, ...one }) => one);
  }

  private async one(sql: Sql, actor: Actor, id: string, column = 'w.dossier_id, w.to_dossier_id'): Promise<StoredWarm> {
    const scope = this.reach.condition(sql, actor);
    const query = `SELECT ${STORED_WARM} FROM warm_handover w JOIN dossier d ON d.id IN (${column})
      WHERE w.id = ? AND ${scope.sql} LIMIT 1`;
    const found = isId(id) ? await sql.get<StoredWarm>(query, [id, ...scope.values]) : undefined;
    if (!found) throw dossierNotFound();
    return found;
  }

  private async change(
    actor: Actor,
    warmId: string,
    change: (work: Work, warm: StoredWarm) => Promise<StoredWarm>,
    reason: string | null = null,
  ): Promise<StoredWarm> {
    return this.database.work(async (work) => {
      if (isId(warmId)) await work.get(`SELECT id FROM warm_handover WHERE id = ?${work.lock}`, [warmId]);
      const warm = await this.one(work, actor, warmId, 'w.dossier_id');
      await actor.premise?.();
      requireRole(actor, 'leerplichtambtenaar');
      if (WARM_HANDOVER.isEnd(warm.state)) {
        throw new Problem('overdracht-klaar', 'Deze overdracht is al afgerond.', { status: 409 });
      }
      const changed = await change(work, warm);
      const step = STEP_TO[changed.state];
      await this.store.write(work, [{ warm: changed, step, from: warm.state, reason }], visitorOf(actor).employee);
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'warme-overdracht', objectId: warmId, pupils: [warm.pupilId] },
        purpose: PURPOSES.leerplicht,
      });
      return changed;
    });
  }
}

/** The step that brings a hand-over into a state. */
const STEP_TO = {
  voorbereiding: 'herzien',
  gereed: 'gereedmelden',
  overgedragen: 'overdragen',
  vervallen: 'laten_vervallen',
} as const;
