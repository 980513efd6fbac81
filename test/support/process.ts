import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../../config/build.cjs';

const ROOT = join(__dirname, '..', '..');
export const MAIN = join(ROOT, 'dist', 'src', 'main.js');

export interface Ended {
  /** null: ended by a signal */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Builds dist/ where a source is newer; call it in beforeAll of a spec that runs the command. */
export function ensureBuilt(): void {
  build({ whereNeeded: true });
}

/** The environment of a child: nothing of Leerspoor's but what is given. */
export function cleanEnv(given: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('LEERSPOOR_') && name !== 'PORT' && name !== 'HOST',
  );
  return { ...Object.fromEntries(inherited), ...given };
}

export interface Running {
  child: ChildProcess;
  /** what was said so far */
  said: () => Ended;
  ended: Promise<Ended>;
}

/** Starts the built command. */
export function start(args: string[], env: Record<string, string> = {}, cwd: string = ROOT): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: cleanEnv(env),
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...said, code }));
  });
  return { child, said: () => said, ended };
}

/** Runs the built command to its end. */
export function leerspoor(args: string[], env: Record<string, string> = {}, cwd?: string): Promise<Ended> {
  return start(args, env, cwd).ended;
}

/** Resolves to the first match in what a running command says on stdout; rejects where it ends or takes too long. */
export async function waitFor(running: Running, pattern: RegExp, milliseconds = 30_000): Promise<RegExpExecArray> {
  const deadline = Date.now() + milliseconds;
  let over = false;
  void running.ended.then(() => (over = true));
  for (;;) {
    const match = pattern.exec(running.said().stdout);
    if (match) return match;
    if (over || Date.now() > deadline) throw new Error(`never saw ${pattern}: ${JSON.stringify(running.said())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
