import { type DestinationStream, destination, type Logger, type LoggerOptions, stdSerializers } from 'pino';
import { Problem } from './errors';
import { currentOperation } from './operation';

/** Keys that could hold a person's identifier or a secret, at the top of a line and one level down. */
const NEVER = [
  ...['pgn', 'bsn', 'naam', 'achternaam', 'voornamen', 'geboortedatum', 'straat', 'postcode', 'telefoon', 'email'],
  ...['password', 'wachtwoord', 'token', 'csrf', 'secret', 'sleutel', 'authorization', 'cookie', 'body', 'query'],
];

/** Structured lines on stderr, without personal data: stdout belongs to what a command gives. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    mixin: () => {
      const operatie = currentOperation();
      return operatie === null ? {} : { operatie };
    },
    timestamp: () => `,"tijd":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ niveau: label }) },
    redact: { paths: NEVER.flatMap((key) => [key, `*.${key}`]), remove: true },
    hooks: { logMethod: withWordsOfOurOwn },
    serializers: { err: (error: unknown) => describeError(error, level), req: describeRequest, res: describeResponse },
  };
}

type Log = (this: Logger, ...args: unknown[]) => void;

/** Where a line with an error has no text, Pino would take the words of the error. */
function withWordsOfOurOwn(this: Logger, args: unknown[], log: Log): void {
  const [first, ...rest] = args;
  if (first instanceof Error) return log.call(this, { err: first }, 'fout');
  if (rest.length === 0 && typeof first === 'object' && first !== null && 'err' in first) {
    const { msg, ...line } = first as { msg?: unknown };
    return log.call(this, line, typeof msg === 'string' ? msg : 'fout');
  }
  log.apply(this, args);
}

export function logDestination(): DestinationStream {
  return destination({ dest: 2, sync: true });
}

/** Code and class of an error; its own words and stack could quote a value, so they come only at debug and below. */
export function describeError(error: unknown, level: string): Record<string, unknown> {
  if (!(error instanceof Error)) return { soort: typeof error };
  const detailed = level === 'debug' || level === 'trace';
  return {
    soort: error.constructor.name,
    code: error instanceof Problem ? error.code : (error as { code?: unknown }).code,
    ...(error instanceof Problem ? { message: error.message } : {}),
    ...(detailed ? { stack: stdSerializers.errWithCause(error).stack } : {}),
  };
}

/** Without query string (it may hold a name that was looked for), headers and address of the visitor. */
function describeRequest(request: { id?: unknown; method?: string; url?: string }): Record<string, unknown> {
  return { id: request.id, method: request.method, pad: shownPath(request.url ?? '') };
}

/** The address of a calendar is itself the secret; a number of nine digits may be somebody's, typed into an address. */
function shownPath(url: string): string {
  return plainPath(url.replace(/[?#].*$/, ''))
    .replace(/^\/agenda\/.*/i, '/agenda/…')
    .replace(/[^/]*\.ics$/i, '….ics')
    .replace(/(?<![0-9a-z-])\d{8,9}(?![0-9a-z-])/gi, '…');
}

/** Without the ways of writing that lead to the same place: what is hidden is hidden in each of them. */
function plainPath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/{2,}/g, '/');
  } catch {
    return '…';
  }
}

function describeResponse(response: { statusCode?: number }): Record<string, unknown> {
  return { status: response.statusCode };
}
