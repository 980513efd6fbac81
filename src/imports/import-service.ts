import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { databaseFile } from '../platform/database/dialect';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import { Settings } from '../platform/settings';
import { type FileEncoding, requireUtf8 } from './csv/lines';
import { CsvImport } from './csv-import';
import { EdexmlImport } from './edexml-import';
import type { InUnit } from './file-import';
import { isCsvKind, requireKind } from './import-kinds';
import type { ImportProgress } from './progress';
import type { ImportReport } from './report';
import { RowsToMend } from './rows-to-mend';

export interface ImportRequest {
  /** SOORT of `leerspoor import` */
  soort: string;
  /** the file, or its bytes */
  path?: string;
  stream?: AsyncIterable<Buffer>;
  /** stores nothing; the report is the same */
  proef?: boolean;
  /** where the rows to mend go; readable by the owner only */
  afgekeurdPath?: string;
  onProgress?: (progress: ImportProgress) => void;
}

const PIECE = 64 * 1024;

/** Carries the report of a preview out of the unit of work that is rolled back. */
class Preview extends Error {
  constructor(readonly report: ImportReport) {
    super('preview');
  }
}

@Injectable()
export class ImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CsvImport) private readonly csv: CsvImport,
    @Inject(EdexmlImport) private readonly edexml: EdexmlImport,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * Imports one file in chunks, each in a unit of work of its own: a process that is killed leaves whole chunks, and
   * the same file sent again does the rest. Throws a Problem where the file as a whole cannot be read.
   */
  async run(request: ImportRequest): Promise<ImportReport> {
    requireKind(request.soort);
    const totalBytes = request.path === undefined ? undefined : await this.check(request.soort, request.path);
    if (!request.proef) return this.read(request, totalBytes, (change) => this.chunk(change));
    try {
      return await this.database.work(async (work) => {
        const report = await this.read(request, totalBytes, (change) => change(work));
        throw new Preview(report);
      });
    } catch (thrown) {
      if (thrown instanceof Preview) return thrown.report;
      throw thrown;
    }
  }

  /** Others get their turn between two chunks. */
  private async chunk<T>(change: (work: Work) => Promise<T>): Promise<T> {
    await setImmediate();
    return this.database.work(change);
  }

  private async read(request: ImportRequest, totalBytes: number | undefined, inUnit: InUnit): Promise<ImportReport> {
    const { soort, path, stream, afgekeurdPath } = request;
    const bytes = stream ?? createReadStream(path!, { highWaterMark: PIECE });
    if (!isCsvKind(soort)) return this.edexml.run(bytes, inUnit);
    const mend = afgekeurdPath === undefined ? RowsToMend.none() : await this.openMend(request, afgekeurdPath);
    const onProgress = (progress: ImportProgress) => request.onProgress?.({ ...progress, totalBytes });
    let complete = false;
    try {
      const report = await this.csv.run({ soort, bytes, inUnit, mend, onProgress });
      complete = true;
      return report;
    } finally {
      await mend.close(complete);
    }
  }

  private openMend({ soort, path }: ImportRequest, afgekeurdPath: string): Promise<RowsToMend> {
    const database = databaseFile(this.settings.LEERSPOOR_DATABASE);
    const ownFiles = database === null ? [] : ['', '-wal', '-shm', '.sleutel'].map((end) => `${database}${end}`);
    return RowsToMend.open(afgekeurdPath, encodingOf(soort), path === undefined ? ownFiles : [path, ...ownFiles]);
  }

  /** The size of the file; throws where it cannot be read, or is no UTF-8: then nothing of it may be stored. */
  private async check(soort: string, path: string): Promise<number> {
    const size = await sizeOf(path);
    if (isCsvKind(soort) && encodingOf(soort) === 'utf8')
      await requireUtf8(createReadStream(path, { highWaterMark: PIECE }));
    return size;
  }
}

/** DUO's own lists are in cp1252. */
function encodingOf(soort: string): FileEncoding {
  return soort === 'duo-vestigingen' ? 'cp1252' : 'utf8';
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Problem('bestand-niet-gevonden', `Het bestand ${path} bestaat niet of mag niet worden gelezen.`, {
      cause,
    });
  });
  if (!found.isFile()) throw new Problem('bestand-niet-gevonden', `${path} is geen bestand.`);
  return found.size;
}
