import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { pupilCondition } from '../../access/conditions';
import { notFound } from '../../access/http/not-found';
import { phaseBounds } from '../../access/phase-bounds';
import { DossierStore } from '../../cases/dossier/dossier-store';
import { requireRole } from '../../cases/dossier/reach';
import { Outbox } from '../../jobs/outbox';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { maskPgn } from '../../platform/masking';
import { cell } from '../../platform/place';
import { PupilDirectory } from '../../registry/pupil-directory';
import { type PupilMerge, PupilMerges } from '../../registry/pupil-merge';
import { scopeOf } from '../../registry/scopes';
import { pupil } from '../../registry/tables';
import { Ownership } from '../ownership';
import { PupilRows, type RowChanges } from './row-changes';
import { refuseSecondDossier } from './second-dossier';
import { pupilUnion } from './tables';

export interface NewUnion {
  /** who stays */
  keepId: string;
  doubleId: string;
  reason: string;
}

/** Enough to see whether two are one. */
export interface Alike {
  id: string;
  number: string;
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  birthDate: Day;
  dossiers: number;
}

export interface ShownUnion {
  id: string;
  pupilId: string;
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  reason: string;
  madeBy: string;
  madeAt: string;
  undoneBy: string | null;
  undoneAt: string | null;
}

const MOST = 100;

/**
 * Two pupils who are one person: everything of the double goes to the one who stays, whatever room it lies in. There is
 * a way back, which leaves alone what was done since.
 */
