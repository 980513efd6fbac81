import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../platform/errors';
import { requireVersion, versionOf } from '../../platform/version';
import type { Asker } from './asker';

/** The version of a resource: the same for the same parts, whatever fields of it were asked for. */
export function versionTag(...parts: readonly unknown[]): string {
  return `"${versionOf(...parts)}"`;
}

/** Sets the ETag; true where the caller has this version already: then answer with `undefined`, it is a 304. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  void reply.header('etag', tag);
  const known = tags(request.headers['if-none-match']);
  if (!known.includes(tag) && !known.includes('*')) return false;
  void reply.code(304);
  return true;
}

/**
 * For a change: the version it was made from, as `If-Match` says. Throws where it is missing (428). Give the outcome
 * to `requireTag` inside the unit of work.
 */
export function versionGiven(request: FastifyRequest): string[] {
  const given = tags(request.headers['if-match']);
  if (given.length > 0) return given;
  throw new Problem(
    'versie-ontbreekt',
    'Stuur de kop If-Match mee met de ETag van wat u wijzigt, zodat u niemands wijziging overschrijft.',
    { status: 428, logLevel: 'debug' },
  );
}

/** Throws (412) where somebody else changed it meanwhile. */
export function requireTag(given: readonly string[], current: string): void {
  if (!given.includes('*')) requireVersion(given, current);
}

/**
 * For a step: who asks, on the premise that what they change still has a version of `If-Match`; without that header on
 * none. The use case looks at it inside its unit of work. `current`: reads the version that stands.
 */
export function onPremise(request: FastifyRequest, asker: Asker, current: () => Promise<string>): Asker {
  const given = tags(request.headers['if-match']);
  if (given.length === 0) return asker;
  return { ...asker, premise: async () => requireTag(given, await current()) };
}

/** A proxy may have made a tag weak; the version it names is the same. */
function tags(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .filter((tag) => tag !== '');
}
