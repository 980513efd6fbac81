import type { Day } from '../law/day';
import type { ExpectedSignal } from '../law/facts';
import { isLive, type SignalChange, type StoredSignal, type WithdrawalReason } from './stored-signal';

/** One signal to write. `change` null: only its evidence is brought up to date, which is no event in its history. */
export interface Reconciled {
  signal: StoredSignal;
  change: SignalChange | null;
  isNew: boolean;
}

/** Why a signal that should no longer stand was right or wrong; asked only for signals to withdraw. */
export type ExplainWithdrawal = (signal: StoredSignal) => { reason: WithdrawalReason; endedOn: Day | null };

/**
 * What must change so that what stands is what should stand (contract 4, last paragraph). A signal is the same while
 * rule, location, begin date and mark are; then it is amended. Doing it twice changes nothing.
 * Results come in the order of `expected` (begin date, then rule), withdrawals last.
 */
export function reconcile(
  pupilId: string,
  standing: readonly StoredSignal[],
  expected: readonly ExpectedSignal[],
  makeId: () => string,
  explain: ExplainWithdrawal,
): Reconciled[] {
  const results: Reconciled[] = [];
  const byKey = new Map(
    standing.map((signal) => [keyOf(signal.rule, signal.location, signal.from, signal.mark), signal]),
  );
  for (const should of expected) {
    const key = keyOf(should.rule, should.location ?? '', should.from, should.mark);
    const known = byKey.get(key);
    byKey.delete(key);
    const result = known ? bringUpToDate(known, should) : raise(pupilId, should, makeId());
    if (result) results.push(result);
  }
  for (const signal of byKey.values()) {
    if (isLive(signal)) results.push(withdraw(signal, explain));
  }
  return results;
}

function keyOf(rule: string, location: string, from: Day, mark: string): string {
  return `${rule}|${location}|${from}|${mark}`;
}

function raise(pupilId: string, should: ExpectedSignal, id: string): Reconciled {
  const signal: StoredSignal = {
    id,
    pupilId,
    rule: should.rule,
    location: should.location ?? '',
    from: should.from,
    mark: should.mark,
    until: should.until,
    hundredths: should.hundredths,
    phase: should.phase,
    status: 'geregistreerd',
    reason: null,
    endedOn: null,
    dossierId: null,
    evidence: JSON.stringify(should.evidence),
  };
  return { signal, change: 'opgeworpen', isNew: true };
}

function bringUpToDate(known: StoredSignal, should: ExpectedSignal): Reconciled | null {
  const { until, hundredths, phase } = should;
  const now = { until, hundredths, phase, evidence: JSON.stringify(should.evidence) };
  if (!isLive(known)) {
    const signal: StoredSignal = { ...known, ...now, status: 'geregistreerd', reason: null, endedOn: null };
    return { signal, change: 'hersteld', isNew: false };
  }
  const amended = known.until !== now.until || known.hundredths !== now.hundredths;
  if (!amended && known.phase === now.phase && known.evidence === now.evidence) return null;
  return { signal: { ...known, ...now }, change: amended ? 'gewijzigd' : null, isNew: false };
}

function withdraw(known: StoredSignal, explain: ExplainWithdrawal): Reconciled {
  const { reason, endedOn } = explain(known);
  return {
    signal: { ...known, status: 'ingetrokken', reason, endedOn },
    change: reason === 'geeindigd' ? 'geeindigd' : 'ingetrokken',
    isNew: false,
  };
}
