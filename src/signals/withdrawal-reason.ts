import { type Day, fromNumber, toNumber } from '../law/day';
import type { Evidence, ExpectedSignal, PupilFacts } from '../law/facts';
import { judgePupil, type Calendars } from '../law/judge';
import type { LawParameters } from '../law/parameters';
import { phaseSpans } from '../law/phase';
import { PupilDays, STANDING } from '../law/pupil-days';
import { PHASES } from '../law/facts';
import { type StoredSignal, SWEEP_RULES, type WithdrawalReason } from './stored-signal';

interface Context {
  facts: PupilFacts;
  expected: readonly ExpectedSignal[];
  calendars: Calendars;
  parameters: LawParameters;
  sweepDay: Day | null;
}

/** Says, for a signal that no longer holds, what in the facts took its ground away. */
export function explainWithdrawal(
  signal: StoredSignal,
  context: Context,
): { reason: WithdrawalReason; endedOn: Day | null } {
  if (SWEEP_RULES.includes(signal.rule)) {
    const endedOn = endOfState(signal, context);
    return endedOn ? { reason: 'geeindigd', endedOn } : { reason: 'gegevens_gewijzigd', endedOn: null };
  }
  return { reason: lostGround(signal, context), endedOn: null };
}

/**
 * The first day on which a state that began on `signal.from` no longer held, or null where, as we know it now, it
 * never began there. The state is one unbroken stretch, so the end is found by halving.
 */
function endOfState(signal: StoredSignal, { facts, calendars, parameters, sweepDay }: Context): Day | null {
  if (sweepDay === null) return null;
  const bare = { ...facts, absence: [] };
  const holds = (n: number) =>
    judgePupil(bare, calendars, parameters, fromNumber(n)).some(
      (one) => one.rule === signal.rule && one.from === signal.from,
    );
  let held = toNumber(signal.from);
  let ended = toNumber(sweepDay);
  if (held >= ended || !holds(held)) return null;
  while (ended - held > 1) {
    const middle = (held + ended) >> 1;
    if (holds(middle)) held = middle;
    else ended = middle;
  }
  return fromNumber(ended);
}

/** The first ground that the evidence had and the facts have no longer. */
function lostGround(signal: StoredSignal, { facts, expected, calendars, parameters }: Context): WithdrawalReason {
  const evidence = JSON.parse(signal.evidence) as Evidence;
  const calendar = calendars.ofLocation(signal.location);
  const spans = phaseSpans(facts, calendar, parameters);
  const days = new PupilDays(facts, signal.location, calendar, spans);
  const present = new Map<string, Day>();
  for (const record of facts.absence) if (record.location === signal.location) present.set(record.number, record.day);
  for (const { day, records } of evidence.days) {
    if (records.some((number) => present.get(number) !== day)) return 'verzuim_gewijzigd';
    const n = toNumber(day);
    const standing = days.standing(n);
    if (standing === STANDING.noTeachingDay) return 'geen_lesdag';
    if (standing === STANDING.exempt) return 'vrijgesteld';
    const counted = (parameters.at(n).phases[signal.rule] >> PHASES.indexOf(spans.on(n))) & 1;
    if (standing === STANDING.gone || !counted) return 'niet_in_fase';
  }
  const overlaps = expected.some(
    (one) =>
      one.rule === signal.rule &&
      one.location === signal.location &&
      one.mark === signal.mark &&
      one.from <= (signal.until ?? signal.from) &&
      (one.until ?? one.from) >= signal.from,
  );
  return overlaps ? 'andere_begindatum' : 'verzuim_gewijzigd';
}
