import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import { problemBody, problemShown } from './problem-body';

const NONE = ["'none'"];
const SELF = ["'self'"];

/** For `new FastifyAdapter(…)`. */
export const adapterOptions: FastifyServerOptions = {
  // addresses that cannot be read never reach a route; Fastify's own answer would repeat them
  frameworkErrors: (error, _request, reply: FastifyReply) => {
    const shown = problemShown({ statusCode: error.statusCode ?? 400 });
    void reply
      .code(shown.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(shown, error)));
  },
};

/**
 * What every answer carries: cookies read, and headers that leave a browser nothing to run or load but our own
 * stylesheet and icon. Call it once, before `listen` or `init`.
 */
export async function registerWeb(app: NestFastifyApplication): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        styleSrc: SELF,
        imgSrc: SELF,
        formAction: SELF,
        frameAncestors: NONE,
        baseUri: NONE,
      },
    },
    // no-referrer would make browsers send `Origin: null` with our own forms
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: true,
  });
}
