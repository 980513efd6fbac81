import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import type { Work } from '../platform/database/sql';
import { Problem } from '../platform/errors';
import { newId } from '../platform/ids';
import { Settings } from '../platform/settings';
import { unusualCounts } from './alarm';
import { readCsv } from './csv/records';
import { FileImport, type InUnit } from './file-import';
import { type CsvKind, ImportKinds } from './import-kinds';
import { JudgeAgain } from './judge-again';
import type { ImportKind, ReadRow } from './kinds';
import type { ImportProgress } from './progress';
import { HeaderReader } from './readers/columns';
import { type ImportReport, ReportBuilder } from './report';
import { shownValue } from './shown-value';
import type { RowsToMend } from './rows-to-mend';

/** Rows in a unit of work: few enough to let others in between, many enough to be quick. */
const CHUNK = 2_000;

export interface CsvSource {
  soort: CsvKind;
  bytes: AsyncIterable<Buffer>;
  inUnit: InUnit;
  mend: RowsToMend;
  onProgress?: (progress: ImportProgress) => void;
}

/** Imports one file of rows: reads, rejects, settles in chunks, and reports. */
@Injectable()
export class CsvImport {
  constructor(
    @Inject(ImportKinds) private readonly kinds: ImportKinds,
    @Inject(JudgeAgain) private readonly judgeAgain: JudgeAgain,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  run(source: CsvSource): Promise<ImportReport> {
    return this.kinds.with(source.soort, (kind) => this.runKind(kind, source));
  }

  private async runKind<R, E>(kind: ImportKind<R, E>, source: CsvSource): Promise<ImportReport> {
    const report = new ReportBuilder(source.soort);
    const file = new FileImport(kind, source.inUnit, this.judgeAgain, report, source.mend);
    let header: HeaderReader<R> | null = null;
    let chunk: ReadRow<R>[] = [];
    for await (const { records, bytes } of readCsv(source.bytes, kind.encoding ?? 'utf8')) {
      for (const { line, raw, fields, reason } of records) {
        if (header === null) {
          header = readHeader(kind, fields, report);
          await source.mend.add(raw);
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
    await source.inUnit((work) => this.keepRun(work, source.soort, file.perLocation, report));
    return report.finish();
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

  private async keepRun(
    work: Work,
    soort: string,
    perLocation: ReadonlyMap<string, number>,
    report: ReportBuilder,
  ): Promise<void> {
    const alarms = await unusualCounts(work, soort, perLocation, this.settings.LEERSPOOR_IMPORT_ALARM);
    const { gelezen, nieuw, gewijzigd, ongewijzigd } = report.counts;
    await work.insert(
      'import_run',
      [
        ...['id', 'kind', 'at', 'rows_read', 'rows_new', 'rows_changed', 'rows_unchanged', 'rows_rejected'],
        ...['per_location', 'notices'],
      ],
      [
        [
          ...[newId(), soort, this.clock.instant(), gelezen, nieuw, gewijzigd, ongewijzigd, report.rejectedRows],
          ...[JSON.stringify(Object.fromEntries(perLocation)), JSON.stringify(alarms)],
        ],
      ],
    );
    for (const alarm of alarms) report.say(alarm);
  }
}

function readHeader<R, E>(kind: ImportKind<R, E>, fields: string[] | null, report: ReportBuilder): HeaderReader<R> {
  if (fields?.some((name) => name.includes('\r'))) {
    throw new Problem(
      'regeleinde-onbekend',
      'De regels van dit bestand eindigen op een manier die niet te lezen is (alleen CR). Sla het op als "CSV UTF-8".',
    );
  }
  const header = new HeaderReader(kind.reader, fields ?? []);
  if (header.missing.length > 0) {
    const hint = fields !== null && fields.length === 1 ? ' Het scheidingsteken moet een puntkomma (;) zijn.' : '';
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
      `Onbekende kolommen zijn overgeslagen: ${header.unknown.map((name) => shownValue('kolomnaam', name)).join(', ')}.`,
    );
  }
  return header;
}

function tell(source: CsvSource, report: ReportBuilder, bytes: number): void {
  if (bytes > 0) source.onProgress?.({ rows: report.counts.gelezen, bytes });
}
