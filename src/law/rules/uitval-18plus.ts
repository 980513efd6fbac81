/** Uitval from 18: not enrolled and without startkwalificatie, in the phase doorstroompunt (WEB art. 9.2.1). */
import { birthdayNumber } from '../day';
import { PHASES, type ExpectedSignal } from '../facts';
import { sweepSignal, type Unschooled } from './sweep';

export function judgeDropout(on: Unschooled): ExpectedSignal | null {
  const code = on.phases.codeOn(on.sweep);
  if (((on.law.phases['uitval-18plus'] >> code) & 1) === 0) return null;
  const grown = birthdayNumber(on.facts.birthDate, on.law.dropoutAge);
  if (on.sweep < grown) return null;
  const from = on.lastEnrolment === null ? grown : on.notEnrolledFrom;
  return sweepSignal(on, 'uitval-18plus', from, PHASES[code] ?? 'geen', { vanafLeeftijd: on.law.dropoutAge });
}
