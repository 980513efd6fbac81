import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { ValidateBy, type ValidationError, validateSync } from 'class-validator';
import { UsageProblem } from './errors';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** An https address; http only on this machine, for tests and demonstrations. */
export function IsSafeAddress() {
  const good = (value: unknown) =>
    typeof value === 'string' && (LOOPBACK.test(value) || /^https:\/\/[^\s@]+$/.test(value));
  const defaultMessage = () => 'moet een https-adres zijn';
  return ValidateBy({ name: 'isSafeAddress', validator: { validate: good, defaultMessage } });
}

/**
 * Reads a JSON file that a setting names, as an instance of `type`. `further` adds to the list of what is wrong, once
 * the shape is right. Throws a UsageProblem that names every bad field.
 */
export function readSettingsFile<T extends object>(
  setting: string,
  path: string,
  type: ClassConstructor<T>,
  further: (file: T, wrong: string[]) => void,
): T {
  const file = parse(setting, path, type);
  const wrong = validateSync(file, { whitelist: true, forbidNonWhitelisted: true }).flatMap((one) => told(one));
  if (wrong.length === 0) further(file, wrong);
  if (wrong.length > 0) throw new UsageProblem(`De instellingen in ${path} kloppen niet: ${wrong.join('; ')}.`);
  return file;
}

/** The secret in a file that `field` of the settings file at `path` names, relative to it; '' where it cannot be read. */
export function readSecretFile(named: string, path: string, field: string, wrong: string[]): string {
  const file = isAbsolute(named) ? named : join(dirname(path), named);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    wrong.push(`${field}: ${file} is niet te lezen`);
    return '';
  }
}

function parse<T extends object>(setting: string, path: string, type: ClassConstructor<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    content = null;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageProblem(`De instellingen kloppen niet: ${setting} (${path}) is niet te lezen als JSON-object.`);
  }
  return plainToInstance(type, content, { exposeDefaultValues: true });
}

/** "aanbieders.0.rollen.claim mag niet leeg zijn", for each field of the tree that is wrong. */
function told({ property, constraints, children }: ValidationError, above = ''): string[] {
  const where = `${above}${property}`;
  const unknown = constraints?.['whitelistValidation'] !== undefined;
  const own = unknown ? ['bestaat niet'] : Object.values(constraints ?? {}).slice(0, 1);
  return [...own.map((text) => `${where} ${text}`), ...(children ?? []).flatMap((child) => told(child, `${where}.`))];
}
