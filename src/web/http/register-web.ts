import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import helmet from 'helmet';
import { newId } from '../../platform/ids';
import { inOperation } from '../../platform/operation';
import { Settings } from '../../platform/settings';
import type { UploadedFile } from '../../access/http/form';
import { inSpan, isTelling } from '../../platform/telemetry';
import { logRequests } from './log-request';
import { traceRequest, traceResponses } from './trace-request';
import { API_VERSION } from '../../api/http/resource';
import { registerApi } from '../../api/http/register-api';
import { problemBody, problemShown } from './problem-body';

/** In the body a file is its name and its bytes; `uploadedFile` reads it. */
async function keepFile(part: MultipartFile & { value?: unknown }): Promise<void> {
  part.value = { name: part.filename, content: await part.toBuffer() } satisfies UploadedFile;
}

const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_FIELD_BYTES = 1024 * 1024;

const NONE = ["'none'"];
const SELF = ["'self'"];

/** Headers that leave a browser nothing to run or load but our own. Made once: all answers carry the same. */
const GUARDS = headersBy(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        styleSrc: SELF,
        scriptSrc: SELF,
        connectSrc: SELF,
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
  }),
);

/** What it sets on an answer, whatever was asked. */
function headersBy(guard: ReturnType<typeof helmet>): Record<string, string> {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  guard(answer.req, answer, () => undefined);
  return answer.getHeaders() as Record<string, string>;
}

/** For an answer to an address that cannot be read: no hook has begun that request. */
function guard(url: string, reply: FastifyReply): void {
  if (url.startsWith('/api/')) void reply.header('API-Version', API_VERSION);
  void reply.headers(GUARDS);
}

/** For `new FastifyAdapter(…)`. */
export const adapterOptions: FastifyServerOptions = {
  // addresses that cannot be read never reach a route; Fastify's own answer would repeat them
  frameworkErrors: (error, request, reply: FastifyReply) => {
    guard(request.raw.url ?? '', reply);
    const shown = problemShown({ statusCode: error.statusCode ?? 400 });
    void reply
      .code(shown.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(shown, error)));
  },
};

/**
 * What every answer carries: cookies read, and headers that leave a browser nothing to run or load but our own
 * stylesheet, script and icon. Call it once, before `listen` or `init`.
 */
export async function registerWeb(app: NestFastifyApplication): Promise<void> {
  registerApi(app);
  const server = app.getHttpAdapter().getInstance();
  const traces = isTelling();
  server.addHook('onRequest', (request, reply, done) => {
    request.operation = newId();
    void reply.headers(GUARDS).header('x-request-id', request.operation);
    inOperation(request.operation, () => (traces ? traceRequest(request, done) : done()));
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    // a method that no route has: what is not found is answered without the hook above
    if (request.operation === undefined) guard(request.url, reply);
    done(null, payload);
  });
  server.addHook('preHandler', (request, _reply, done) => {
    request.bodyRead = true;
    // reading a body leaves the operation: it is entered again
    inOperation(request.operation ?? newId(), () => (request.span ? inSpan(request.span, done) : done()));
  });
  if (traces) traceResponses(server);
  logRequests(server, app.get(Settings).LEERSPOOR_LOGNIVEAU);
  await app.register(cookie);
  // a field that is a file comes as its bytes; more or larger than this is refused before it is read whole
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    onFile: keepFile,
    limits: { fileSize: MOST_FILE_BYTES, files: 5, fields: 200, fieldSize: MOST_FIELD_BYTES, parts: 205 },
  });
}
