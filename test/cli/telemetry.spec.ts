import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES } from '../../src/imports/kinds-examples';
import { asksForTelemetry } from '../../src/platform/telemetry';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';

interface Span {
  traceId: string;
  name: string;
  kind: number;
  attributes: { key: string; value: Record<string, unknown> }[];
}

/** A collector that takes what is sent over OTLP as JSON. */
class Collector {
  readonly spans: Span[] = [];
  readonly metrics: string[] = [];
  readonly paths: string[] = [];
  raw = '';
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        collector.take(request.url ?? '', body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    const collector = new Collector(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return collector;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(path: string, body: string): void {
    this.paths.push(path);
    this.raw += body;
    const told = JSON.parse(body) as {
      resourceSpans?: { scopeSpans: { spans: Span[] }[] }[];
      resourceMetrics?: { scopeMetrics: { metrics: { name: string }[] }[] }[];
    };
    for (const one of told.resourceSpans ?? []) this.spans.push(...one.scopeSpans.flatMap(({ spans }) => spans));
    for (const one of told.resourceMetrics ?? [])
      this.metrics.push(...one.scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  }
}

const PGN = '999990019';

describe('telemetry after OpenTelemetry', () => {
  let folder: string;
  let collector: Collector;
  let env: Record<string, string>;
  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-telemetry-'));
    collector = await Collector.open();
    env = {
      ...{ LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'), LEERSPOOR_BIJLAGEN: join(folder, 'bijlagen'), PORT: '0' },
      // the sweep would ask for the same pupil, and be the one that is followed
      LEERSPOOR_PEILTIJD: 'uit',
    };
  });
  let server: Running | undefined;
  afterAll(() => {
    server?.child.kill('SIGKILL');
    collector.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const otel = () => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    OTEL_METRIC_EXPORT_TIMEOUT: '500',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });

  it('is asked for by the standard variables alone', () => {
    expect(asksForTelemetry({})).toBe(false);
    expect(asksForTelemetry({ OTEL_SERVICE_NAME: 'x' })).toBe(false);
    expect(asksForTelemetry({ OTEL_TRACES_EXPORTER: 'otlp' })).toBe(true);
    expect(asksForTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' })).toBe(true);
    expect(asksForTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' })).toBe(false);
  });

  it('follows a command into the work that a server does for it, as one trace, and names nobody', async () => {
    const file = join(folder, 'leerlingen.csv');
    const header = EXAMPLES.leerlingen.lines[0]!;
    const columns = header.split(';');
    const values: Record<string, string> = {
      pgn: PGN,
      achternaam: 'Zoekmij',
      geboortedatum: '2010-02-03',
      gemeentecode: '0363',
    };
    writeFileSync(file, `${header}\n${columns.map((one) => values[one] ?? '').join(';')}\n`);
    expect((await leerspoor(['migrate'], env)).code).toBe(0);
    const quiet = collector.paths.length;
    expect(quiet).toBe(0);
    expect(await leerspoor(['import', 'leerlingen', file, '--json'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(await leerspoor(['peil'], { ...env, ...otel() })).toMatchObject({ code: 0 });
    const [command] = collector.spans;
    expect(command).toMatchObject({ name: 'opdracht' });

    server = start(['serve'], { ...env, ...otel() });
    const [, address] = await waitFor(server, /luistert op (\S+)/);
    const page = await fetch(`${address}/dossiers/${PGN}?zoek=Zoekmij`, { redirect: 'manual' });
    expect(page.status).toBeLessThan(500);
    const operation = page.headers.get('x-request-id')!;
    const ofCommand = ({ name, traceId }: Span) => name === 'taak beoordeel-leerling' && traceId === command!.traceId;
    expect(await soon(() => collector.spans.find(ofCommand))).toMatchObject({ kind: 5 });
    const request = await soon(() => collector.spans.find(({ traceId }) => traceId === operation.replaceAll('-', '')));
    expect(request).toMatchObject({ name: expect.stringMatching(/^GET \/dossiers\/:/), kind: 2 });
    expect(request.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: page.status } });
    for (const name of ['http.server.request.duration', 'leerspoor.wachtrij.wachtend'])
      await soon(() => collector.metrics.find((one) => one === name));
    server.child.kill('SIGTERM');
    const ended = await server.ended;
    expect(ended.code).toBe(0);
    expect(ended.stderr).not.toMatch(new RegExp(`${PGN}|Zoekmij`));
    expect(new Set(collector.paths)).toEqual(new Set(['/v1/traces', '/v1/metrics']));
    expect(collector.raw).not.toMatch(new RegExp(`${PGN}|Zoekmij|SELECT|${folder}`));
  });

  it('does not keep a command that cannot reach its collector', async () => {
    const began = Date.now();
    const away = { ...otel(), OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TIMEOUT: '500' };
    const ended = await leerspoor(['taken'], { ...env, ...away });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(Date.now() - began).toBeLessThan(30_000);
  });
});

async function soon<T>(look: () => T | undefined): Promise<T> {
  for (const until = Date.now() + 30_000; ;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('it never came');
    await new Promise((done) => setTimeout(done, 50));
  }
}
