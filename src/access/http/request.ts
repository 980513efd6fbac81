import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../platform/ids';
import type { Actor } from '../actor';
import type { Session } from '../sessions';
import type { Visitor } from '../visitor';

/** Somebody with a session that is good: who it is and the session itself. */
export interface Visit {
  visitor: Visitor;
  session: Session;
}

/** Where a change led once it was done; `notice`: a name of the pages' own list. */
export interface Done {
  path: string;
  notice?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** undefined: not looked up yet; null: nobody is logged in */
    visit?: Visit | null;
    /** the system behind a bearer; undefined and null as above */
    machine?: Visitor | null;
    /** one request is one operation */
    operation?: string;
    /** the body was read and understood: what goes wrong from here on is not for want of a readable form */
    bodyRead?: boolean;
    /** set once the change that was asked for is done */
    done?: Done;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

/** Behind the guard of a page there always is a visit. */
export function visitOf(request: Request): Visit {
  if (!request.visit) throw new Error('a page without a visit: the guard did not run');
  return request.visit;
}

/** Who is behind a request, a person or a system, as use cases and the audit log ask for it. */
export function actorOf(request: Request): Actor {
  request.operation ??= newId();
  const via = apiResource(request) === null ? 'pagina' : 'api';
  const visitor = request.machine ?? request.visit?.visitor ?? null;
  return { visitor, via, from: request.ip, operation: request.operation };
}

/** The resource of the API that is asked for (`/api/v1/dossiers/…`: dossiers), '' for the API itself, null for a page. */
export function apiResource(request: Request): string | null {
  // the route rather than the address: what decides is which handler will run
  const match = /^\/api(?:\/v\d+)?(?:\/([^/?#]*))?/.exec(request.routeOptions?.url ?? request.url);
  return match ? (match[1] ?? '') : null;
}

/** What comes after `Authorization: Bearer`, on the API only; null: no bearer is offered. */
export function bearerOf(request: Request): string | null {
  const given = request.headers.authorization;
  if (given === undefined || apiResource(request) === null) return null;
  return /^Bearer +(\S+) *$/i.exec(given)?.[1] ?? '';
}

/** Whether this request wants JSON rather than a page: the API, and clients that ask for it. */
export function wantsJson(request: Request): boolean {
  if (request.url.startsWith('/api/')) return true;
  const accept = request.headers.accept ?? '';
  return /\b(application|text)\/([a-z.+-]+\+)?json\b/i.test(accept) && !/text\/html/i.test(accept);
}
