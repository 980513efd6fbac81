import { Readable } from 'node:stream';
import { invalid } from './validation';

/**
 * A file that was sent as the content of the message. No more than one byte over what is allowed is kept, so that the
 * use case can say in its own words that it is too large. Throws a Problem (400) where something else was sent.
 */
export async function wholeFile(sent: unknown, most: number): Promise<Buffer> {
  if (!(sent instanceof Readable)) throw invalid([{ pointer: '', reden: 'moet een bestand zijn' }]);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of sent as AsyncIterable<Buffer>) {
    if (size <= most) parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts).subarray(0, most + 1);
}
