import { isUtf8 } from 'node:buffer';
import { decode } from 'iconv-lite';
import { notUtf8 } from './utf8';

export type FileEncoding = 'utf8' | 'cp1252';

/** Whole lines in order, without the line feed that ends them; `first`: the line number of the first one. */
export interface Lines {
  first: number;
  /** null: a line too long to be one; what it held was not kept */
  texts: (string | null)[];
  /** bytes read so far */
  bytes: number;
}

/** in bytes; a row of a school is a few hundred */
export const LONGEST_LINE = 1_000_000;
const LINE_FEED = 10;
const BOM = '\uFEFF';

/**
 * Cuts a file into lines as it comes in; never holds more than a piece of it and one line. Throws a Problem on bytes
 * that are no text.
 */
export async function* readLines(source: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<Lines> {
  let rest = new Rest();
  let first = 1;
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    const begin = piece.indexOf(LINE_FEED);
    if (begin < 0) {
      rest.add(piece);
      continue;
    }
    rest.add(piece.subarray(0, begin));
    const end = piece.lastIndexOf(LINE_FEED);
    const texts = rest.texts(begin < end ? piece.subarray(begin + 1, end) : null, encoding, first);
    rest = new Rest();
    rest.add(piece.subarray(end + 1));
    yield { first, texts, bytes };
    first += texts.length;
  }
  if (rest.length > 0) yield { first, texts: rest.texts(null, encoding, first), bytes };
}

/** A line that is not complete yet. */
class Rest {
  length = 0;
  private pieces: Buffer[] = [];

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > LONGEST_LINE) this.pieces = [];
    // a copy: a part would keep its whole piece of the file in memory
    else if (piece.length > 0) this.pieces.push(Buffer.from(piece));
  }

  /** This line, complete now, and the lines after it. */
  texts(following: Buffer | null, encoding: FileEncoding, first: number): (string | null)[] {
    if (this.length > LONGEST_LINE) {
      return [null, ...(following === null ? [] : split(following, encoding, first + 1))];
    }
    const whole = following === null ? this.pieces : [...this.pieces, Buffer.from([LINE_FEED]), following];
    return split(Buffer.concat(whole), encoding, first);
  }
}

function split(bytes: Buffer, encoding: FileEncoding, first: number): (string | null)[] {
  const text = toText(bytes, encoding, first);
  const texts: (string | null)[] = (first === 1 && text.startsWith(BOM) ? text.slice(1) : text).split('\n');
  return bytes.length > LONGEST_LINE
    ? texts.map((line) => (line !== null && line.length > LONGEST_LINE ? null : line))
    : texts;
}

function toText(bytes: Buffer, encoding: FileEncoding, first: number): string {
  if (encoding === 'cp1252') return decode(bytes, 'cp1252');
  if (!isUtf8(bytes)) throw notUtf8(first);
  return bytes.toString('utf8');
}
