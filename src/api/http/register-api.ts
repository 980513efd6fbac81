import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CHANGELESS, notLoggedIn } from '../../access/http/login.guard';
import { apiResource, bearerOf, type Request } from '../../access/http/request';
import { Visits } from '../../access/http/visits';
import { LARGEST_ATTACHMENT } from '../../cases/casework/add-attachment';
import { Problem } from '../../platform/errors';
import { describeApi } from '../document/api-document';
import { ApiDocument } from '../document/document.controller';
import { ApiModule } from '../api.module';
import { API_PATH, API_VERSION } from './resource';

/** A batch of 1,000 records with a reason of 2,000 characters each is larger than other requests may be. */
const BATCH_BYTES = 4 * 1_048_576;
const BATCHES = [`${API_PATH}/verzuimregistraties`];
/** what pages send, and no address of the API takes */
const FORMS = /^\s*(application\/x-www-form-urlencoded|multipart\/)/i;
const FILES = ['text/csv', 'application/xml', 'text/xml', 'application/octet-stream'];
const FILE_BYTES = 1024 ** 3;
/** one more than an attachment may be, so that its own words refuse what is too large */
const ATTACHMENT_BYTES = LARGEST_ATTACHMENT + 1;

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
    if (BATCHES.includes(route.url)) route.bodyLimit = BATCH_BYTES;
    if (route.url === `${API_PATH}/dossiers/:id/bijlagen`) route.bodyLimit = ATTACHMENT_BYTES;
    if (route.url === `${API_PATH}/imports`) route.bodyLimit = FILE_BYTES;
  });
  app.get(ApiDocument).set(describeApi(app, ApiModule));
}
