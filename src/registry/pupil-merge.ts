import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';

/** A room that keeps something under a pupil's id: moves it when two pupils turn out to be one. */
export interface PupilMerge {
  merge(work: Work, fromPupilId: string, intoPupilId: string): Promise<void>;
}

/** Tables of the registry under a pupil's id, and what makes their rows unique beside it. */
const OWNED: Record<string, string[]> = {
  residence: ['from_date'],
  enrolment: ['location', 'from_date'],
  diploma: ['kind', 'day'],
  exemption: ['article', 'from_date'],
  contact_person: ['name'],
  vsv_status: ['reference_date'],
};

/**
 * Makes one pupil of two, in the unit of work given. Rooms above register what they keep when they start.
 * Where both have a row with one key, that of the pupil who stays wins.
 */
@Injectable()
export class PupilMerges {
  private readonly listeners: PupilMerge[] = [];

  register(listener: PupilMerge): void {
    this.listeners.push(listener);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    for (const listener of this.listeners) await listener.merge(work, from, into);
    for (const [table, key] of Object.entries(OWNED)) await moveRows(work, table, key, from, into);
    await work.insert(
      'pupil_alias',
      ['pgn_index', 'pupil_id', 'pgn'],
      (
        await work.all<{ index: string; pgn: string }>('SELECT pgn_index AS "index", pgn FROM pupil WHERE id = ?', [
          from,
        ])
      ).map(({ index, pgn }) => [index, into, pgn]),
      { key: ['pgn_index'], update: ['pupil_id'] },
    );
    await work.run('UPDATE pupil_alias SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await work.run('DELETE FROM pupil WHERE id = ?', [from]);
  }
}

/** Rows of `from` go to `into`; those whose key `into` has already are dropped. */
export async function moveRows(work: Work, table: string, key: string[], from: string, into: string): Promise<void> {
  const alike = key.map((name) => `kept.${name} = ${table}.${name}`).join(' AND ');
  await work.run(
    `DELETE FROM ${table} WHERE pupil_id = ? AND EXISTS
       (SELECT 1 FROM ${table} kept WHERE kept.pupil_id = ? AND ${alike})`,
    [from, into],
  );
  await work.run(`UPDATE ${table} SET pupil_id = ? WHERE pupil_id = ?`, [into, from]);
}
