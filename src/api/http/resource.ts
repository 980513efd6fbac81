import { applyDecorators, Controller, Delete, Get, Header, HttpCode, Patch, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { EXPLAINED, exampleOf, Probleem } from './problem';
import { pageOf } from './paging';

export const API_PATH = '/api/v1';
/** Major in the address, the whole of it in the header `API-Version`. */
export const API_VERSION = '1.0.0';
export const COOKIE_SCHEME = 'sessie';
export const KEY_SCHEME = 'sleutel';

type Class = new () => object;

/** A controller of the API: its address, its group in the document, and who may knock. */
export function Resource(name: string) {
  return applyDecorators(
    Controller(`${API_PATH.slice(1)}/${name}`),
    ApiTags(name.split('/')[0]!),
    ApiCookieAuth(COOKIE_SCHEME),
    ApiBearerAuth(KEY_SCHEME),
    ApiExtraModels(Probleem),
  );
}

export interface OperationOptions {
  /** unique in the document, camelCase: `leerlingenLezen` */
  id: string;
  /** what it does, in one Dutch sentence */
  does: string;
  /** more about it, in Dutch */
  about?: string;
  /** under the resource's address, such as `:id` */
  path?: string;
  /** what goes out; none for 204 */
  gives?: Class;
  status?: number;
  /** besides 400, 401, 403, 429 and, with a path, 404 */
  errors?: readonly number[];
  /** the answer carries an ETag, and `If-None-Match` is heard */
  tagged?: boolean;
  /** what comes back opens something, and is given this once: nothing on the way may keep it */
  secret?: boolean;
  /** hears `If-Match`: happens only where nothing changed since it was read */
  conditional?: boolean;
}

const VERSION_HEADER = {
  'API-Version': { description: 'Volledig versienummer van de API', schema: { type: 'string', example: API_VERSION } },
} as const;
const TAG_HEADER = {
  ETag: { description: 'Versie van wat is gelezen, voor If-Match', schema: { type: 'string' } },
} as const;
const LINK_HEADER = {
  Link: { description: 'Adressen van andere pagina’s (RFC 8288)', schema: { type: 'string' } },
} as const;

export const Reads = (options: OperationOptions) => applyDecorators(Get(options.path), operation(options, 200));

/** A list with pages. */
export const Lists = ({ gives, ...options }: OperationOptions & { gives: Class }) =>
  applyDecorators(Get(options.path), operation({ ...options, gives: pageOf(gives) }, 200, LINK_HEADER));

/** Gives a file, of one of these media types. */
export const Downloads = ({ type, ...options }: OperationOptions & { type: string | readonly string[] }) =>
  applyDecorators(
    Get(options.path),
    operation(
      options,
      200,
      {},
      Object.fromEntries([type].flat().map((one) => [one, { schema: { type: 'string', format: 'binary' } }])),
    ),
  );

/** For what is asked with a body because it may not stand in an address. */
export const Asks = (options: OperationOptions) => Makes({ ...options, status: 200 });

export const Makes = ({ status = 201, ...options }: OperationOptions) =>
  applyDecorators(Post(options.path), HttpCode(status), ifUnchanged({ ...options, takesBody: true }, status));

/** Changes part of it; demands `If-Match`. */
export const Changes = (options: OperationOptions) => applyDecorators(Patch(options.path), changing(options));

/** Puts it there as sent, or makes it; with `If-Match` where it is there. */
export const Puts = (options: OperationOptions) => applyDecorators(Put(options.path), changing(options));

export const Removes = (options: OperationOptions) =>
  applyDecorators(Delete(options.path), HttpCode(204), ifUnchanged(options, 204));

function ifUnchanged({ conditional = false, ...options }: Parameters<typeof operation>[0], status: number) {
  if (!conditional) return operation(options, status);
  return applyDecorators(
    IfMatch('ETag van wat u las; is het intussen gewijzigd, dan gebeurt er niets'),
    operation({ ...options, errors: [412, ...(options.errors ?? [])] }, status),
  );
}

function IfMatch(description: string) {
  return ApiHeader({ name: 'If-Match', description, required: false });
}

function changing(options: OperationOptions) {
  return applyDecorators(
    HttpCode(200),
    IfMatch('ETag van de versie die u wijzigt'),
    operation({ ...options, tagged: true, takesBody: true, errors: [412, 428, ...(options.errors ?? [])] }, 200),
  );
}

function operation(
  options: OperationOptions & { takesBody?: boolean },
  status: number,
  headers: object = {},
  file?: Record<string, { schema: { type: string; format: string } }>,
) {
  const { id, does, about, gives, tagged, secret = false, takesBody = false, errors = [] } = options;
  const found = options.path?.includes(':') ? [404] : [];
  const all = [...new Set([400, 401, 403, ...found, ...(takesBody ? [413, 415] : []), ...errors, 429])].sort(
    (a, b) => a - b,
  );
  const content = gives ? { type: gives } : file ? { content: file } : {};
  return applyDecorators(
    ApiOperation({ operationId: id, summary: does, description: about }),
    ApiResponse({
      status,
      description: does,
      ...content,
      headers: { ...VERSION_HEADER, ...(tagged ? TAG_HEADER : {}), ...headers },
    }),
    ...(tagged && !takesBody && status === 200
      ? [ApiResponse({ status: 304, description: 'Niet gewijzigd', headers: VERSION_HEADER })]
      : []),
    ...all.map(problemAnswer),
    // what one person may see is for nobody else's cache, and a file of it for none at all
    Header('Cache-Control', file || secret ? 'no-store' : 'private, no-cache'),
  );
}

function problemAnswer(status: number) {
  return ApiResponse({
    status,
    description: EXPLAINED[status] ?? 'Er ging iets mis',
    headers: VERSION_HEADER,
    content: {
      'application/problem+json': { schema: { $ref: getSchemaPath(Probleem) }, example: exampleOf(status) },
    },
  });
}
