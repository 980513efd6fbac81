import { runProgram } from '../../src/cli/program';
import { Shutdown } from '../../src/platform/shutdown';

export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line in this process; for what needs no database. */
export async function run(args: string[], env: Record<string, string> = {}): Promise<Said> {
  const said: Said = { code: -1, stdout: '', stderr: '' };
  const catching = (name: 'stdout' | 'stderr') =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  const spies = [catching('stdout'), catching('stderr')];
  try {
    said.code = await runProgram(args, { env, shutdown: new Shutdown() });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return said;
}
