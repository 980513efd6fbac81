import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LARGEST_ATTACHMENT } from '../../cases/casework/add-attachment';
import { describeApi } from '../document/api-document';
import { ApiDocument } from '../document/document.controller';
import { ApiModule } from '../api.module';
import { API_PATH, API_VERSION } from './resource';

/** A batch of 1,000 records with a reason of 2,000 characters each is larger than other requests may be. */
const BATCH_BYTES = 4 * 1_048_576;
const BATCHES = [`${API_PATH}/verzuimregistraties`];
const FILES = ['text/csv', 'application/xml', 'text/xml', 'application/octet-stream'];
const FILE_BYTES = 1024 ** 3;
/** one more than an attachment may be, so that its own words refuse what is too large */
const ATTACHMENT_BYTES = LARGEST_ATTACHMENT + 1;

/** What holds for every address of the API, errors too. Call it once, before `listen` or `init`. */
export function registerApi(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) void reply.header('API-Version', API_VERSION);
    done();
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
