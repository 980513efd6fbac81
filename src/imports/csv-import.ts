import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { Clock } from '../platform/clock';
import { Problem } from '../platform/errors';
import { Settings } from '../platform/settings';
import { RUNS_LOOKED_AT, unusualCounts } from './alarm';
import { readCsv } from './csv/records';
import { FileImport } from './file-import';
import type { Ground } from './ground';
import { type CsvKind, ImportKinds } from './import-kinds';
import { JudgeAgain } from './judge-again';
import { keepRun } from './keep-run';
import type { ImportKind, ReadRow } from './kinds';
import type { ImportProgress } from './progress';
import { HeaderReader } from './readers/columns';
import { type ImportReport, ReportBuilder } from './report';
import { shownValue } from './shown-value';
import type { RowsToMend } from './rows-to-mend';
import type { Follow } from './settle-rows';

/**
 * Rows in a unit of work: few enough to let others in between, many enough to be quick. Of more rows the garbage
 * collector finds most still in use twice over, takes them for lasting, and the process grows (2,000: 313 MiB at a
 * million rows, 1,000: 247).
 */
const CHUNK = 1_000;

export interface CsvSource {
  soort: CsvKind;
  /** name of the file; '' where it came without one */
  name: string;
  bytes: AsyncIterable<Buffer>;
  ground: Ground;
  mend: RowsToMend;
  actor: Actor;
  onProgress?: (progress: ImportProgress) => void;
}

/** Imports one file of rows: reads, rejects, settles in chunks, and reports. */
@Injectable()
export class CsvImport {
  constructor(
    @Inject(ImportKinds) private readonly kinds: ImportKinds,
    @Inject(JudgeAgain) private readonly judgeAgain: JudgeAgain,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  run(source: CsvSource): Promise<ImportReport> {
    return this.kinds.with(source.soort, source.name, (kind) => this.runKind(kind, source));
  }

  private async runKind<R, E>(kind: ImportKind<R, E>, source: CsvSource): Promise<ImportReport> {
    const report = new ReportBuilder(source.soort);
    const file = new FileImport(kind, source.ground, report, source.mend, this.follow(kind, source));
    for (const remark of kind.remarks ?? []) report.say(remark);
    try {
      await this.readAll(kind, source, file, report);
      await this.conclude(file, report, source);
    } finally {
      // nothing of it is under way any more when its ground goes
      await file.settled();
    }
    return report.finish();
  }

  private async readAll<R, E>(
    kind: ImportKind<R, E>,
    source: CsvSource,
    file: FileImport<R, E>,
    report: ReportBuilder,
  ): Promise<void> {
    let header: HeaderReader<R> | null = null;
    let chunk: ReadRow<R>[] = [];
    const batches = kind.records?.(source.bytes) ?? readCsv(source.bytes, kind.encoding ?? 'utf8');
    for await (const { records, bytes } of batches) {
      for (const { line, raw, fields, reason } of records) {
        if (header === null) {
          header = readHeader(kind, fields, report);
          await source.mend.add(raw);
          if (kind.begin) await source.ground.inUnit(kind.begin);
          continue;
        }
        report.counts.gelezen++;
        if (fields === null) {
          await file.reject({ line, raw }, [{ column: '', value: '', reason }]);
          continue;
        }
        const read = header.read(fields);
        if ('row' in read) chunk.push({ line, raw, row: read.row });
        else {
          kind.holdBack?.rejected(header, fields);
          await file.reject({ line, raw }, read.refusals);
        }
      }
      if (chunk.length >= CHUNK && !kind.holdBack) {
        await file.take(chunk);
        chunk = [];
      }
      tell(source, report, bytes);
    }
    if (header === null)
      throw new Problem('bestand-leeg', 'Dit bestand is leeg: er staat geen regel met kolomnamen in.');
    await file.take(await this.withoutHeld(kind, chunk, report, source.mend));
    await file.finish();
  }

  /** Judges again and accounts for what was written; of a trial nothing follows. */
  private follow<R, E>({ judges }: ImportKind<R, E>, { ground, actor, soort }: CsvSource): Follow {
    if (ground.trial) return async () => undefined;
    const event = { action: 'importeren', object: soort, objectId: null, purpose: PURPOSES.verwerking } as const;
    return async (work, settled) => {
      await this.judgeAgain.after(work, settled, judges);
      this.audit.write(work, actor, { ...event, pupils: settled.pupils ?? [] });
    };
  }

  private async withoutHeld<R, E>(
    { holdBack }: ImportKind<R, E>,
    rows: ReadRow<R>[],
    report: ReportBuilder,
    mend: RowsToMend,
  ): Promise<ReadRow<R>[]> {
    if (!holdBack) return rows;
    const taken: ReadRow<R>[] = [];
    for (const row of rows) {
      if (!holdBack.stay(row)) {
        taken.push(row);
        continue;
      }
      report.counts.ongewijzigd++;
      report.notice(
        'Niet overgenomen omdat een andere vakantierij van deze vestiging en dit schooljaar is afgekeurd (staat mee in het bestand om te verbeteren)',
        row.line,
      );
      await mend.add(row.raw);
    }
    return taken;
  }

  /** Compares the file with those before it; a trial is no file that a later one is compared with. */
  private async conclude<R, E>(file: FileImport<R, E>, report: ReportBuilder, { ground, soort }: CsvSource) {
    await ground.trial?.latest('import_run', 'kind', soort, 'at DESC, id DESC', RUNS_LOOKED_AT);
    await ground.inUnit(async (work) => {
      const alarms = await unusualCounts(work, soort, file.perLocation, this.settings.LEERSPOOR_IMPORT_ALARM);
      for (const alarm of alarms) report.say(alarm);
      if (!ground.trial) await keepRun(work, soort, this.clock.instant(), report, file.perLocation, alarms);
    });
  }
}

function readHeader<R, E>(kind: ImportKind<R, E>, fields: string[] | null, report: ReportBuilder): HeaderReader<R> {
  if (fields?.some((name) => name.includes('\r'))) {
    throw new Problem(
      'regeleinde-onbekend',
      'De regels van dit bestand eindigen op een manier die niet te lezen is (alleen CR). Sla het op als "CSV UTF-8".',
    );
  }
  if (fields === null) {
    throw new Problem(
      'bestand-geen-csv',
      'De eerste regel van dit bestand is geen regel met kolomnamen: het is geen CSV-bestand met puntkomma (;).',
    );
  }
  const header = new HeaderReader(kind.reader, fields);
  if (kind.needsOneOf && !kind.needsOneOf.some((name) => header.has(name))) {
    header.missing.push(kind.needsOneOf.join(' of '));
  }
  if (header.missing.length > 0) {
    const hint = fields.length === 1 ? ' Het scheidingsteken moet een puntkomma (;) zijn.' : '';
    throw new Problem(
      'kolom-ontbreekt',
      `Dit bestand mist: ${header.missing.join(', ')}. Er is niets ingelezen.${hint}`,
    );
  }
  if (header.double.length > 0) {
    throw new Problem(
      'kolom-dubbel',
      `Dit bestand heeft een kolom meer dan eens: ${header.double.join(', ')}. Er is niets ingelezen.`,
    );
  }
  if (header.unknown.length > 0 && !kind.ignoresColumns) {
    report.say(
      `Onbekende kolommen zijn overgeslagen: ${header.unknown.map((name) => shownValue('kolomnaam', name, 'scholen')).join(', ')}.`,
    );
  }
  return header;
}

function tell(source: CsvSource, report: ReportBuilder, bytes: number): void {
  if (bytes > 0) source.onProgress?.({ rows: report.counts.gelezen, bytes });
}
