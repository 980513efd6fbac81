import { type ArgumentMetadata, type Type, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { LRUCache } from 'lru-cache';
import { type FieldProblem, Problem } from '../../platform/errors';

/** Where a field was sent; what stands in an address is told apart from what stands in the body. */
const PREFIX: Record<string, string> = { body: '', query: '/query', param: '/pad' };
const MOST_NAMED = 100;
const KNOWN_QUESTIONS = 2_000;
const LONGEST_KNOWN = 200;
const DEEPEST = 20;

/** Questions in an address that were found good, as read: whoever turns pages asks the same again and again. */
const questions = new LRUCache<string, object>({ max: KNOWN_QUESTIONS });
const numbers = new Map<Type, number>();

/** Of the fields that have a good form: what no decorator can see. A field that is wrong, or was not sent, is left out. */
type LooksFurther = (good: Readonly<Record<string, unknown>>) => FieldProblem[];

/**
 * Checks what is sent by the decorators of its class, and by `further`. Every bad field is told at once, each with its
 * pointer.
 */
export class ApiValidation extends ValidationPipe {
  constructor(
    private readonly source: 'body' | 'query' | 'param',
    private readonly further?: LooksFurther,
  ) {
    super({
      transform: true,
      transformOptions: { enableImplicitConversion: false, exposeDefaultValues: true },
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => invalid(fieldProblems(errors, PREFIX[source])),
    });
  }

  /** What an address may say hangs on nothing but its class, so that a question found good once stays good. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.source === 'body') requireShallow(value);
    if (this.further) return this.lookFurther(value, metadata, this.further);
    const key = this.source === 'query' && metadata.metatype ? questionKey(metadata.metatype, value) : null;
    if (key === null) return super.transform(value, metadata) as Promise<unknown>;
    const known = questions.get(key) ?? ((await super.transform(value, metadata)) as object);
    questions.set(key, known);
    // a copy: nobody changes what the next one gets
    return Object.assign(Object.create(Object.getPrototypeOf(known) as object) as object, known);
  }

  private async lookFurther(value: unknown, metadata: ArgumentMetadata, further: LooksFurther): Promise<unknown> {
    let [read, wrong]: [unknown, readonly FieldProblem[]] = [undefined, []];
    try {
      read = await super.transform(value, metadata);
    } catch (error) {
      // what is no object at all has no fields to look at
      if (!(error instanceof Problem) || typeof value !== 'object' || value === null) throw error;
      wrong = error.fields;
    }
    const named = new Set(wrong.map(({ pointer }) => pointer.split('/')[1]));
    const good = Object.fromEntries(Object.entries(value as object).filter(([name]) => !named.has(escaped(name))));
    const more = further(good).filter(({ pointer }) => !named.has(pointer.split('/')[1]));
    if (wrong.length + more.length > 0) throw invalid([...wrong, ...more]);
    return read;
  }
}

/** Nothing we take lies deeper, and who reads it goes as deep as it lies. Throws a Problem (400). */
function requireShallow(body: unknown): void {
  let level = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      throw new Problem('invoer-te-diep', `Wat u stuurt is te diep genest: hoogstens ${DEEPEST} lagen.`, {
        status: 400,
        logLevel: 'debug',
      });
    }
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}

/** Null where it is too long to keep, or holds more than plain texts. */
function questionKey(type: Type, value: unknown): string | null {
  const entries = Object.entries((value as Record<string, unknown> | null) ?? {});
  if (!entries.every(([, one]) => typeof one === 'string')) return null;
  if (!numbers.has(type)) numbers.set(type, numbers.size);
  const key = `${numbers.get(type)} ${JSON.stringify(entries)}`;
  return key.length > LONGEST_KNOWN ? null : key;
}

/** What was sent is wrong in these fields. Pointers are JSON pointers (RFC 6901) into the body. */
export function invalid(fields: FieldProblem[]): Problem {
  return new Problem(
    'invoer-ongeldig',
    'Niet alles wat u stuurt klopt. Verbeter de genoemde velden en stuur het opnieuw.',
    {
      status: 400,
      logLevel: 'debug',
      fields: fields.slice(0, MOST_NAMED),
    },
  );
}

/**
 * Runs what reads `gegevens`: what it says of a field points to where that stands in the message. `outside`: the fields
 * that stand beside it.
 */
export function readingGegevens<T>(run: () => Promise<T>, outside: object = {}): Promise<T> {
  const beside = (pointer: string) => Object.hasOwn(outside, pointer.split('/')[1] ?? '');
  return pointingTo((pointer) => (beside(pointer) ? pointer : `/gegevens${pointer}`), run);
}

/** Runs a use case whose fields stand elsewhere in the message: `place` gives the pointer there. */
export async function pointingTo<T>(place: (pointer: string) => string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error;
    const { status, logLevel, cause } = error;
    const fields = error.fields.map(({ pointer, reden }) => ({ pointer: place(pointer), reden }));
    throw new Problem(error.code, error.message, { status, logLevel, cause, fields });
  }
}

/** As pointers with what is wrong; only our own words, never the value. */
export function fieldProblems(errors: readonly ValidationError[], base = ''): FieldProblem[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const pointer = `${base}/${escaped(property)}`;
    const own = Object.entries(constraints ?? {}).map(([name, text]) => ({ pointer, reden: inDutch(name, text) }));
    return [...own.slice(0, 1), ...fieldProblems(children ?? [], pointer)];
  });
}

/** The library's own checks speak English. */
function inDutch(name: string, text: string): string {
  if (name === 'whitelistValidation') return 'bestaat niet: dit veld kent Leerspoor hier niet';
  if (name === 'unknownValue') return 'moet een object zijn';
  return text;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
