import { once } from 'node:events';

/** `leerspoor export … | head` closes the pipe early: that is no error. */
export function endQuietlyOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

/** Writes to stdout and waits where the reader is slower than we are. */
export async function write(text: string | Buffer): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export const writeLine = (line = ''): Promise<void> => write(`${line}\n`);

export const writeJson = (value: unknown): Promise<void> => writeLine(JSON.stringify(value));

/** To the person at the terminal: never mixed with what a program reads from stdout. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A whole number as a Dutch reader writes it: 12.345. */
export const dutchNumber = (value: number): string => value.toLocaleString('nl-NL');

/** Milliseconds as seconds with one decimal: 1,2 s. */
export const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toLocaleString('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
