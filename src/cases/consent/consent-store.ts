import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { type PupilMerge, PupilMerges, type UndoneMerge } from '../../registry/pupil-merge';

/** Data that the Doorstroompunt may keep only with consent (WEB 9.2.7). */
export const SENSITIVE_KINDS = ['gezondheid', 'strafrecht'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

export interface Consent {
  kind: SensitiveKind;
  givenOn: Day;
  givenBy: 'jongere' | 'ouder';
  recordedBy: string;
  withdrawnOn: Day | null;
}

/** Takes away what was kept with a consent that is withdrawn; in the same unit of work. Doing it twice does nothing. */
export type RemoveSensitive = (work: Work, pupilId: string, kind: SensitiveKind) => Promise<void>;

/** Consents, and who has to remove what when one is withdrawn. */
@Injectable()
export class ConsentStore implements PupilMerge, OnModuleInit {
  private readonly removers: RemoveSensitive[] = [];

  constructor(@Inject(PupilMerges) private readonly merges: PupilMerges) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  /** Rooms that keep sensitive data tell in `onModuleInit` how it goes. */
  onWithdrawal(remove: RemoveSensitive): void {
    this.removers.push(remove);
  }

  /** All that was ever given, the newest first. */
  of(sql: Sql, pupilId: string): Promise<Consent[]> {
    return sql.all(
      `SELECT kind, given_on AS "givenOn", given_by AS "givenBy", recorded_by AS "recordedBy",
              withdrawn_on AS "withdrawnOn" FROM consent WHERE pupil_id = ? ORDER BY id DESC`,
      [pupilId],
    );
  }

  /** The kinds for which consent counts now. */
  async given(sql: Sql, pupilId: string): Promise<SensitiveKind[]> {
    const rows = await sql.all<{ kind: SensitiveKind }>(
      'SELECT kind FROM consent WHERE pupil_id = ? AND withdrawn_on IS NULL',
      [pupilId],
    );
    return rows.map((row) => row.kind);
  }

  /** Call it in the unit of work that is about to keep such data. Throws a Problem (409) where consent is missing. */
  async require(sql: Sql, pupilId: string, kinds: Iterable<SensitiveKind>): Promise<void> {
    const given = await this.given(sql, pupilId);
    const missing = [...new Set(kinds)].filter((kind) => !given.includes(kind));
    if (missing.length === 0) return;
    throw new Problem(
      'toestemming-ontbreekt',
      `Leg eerst vast dat de jongere toestemming geeft voor gegevens over ${missing.join(' en ')} (WEB 9.2.7).`,
      { status: 409 },
    );
  }

  /** Of two consents for one kind that count, that of the number that goes on is kept. */
  async merge(work: Work, from: string, into: string): Promise<void> {
    await work.run(
      `DELETE FROM consent WHERE pupil_id = ? AND withdrawn_on IS NULL
         AND kind IN (SELECT other.kind FROM consent other WHERE other.pupil_id = ? AND other.withdrawn_on IS NULL)`,
      [from, into],
    );
    await work.run('UPDATE consent SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
  }

  /**
   * A consent that `merge` dropped comes back with the fate of the one that was kept for it: who withdrew that one withdrew
   * for both, also where it was given anew since. What an undone merge put back with it goes again.
   */
  async undone(work: Work, { keptId, returnedId, madeAt, restored }: UndoneMerge): Promise<void> {
    const these = work.oneOf('id', restored);
    const returned = await work.all<{ id: string; kind: SensitiveKind }>(
      `SELECT id, kind FROM consent WHERE ${these.sql} AND pupil_id = ? AND withdrawn_on IS NULL`,
      [these.value, returnedId],
    );
    for (const { id, kind } of returned) {
      // one consent counts at a time, so the last that was recorded before is the one that counted then
      const kept = await work.get<{ on: Day | null; by: string | null }>(
        `SELECT withdrawn_on AS "on", withdrawn_by AS "by" FROM consent
          WHERE pupil_id = ? AND kind = ? AND recorded_at <= ? ORDER BY recorded_at DESC, id DESC LIMIT 1`,
        [keptId, kind, madeAt],
      );
      if (!kept || kept.on === null) continue;
      await work.run('UPDATE consent SET withdrawn_on = ?, withdrawn_by = ? WHERE id = ?', [kept.on, kept.by, id]);
      await this.removeAll(work, returnedId, kind);
    }
  }

  async removeAll(work: Work, pupilId: string, kind: SensitiveKind): Promise<void> {
    for (const remove of this.removers) await remove(work, pupilId, kind);
  }
}

/** Rows about a kind of sensitive data for which consent counts; `pupil` and `kind` are columns. For reading too. */
export function consented(pupil: string, kind: string): string {
  return `EXISTS (SELECT 1 FROM consent given WHERE given.pupil_id = ${pupil} AND given.kind = ${kind}
    AND given.withdrawn_on IS NULL)`;
}
