import { Problem } from '../platform/errors';

/** After so many attempts a job is parked as `mislukt`, for a person to look at. */
export const MAX_ATTEMPTS = 5;

const FIRST_WAIT_MS = 2_000;
const GROWTH = 3;

/** How long a job waits after its n-th failed attempt: 2, 6, 18, 54 seconds. */
export function backoff(attempts: number): number {
  return FIRST_WAIT_MS * GROWTH ** (attempts - 1);
}

/** What may be kept of an error: its code or class. A message could name a person. */
export function errorCode(error: unknown): string {
  if (error instanceof Problem) return error.code;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code)) return code;
  return error instanceof Error ? error.constructor.name : 'onbekend';
}

/** As `errorCode`, and where in our own code it happened: what helps to find the fault, and nobody's name. */
export function errorTrace(error: unknown): string {
  const code = errorCode(error);
  if (!(error instanceof Error) || error instanceof Problem) return code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !/node_modules/.test(line));
  const frame = frames.map((line) => /[/\\]src[/\\]([\w./\\-]+\.[jt]sx?):(\d+)/.exec(line)).find(Boolean);
  return frame ? `${code} (${frame[1]}:${frame[2]})` : code;
}
