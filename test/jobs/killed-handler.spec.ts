import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cleanEnv, ensureBuilt } from '../support/process';
import { note, noted, queueUnderTest } from './support/queue-under-test';

describe('a process killed in the middle of a handler', () => {
  beforeAll(() => ensureBuilt(), 180_000);

  it('loses nothing and doubles nothing', async () => {
    const it_ = await queueUnderTest();
    const subjects = ['a', 'b', 'c'];
    it_.handle({ 'beoordeel-leerling': note });
    await it_.add('beoordeel-leerling', subjects);

    const worker = join(__dirname, 'support', 'hanging-worker.cjs');
    const child = spawn(process.execPath, [worker, it_.path], {
      env: cleanEnv({}),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('halverwege\n');
    } finally {
      child.kill('SIGKILL');
    }
    await closed;

    expect(await noted(it_.database)).toEqual([]);
    expect((await it_.rows()).map((row) => [row.subject, row.state, row.attempts])).toEqual(
      subjects.map((subject) => [subject, 'wacht', 0]),
    );
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 3, waiting: 0, failed: 0 });
    expect(await noted(it_.database)).toEqual(subjects);
    await it_.remove();
  });
});
