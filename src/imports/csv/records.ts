import { CsvError, parse } from 'csv-parse/sync';
import { type FileEncoding, type Lines, LONGEST_LINE, readLines } from './lines';

/** One record of the file; `fields` null where its form is wrong, with the reason in Dutch. */
export interface CsvRecord {
  /** line on which it begins */
  line: number;
  /** as sent; empty where it was too long to be kept */
  raw: string;
  fields: string[] | null;
  reason: string;
}

export interface CsvBatch {
  records: CsvRecord[];
  bytes: number;
}

const DELIMITER = ';';
/** a quoted value may run on, but an unclosed quote must not swallow the file */
const MOST_LINES = 200;
const NOT_CLOSED = 'CSV_QUOTE_NOT_CLOSED';

const UNCLOSED = 'een aanhalingsteken wordt niet gesloten';
const TOO_LONG = 'de regel is langer dan 1 MB; hij is overgeslagen en staat niet in het bestand om te verbeteren';
const MISPLACED = 'een aanhalingsteken staat op een verkeerde plaats';

/**
 * Reads RFC 4180 records with `;`. A line without quotes is cut up directly, which is most of every file; a line with
 * quotes goes through csv-parse, with the lines after it for as long as a quote is open. Where that comes to nothing
 * only the first line is bad, and reading goes on at the next: one stray quote never takes other rows along.
 */
export async function* readCsv(source: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<CsvBatch> {
  const reader = new RecordReader();
  for await (const lines of readLines(source, encoding)) {
    yield { records: reader.take(lines, false), bytes: lines.bytes };
  }
  yield { records: reader.take({ first: reader.next, texts: [], bytes: 0 }, true), bytes: 0 };
}

class RecordReader {
  /** line number after the last one seen */
  next = 1;
  /** columns of the header line; 0 before it */
  private width = 0;
  /** lines of a record that is not complete yet */
  private waiting: (string | null)[] = [];

  take(lines: Lines, atEnd: boolean): CsvRecord[] {
    const texts = this.waiting.length > 0 ? [...this.waiting, ...lines.texts] : lines.texts;
    const first = lines.first - this.waiting.length;
    this.next = lines.first + lines.texts.length;
    this.waiting = [];
    const records: CsvRecord[] = [];
    for (let i = 0; i < texts.length;) {
      const text = texts[i]!;
      if (text === null) {
        i += this.bad(records, first + i, '', TOO_LONG);
        continue;
      }
      if (!text.includes('"')) {
        this.add(records, first + i, text, withoutReturn(text).split(DELIMITER));
        i++;
        continue;
      }
      const taken = this.takeQuoted(records, texts, i, first + i, atEnd);
      if (taken === 0) {
        this.waiting = texts.slice(i);
        break;
      }
      i += taken;
    }
    return records;
  }

  /** Gives how many lines the record took; 0 where more lines are needed first. */
  private takeQuoted(
    records: CsvRecord[],
    texts: (string | null)[],
    start: number,
    line: number,
    atEnd: boolean,
  ): number {
    const first = texts[start] ?? '';
    let text = first;
    for (let count = 1; ; count++) {
      const fields = parseOne(withoutReturn(text));
      if (Array.isArray(fields)) {
        if (count > 1 && this.width > 0 && fields.length !== this.width)
          return this.bad(records, line, first, UNCLOSED);
        this.add(records, line, text, fields);
        return count;
      }
      if (fields === 'misplaced') return this.bad(records, line, first, count > 1 ? UNCLOSED : MISPLACED);
      if (count === MOST_LINES || text.length > LONGEST_LINE) return this.bad(records, line, first, UNCLOSED);
      const following = texts[start + count];
      if (following === null) return this.bad(records, line, first, UNCLOSED);
      if (following === undefined) return atEnd ? this.bad(records, line, first, UNCLOSED) : 0;
      text += `\n${following}`;
    }
  }

  private bad(records: CsvRecord[], line: number, raw: string, reason: string): number {
    records.push({ line, raw, fields: null, reason });
    return 1;
  }

  private add(records: CsvRecord[], line: number, raw: string, fields: string[]): void {
    // spreadsheets leave empty rows at the end
    if (fields.every((field) => field.trim() === '')) return;
    if (this.width === 0) this.width = fields.length;
    if (fields.length === this.width) records.push({ line, raw, fields, reason: '' });
    else this.bad(records, line, raw, `de rij heeft ${fields.length} kolommen in plaats van ${this.width}`);
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function parseOne(text: string): string[] | 'open' | 'misplaced' {
  try {
    return parse(text, { delimiter: DELIMITER, record_delimiter: ['\r\n', '\n'], relax_column_count: true })[0] ?? [''];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === NOT_CLOSED ? 'open' : 'misplaced';
  }
}
