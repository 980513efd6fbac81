import { isUtf8 } from 'node:buffer';
import { Problem } from '../../platform/errors';

const LINE_FEED = 10;

export function notUtf8(line: number): Problem {
  return new Problem(
    'bestand-geen-utf8',
    `Dit bestand is geen UTF-8 (vanaf regel ${line}). Sla het op als "CSV UTF-8" en stuur het opnieuw.`,
  );
}

/** Throws a Problem where the file is not UTF-8: looked at as a whole, before anything of it is stored. */
export async function requireUtf8(source: AsyncIterable<Buffer>): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const piece of source) {
      line += validate(decoder, piece, line);
    }
    decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? notUtf8(line) : error;
  }
}

/** Gives how many lines end in the piece. */
function validate(decoder: TextDecoder, piece: Buffer, line: number): number {
  let ended = 0;
  try {
    decoder.decode(piece, { stream: true });
  } catch {
    for (let from = 0, at = piece.indexOf(LINE_FEED); at >= 0; from = at + 1, at = piece.indexOf(LINE_FEED, from)) {
      // of the first line only the end is here
      if (from > 0 && !isUtf8(piece.subarray(from, at))) break;
      ended++;
    }
    throw notUtf8(line + ended);
  }
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) ended++;
  return ended;
}
