import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWhere } from '../support/not-run';
import { cleanEnv, ensureBuilt, leerspoor, MAIN, type Running, start, waitFor } from '../support/process';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const EXAMPLES = /^## The API$[\s\S]*?^```sh\n([\s\S]*?)^```$/m.exec(README)![1]!;
const FILES = {
  scholen: 'brin;vestiging;naam;gemeentecode;vakantieregio;onderwijssoort\n01AB;00;School;0114;Noord;vo\n',
  leerlingen: 'pgn;geboortedatum;gemeentecode\n999999990;2012-05-06;0114\n',
  inschrijvingen: 'pgn;brin;vestiging;onderwijssoort;begindatum\n999999990;01AB;00;vo;2024-08-01\n',
};

const canCurl = spawnSync('curl', ['--version']).status === 0;

describeWhere(canCurl, 'curl', 'the examples with curl in the README', () => {
  let folder: string;
  let env: Record<string, string>;
  let server: Running;
  let answers: Record<string, unknown>[];

  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-curl-'));
    env = { LEERSPOOR_DATABASE: join(folder, 'x.db'), LEERSPOOR_PEILDATUM: '2026-11-24', PORT: '0' };
    await leerspoor(['migrate'], env);
    for (const [kind, text] of Object.entries(FILES)) {
      writeFileSync(join(folder, kind), text);
      expect(await leerspoor(['import', kind, join(folder, kind)], env)).toMatchObject({ code: 0 });
    }
    server = start(['serve'], env);
    const [, address] = await waitFor(server, /^Leerspoor luistert op (http:\/\/127\.0\.0\.1:\d+)\n$/);
    // as they stand there, but for the port, the first once more at the end, and one answer a line
    const script = `set -e
      leerspoor() { "${process.execPath}" "${MAIN}" "$@"; }
      curl() { command curl -sS --fail-with-body -w '\\n' "$@"; }
      ${EXAMPLES}
      ${/^curl .*$/m.exec(EXAMPLES)![0]}`.replaceAll('http://127.0.0.1:3000', address!);
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { env: cleanEnv(env) });
    answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }, 180_000);
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('read, write and read again', () => {
    expect(answers).toHaveLength(4);
    expect(answers[0]).toMatchObject({ totaal: 0, resultaten: [] });
    expect(answers[1]).toMatchObject({ resultaten: [{ registratienummer: 'V-1', uitkomst: 'nieuw' }] });
    expect(answers[2]).toMatchObject({ totaal: 1, resultaten: [{ geboortedatum: '2012-05-06' }] });
    expect(answers[3]).toMatchObject({ totaal: 1, resultaten: [{ registratienummer: 'V-1', datum: '2026-11-23' }] });
  });
});
