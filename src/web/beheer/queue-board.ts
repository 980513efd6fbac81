import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import type { ArgumentsHost } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Queue } from '../../jobs/queue';
import { Problem, publicMessage } from '../../platform/errors';
import { notFound } from '../http/not-found';
import { ProblemFilter } from '../http/problem.filter';
import type { Reply, Request } from '../../access/http/request';
import { isFromHere } from '../../access/http/same-site';
import { Visits } from '../../access/http/visits';
import { OutboxAdapter } from './outbox-adapter';

export const QUEUE_BOARD = '/beheer/wachtrij';
const ROLE = 'functioneel-beheerder';

/** The board is a program in the browser: on its own path it may run its own scripts and styles, and nothing of others. */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'self'";

/** Reading, and trying again; whatever else the board can do is refused before it gets there. */
const RETRY = /\/api\/queues\/[^/]+\/([^/]+\/retry|retry\/failed)$/;

/** Bull Board on /beheer/wachtrij, for the functioneel-beheerder alone. Call it once, before `listen` or `init`. */
export async function registerQueueBoard(app: NestFastifyApplication): Promise<void> {
  const [visits, problems] = [app.get(Visits), app.get(ProblemFilter)];
  const board = new FastifyAdapter();
  createBullBoard({
    queues: [new OutboxAdapter(app.get(Queue))],
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'Wachtrij', hideRedisDetails: true } },
  });
  board.setErrorHandler((error: Error) => {
    return {
      status: error instanceof Problem && error.status === 405 ? 405 : 500,
      body: { error: publicMessage(error), message: publicMessage(error) },
    };
  });
  board.setBasePath(QUEUE_BOARD);
  await app.register(
    async (scope: FastifyInstance) => {
      scope.addHook('onRequest', async (request: Request, reply: Reply) => {
        reply.header('content-security-policy', CONTENT_POLICY).header('cache-control', 'no-store');
        const refused = await refusal(request, visits);
        if (refused) await problems.catch(refused, hostOf(request, reply));
      });
      await scope.register(board.registerPlugin());
    },
    { prefix: QUEUE_BOARD },
  );
}

async function refusal(request: Request, visits: Visits): Promise<Problem | null> {
  const visit = await visits.of(request);
  if (!visit) return new Problem('niet-ingelogd', 'Log in om verder te gaan.', { status: 401, logLevel: 'debug' });
  if (!visit.visitor.roles.includes(ROLE)) return notFound();
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const allowed = request.method === 'PUT' && RETRY.test(request.url.split('?')[0]!) && isFromHere(request);
  if (allowed) return null;
  return new Problem('wachtrij-alleen-opnieuw', 'Een taak kan hier alleen opnieuw worden geprobeerd.', { status: 405 });
}

function hostOf(request: Request, reply: Reply): ArgumentsHost {
  return { switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) } as unknown as ArgumentsHost;
}
