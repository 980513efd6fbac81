import { ageOn, asDay, type Day } from '../../law/day';
import type { DiplomaFact, EducationKind, ExemptionFact, ResidenceFact } from '../../law/facts';
import type { VsvStatus } from '../../registry/vsv-status-store';
import type { VsvDefinition } from './definition';
import { rankOf } from './levels';

/** Steps of X = A - B - C - D; each person in A is in exactly one. */
export const STEPS = ['B', 'C', 'D', 'X'] as const;
export type Step = (typeof STEPS)[number];

/** Why someone is in a step, in the order in which it is looked at: the first that holds counts. */
export const REASONS = {
  overleden: 'B',
  vertrokken: 'B',
  buitenland: 'B',
  'geen-vast-adres': 'B',
  vrijgesteld: 'B',
  onderwijs: 'C',
  ho: 'C',
  'niet-bekostigd': 'C',
  dji: 'C',
  'politie-defensie': 'C',
  startkwalificatie: 'D',
  'late-startkwalificatie': 'D',
  'entree-werkend': 'D',
  vsv: 'X',
} as const satisfies Record<string, Step>;
export type Reason = keyof typeof REASONS;

export interface VsvEnrolment {
  location: string;
  education: EducationKind;
  level: string | null;
  from: Day;
  until: Day | null;
}

/** What the statistic must know of one person. */
export interface VsvFacts {
  birthDate: Day;
  deathDate: Day | null;
  departureDate: Day | null;
  residences: readonly ResidenceFact[];
  enrolments: readonly VsvEnrolment[];
  diplomas: readonly DiplomaFact[];
  exemptions: readonly ExemptionFact[];
  statuses: readonly { day: Day; status: VsvStatus }[];
}

/** Where one person stands in the statistic of a school year. The statistic, not the person of WEB 9.2.1. */
export interface StatisticVsv {
  kind: 'statistiek';
  step: Step;
  reason: Reason;
  /** the enrolment of 1 October that counts */
  enrolment: VsvEnrolment;
  /** residence on 1 October of the first year; null where it is not known */
  municipality: string | null;
}

/** 1 October at the start and at the end of the school year. */
export function referenceDays(schoolYear: number): { start: Day; end: Day } {
  return { start: asDay(`${schoolYear}-10-01`), end: asDay(`${schoolYear + 1}-10-01`) };
}

const covers = ({ from, until }: { from: Day; until: Day | null }, day: Day): boolean =>
  from <= day && (until === null || until >= day);

/**
 * The step of one person for the school year that starts in `schoolYear`; null: not in A. Pure.
 * A: an enrolment that counts on 1 October, younger than the limit. B takes out of numerator and denominator. C: still
 * learning a year later. D: a startkwalificatie up to the late date, or an entree diploma and at work. X: the rest.
 */
export function vsvStep(facts: VsvFacts, schoolYear: number, definition: VsvDefinition): StatisticVsv | null {
  const { start, end } = referenceDays(schoolYear);
  const enrolment = countedEnrolment(facts.enrolments, start, definition);
  if (enrolment === null || ageOn(facts.birthDate, start) >= definition.ageLimit) return null;
  const statusOn = (day: Day) => facts.statuses.find((one) => one.day === day)?.status ?? null;
  if (statusOn(start) === 'nieuwkomer' && definition.newcomers.includes(enrolment.education)) return null;
  const reason =
    reasonForB(facts, start, end, definition, statusOn) ??
    reasonForC(facts, end, definition, statusOn(end)) ??
    reasonForD(facts, schoolYear, end, definition, statusOn(end)) ??
    'vsv';
  const home = facts.residences.findLast(({ from }) => from === null || from <= start);
  return {
    kind: 'statistiek',
    step: REASONS[reason],
    reason,
    enrolment,
    municipality: home?.municipality ?? null,
  };
}

/** Of the enrolments on that day in education that counts the highest (see `LEVELS`). */
export function countedEnrolment(
  enrolments: readonly VsvEnrolment[],
  day: Day,
  { start }: VsvDefinition,
): VsvEnrolment | null {
  let best: VsvEnrolment | null = null;
  for (const one of enrolments) {
    if (!start.includes(one.education) || !covers(one, day)) continue;
    if (best === null || goesBefore(one, best)) best = one;
  }
  return best;
}

function goesBefore(a: VsvEnrolment, b: VsvEnrolment): boolean {
  const rank = rankOf(a.education, a.level) - rankOf(b.education, b.level);
  if (rank !== 0) return rank > 0;
  return a.from !== b.from ? a.from > b.from : a.location > b.location;
}

type StatusOn = (day: Day) => VsvStatus | null;

function reasonForB(
  facts: VsvFacts,
  start: Day,
  end: Day,
  definition: VsvDefinition,
  statusOn: StatusOn,
): Reason | null {
  if (facts.deathDate !== null && facts.deathDate <= end) return 'overleden';
  if (facts.departureDate !== null && facts.departureDate <= end) return 'vertrokken';
  const either = [statusOn(start), statusOn(end)];
  for (const status of ['buitenland', 'geen-vast-adres'] as const) {
    if (definition.outStatuses.includes(status) && either.includes(status)) return status;
  }
  const exempt = facts.exemptions.some((one) => definition.outExemptions.includes(one.article) && covers(one, end));
  return exempt ? 'vrijgesteld' : null;
}

function reasonForC(facts: VsvFacts, end: Day, definition: VsvDefinition, status: VsvStatus | null): Reason | null {
  if (facts.enrolments.some((one) => definition.learning.includes(one.education) && covers(one, end))) {
    return 'onderwijs';
  }
  const learning = status !== null && definition.learningStatuses.includes(status);
  return learning ? (status as Reason) : null;
}

function reasonForD(
  facts: VsvFacts,
  schoolYear: number,
  end: Day,
  definition: VsvDefinition,
  status: VsvStatus | null,
): Reason | null {
  const earned = facts.diplomas.filter(({ kind }) => definition.qualifications.includes(kind));
  if (earned.some(({ day }) => day < end)) return 'startkwalificatie';
  const late = asDay(`${schoolYear + 1}-${definition.lateUntil}`);
  if (earned.some(({ day }) => day <= late)) return 'late-startkwalificatie';
  const entry = facts.diplomas.some(({ kind, day }) => definition.entryDiplomas.includes(kind) && day <= end);
  const working = status !== null && definition.entryStatuses.includes(status);
  return entry && working ? 'entree-werkend' : null;
}
