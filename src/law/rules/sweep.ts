/** What the sweep rules share: where somebody lives, and since when nobody teaches them. */
import { type Day, fromNumber, toNumber } from '../day';
import type { EnrolmentFact, Phase, PupilFacts, ResidenceFact, Rule } from '../facts';
import type { ExpectedSignal } from '../facts';
import type { LawInForce, LawParameters } from '../parameters';
import { goneFrom, type PhaseSpans, phaseSpans } from '../phase';
import type { SchoolDays, TeachingCalendar } from '../teaching-weeks';

/** Whose calendar holds where: given from outside, compiled once. */
export interface Calendars {
  ofLocation(code: string): TeachingCalendar;
  ofMunicipality(code: string): TeachingCalendar;
}

/** A living resident who is neither enrolled nor exempt on the sweep date. */
export interface Unschooled {
  facts: PupilFacts;
  sweep: number;
  law: LawInForce;
  phases: PhaseSpans;
  /** first day known to live here; -Infinity as far back as we know */
  residentFrom: number;
  lastEnrolment: EnrolmentFact | null;
  /** the day after the last enrolment, or -Infinity */
  notEnrolledFrom: number;
  /** the day after the last exemption, or -Infinity */
  notExemptFrom: number;
}

const startOf = (from: Day | null): number => (from === null ? -Infinity : toNumber(from));

/** The first school day by the holidays of the region of the municipality that the child lives in on that day. */
function schoolDaysOf(residences: readonly ResidenceFact[], calendars: Calendars): SchoolDays {
  return {
    firstTeachingDayFrom(n: number): number {
      let found = n;
      for (let i = 0; i < residences.length; i++) {
        const next = residences[i + 1];
        const until = next === undefined ? Infinity : startOf(next.from);
        if (until <= found) continue;
        const day = calendars.ofMunicipality((residences[i] as ResidenceFact).municipality).firstTeachingDayFrom(found);
        if (day < until) return day;
        found = until;
      }
      return found;
    },
  };
}

function inOrder(residences: readonly ResidenceFact[]): readonly ResidenceFact[] {
  for (let i = 1; i < residences.length; i++) {
    if (startOf((residences[i - 1] as ResidenceFact).from) > startOf((residences[i] as ResidenceFact).from)) {
      return [...residences].sort((a, b) => (startOf(a.from) < startOf(b.from) ? -1 : 1));
    }
  }
  return residences;
}

/** Null where the pupil is at school, exempt, gone or not known to live here on the sweep date. */
export function unschooledOn(
  facts: PupilFacts,
  sweepDate: Day,
  calendars: Calendars,
  params: LawParameters,
): Unschooled | null {
  const sweep = toNumber(sweepDate);
  let notEnrolledFrom = -Infinity;
  let lastEnrolment: EnrolmentFact | null = null;
  for (const one of facts.enrolments) {
    if (toNumber(one.from) > sweep) continue;
    const after = one.until === null ? Infinity : toNumber(one.until) + 1;
    if (after > sweep) return null;
    if (
      after < notEnrolledFrom ||
      (after === notEnrolledFrom && lastEnrolment !== null && one.location > lastEnrolment.location)
    )
      continue;
    notEnrolledFrom = after;
    lastEnrolment = one;
  }
  if (sweep >= goneFrom(facts)) return null;
  const residences = inOrder(facts.residences);
  const residentFrom = residences[0] === undefined ? Infinity : startOf(residences[0].from);
  if (residentFrom > sweep) return null;
  const law = params.at(sweep);
  let notExemptFrom = -Infinity;
  for (const one of facts.exemptions) {
    if (law.leave.includes(one.article) || toNumber(one.from) > sweep) continue;
    const after = one.until === null ? Infinity : toNumber(one.until) + 1;
    if (after > sweep) return null;
    notExemptFrom = Math.max(notExemptFrom, after);
  }
  const phases = phaseSpans(facts, schoolDaysOf(residences, calendars), params);
  return { facts, sweep, law, phases, residentFrom, lastEnrolment, notEnrolledFrom, notExemptFrom };
}

export function sweepSignal(
  on: Unschooled,
  rule: Rule,
  from: number,
  phase: Phase,
  parameters: Record<string, number>,
): ExpectedSignal {
  const remark =
    on.lastEnrolment === null
      ? 'Geen eerdere inschrijving bekend'
      : `Laatste inschrijving (${on.lastEnrolment.location}) eindigde op ${String(on.lastEnrolment.until)}`;
  return {
    rule,
    location: null,
    from: fromNumber(from),
    until: null,
    hundredths: null,
    mark: '',
    phase,
    evidence: { article: on.law.sources[rule], parameters, days: [], skipped: [], remark },
  };
}
