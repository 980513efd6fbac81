import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import type { Finding } from '../../law/finding';
import type { Details, StoredItem } from './item';
import { cell, type Place } from '../../platform/place';
import { dossierItem, dossierItemVersion } from './tables';

type Row = Omit<StoredItem, 'confidential' | 'details' | 'findings'> & {
  confidential: number;
  details: string;
  findings: string | null;
};

const STORED = `i.id, i.dossier_id AS "dossierId", i.kind, i.room, i.confidential, i.state, i.day, i.until_date AS "until",
  i.starts_at AS "startsAt", i.ends_at AS "endsAt", i.employee,
  e.name AS "employeeName", i.ground, i.author, i.details, i.findings, i.version,
  i.made_at AS "madeAt"`;

const COLUMNS = [
  ...['id', 'dossier_id', 'kind', 'room', 'confidential', 'state', 'day', 'until_date', 'starts_at', 'ends_at'],
  ...['employee', 'ground', 'author', 'details', 'findings', 'version', 'made_at', 'changed_at'],
];

/** Items in the database; what was typed is encrypted. */
@Injectable()
export class ItemStore {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Items `i` beside their dossier `d`, where the condition holds, in order of day. */
  async rows(sql: Sql, condition: string, values: readonly Value[]): Promise<StoredItem[]> {
    const rows = await sql.all<Row>(
      `SELECT ${STORED} FROM dossier_item i JOIN dossier d ON d.id = i.dossier_id LEFT JOIN employee e ON e.code = i.employee
       WHERE ${condition} ORDER BY i.day, i.id`,
      values,
    );
    return rows.map((row) => ({
      ...row,
      confidential: row.confidential === 1,
      details: this.open<Details>(row.details, cell(dossierItem, 'details', row)),
      findings: row.findings === null ? [] : this.open<Finding[]>(row.findings, cell(dossierItem, 'findings', row)),
    }));
  }

  async write(work: Work, item: StoredItem): Promise<void> {
    const details = this.seal(item.details, cell(dossierItem, 'details', item));
    const findings = item.findings.length === 0 ? null : this.seal(item.findings, cell(dossierItem, 'findings', item));
    const row: Value[] = [
      ...[item.id, item.dossierId, item.kind, item.room, item.confidential ? 1 : 0, item.state, item.day, item.until],
      ...[item.startsAt, item.endsAt, item.employee, item.ground, item.author, details, findings],
      ...[item.version, item.madeAt, this.clock.instant()],
    ];
    await work.insert('dossier_item', COLUMNS, [row], { key: ['id'], update: COLUMNS.slice(5) });
  }

  /** Keeps the details as they were before a correction. */
  async keepVersion(work: Work, item: StoredItem, employee: string | null): Promise<void> {
    const place = cell(dossierItemVersion, 'details', { item_id: item.id, version: item.version });
    await work.insert(
      'dossier_item_version',
      ['item_id', 'version', 'details', 'employee', 'replaced_at'],
      [[item.id, item.version, this.seal(item.details, place), employee, this.clock.instant()]],
    );
  }

  private seal(value: unknown, place: Place): string {
    return this.encryption.encrypt(JSON.stringify(value), place);
  }

  private open<T>(text: string, place: Place): T {
    return JSON.parse(this.encryption.decrypt(text, place)) as T;
  }
}
