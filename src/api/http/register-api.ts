import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CHANGELESS, notLoggedIn } from '../../access/http/login.guard';
import { apiResource, bearerOf, type Request } from '../../access/http/request';
import { Visits } from '../../access/http/visits';
import { LARGEST_ATTACHMENT } from '../../cases/casework/add-attachment';
import { LARGEST_TEMPLATE } from '../../correspondence/letters/word-archive';
import { LARGEST_UPLOAD } from '../../imports/school-upload/upload-rows';
import { Problem } from '../../platform/errors';
import { describeApi } from '../document/api-document';
import { ApiDocument } from '../document/document.controller';
import { ApiModule } from '../api.module';
import { API_PATH, API_VERSION } from './resource';

/** A batch of 1,000 records with a reason of 2,000 characters each is larger than other requests may be. */
const BATCH_BYTES = 4 * 1_048_576;
/** what pages send, and no address of the API takes */
const FORMS = /^\s*(application\/x-www-form-urlencoded|multipart\/)/i;
const FILES = ['text/csv', 'application/xml', 'text/xml', 'application/octet-stream'];
const FILE_BYTES = 1024 ** 3;
/** Larger than other requests may be. Files: one more than they may be, so that its own words refuse what is too large. */
const LIMITS: Readonly<Record<string, number>> = {
  '/verzuimregistraties': BATCH_BYTES,
  '/dossiers/:id/bijlagen': LARGEST_ATTACHMENT + 1,
  '/briefsjablonen': LARGEST_TEMPLATE + 1,
  '/aanleveringen': LARGEST_UPLOAD + 1,
  '/imports': FILE_BYTES,
};

function noForm(): Problem {
  return new Problem('soort-onbekend', 'Stuur JSON: een formulier wordt hier niet gelezen.', {
    status: 415,
    logLevel: 'debug',
  });
}

/** What holds for every address of the API, errors too. Call it once, before `listen` or `init`. */
export function registerApi(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) void reply.header('API-Version', API_VERSION);
    done();
  });
  // nobody is told what is wrong with what they sent, and nothing of it is read
  const visits = app.get(Visits, { strict: false });
  server.addHook('preParsing', async (request: Request, reply) => {
    if (request.is404 || CHANGELESS.includes(request.method) || apiResource(request) === null) return;
    const known = bearerOf(request) === null ? await visits.of(request) : await visits.machineOf(request);
    if (!known) throw notLoggedIn(request, reply);
    if (FORMS.test(request.headers['content-type'] ?? '')) throw noForm();
  });
  // files are read as they come in, by whoever may send them: not before the guard has looked
  for (const type of FILES) server.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  server.addHook('onRoute', (route) => {
    const limit = route.url.startsWith(API_PATH) ? LIMITS[route.url.slice(API_PATH.length)] : undefined;
    if (limit !== undefined) route.bodyLimit = limit;
  });
  app.get(ApiDocument).set(describeApi(app, ApiModule));
}
