/** Absoluut verzuim: bound by the Leerplichtwet, at no school, not exempt (LPW art. 19 and 22). */
import { PHASES, type ExpectedSignal } from '../facts';
import { sweepSignal, type Unschooled } from './sweep';

export function judgeAbsolute(on: Unschooled): ExpectedSignal | null {
  const mask = on.law.phases['verzuim-absoluut'];
  const code = on.phases.codeOn(on.sweep);
  if (((mask >> code) & 1) === 0) return null;
  // The state is unbroken since the latest of the edges at which one of its conditions came to hold.
  const from = Math.max(on.phases.unbrokenSince(on.sweep, mask), on.residentFrom, on.notEnrolledFrom, on.notExemptFrom);
  return sweepSignal(on, 'verzuim-absoluut', from, PHASES[code] ?? 'geen', {});
}
