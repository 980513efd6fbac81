import { invalid } from './validation';

/**
 * The fields that `velden` names, or null where all are wanted. The first of `known` (or the first few: `keys`) is the
 * key of the record: it always goes along, or nobody could tell which is which. Throws a Problem where one does not exist.
 */
export function fieldsAsked(
  velden: string | undefined,
  known: readonly string[],
  keys = 1,
): ReadonlySet<string> | null {
  if (velden === undefined) return null;
  const names = velden.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw invalid([{ pointer: '/query/velden', reden: `mag alleen bevatten: ${known.join(', ')}` }]);
  }
  return new Set([...known.slice(0, keys), ...names]);
}

/** Only the fields asked for. */
export function sparse<T extends object>(resource: T, asked: ReadonlySet<string> | null): T {
  if (asked === null) return resource;
  return Object.fromEntries(Object.entries(resource).filter(([name]) => asked.has(name))) as T;
}
