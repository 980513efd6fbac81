/** Reads the parameters' JSON, complete or as an override, and says in Dutch what is wrong with it. */
import { type Day, parseDay } from './day';
import { type Dated, type ParameterFile, type ParameterOverride, SHAPE, UnexpectedValue } from './parameter-shape';

export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

type Json = Record<string, unknown>;
type Sections = Record<string, Record<string, (value: unknown) => unknown>>;

const COMMENT = 'toelichting';

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readDated(
  entry: unknown,
  place: string,
  read: (value: unknown) => unknown,
  sourceNeeded: boolean,
): Dated<unknown> {
  if (!isObject(entry)) throw new ParameterError(`${place}: verwacht een object met vanaf, waarde en bron`);
  const from: Day | null = typeof entry['vanaf'] === 'string' ? parseDay(entry['vanaf']) : null;
  if (from === null) throw new ParameterError(`${place}.vanaf: geen bestaande datum (jjjj-mm-dd)`);
  const source = entry['bron'] ?? (sourceNeeded ? '' : 'afwijkende instelling');
  if (typeof source !== 'string' || source.trim() === '') throw new ParameterError(`${place}.bron: de bron ontbreekt`);
  try {
    return { vanaf: from, waarde: read(entry['waarde']), bron: source };
  } catch (error) {
    if (error instanceof UnexpectedValue) throw new ParameterError(`${place}.waarde: verwacht ${error.message}`);
    throw error;
  }
}

function readList(
  value: unknown,
  place: string,
  read: (value: unknown) => unknown,
  complete: boolean,
): Dated<unknown>[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new ParameterError(`${place}: verwacht een lijst met gedateerde waarden`);
  const dated = value
    .map((entry, index) => readDated(entry, `${place}[${index}]`, read, complete))
    .sort((a, b) => (a.vanaf < b.vanaf ? -1 : a.vanaf > b.vanaf ? 1 : 0));
  dated.forEach((one, index) => {
    if (index > 0 && dated[index - 1]?.vanaf === one.vanaf)
      throw new ParameterError(`${place}: twee waarden vanaf ${one.vanaf}`);
  });
  return dated;
}

function readSection(section: string, given: Json, complete: boolean): Json {
  const shape = (SHAPE as Sections)[section];
  if (shape === undefined) throw new ParameterError(`${section}: onbekend onderdeel`);
  const result: Json = {};
  for (const name of Object.keys(given)) {
    if (name !== COMMENT && shape[name] === undefined)
      throw new ParameterError(`${section}.${name}: onbekende parameter`);
  }
  for (const [name, read] of Object.entries(shape)) {
    if (given[name] === undefined && !complete) continue;
    if (given[name] === undefined) throw new ParameterError(`${section}.${name}: ontbreekt`);
    result[name] = readList(given[name], `${section}.${name}`, read, complete);
  }
  return result;
}

function readSections(json: unknown, complete: boolean): Json {
  if (!isObject(json)) throw new ParameterError('het bestand met parameters is geen JSON-object');
  const result: Json = {};
  for (const section of Object.keys(json)) {
    if (section === COMMENT) continue;
    const given = json[section];
    if (!isObject(given)) throw new ParameterError(`${section}: verwacht een object met parameters`);
    result[section] = readSection(section, given, complete);
  }
  if (complete) {
    for (const section of Object.keys(SHAPE))
      if (result[section] === undefined) throw new ParameterError(`${section}: ontbreekt`);
  }
  return result;
}

/** The whole file: every parameter must be there, each with its source. */
export function parseParameterFile(json: unknown): ParameterFile {
  return readSections(json, true) as ParameterFile;
}

/** A file with only what differs, as `simuleer` takes it; sources may be left out. */
export function parseOverride(json: unknown): ParameterOverride {
  return readSections(json, false) as ParameterOverride;
}

export function applyOverride(base: ParameterFile, override: ParameterOverride): ParameterFile {
  const merged: Record<string, object> = {};
  for (const section of Object.keys(base) as (keyof ParameterFile)[]) {
    merged[section] = { ...base[section], ...override[section] };
  }
  return merged as ParameterFile;
}
