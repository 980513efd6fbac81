import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { DossierReach } from '../dossier/reach';
import { cell } from '../../platform/place';
import { stateChange } from '../states/tables';

/** Something that Leerspoor did by itself, and why. */
export interface AutomaticAction {
  /** made in order of time */
  id: string;
  at: string;
  dossierId: string;
  /** toewijzing, or the name of the states that changed (dossier, melding, overdracht, …) */
  kind: string;
  what: string;
  reason: string;
}

interface Source {
  /** gives id, at, dossier, kind, what, reason and pupil, of `x` joined with `dossier d` */
  sql: string;
  /** the reason is an encrypted one of `state_change` */
  secret: boolean;
}

/** Where automatic actions are kept. Rooms above add what they keep. */
const SOURCES: Source[] = [
  {
    sql: `SELECT x.id, x.at, d.id AS "dossierId", 'toewijzing' AS "kind", COALESCE(x.employee, 'verdeelbak') AS "what",
        x.reason, d.pupil_id AS "pupilId"
      FROM assignment x JOIN dossier d ON d.id = x.dossier_id WHERE x.reason NOT LIKE 'toegewezen door %'`,
    secret: false,
  },
  {
    sql: `SELECT x.id, x.at, d.id AS "dossierId", x.machine AS "kind", x.step AS "what", x.reason, d.pupil_id AS "pupilId"
      FROM state_change x JOIN dossier d ON d.id = x.dossier_id WHERE x.employee IS NULL AND x.room = 'avg'`,
    secret: true,
  },
];

/** The list of everything that happened by itself, with the reason, the latest first. */
@Injectable()
export class AutomaticActions {
  private readonly sources = [...SOURCES];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  register(source: Source): void {
    this.sources.push(source);
  }

  /** `before`: the id of the last one of the page before; `dossierId`: of one dossier only. */
  async page(
    actor: Actor,
    { dossierId, before, limit }: { dossierId?: string; before?: string; limit: number },
  ): Promise<AutomaticAction[]> {
    const read = this.database.read;
    const scope = this.reach.condition(read, actor);
    const found: (AutomaticAction & { pupilId: string })[] = [];
    for (const source of this.sources)
      found.push(...(await this.of(read, source, scope, { dossierId, before, limit })));
    const page = found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
    this.audit.read(actor, {
      ...{
        action: 'lezen',
        object: 'automatische-actie',
        objectId: null,
        purpose: purposeOf(actor.visitor?.roles ?? []),
      },
      pupils: [...new Set(page.map((one) => one.pupilId))],
    });
    return page.map(({ pupilId: _, ...one }) => one);
  }

  private async of(
    read: Sql,
    { sql, secret }: Source,
    scope: { sql: string; values: Value[] },
    { dossierId, before, limit }: { dossierId?: string; before?: string; limit: number },
  ): Promise<(AutomaticAction & { pupilId: string })[]> {
    const rows = await read.all<AutomaticAction & { pupilId: string; reason: string | null }>(
      `${sql} AND ${scope.sql}${dossierId ? ' AND d.id = ?' : ''}${before ? ' AND x.id < ?' : ''}
        ORDER BY x.id DESC LIMIT ${limit}`,
      [...scope.values, ...(dossierId ? [dossierId] : []), ...(before ? [before] : [])],
    );
    return rows.map((row) => ({
      ...row,
      reason: row.reason && secret ? this.encryption.decrypt(row.reason, cell(stateChange, 'reason', row)) : row.reason,
    }));
  }
}
