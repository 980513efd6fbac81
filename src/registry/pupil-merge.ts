import { Inject, Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { cell } from '../platform/place';
import { contactPerson, pupil, pupilAlias } from './tables';

/** A room that keeps something under a pupil's id: moves it when two pupils turn out to be one. */
export interface PupilMerge {
  merge(work: Work, fromPupilId: string, intoPupilId: string): Promise<void>;
  /** After rows were put back as they were: what was decided about the one they were meanwhile holds for both. */
  undone?(work: Work, undone: UndoneMerge): Promise<void>;
}

/** Two pupils who were one for a while. */
export interface UndoneMerge {
  keptId: string;
  returnedId: string;
  /** when they became one */
  madeAt: string;
  /** ids of the rows that the merge had dropped and that stand again */
  restored: readonly string[];
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

  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  register(listener: PupilMerge): void {
    this.listeners.push(listener);
  }

  async undone(work: Work, undone: UndoneMerge): Promise<void> {
    for (const listener of this.listeners) await listener.undone?.(work, undone);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    for (const listener of this.listeners) await listener.merge(work, from, into);
    await this.moveContacts(work, from, into);
    for (const [table, key] of Object.entries(OWNED)) await moveRows(work, table, key, from, into);
    const numbers = await work.all<{ index: string; pgn: string }>(
      'SELECT pgn_index AS "index", pgn FROM pupil WHERE id = ?',
      [from],
    );
    await work.insert(
      'pupil_alias',
      ['pgn_index', 'pupil_id', 'pgn'],
      numbers.map(({ index, pgn }) => {
        const plain = this.encryption.decrypt(pgn, cell(pupil, 'pgn', { id: from }));
        return [index, into, this.encryption.encrypt(plain, cell(pupilAlias, 'pgn', {}))];
      }),
      { key: ['pgn_index'], update: ['pupil_id'] },
    );
    await work.run('UPDATE pupil_alias SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await work.run('DELETE FROM pupil WHERE id = ?', [from]);
  }

  /** Contact data is bound to its pupil: it is bound anew before the rows move. */
  private async moveContacts(work: Work, from: string, into: string): Promise<void> {
    const rows = await work.all<{ id: string; name: string; contact: string }>(
      'SELECT id, name, contact FROM contact_person WHERE pupil_id = ? AND contact IS NOT NULL',
      [from],
    );
    for (const { id, name, contact } of rows) {
      const plain = this.encryption.decrypt(contact, cell(contactPerson, 'contact', { pupil_id: from, name }));
      const bound = this.encryption.encrypt(plain, cell(contactPerson, 'contact', { pupil_id: into, name }));
      await work.run('UPDATE contact_person SET contact = ? WHERE id = ?', [bound, id]);
    }
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
