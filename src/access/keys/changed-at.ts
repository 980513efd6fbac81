import { statSync } from 'node:fs';

/** Tells one state of a file from another; null where there is no file. */
export function changedAt(path: string | null): string | null {
  const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.mtimeMs}` : null;
}
