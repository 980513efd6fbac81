import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ApiDocument } from '../../src/api/document/document.controller';

type Json = Record<string, unknown>;
interface Described {
  responses: Record<string, { content?: Record<string, { schema: Json }>; headers?: Json }>;
  parameters?: { in: string; name: string }[];
}

const API = '/api/v1';

/**
 * Holds every answer of the API in a test against the OpenAPI document that this same application publishes: the
 * operation, the status, the content type, the headers and the body with no field more or less. Give it the
 * application before it is ready; the list that comes back holds what was untrue.
 */
export function holdToDocument(app: NestFastifyApplication): string[] {
  const untrue: string[] = [];
  let truth: Truth | null = null;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      const path = request.url.split('?')[0]!;
      if (!path.startsWith(`${API}/`) || path === `${API}/openapi.json`) return payload;
      truth ??= new Truth(app.get(ApiDocument).json());
      const fault = truth.faultOf({
        method: request.method.toLowerCase(),
        route: request.routeOptions?.url,
        sparse: request.url.includes('velden='),
        status: reply.statusCode,
        headers: reply.getHeaders(),
        body: typeof payload === 'string' ? payload : payload === null || payload === undefined ? '' : String(payload),
      });
      if (fault) untrue.push(`${request.method} ${path} ${reply.statusCode}: ${fault}`);
      return payload;
    });
  return untrue;
}

interface Answer {
  method: string;
  route: string | undefined;
  sparse: boolean;
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** The document, made into what ajv can check. */
export class Truth {
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true, multipleOfPrecision: 6 }));
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenAPIObject) {}

  /** What is untrue about an answer, or null. */
  faultOf({ method, route, sparse, status, headers, body }: Answer): string | null {
    if (!headers['api-version']) return 'no API-Version';
    const type = String(headers['content-type'] ?? '').split(';')[0]!;
    const operation = this.operation(method, route);
    if (status === 500) return 'a fault that nobody foresaw';
    if (!operation || status > 500) {
      if (status < 400) return 'no such operation in the document';
      return type === 'application/problem+json' ? this.fault('Probleem', body, false) : `an error as ${type}`;
    }
    const described = operation.responses[String(status)];
    // a body of a kind that nobody reads, wherever it is sent, is refused before any operation
    if (!described && status === 415) return this.fault('Probleem', body, false);
    if (!described) return 'a status that the document does not name';
    if (!described.content) return body === '' ? null : 'a body where the document has none';
    const content = described.content[type];
    if (!content) return `content type ${type || 'none'}`;
    if (type.endsWith('json')) return this.faultIn(content.schema, body, sparse);
    return null;
  }

  private operation(method: string, route: string | undefined): Described | undefined {
    if (!route) return undefined;
    const path = route.slice(API.length).replace(/:(\w+)/g, '{$1}');
    return (this.document.paths[path] as Record<string, Described> | undefined)?.[method === 'head' ? 'get' : method];
  }

  fault(schema: string, body: string, sparse: boolean): string | null {
    return this.faultIn({ $ref: `#/components/schemas/${schema}` }, body, sparse);
  }

  faultIn(schema: Json, body: string, sparse: boolean): string | null {
    const key = `${sparse} ${JSON.stringify(schema)}`;
    let validate = this.compiled.get(key);
    if (!validate) {
      const resolved = this.resolved(schema, sparse) as Json;
      if (!this.ajv.validateSchema(resolved)) return `no JSON schema: ${this.ajv.errorsText()}`;
      validate = this.ajv.compile(resolved);
      this.compiled.set(key, validate);
    }
    if (validate(JSON.parse(body))) return null;
    return this.ajv.errorsText(validate.errors, { separator: '; ' });
  }

  /** References filled in, `nullable` as null, and objects closed: a field that is not described is a fault. */
  private resolved(node: unknown, sparse: boolean): unknown {
    if (Array.isArray(node)) return node.map((one) => this.resolved(one, sparse));
    if (typeof node !== 'object' || node === null) return node;
    const { nullable, $ref, ...schema } = node as Json;
    if (typeof $ref === 'string') {
      const named = $ref.split('/').at(-1)!;
      return this.resolved(this.document.components!.schemas![named], sparse && named !== 'Probleem');
    }
    if (schema['properties']) {
      schema['properties'] = Object.fromEntries(
        Object.entries(schema['properties']).map(([name, one]) => [name, this.resolved(one, sparse)]),
      );
      schema['additionalProperties'] ??= false;
      if (sparse) delete schema['required'];
    }
    for (const key of ['items', 'allOf', 'anyOf', 'oneOf']) {
      if (key in schema) schema[key] = this.resolved(schema[key], sparse);
    }
    return nullable ? { anyOf: [{ type: 'null' }, schema] } : schema;
  }
}
