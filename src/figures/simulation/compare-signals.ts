import type { Day } from '../../law/day';
import type { ExpectedSignal, Rule } from '../../law/facts';

/** What other rules make of one pupil. */
export interface SignalDifference {
  rule: Rule;
  change: 'blijft' | 'erbij' | 'vervallen' | 'gewijzigd';
}

const keyOf = ({ rule, location, from, mark }: ExpectedSignal): string => `${rule}|${location ?? ''}|${from}|${mark}`;

/** The signals that fall in the period: decisive is the last day, of rules of the sweep that they stand on `until`. */
export function inPeriod(signals: readonly ExpectedSignal[], from: Day, until: Day): ExpectedSignal[] {
  return signals.filter((signal) => {
    if (signal.location === null) return signal.from <= until;
    const decisive = signal.until ?? signal.from;
    return decisive >= from && decisive <= until;
  });
}

/** Compares signal by signal; one is the same while rule, location, begin date and mark are (contract 2). Pure. */
export function compareSignals(now: readonly ExpectedSignal[], then: readonly ExpectedSignal[]): SignalDifference[] {
  const left = new Map(now.map((signal) => [keyOf(signal), signal]));
  const found: SignalDifference[] = [];
  for (const signal of then) {
    const known = left.get(keyOf(signal));
    left.delete(keyOf(signal));
    if (!known) found.push({ rule: signal.rule, change: 'erbij' });
    else {
      const same = known.until === signal.until && known.hundredths === signal.hundredths;
      found.push({ rule: signal.rule, change: same ? 'blijft' : 'gewijzigd' });
    }
  }
  for (const { rule } of left.values()) found.push({ rule, change: 'vervallen' });
  return found;
}
