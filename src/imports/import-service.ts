import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, commandActor } from '../access/actor';
import { Database } from '../platform/database/database';
import { databaseFile } from '../platform/database/dialect';
import { Encryption } from '../platform/encryption';
import { Problem, UsageProblem } from '../platform/errors';
import { Settings } from '../platform/settings';
import type { FileEncoding } from './csv/lines';
import { requireUtf8 } from './csv/utf8';
import { CsvImport } from './csv-import';
import { EdexmlImport } from './edexml/edexml-import';
import { requireEdexml } from './edexml/edexml-reader';
import type { Ground } from './ground';
import { isCsvKind, requireKind } from './import-kinds';
import type { ImportProgress } from './progress';
import type { ImportReport } from './report';
import { requirePersons } from './residents/read-persons';
import { RowsToMend } from './rows-to-mend';
import { Borrowed } from './trial/borrowed';

export interface ImportRequest {
  /** SOORT of `leerspoor import` */
  soort: string;
  /** the file, or its bytes */
  path?: string;
  /** name of the file where only its bytes come; DUO's files tell their school year by it */
  name?: string;
  stream?: AsyncIterable<Buffer>;
  /** stores nothing; the report is the same */
  proef?: boolean;
  /** where the rows to mend go; readable by the owner only */
  afgekeurdPath?: string;
  onProgress?: (progress: ImportProgress) => void;
  /** who sends the file; unless told: who typed the command */
  actor?: Actor;
}

const PIECE = 64 * 1024;

@Injectable()
export class ImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CsvImport) private readonly csv: CsvImport,
    @Inject(EdexmlImport) private readonly edexml: EdexmlImport,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * Imports one file in chunks, each in a unit of work of its own: a process that is killed leaves whole chunks, and
   * the same file sent again does the rest. Throws a Problem where the file as a whole cannot be read.
   */
  async run(request: ImportRequest): Promise<ImportReport> {
    requireKind(request.soort);
    const totalBytes = request.path === undefined ? undefined : await this.check(request.soort, request.path);
    if (!request.proef) {
      return this.read(request, totalBytes, {
        inUnit: (change) => inTurn(() => this.database.work(change)),
        trial: null,
      });
    }
    const { read, tables } = this.database;
    const trial = new Borrowed({ read, tables, encryption: this.encryption });
    try {
      return await this.read(request, totalBytes, { inUnit: (change) => inTurn(() => change(trial.work)), trial });
    } finally {
      trial.close();
    }
  }

  private async read(request: ImportRequest, totalBytes: number | undefined, ground: Ground): Promise<ImportReport> {
    const { soort, path, stream, afgekeurdPath } = request;
    const bytes = stream ?? createReadStream(path!, { highWaterMark: PIECE });
    const actor = request.actor ?? commandActor();
    const onProgress = (progress: ImportProgress) => request.onProgress?.({ ...progress, totalBytes });
    if (!isCsvKind(soort) && afgekeurdPath !== undefined) {
      throw new UsageProblem('Bij edexml kan --afgekeurd niet: verbeter de gegevens in het pakket van de school.');
    }
    if (!isCsvKind(soort)) return this.edexml.run({ bytes, ground, actor, onProgress });
    const mend = afgekeurdPath === undefined ? RowsToMend.none() : await this.openMend(request, afgekeurdPath);
    let complete = false;
    try {
      const report = await this.csv.run({
        soort,
        name: request.name ?? path ?? '',
        bytes,
        ground,
        mend,
        onProgress,
        actor,
      });
      complete = true;
      return report;
    } finally {
      await mend.close(complete);
    }
  }

  private openMend({ soort, path }: ImportRequest, afgekeurdPath: string): Promise<RowsToMend> {
    const database = databaseFile(this.settings.LEERSPOOR_DATABASE);
    const ownFiles =
      database === null ? [] : ['', '-wal', '-shm', '.sleutel', '.sleutel.oud'].map((end) => `${database}${end}`);
    return RowsToMend.open(afgekeurdPath, encodingOf(soort), path === undefined ? ownFiles : [path, ...ownFiles]);
  }

  /** The size of the file; throws where it cannot be read, or is no UTF-8, EDEXML or answer of the BRP: then nothing of it may be stored. */
  private async check(soort: string, path: string): Promise<number> {
    const size = await sizeOf(path);
    const bytes = createReadStream(path, { highWaterMark: PIECE });
    if (!isCsvKind(soort)) await requireEdexml(bytes);
    else if (soort === 'brp-personen') await requirePersons(bytes);
    else if (encodingOf(soort) === 'utf8') await requireUtf8(bytes);
    return size;
  }
}

/** Others get their turn between two chunks. */
async function inTurn<T>(change: () => Promise<T>): Promise<T> {
  await setImmediate();
  return change();
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
