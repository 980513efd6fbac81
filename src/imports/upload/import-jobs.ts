import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import type { ImportReport } from '../report';
import { cell } from '../../platform/place';
import { importJob } from './tables';

/** Reports and files to mend are kept for so long. */
const KEPT_MS = 14 * 24 * 3_600_000;
/** Without a sign of life for so long its process has died. */
const SILENT_MS = 60_000;

export type JobState = 'loopt' | 'klaar' | 'mislukt' | 'afgebroken';

export interface ImportJob {
  id: string;
  kind: string;
  employee: string;
  trial: boolean;
  state: JobState;
  startedAt: string;
  endedAt: string | null;
  rowsRead: number;
  report: ImportReport | null;
  fault: string | null;
  hasMend: boolean;
  /** a trial whose file can still be imported by its sender */
  hasFile: boolean;
}

/** A file that was tried and waits for its sender. */
export interface KeptFile {
  kind: string;
  name: string;
  content: Buffer;
}

type Row = Omit<ImportJob, 'trial' | 'report' | 'hasMend' | 'hasFile'> & {
  trial: number;
  aliveAt: string;
  report: string | null;
  hasMend: number;
  hasFile: number;
};

const COLUMNS = `id, kind, employee, trial, state, started_at AS "startedAt", ended_at AS "endedAt",
  alive_at AS "aliveAt", rows_read AS "rowsRead", report, fault,
  CASE WHEN mend IS NULL THEN 0 ELSE 1 END AS "hasMend",
  CASE WHEN file IS NULL THEN 0 ELSE 1 END AS "hasFile"`;

/** Imports of files that were sent to the server, in the database: every server tells the same of them. */
@Injectable()
export class ImportJobs {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async begin(kind: string, employee: string, trial: boolean): Promise<string> {
    const [id, now] = [newId(), this.clock.instant()];
    const before = new Date(this.clock.now().getTime() - KEPT_MS).toISOString();
    const columns = ['id', 'kind', 'employee', 'trial', 'state', 'started_at', 'alive_at', 'rows_read'];
    await this.database.work(async (work) => {
      await work.run('DELETE FROM import_job WHERE started_at < ?', [before]);
      await work.insert('import_job', columns, [[id, kind, employee, Number(trial), 'loopt', now, now, 0]]);
    });
    return id;
  }

  async alive(id: string, rows: number): Promise<void> {
    const sql = "UPDATE import_job SET rows_read = ?, alive_at = ? WHERE id = ? AND state = 'loopt'";
    await this.database.work((work) => work.run(sql, [rows, this.clock.instant(), id]));
  }

  async done(id: string, report: ImportReport, mend: string | null): Promise<void> {
    const sealed = mend === null ? null : this.encryption.encrypt(mend, cell(importJob, 'mend', { id }));
    const sql = "UPDATE import_job SET state = 'klaar', ended_at = ?, rows_read = ?, report = ?, mend = ? WHERE id = ?";
    const values = [this.clock.instant(), report.gelezen, JSON.stringify(report), sealed, id];
    await this.database.work((work) => work.run(sql, values));
  }

  async failed(id: string, fault: string): Promise<void> {
    const sql = "UPDATE import_job SET state = 'mislukt', ended_at = ?, fault = ? WHERE id = ?";
    await this.database.work((work) => work.run(sql, [this.clock.instant(), fault, id]));
  }

  async list(limit: number, offset: number): Promise<{ rows: ImportJob[]; total: number }> {
    const { read } = this.database;
    const count = await read.get<{ total: number }>('SELECT COUNT(*) AS "total" FROM import_job');
    const rows = await read.all<Row>(`SELECT ${COLUMNS} FROM import_job ORDER BY id DESC LIMIT ? OFFSET ?`, [
      limit,
      offset,
    ]);
    return { rows: rows.map((row) => this.shown(row)), total: count!.total };
  }

  async find(id: string): Promise<ImportJob | null> {
    const row = await this.database.read.get<Row>(`SELECT ${COLUMNS} FROM import_job WHERE id = ?`, [id]);
    return row ? this.shown(row) : null;
  }

  /** The rows to mend, for who sent the file and nobody else; null where there are none for this person. */
  async mend(id: string, employee: string): Promise<string | null> {
    const sql = 'SELECT mend FROM import_job WHERE id = ? AND employee = ?';
    const row = await this.database.read.get<{ mend: string | null }>(sql, [id, employee]);
    return row?.mend ? this.encryption.decrypt(row.mend, cell(importJob, 'mend', { id })) : null;
  }

  /** Keeps the file of a trial, for its sender to import. */
  async keep(id: string, name: string, content: Buffer): Promise<void> {
    const text = JSON.stringify({ name, content: content.toString('base64') });
    const sealed = this.encryption.encrypt(text, cell(importJob, 'file', { id }));
    await this.database.work((work) => work.run('UPDATE import_job SET file = ? WHERE id = ?', [sealed, id]));
  }

  /** The file of a trial that was kept, once: it is gone after this. Null for others, and where there is none. */
  async claim(id: string, employee: string): Promise<KeptFile | null> {
    return this.database.work(async (work) => {
      const found = await work.get<{ kind: string; file: string | null }>(
        `SELECT kind, file FROM import_job WHERE id = ? AND employee = ?${work.lock}`,
        [id, employee],
      );
      if (!found?.file) return null;
      await work.run('UPDATE import_job SET file = NULL WHERE id = ?', [id]);
      const plain = this.encryption.decrypt(found.file, cell(importJob, 'file', { id }));
      const { name, content } = JSON.parse(plain) as { name: string; content: string };
      return { kind: found.kind, name, content: Buffer.from(content, 'base64') };
    });
  }

  private shown({ trial, aliveAt, report, hasMend, hasFile, ...row }: Row): ImportJob {
    const silent = row.state === 'loopt' && this.clock.now().getTime() - Date.parse(aliveAt) > SILENT_MS;
    return {
      ...row,
      state: silent ? 'afgebroken' : row.state,
      trial: trial === 1,
      report: report === null ? null : (JSON.parse(report) as ImportReport),
      hasMend: hasMend === 1,
      hasFile: hasFile === 1,
    };
  }
}
