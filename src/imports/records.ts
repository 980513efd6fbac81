import type { Refusal } from '../platform/incoming';
import { type AnyReader, HeaderReader } from './readers/columns';

/** A record as a program sends it, by the names of the file's columns. */
export type SentRecord = Readonly<Record<string, unknown>>;

/** Which columns are sent as a number (or as text) and which as true or false; all others are text. */
export interface SentTypes {
  numbers: readonly string[];
  flags: readonly string[];
}

/**
 * Reads records that were sent one by one by the same rules as the rows of a file. A record that leaves out an optional
 * column is as a file without that column: what stands stays. Numbers are taken as they are written, so that 16.3
 * becomes 16.30 and not something near it; nothing else is converted.
 */
export class RecordReader<R> {
  private readonly headers = new Map<string, HeaderReader<R>>();
  private readonly required: string[];

  constructor(
    private readonly reader: AnyReader<R>,
    private readonly types: SentTypes,
  ) {
    this.required = Object.keys(reader.columns).filter((name) => reader.columns[name]!.required);
  }

  read(record: SentRecord): { row: R } | { refusals: Refusal[] } {
    const given = Object.keys(record).filter((name) => record[name] !== undefined);
    const refusals = given.flatMap((column) => this.refusal(column, record[column]) ?? []);
    if (refusals.length > 0) return { refusals };
    // a required column that was not sent is an empty one: the reader says so, or does without it
    const names = [...new Set([...this.required, ...given])];
    const key = names.join();
    const header = this.headers.get(key) ?? new HeaderReader(this.reader, names);
    this.headers.set(key, header);
    return header.read(names.map((name) => this.text(name, record[name]) ?? ''));
  }

  private refusal(column: string, value: unknown): Refusal | null {
    if (!(column in this.reader.columns)) {
      return { column, value: '', reason: 'bestaat niet: dit veld kent Leerspoor hier niet' };
    }
    if (this.text(column, value) !== null) return null;
    const { numbers, flags } = this.types;
    const type = numbers.includes(column) ? 'een getal' : flags.includes(column) ? 'true of false' : 'tekst';
    return { column, value: '', reason: `moet ${type} zijn` };
  }

  /** As it would stand in a file; null where it is of another type than it should be. */
  private text(column: string, value: unknown): string | null {
    if (value === null || value === undefined) return '';
    if (this.types.flags.includes(column)) return typeof value === 'boolean' ? (value ? 'ja' : 'nee') : null;
    if (typeof value === 'string') return value;
    return typeof value === 'number' && this.types.numbers.includes(column) ? String(value) : null;
  }
}
