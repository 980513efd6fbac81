import { Inject, Injectable } from '@nestjs/common';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import type { Refusal } from '../../platform/incoming';
import { cell } from '../../platform/place';
import { upload } from './tables';

export type UploadState = 'proef' | 'wacht' | 'klaar' | 'ongedaan';

export interface UploadCounts {
  nieuw: number;
  gewijzigd: number;
  ongewijzigd: number;
  afgekeurd: number;
}

/** A row to mend, as it was sent. It goes to its sender only. */
export interface RejectedRow {
  line: number;
  raw: string;
  refusals: readonly Refusal[];
}

export interface Upload {
  id: string;
  employee: string;
  madeAt: string;
  state: UploadState;
  /** null once it has been taken */
  content: string | null;
  total: number;
  done: number;
  counts: UploadCounts;
  rejected: readonly RejectedRow[];
  finishedAt: string | null;
}

interface UploadRow {
  id: string;
  employee: string;
  madeAt: string;
  state: UploadState;
  content: string | null;
  total: number;
  done: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  rejected: string;
  finishedAt: string | null;
}

const STORED = `id, employee, made_at AS "madeAt", state, content, rows_total AS "total", rows_done AS "done",
  rows_new AS "added", rows_changed AS "changed", rows_unchanged AS "unchanged", rows_rejected AS "refused", rejected,
  finished_at AS "finishedAt"`;

const SENT = `employee = ? AND state <> 'proef'`;

const COLUMNS = [
  ...['id', 'employee', 'made_at', 'state', 'content', 'rows_total', 'rows_done'],
  ...['rows_new', 'rows_changed', 'rows_unchanged', 'rows_rejected', 'rejected', 'finished_at'],
];

/** Uploads in the database; what their rows say is encrypted. */
@Injectable()
export class UploadStore {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  /** The upload of this employee, or null: what somebody else sent does not exist. */
  async find(sql: Sql, id: string, employee: string): Promise<Upload | null> {
    const row = await sql.get<UploadRow>(`SELECT ${STORED} FROM upload WHERE id = ? AND employee = ?`, [id, employee]);
    return row ? this.read(row) : null;
  }

  async findAny(sql: Sql, id: string): Promise<Upload | null> {
    const row = await sql.get<UploadRow>(`SELECT ${STORED} FROM upload WHERE id = ?`, [id]);
    return row ? this.read(row) : null;
  }

  /** What somebody sent last, newest first; previews are left out. */
  async latest(sql: Sql, employee: string, most: number, offset = 0): Promise<Upload[]> {
    const rows = await sql.all<UploadRow>(
      `SELECT ${STORED} FROM upload WHERE ${SENT} ORDER BY id DESC LIMIT ? OFFSET ?`,
      [employee, most, offset],
    );
    return rows.map((row) => this.read(row));
  }

  async count(sql: Sql, employee: string): Promise<number> {
    return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM upload WHERE ${SENT}`, [employee]))!.n;
  }

  async write(work: Work, one: Upload): Promise<void> {
    const { counts } = one;
    const values: Value[] = [
      ...[one.id, one.employee, one.madeAt, one.state],
      ...[
        one.content === null ? null : this.encryption.encrypt(one.content, cell(upload, 'content', one)),
        one.total,
        one.done,
      ],
      ...[counts.nieuw, counts.gewijzigd, counts.ongewijzigd, counts.afgekeurd],
      ...[this.encryption.encrypt(JSON.stringify(one.rejected), cell(upload, 'rejected', one)), one.finishedAt],
    ];
    await work.insert('upload', COLUMNS, [values], { key: ['id'], update: COLUMNS.slice(1) });
  }

  private read({ added, changed, unchanged, refused, content, rejected, ...row }: UploadRow): Upload {
    return {
      ...row,
      content: content === null ? null : this.encryption.decrypt(content, cell(upload, 'content', row)),
      counts: { nieuw: added, gewijzigd: changed, ongewijzigd: unchanged, afgekeurd: refused },
      rejected: JSON.parse(this.encryption.decrypt(rejected, cell(upload, 'rejected', row))) as RejectedRow[],
    };
  }
}

export const NO_COUNTS: UploadCounts = { nieuw: 0, gewijzigd: 0, ongewijzigd: 0, afgekeurd: 0 };

export function uploadNotFound(): Problem {
  return new Problem('niet-gevonden', 'Deze aanlevering bestaat niet.', { status: 404 });
}
