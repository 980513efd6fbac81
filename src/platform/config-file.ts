import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json: the same for sources (src/…) and for a build (dist/src/…). */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`Geen package.json boven ${__dirname}: de installatie is niet compleet.`);
    folder = parent;
  }
  return folder;
}

/** Path of a file in `config/`. */
export function configFile(...parts: string[]): string {
  return join(projectRoot(), 'config', ...parts);
}

/** Reads a JSON file of `config/`. Throws with the path and the reason where it is missing or not JSON. */
export function readConfig<T>(...parts: string[]): T {
  const path = configFile(...parts);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`Kan ${path} niet lezen: ${(cause as Error).message}`, { cause });
  }
}
