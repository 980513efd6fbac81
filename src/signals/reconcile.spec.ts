import { asDay } from '../law/day';
import type { ExpectedSignal } from '../law/facts';
import { reconcile } from './reconcile';
import type { StoredSignal } from './stored-signal';

function expected(from: string, hundredths = 1600, more: Partial<ExpectedSignal> = {}): ExpectedSignal {
  return {
    ...{ rule: 'verzuim-16u', location: '01AB00', from: asDay(from), until: asDay('2026-03-20'), hundredths, mark: '' },
    ...{ phase: 'leerplicht', evidence: { article: 'LPW art. 21a', parameters: {}, days: [], skipped: [] } },
    ...more,
  };
}

let ids = 0;
function run(standing: StoredSignal[], should: ExpectedSignal[]) {
  return reconcile(
    'p',
    standing,
    should,
    () => `s${++ids}`,
    () => ({ reason: 'verzuim_gewijzigd', endedOn: null }),
  );
}

/** What stands after the results were written. */
function after(standing: StoredSignal[], should: ExpectedSignal[]): StoredSignal[] {
  const byId = new Map(standing.map((signal) => [signal.id, signal]));
  for (const { signal } of run(standing, should)) byId.set(signal.id, signal);
  return [...byId.values()];
}

describe('bringing what stands to what should stand', () => {
  it('raises what is new, and changes nothing the second time', () => {
    const first = run([], [expected('2026-03-02')]);
    expect(first).toMatchObject([{ change: 'opgeworpen', isNew: true, signal: { status: 'geregistreerd' } }]);
    expect(
      run(
        first.map((one) => one.signal),
        [expected('2026-03-02')],
      ),
    ).toEqual([]);
  });

  it('amends the same signal where only hours or the end date change', () => {
    const standing = after([], [expected('2026-03-02')]);
    const results = run(standing, [expected('2026-03-02', 1725)]);
    expect(results).toMatchObject([{ change: 'gewijzigd', signal: { id: standing[0]?.id, hundredths: 1725 } }]);
  });

  it('withdraws and raises anew where the begin date changes', () => {
    const standing = after([], [expected('2026-03-02')]);
    const results = run(standing, [expected('2026-03-03')]);
    expect(results.map((one) => one.change)).toEqual(['opgeworpen', 'ingetrokken']);
    expect(results[1]?.signal).toMatchObject({
      id: standing[0]?.id,
      status: 'ingetrokken',
      reason: 'verzuim_gewijzigd',
    });
  });

  it('lets a withdrawn signal stand again under its own id', () => {
    const raised = after([], [expected('2026-03-02')]);
    const withdrawn = after(raised, []);
    expect(withdrawn).toMatchObject([{ status: 'ingetrokken' }]);
    expect(run(withdrawn, [])).toEqual([]);
    const results = run(withdrawn, [expected('2026-03-02')]);
    expect(results).toMatchObject([
      { change: 'hersteld', signal: { id: raised[0]?.id, status: 'geregistreerd', reason: null } },
    ]);
  });

  it('brings evidence up to date without an event in the history', () => {
    const standing = after([], [expected('2026-03-02')]);
    const evidence = { ...expected('2026-03-02').evidence, remark: 'ander bewijs' };
    expect(run(standing, [expected('2026-03-02', 1600, { evidence })])).toMatchObject([{ change: null }]);
  });

  it('keeps two steps of te-laat with one begin date apart', () => {
    const late = (mark: string) => expected('2026-03-02', 100, { rule: 'te-laat', mark });
    const standing = after([], [late('6'), late('9')]);
    expect(new Set(standing.map((one) => one.id)).size).toBe(2);
    expect(run(standing, [late('6')])).toMatchObject([{ change: 'ingetrokken', signal: { mark: '9' } }]);
  });
});
