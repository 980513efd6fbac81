import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The built command, as users run it. */
const MAIN = join(__dirname, '..', '..', '..', 'src', 'main.js');
const STARTS_MS = 60_000;
/**
 * MiB for what lives long. On a machine with memory to spare Node lets garbage lie until there are gigabytes of it, and that
 * looks like growth; below this ceiling only what is really kept can grow.
 */
const HEAP_MIB = 192;

export interface Started {
  child: ChildProcess;
  said: { stdout: string; stderr: string };
  ended: Promise<number | null>;
}

/** Starts the command with no settings but these, under that ceiling. */
export function start(args: string[], env: Record<string, string>, cwd?: string): Started {
  const others = Object.entries(process.env).filter(([name]) => !/^(LEERSPOOR_|PORT$|HOST$)/.test(name));
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, MAIN, ...args], {
    env: { ...Object.fromEntries(others), ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { child, said, ended };
}

export async function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; text: string }> {
  const { said, ended } = start(args, env);
  const code = await ended;
  return { code, text: said.stdout };
}

/** The first match in what it says; throws where it ends before, or says nothing of the kind. */
export async function waitFor(
  { child, said }: Started,
  pattern: RegExp,
  within: number = STARTS_MS,
): Promise<RegExpExecArray> {
  for (const until = Date.now() + within; ;) {
    const match = pattern.exec(said.stdout);
    if (match) return match;
    if (child.exitCode !== null || Date.now() > until) throw new Error(`een proces begon niet: ${said.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
