import { isUtf8 } from 'node:buffer';
import { decode } from 'iconv-lite';
import { Problem } from '../../platform/errors';

export type FileEncoding = 'utf8' | 'cp1252';

/** Whole lines in order, without the line feed that ends them; `first`: the line number of the first one. */
export interface Lines {
  first: number;
  texts: string[];
  /** bytes read so far */
  bytes: number;
}

const LINE_FEED = 10;
const LONGEST_LINE = 1_000_000;
const BOM = '\uFEFF';

/** Cuts a file into lines as it comes in; never holds more than a piece of it. Throws a Problem on bytes that are no text. */
export async function* readLines(source: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<Lines> {
  let rest: Buffer = Buffer.alloc(0);
  let first = 1;
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    const end = piece.lastIndexOf(LINE_FEED);
    if (end < 0) {
      rest = joined(rest, piece);
      continue;
    }
    const texts = split(Buffer.concat([rest, piece.subarray(0, end)]), encoding, first);
    rest = Buffer.from(piece.subarray(end + 1));
    yield { first, texts, bytes };
    first += texts.length;
  }
  if (rest.length > 0) yield { first, texts: split(rest, encoding, first), bytes };
}

function split(bytes: Buffer, encoding: FileEncoding, first: number): string[] {
  const text = toText(bytes, encoding, first);
  return (first === 1 && text.startsWith(BOM) ? text.slice(1) : text).split('\n');
}

function toText(bytes: Buffer, encoding: FileEncoding, first: number): string {
  if (encoding === 'cp1252') return decode(bytes, 'cp1252');
  if (!isUtf8(bytes)) throw notUtf8(first);
  return bytes.toString('utf8');
}

function notUtf8(line: number): Problem {
  return new Problem(
    'bestand-geen-utf8',
    `Dit bestand is geen UTF-8 (vanaf regel ${line}). Sla het op als "CSV UTF-8" en stuur het opnieuw.`,
  );
}

/** Throws a Problem where the file is not UTF-8: looked at as a whole, before anything of it is stored. */
export async function requireUtf8(source: AsyncIterable<Buffer>): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const piece of source) {
    const end = piece.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      rest = joined(rest, piece);
      continue;
    }
    const whole = Buffer.concat([rest, piece.subarray(0, end)]);
    if (!isUtf8(whole)) throw notUtf8(line);
    for (let at = whole.indexOf(LINE_FEED); at >= 0; at = whole.indexOf(LINE_FEED, at + 1)) line++;
    rest = Buffer.from(piece.subarray(end));
  }
  if (!isUtf8(rest)) throw notUtf8(line);
}

/** A line that is not complete yet. */
function joined(rest: Buffer, piece: Buffer): Buffer {
  const line = Buffer.concat([rest, piece]);
  if (line.length <= LONGEST_LINE) return line;
  throw new Problem('bestand-geen-csv', 'Dit bestand heeft regels van meer dan 1 MB: het is geen CSV-bestand.');
}
