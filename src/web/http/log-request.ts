import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { logDestination, logOptions } from '../../platform/logging';

/** Machines that watch us, and the stylesheet: cheap, never of an account, and so many that they would drown the others. */
export const isOfNobody = (path: string): boolean => /^\/(healthz|readyz|metrics|stijl\/)/.test(path);

/**
 * A line in the log for each request once it is answered, or given up by who asked: method, path without query, status
 * and milliseconds. One line in one hook, and no logger of its own for each request, which cost a tenth of the work list
 * of the API.
 */
export function logRequests(server: FastifyInstance, level: string): void {
  // of its own: the demonstration ran its commands in this process, more quietly
  const logger = pino(logOptions(level), logDestination());
  const lineOf = (request: FastifyRequest, status: number | null, reply: Pick<FastifyReply, 'elapsedTime'> | null) => ({
    operatie: request.operation,
    req: { id: request.id, method: request.method, url: request.originalUrl },
    ...(status === null ? {} : { res: { statusCode: status } }),
    ...(reply ? { ms: Math.round(reply.elapsedTime) } : {}),
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (!isOfNobody(request.originalUrl)) {
      const line = lineOf(request, reply.statusCode, reply);
      if (reply.statusCode < 500) logger.info(line, 'verzoek beantwoord');
      else logger.error(line, 'verzoek mislukt');
    }
    done();
  });
  server.addHook('onRequestAbort', (request, done) => {
    if (!isOfNobody(request.originalUrl)) logger.warn(lineOf(request, null, null), 'verzoek afgebroken');
    done();
  });
}
