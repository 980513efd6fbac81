import type { FastifyInstance, FastifyRequest } from 'fastify';
import { beginSpan, durations, inSpan, type Span, SpanStatusCode } from '../../platform/telemetry';

declare module 'fastify' {
  interface FastifyRequest {
    /** the span of this request, until it is answered */
    span?: Span;
  }
}

/** Begins the span of a request and goes on inside it. The route is told, never the address: it may hold an id. */
export function traceRequest(request: FastifyRequest, next: () => void): void {
  request.span = beginSpan(request.method, { 'http.request.method': request.method, 'url.scheme': request.protocol });
  inSpan(request.span, next);
}

/** Ends the span of each request once it is answered, or given up, and counts how long it took. */
export function traceResponses(server: FastifyInstance): void {
  const record = durations('http.server.request.duration', 'Duration of HTTP server requests.');
  const end = (request: FastifyRequest, status: number | null, milliseconds: number): void => {
    const { span } = request;
    if (!span) return;
    request.span = undefined;
    const route = request.routeOptions.url;
    const attributes = {
      'http.request.method': request.method,
      ...(route === undefined ? {} : { 'http.route': route }),
      ...(status === null ? { 'error.type': 'afgebroken' } : { 'http.response.status_code': status }),
    };
    if (route !== undefined) span.updateName(`${request.method} ${route}`);
    span.setAttributes(attributes);
    if (status === null || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    record(milliseconds, attributes);
  };
  server.addHook('onResponse', (request, reply, done) => {
    end(request, reply.statusCode, reply.elapsedTime);
    done();
  });
  server.addHook('onRequestAbort', (request, done) => {
    end(request, null, 0);
    done();
  });
}
