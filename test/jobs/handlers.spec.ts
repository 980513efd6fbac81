import { JobHandlers } from '../../src/jobs/handlers';
import { JOB_KINDS } from '../../src/jobs/kinds';

const nothing = { handle: async () => undefined };

function registered(kinds: readonly (typeof JOB_KINDS)[number][]): JobHandlers {
  const handlers = new JobHandlers();
  for (const kind of kinds) handlers.register(kind, nothing);
  return handlers;
}

describe('the map of handlers', () => {
  it('is good when every kind has one', () => {
    expect(() => registered(JOB_KINDS).onApplicationBootstrap()).not.toThrow();
  });

  it.each(JOB_KINDS)('refuses to start without a handler for %s, and names it', (kind) => {
    const handlers = registered(JOB_KINDS.filter((other) => other !== kind));
    expect(() => handlers.onApplicationBootstrap()).toThrow(`De taken kloppen niet: geen uitvoerder voor ${kind}.`);
  });

  it('refuses to start when a kind has two', () => {
    const handlers = registered([...JOB_KINDS, 'verdeel']);
    expect(() => handlers.onApplicationBootstrap()).toThrow('twee uitvoerders voor verdeel');
  });
});
