import { type Day, toNumber } from '../../law/day';
import type { PupilFacts } from '../../law/facts';
import type { LawParameters } from '../../law/parameters';
import { phaseSpans } from '../../law/phase';
import type { SchoolDays } from '../../law/teaching-weeks';

/**
 * A person who is an early leaver on a day (WEB 9.2.1): the law on compulsory education no longer applies, younger than
 * the age limit, no startkwalificatie, and not enrolled or four weeks absent. Not to be mixed with `StatisticVsv`, which
 * looks from one 1 October to the next.
 */
export interface PersonalVsv {
  kind: 'persoon';
  day: Day;
  reason: 'niet-ingeschreven' | 'afwezig';
}

/**
 * Whether a person is an early leaver on that day. `absences`: stretches of four weeks or more without valid reason
 * (signals of verzuim-18plus), both days included. Exempt from school and at home is no early leaver. Pure.
 */
export function personalVsv(
  facts: PupilFacts,
  day: Day,
  school: SchoolDays,
  params: LawParameters,
  absences: readonly { from: Day; until: Day }[] = [],
): PersonalVsv | null {
  if (phaseSpans(facts, school, params).on(toNumber(day)) !== 'doorstroompunt') return null;
  const covers = ({ from, until }: { from: Day; until: Day | null }) => from <= day && (until === null || until >= day);
  const leave = params.at(toNumber(day)).leave;
  if (facts.exemptions.some((one) => !leave.includes(one.article) && covers(one))) return null;
  if (!facts.enrolments.some(covers)) return { kind: 'persoon', day, reason: 'niet-ingeschreven' };
  return absences.some(covers) ? { kind: 'persoon', day, reason: 'afwezig' } : null;
}
