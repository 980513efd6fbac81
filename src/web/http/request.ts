import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../../access/sessions';
import type { Visitor } from '../../access/visitor';

/** Somebody with a session that is good: who it is and the session itself. */
export interface Visit {
  visitor: Visitor;
  session: Session;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** undefined: not looked up yet; null: nobody is logged in */
    visit?: Visit | null;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

/** Whether this request wants JSON rather than a page: the API, and clients that ask for it. */
export function wantsJson(request: Request): boolean {
  if (request.url.startsWith('/api/')) return true;
  const accept = request.headers.accept ?? '';
  return /\b(application|text)\/([a-z.+-]+\+)?json\b/i.test(accept) && !/text\/html/i.test(accept);
}