@Injectable()
export class JoinPupils implements PupilMerge, OnModuleInit {
  private readonly rows: PupilRows;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PupilMerges) private readonly merges: PupilMerges,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Ownership) ownership: Ownership,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly law: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.rows = new PupilRows(database.tables, ownership, encryption);
  }

  onModuleInit(): void {
    this.merges.register(this);
  }

  /** A union made earlier follows the pupil who stays. */
  async merge(work: Work, from: string, into: string): Promise<void> {
    await work.run('UPDATE pupil_union SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
  }

  /** Pupils by their number, as far as they may be seen; in the order asked, without those that may not. */
  async look(actor: Actor, pgns: readonly string[]): Promise<Alike[]> {
    requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
    const { read } = this.database;
    const ids = await this.directory.find(read, pgns);
    const rows = await this.seen(read, actor, [...ids.values()]);
    return pgns.flatMap((pgn) => rows.find((row) => row.id === ids.get(pgn)) ?? []);
  }

  /** The same by their ids, for a form that is shown again. */
  async find(actor: Actor, ids: readonly string[]): Promise<Alike[]> {
    const rows = await this.seen(this.database.read, actor, ids);
    return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  /** Gives the id. Throws a Problem: 404 where one of the two may not be seen, 403 another role, 400 bad fields. */
  async join(actor: Actor, { keepId, doubleId, reason }: NewUnion): Promise<string> {
    requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
    new Checks()
      .text(reason, '/reden', 2000)
      .that(keepId !== doubleId, '/dubbel', 'Kies twee verschillende leerlingen.')
      .done();
    return this.database.work(async (work) => {
      await this.hold(work, [keepId, doubleId]);
      if ((await this.seen(work, actor, [keepId, doubleId])).length < 2) throw notFound();
      const before = await this.rows.of(work, [keepId, doubleId]);
      await this.merges.merge(work, doubleId, keepId);
      const changes = this.rows.changes(before, await this.rows.of(work, [keepId, doubleId]));
      const id = newId();
      const sealed = this.encryption.encrypt(reason.trim(), cell(pupilUnion, 'reason', { id }));
      const undo = this.encryption.encrypt(JSON.stringify(changes), cell(pupilUnion, 'undo', { id }));
      const { employee } = visitorOf(actor);
      const columns = ['id', 'pupil_id', 'former_id', 'reason', 'made_by', 'made_at', 'undo'];
      await work.insert('pupil_union', columns, [[id, keepId, doubleId, sealed, employee, this.clock.instant(), undo]]);
      await this.outbox.add(work, 'beoordeel-leerling', [keepId]);
      this.account(work, actor, 'toevoegen', id, [keepId, doubleId]);
      return id;
    });
  }

  /**
   * Makes them two again. Throws a Problem: 404 out of reach, 409 where it was undone, or another union or
   * dossier came after it.
   */
  async undo(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
    await this.database.work(async (work) => {
      type Found = { pupilId: string; formerId: string; madeAt: string; undo: string | null };
      const sql = `SELECT pupil_id AS "pupilId", former_id AS "formerId", made_at AS "madeAt", undo
        FROM pupil_union WHERE id = ?${work.lock}`;
      const found = isId(id) ? await work.get<Found>(sql, [id]) : undefined;
      if (!found) throw notFound();
      await this.hold(work, [found.pupilId]);
      if ((await this.seen(work, actor, [found.pupilId])).length === 0) throw notFound();
      if (found.undo === null) {
        throw new Problem('al-ongedaan', 'Dit is al ongedaan gemaakt.', { status: 409 });
      }
      const later = await work.get(
        'SELECT id FROM pupil_union WHERE pupil_id = ? AND undo IS NOT NULL AND id > ? LIMIT 1',
        [found.pupilId, id],
      );
      if (later) {
        const message = 'Deze leerling is daarna nog eens samengevoegd. Maak dat eerst ongedaan.';
        throw new Problem('later-samengevoegd', message, { status: 409 });
      }
      const plain = this.encryption.decrypt(found.undo, cell(pupilUnion, 'undo', { id }));
      const changes = JSON.parse(plain) as RowChanges;
      await refuseSecondDossier(work, this.dossiers, found.pupilId, changes);
      await this.rows.takeBack(work, changes);
      const restored = changes.removed.flatMap(({ row }) => (typeof row['id'] === 'string' ? [row['id']] : []));
      const { pupilId: keptId, formerId: returnedId, madeAt } = found;
      await this.merges.undone(work, { keptId, returnedId, madeAt, restored });
      await work.run('UPDATE pupil_union SET undo = NULL, undone_by = ?, undone_at = ? WHERE id = ?', [
        ...[visitorOf(actor).employee, this.clock.instant(), id],
      ]);
      await this.outbox.add(work, 'beoordeel-leerling', [found.pupilId, found.formerId]);
      this.account(work, actor, 'wijzigen', id, [found.pupilId, found.formerId]);
    });
  }

  /** Unions of pupils who may be seen, the latest first, at most 100. */
  async list(actor: Actor): Promise<ShownUnion[]> {
    requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
    const { read } = this.database;
    const condition = this.condition(read, actor);
    const rows = await read.all<ShownUnion>(
      `SELECT u.id, u.pupil_id AS "pupilId", p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName", u.reason,
              u.made_by AS "madeBy", u.made_at AS "madeAt", u.undone_by AS "undoneBy", u.undone_at AS "undoneAt"
         FROM pupil_union u JOIN pupil p ON p.id = u.pupil_id WHERE ${condition.sql} ORDER BY u.id DESC LIMIT ${MOST}`,
      condition.values,
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'samenvoeging', objectId: null, pupils: rows.map((one) => one.pupilId) },
      purpose: purposeOf(visitorOf(actor).roles),
    });
    return rows.map((row) => ({
      ...row,
      reason: this.encryption.decrypt(row.reason, cell(pupilUnion, 'reason', row)),
    }));
  }

  private condition(sql: Sql, actor: Actor) {
    const today = this.clock.today();
    return pupilCondition(sql, scopeOf(visitorOf(actor), today), phaseBounds(today, this.law));
  }

  /** Those who may be seen; accounted for. */
  private async seen(sql: Sql, actor: Actor, ids: readonly string[]): Promise<Alike[]> {
    const condition = this.condition(sql, actor);
    const these = sql.oneOf('p.id', [...new Set(ids)].filter(isId));
    const rows = await sql.all<Omit<Alike, 'number'> & { pgn: string }>(
      `SELECT p.id, p.pgn, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName",
              p.birth_date AS "birthDate",
              (SELECT COUNT(*) FROM dossier d WHERE d.pupil_id = p.id AND d.status <> 'afgesloten') AS "dossiers"
         FROM pupil p WHERE ${these.sql} AND ${condition.sql}`,
      [these.value, ...condition.values],
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'leerling', objectId: null, pupils: rows.map((one) => one.id) },
      purpose: purposeOf(visitorOf(actor).roles),
    });
    return rows.map(({ pgn, ...row }) => ({
      ...row,
      dossiers: Number(row.dossiers),
      number: maskPgn(this.encryption.decrypt(pgn, cell(pupil, 'pgn', { id: row.id }))),
    }));
  }

  /** Nobody else judges or imports these pupils meanwhile. */
  private async hold(work: Work, ids: readonly string[]): Promise<void> {
    await work.exclusive('import');
    const these = work.oneOf('id', ids.filter(isId));
    await work.all(`SELECT id FROM pupil WHERE ${these.sql} ORDER BY id${work.lock}`, [these.value]);
  }

  private account(
    work: Work,
    actor: Actor,
    action: 'toevoegen' | 'wijzigen',
    objectId: string,
    pupils: string[],
  ): void {
    const purpose = purposeOf(visitorOf(actor).roles);
    this.audit.write(work, actor, { action, object: 'samenvoeging', objectId, pupils, purpose });
  }
}
