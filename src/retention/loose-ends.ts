import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../jobs/outbox';
import { Database } from '../platform/database/database';
import type { Value, Work } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { newId } from '../platform/ids';
import { dossierItem, dossierItemVersion } from '../cases/items/tables';
import { cell, cellOf } from '../platform/place';

type Counts = Map<string, number>;

/** Condition on `duo_record`. */
interface Which {
  sql: string;
  values: Value[];
}
const EVERYWHERE: Which = { sql: '(1 = 1)', values: [] };

/** What no column of the schema leads to, and goes or becomes nobody's along with the rows of a table. */
@Injectable()
export class LooseEnds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Just before these rows go. */
  async before(work: Work, table: string, ids: readonly string[], counts: Counts): Promise<void> {
    if (table === 'dossier') await this.summaries(work, ids);
    if (table === 'dossier_item') await this.attachments(work, ids, counts);
    if (table === 'absence_record') await this.uploads(work, ids, counts);
    if (table === 'pupil') await this.figures(work, ids);
  }

  /** What was told to the Doorstroompunt at 18 is its own: it goes with the dossier that it led to. */
  private async summaries(work: Work, ids: readonly string[]): Promise<void> {
    const [from, to] = [work.oneOf('dossier_id', ids), work.oneOf('to_dossier_id', ids)];
    await work.run(
      `UPDATE warm_handover SET dossier_id = to_dossier_id
        WHERE to_dossier_id IS NOT NULL AND ${from.sql} AND NOT (${to.sql})`,
      [from.value, to.value],
    );
  }

  /** Files lie outside the database: they go as work of their own, after the commit and until it is done. */
  private async attachments(work: Work, ids: readonly string[], counts: Counts): Promise<void> {
    const [items, versions] = [work.oneOf('i.id', ids), work.oneOf('i.id', ids)];
    const rows = await work.all<{ id: string; version: number | null; details: string }>(
      `SELECT i.id, NULL AS "version", i.details FROM dossier_item i WHERE i.kind = 'bijlage' AND ${items.sql}
        UNION SELECT v.item_id, v.version, v.details FROM dossier_item_version v JOIN dossier_item i ON i.id = v.item_id
         WHERE i.kind = 'bijlage' AND ${versions.sql}`,
      [items.value, versions.value],
    );
    const files = new Set(
      rows.flatMap(({ id, version, details }) => {
        const place =
          version === null
            ? cell(dossierItem, 'details', { id })
            : cell(dossierItemVersion, 'details', { item_id: id, version });
        const { bestand } = JSON.parse(this.encryption.decrypt(details, place)) as { bestand?: unknown };
        return typeof bestand === 'string' ? [bestand] : [];
      }),
    );
    if (files.size === 0) return;
    await this.outbox.add(work, 'verwijder-bestand', files);
    counts.set('bestanden', (counts.get('bestanden') ?? 0) + files.size);
  }

  /** What an upload did to a record, kept so that it can be undone. */
  private async uploads(work: Work, ids: readonly string[], counts: Counts): Promise<void> {
    const these = work.oneOf('a.id', ids);
    const gone = await work.run(
      `DELETE FROM upload_record WHERE EXISTS (SELECT 1 FROM absence_record a
        WHERE a.brin = upload_record.brin AND a.number = upload_record.number AND ${these.sql})`,
      [these.value],
    );
    if (gone > 0) counts.set('upload_record', (counts.get('upload_record') ?? 0) + gone);
  }

  /** In figures that were stored or delivered somebody becomes nobody: the counts stay what they were. */
  private async figures(work: Work, ids: readonly string[]): Promise<void> {
    const [own, former] = [work.oneOf('id', ids), work.oneOf('pupil_id', ids)];
    const numbers = await work.all<{ pupil: string; index: string }>(
      `SELECT id AS "pupil", pgn_index AS "index" FROM pupil WHERE ${own.sql}
        UNION ALL SELECT pupil_id AS "pupil", pgn_index AS "index" FROM pupil_alias WHERE ${former.sql}`,
      [own.value, former.value],
    );
    for (const id of ids) {
      await work.run('UPDATE vsv_snapshot_person SET pupil_id = ? WHERE pupil_id = ?', [newId(), id]);
      const nobody = this.nobody();
      for (const { index } of numbers.filter((one) => one.pupil === id)) {
        await this.forgetNumber(work, index, EVERYWHERE, nobody);
      }
    }
  }

  /** In those deliveries of DUO the number becomes one that leads to nobody, the same in all of them. */
  async forgetNumber(work: Work, index: string, which: Which, nobody = this.nobody()): Promise<void> {
    const rows = await work.all<{ delivery: string; month: string; enrolment: string }>(
      `SELECT delivery, month, enrolment FROM duo_record WHERE pgn_index = ? AND ${which.sql}`,
      [index, ...which.values],
    );
    const duoRecord = this.database.tables.find(({ name }) => name === 'duo_record')!;
    for (const row of rows) {
      await work.run(
        `UPDATE duo_record SET pgn_index = ?, pgn = ?, birth_date = NULL
          WHERE pgn_index = ? AND delivery = ? AND month = ? AND enrolment = ?`,
        [
          ...[nobody, this.encryption.encrypt('', cellOf(duoRecord, 'pgn', row)), index],
          ...[row.delivery, row.month, row.enrolment],
        ],
      );
    }
  }

  /** No index begins so: it is seen that this one leads to nobody. */
  private nobody(): string {
    return `~${this.encryption.index(newId()).slice(1)}`;
  }
}
