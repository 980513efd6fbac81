import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { bearerOf, type Request } from '../../access/http/request';
import { Visits } from '../../access/http/visits';
import { Problem } from '../../platform/errors';
import { isOfNobody } from './log-request';

const WINDOW_MS = 60_000;
/** accounts, systems and addresses that are counted at the same time; who was seen longest ago makes room */
const COUNTED = 20_000;

/**
 * Every account and every system may ask so much a minute, from however many places it comes; without a login an
 * address may. What is over is refused with 429 and the seconds to wait, before a body is read. Counted per process:
 * no request waits for another machine.
 */
export async function registerRequestLimit(app: NestFastifyApplication, aMinute: number): Promise<void> {
  const visits = app.get(Visits);
  await app.register(rateLimit, {
    max: aMinute,
    timeWindow: WINDOW_MS,
    cache: COUNTED,
    keyGenerator: (request: Request) => whoAsks(request, visits),
    allowList: (request: Request) => isOfNobody(request.url),
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
    // how full it is, is told to whom it is refused
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  });
}

async function whoAsks(request: Request, visits: Visits): Promise<string> {
  if (bearerOf(request) !== null) {
    const machine = await visits.machineOf(request);
    if (machine) return `systeem ${machine.employee}`;
  } else {
    const visit = await visits.of(request);
    if (visit) return `account ${visit.session.accountId}`;
  }
  return `adres ${request.ip}`;
}

function tooMany(seconds: number): Problem {
  return new Problem(
    'te-veel-verzoeken',
    `U vraagt te veel in korte tijd. Wacht ${seconds} seconden en ga dan verder.`,
    {
      status: 429,
      logLevel: 'warn',
    },
  );
}
