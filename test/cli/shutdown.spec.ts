import { DEADLINE_MS, Shutdown } from '../../src/platform/shutdown';

describe('the wish to stop', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is told once, and gives the process until the deadline', async () => {
    const exits: number[] = [];
    const shutdown = new Shutdown((code) => exits.push(code));
    const asked = shutdown.asked();
    expect(shutdown.signal.aborted).toBe(false);
    shutdown.onSignal();
    await asked;
    expect(shutdown.signal.aborted).toBe(true);
    jest.advanceTimersByTime(DEADLINE_MS - 1);
    expect(exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(exits).toEqual([1]);
  });

  it('is obeyed at once the second time', () => {
    const exits: number[] = [];
    const shutdown = new Shutdown((code) => exits.push(code));
    shutdown.onSignal();
    shutdown.onSignal();
    expect(exits).toEqual([1]);
  });
});
