import { type Attributes, context, metrics, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { currentOperation } from './operation';

/**
 * Traces and metrics after OpenTelemetry, by its own OTEL_* variables; without them nothing is loaded and nothing is
 * sent. Spans are our own few: libraries that watch a whole process would put addresses and SQL with personal data in
 * them. A trace has the id of the operation, so that a request, the log lines and the work that the queue does for it
 * (in another process, later) are one trace.
 */

/** Any of these asks for telemetry; OTEL_SDK_DISABLED=true turns it off again. */
const ASKS = [
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'],
  ...['OTEL_TRACES_EXPORTER', 'OTEL_METRICS_EXPORTER'],
];

export function asksForTelemetry(env: NodeJS.ProcessEnv): boolean {
  return ASKS.some((name) => env[name]) && env['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true';
}

let telling = false;

/** Whether anybody is told: where not, a request need not be followed. */
export const isTelling = (): boolean => telling;

/** Starts it where it is asked for; gives what sends the last of it, in bounded time, and never fails. */
export async function startTelemetry(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  if (!asksForTelemetry(env)) return () => Promise.resolve();
  const { NodeSDK, resources, node } = await import('@opentelemetry/sdk-node');
  const random = new node.RandomIdGenerator();
  const sdk = new NodeSDK({
    ...(env['OTEL_SERVICE_NAME'] ? {} : { serviceName: 'leerspoor' }),
    // not the command line of the process: it may name a person
    resourceDetectors: [resources.envDetector, resources.hostDetector],
    // log lines go where logs go
    logRecordProcessors: [],
    idGenerator: {
      generateSpanId: random.generateSpanId,
      generateTraceId: () => currentOperation()?.replaceAll('-', '') ?? random.generateTraceId(),
    },
  });
  sdk.start();
  telling = true;
  return () => Promise.race([sdk.shutdown(), wait(STOP_MS)]).catch(() => undefined);
}

const STOP_MS = 5_000;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());

const tracer = () => trace.getTracer('leerspoor');
const meter = () => metrics.getMeter('leerspoor');

/** A span that somebody else ends: of a request. */
export function beginSpan(name: string, attributes: Attributes): Span {
  return tracer().startSpan(name, { kind: SpanKind.SERVER, attributes });
}

/** Runs `work`, and all that it starts, inside this span. */
export function inSpan<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

/** Runs `work` as a span of its own. Of an error only its code and class are told. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>, kind = SpanKind.INTERNAL) {
  return tracer().startActiveSpan(name, { attributes, kind }, async (span): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute('error.type', typeOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function typeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.constructor.name : '_OTHER';
}

/** A distribution of durations in seconds. Without telemetry it records nothing. */
export function durations(name: string, description: string): (milliseconds: number, attributes: Attributes) => void {
  const histogram = meter().createHistogram(name, { description, unit: 's' });
  return (milliseconds, attributes) => histogram.record(milliseconds / 1000, attributes);
}

/** A value that is asked for whenever metrics are sent. */
export function observed(name: string, description: string, unit: string, value: () => Promise<number>): void {
  meter()
    .createObservableGauge(name, { description, unit })
    .addCallback(async (result) => result.observe(await value()));
}

export { SpanKind, SpanStatusCode, type Span };
