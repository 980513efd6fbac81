import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiDocument } from '../../src/api/document/document.controller';
import { projectRoot } from '../../src/platform/config-file';
import { Truth } from '../support/truthful';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

/**
 * The technical rules of the NL GOV API Design Rules 2.1 (Logius), each held against our document and our answers.
 * Written from the standard's own text; the official linter can be run beside it (see CONTRIBUTING.md).
 */
type Json = Record<string, unknown>;
interface Operation extends Json {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: Json;
  responses: Record<string, { headers?: Json; content?: Record<string, { schema: Json; example?: unknown }> }>;
  security?: Json[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let web: TestWeb;
let document: OpenAPIObject;
let operations: { path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  web = await startWeb();
  document = web.app.get(ApiDocument).json();
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Json).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );
});
afterAll(() => web.close());

const wrong = (holds: (one: (typeof operations)[number]) => boolean) =>
  operations.filter((one) => !holds(one)).map(({ method, path }) => `${method} ${path}`);

describe('the document', () => {
  it('is OpenAPI 3 and open to all, pages of others included, at its place, with a version (publish-openapi)', async () => {
    const answer = await ApiClient.stranger(web).get('/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['api-version']).toBe(document.info.version);
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document.openapi).toMatch(/^3\.\d+\.\d+$/);
    const again = await ApiClient.stranger(web).get('/openapi.json', { 'if-none-match': String(answer.headers.etag) });
    expect(again.status).toBe(304);
  });

  it('names who to ask, a semantic version and a server with the major version (contact, semver, uri-version)', () => {
    expect(document.info.contact).toEqual({
      name: expect.any(String),
      url: expect.stringMatching(/^https:/),
      email: expect.stringContaining('@'),
    });
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(document.servers!.map(({ url }) => url)).toEqual([expect.stringMatching(/\/v1$/)]);
  });

  it('has paths in kebab-case without a slash at the end (no-trailing-slash, path-segments-kebab-case)', () => {
    expect(operations.length).toBeGreaterThan(15);
    const good = /^(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-zA-Z]+\}))+(\/_[a-z]+)?$|^\/[a-z-]+\/_[a-z]+$/;
    expect(wrong(({ path }) => good.test(path))).toEqual([]);
  });

  it('has query keys and properties in camelCase (query-keys-camel-case)', () => {
    const camel = /^_?[a-z][a-zA-Z0-9]*$/;
    const keys = operations
      .flatMap(({ operation }) => operation.parameters ?? [])
      .filter(({ in: at }) => at === 'query');
    expect(keys.map(({ name }) => name).filter((name) => !camel.test(name))).toEqual([]);
    const properties = Object.values(document.components!.schemas!).flatMap((schema) =>
      Object.keys((schema as { properties?: Json }).properties ?? {}),
    );
    expect(properties.filter((name) => !camel.test(name))).toEqual([]);
    expect(Object.keys(document.components!.schemas!).filter((name) => !/^[A-Z][a-zA-Z]*$/.test(name))).toEqual([]);
  });

  it('uses standard methods, and unique names for what they do (http-methods)', () => {
    expect(wrong(({ method }) => METHODS.includes(method))).toEqual([]);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(wrong(({ operation }) => operation.summary.length > 10 && operation.tags.length === 1)).toEqual([]);
  });

  it('has one shape for every name: of two classes with one name the document would tell only the last', () => {
    const folder = join(projectRoot(), 'src', 'api');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const classes = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(
        ([, name]) => name,
      ),
    );
    expect(classes.length).toBeGreaterThan(100);
    expect(classes.filter((name, i) => classes.indexOf(name) !== i)).toEqual([]);
  });

  it('says the version in every answer (version-header)', () => {
    const told = ({ operation }: { operation: Operation }) =>
      Object.values(operation.responses).every(({ headers }) => headers && 'API-Version' in headers);
    expect(wrong(told)).toEqual([]);
  });

  it('has problem+json with status, title and detail for every error, and 400 for bad input', () => {
    const problems = ({ operation }: { operation: Operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .every(
          ([, { content }]) => content !== undefined && Object.keys(content).join() === 'application/problem+json',
        );
    expect(wrong(problems)).toEqual([]);
    expect(wrong(({ operation }) => '400' in operation.responses && '401' in operation.responses)).toEqual([]);
    const { required } = document.components!.schemas!['Probleem'] as { required: string[] };
    expect(required).toEqual(expect.arrayContaining(['type', 'title', 'status', 'detail']));
  });

  it('demands a login of every operation', () => {
    expect(wrong(({ operation }) => (operation.security ?? []).length === 2)).toEqual([]);
  });

  it('names each parameter of a path, and no other', () => {
    const named = ({ path, operation }: (typeof operations)[number]) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const told = (operation.parameters ?? []).filter(({ in: at }) => at === 'path').map(({ name }) => name);
      return JSON.stringify(told.sort()) === JSON.stringify(inPath);
    };
    expect(wrong(named)).toEqual([]);
  });

  it('gives dates and moments as such, never without a time zone (date-time)', () => {
    const fields = Object.values(document.components!.schemas!).flatMap((schema) =>
      Object.entries((schema as { properties?: Record<string, { format?: string }> }).properties ?? {}),
    );
    const dates = fields.filter(([name]) => /datum$/i.test(name));
    expect(dates.length).toBeGreaterThan(5);
    expect(dates.filter(([, { format }]) => format !== 'date')).toEqual([]);
    expect(fields.filter(([, { format }]) => format === 'time' || format === 'date-time-local')).toEqual([]);
  });

  it('has an example for every field, each of them valid', () => {
    const truth = new Truth(document);
    const faults: string[] = [];
    for (const [schema, { properties = {} }] of Object.entries(document.components!.schemas!) as [
      string,
      { properties?: Record<string, Json> },
    ][]) {
      for (const [name, property] of Object.entries(properties)) {
        const refers = JSON.stringify(property).includes('$ref');
        if (!refers && !('example' in property)) faults.push(`${schema}.${name}: no example`);
        if (!('example' in property)) continue;
        const fault = truth.faultIn(property, JSON.stringify(property['example']), false);
        if (fault) faults.push(`${schema}.${name}: ${fault}`);
      }
    }
    for (const { path, method, operation } of operations) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        const problem = content['application/problem+json'];
        const fault = problem && truth.fault('Probleem', JSON.stringify(problem.example), false);
        if (fault) faults.push(`${method} ${path} ${status}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('answers', () => {
  it('carry the headers that keep browsers safe (security-headers)', async () => {
    const { headers } = await ApiClient.stranger(web).get('/leerlingen');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'strict-transport-security': expect.any(String),
      'referrer-policy': expect.any(String),
      'cache-control': expect.stringMatching(/no-store|no-cache/),
    });
  });

  it('to a path with a slash at the end are 404 (no-trailing-slash)', async () => {
    expect((await ApiClient.stranger(web).get('/leerlingen/')).status).toBe(404);
  });
});
