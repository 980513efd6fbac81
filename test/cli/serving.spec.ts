import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEADLINE_MS } from '../../src/platform/shutdown';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';

describe('leerspoor serve', () => {
  let folder: string;
  let env: Record<string, string>;
  let server: Running;
  let address: string;

  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-serve-'));
    env = { LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'), PORT: '0', LEERSPOOR_METRICS_TOKEN: 'meten' };
    await leerspoor(['migrate'], env);
    server = start(['serve'], env);
    address = (await waitFor(server, /^Leerspoor luistert op (http:\/\/127\.0\.0\.1:\d+)\n$/))[1]!;
  }, 180_000);
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('lives and is ready, for everyone', async () => {
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${address}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ details: { database: { status: 'up' }, wachtrij: { status: 'up' } } });
  });

  it('gives its metrics to who has the token, and to nobody else', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${address}/metrics`, { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: 'Bearer meten2' })).status).toBe(401);
    const given = await ask({ authorization: 'Bearer meten' });
    expect(given.status).toBe(200);
    expect(await given.text()).toContain('# HELP leerspoor_taken');
  });

  it('writes no line for a probe, at level info, and one for a request of a person', async () => {
    const before = server.said().stderr.length;
    for (const path of ['healthz', 'readyz', 'readyz?x=1', 'metrics']) await fetch(`${address}/${path}`);
    await fetch(`${address}/inloggen`);
    const until = Date.now() + 10_000;
    const written = () => server.said().stderr.slice(before);
    while (!written().includes('/inloggen') && Date.now() < until) await new Promise((next) => setTimeout(next, 20));
    expect(written()).toContain('"pad":"/inloggen"');
    expect(written()).not.toMatch(/healthz|readyz|metrics/);
  });

  it('refuses what is too large', async () => {
    const body = `gebruikersnaam=${'x'.repeat(2_000_000)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status } = await fetch(`${address}/inloggen`, { method: 'POST', body, headers });
    expect(status).toBe(413);
  });

  it('says in Dutch that the port is taken', async () => {
    const port = new URL(address).port;
    const { code, stderr } = await leerspoor(['serve'], { ...env, PORT: port });
    expect(code).toBe(1);
    expect(stderr).toBe(`Poort ${port} is al in gebruik. Kies een andere met PORT, of 0 voor een vrije.\n`);
  });

  it('ends in good order when asked', async () => {
    const begin = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
    expect(Date.now() - begin).toBeLessThan(DEADLINE_MS);
  });
});

describe('leerspoor serve without a token for its metrics', () => {
  it('has no such page', async () => {
    ensureBuilt();
    const folder = mkdtempSync(join(tmpdir(), 'leerspoor-serve-'));
    const env = { LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'), PORT: '0' };
    await leerspoor(['migrate'], env);
    const server = start(['serve'], env);
    const [, address] = await waitFor(server, /(http:\S+)\n/);
    expect((await fetch(`${address}/metrics`, { headers: { authorization: 'Bearer ' } })).status).toBe(404);
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });
});
