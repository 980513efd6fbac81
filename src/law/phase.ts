/** Who falls under what, on a given day (domain.md section 1). */
import { birthdayNumber, type Day, monthAfterBirthday, schoolYearEndAfterBirthday, toNumber } from './day';
import { type DiplomaKind, type EnrolmentFact, type Phase, PHASES, type PupilFacts } from './facts';
import type { LawInForce, LawParameters } from './parameters';
import type { SchoolDays } from './teaching-weeks';

/** Indexes in PHASES. */
const NOT_YET = 0;
const COMPULSORY = 1;
const QUALIFICATION = 2;
const GUIDANCE = 3;
const NONE = 4;

export interface PhaseSpan {
  from: number;
  /** last day of the span; Infinity where it does not end */
  until: number;
  phase: Phase;
}

/** The phases of one pupil, as stretches of days; looking a day up costs a few comparisons. */
export class PhaseSpans {
  private readonly starts: number[] = [];
  private readonly codes: number[] = [];

  /** Index in PHASES of the phase on day number n. */
  codeOn(n: number): number {
    let i = this.starts.length - 1;
    while (i > 0 && (this.starts[i] as number) > n) i--;
    return this.codes[i] as number;
  }

  on(n: number): Phase {
    return PHASES[this.codeOn(n)] as Phase;
  }

  /** First day of the unbroken stretch up to n in which every phase is in `mask`; n itself must be in it. */
  unbrokenSince(n: number, mask: number): number {
    let i = this.starts.length - 1;
    while (i > 0 && (this.starts[i] as number) > n) i--;
    while (i > 0 && ((mask >> (this.codes[i - 1] as number)) & 1) === 1) i--;
    return this.starts[i] as number;
  }

  spans(): PhaseSpan[] {
    return this.starts.map((from, i) => ({
      from,
      until: (this.starts[i + 1] ?? Infinity) - 1,
      phase: PHASES[this.codes[i] as number] as Phase,
    }));
  }

  add(from: number, code: number): void {
    if (this.codes.at(-1) === code) return;
    this.starts.push(from);
    this.codes.push(code);
  }
}

/** The day from which the pupil no longer counts: death or departure; Infinity where neither is known. */
export function goneFrom(facts: PupilFacts): number {
  const death = facts.deathDate === null ? Infinity : toNumber(facts.deathDate);
  const departure = facts.departureDate === null ? Infinity : toNumber(facts.departureDate);
  return Math.min(death, departure);
}

function firstDiploma(facts: PupilFacts, kinds: readonly DiplomaKind[]): number {
  let first = Infinity;
  for (const diploma of facts.diplomas) {
    if (kinds.includes(diploma.kind)) first = Math.min(first, toNumber(diploma.day));
  }
  return first;
}

interface VsoStart {
  from: number;
  until: number;
  fact: EnrolmentFact;
}

/** Vso enrolments, oldest first; of two begun on one day the one that lasts longest comes last. */
function vsoStarts(enrolments: readonly EnrolmentFact[]): VsoStart[] {
  const found: VsoStart[] = [];
  for (const fact of enrolments) {
    if (fact.education !== 'vso') continue;
    found.push({ from: toNumber(fact.from), until: fact.until === null ? Infinity : toNumber(fact.until), fact });
  }
  if (found.length < 2) return found;
  return found.sort((a, b) => {
    if (a.from !== b.from) return a.from - b.from;
    if (a.until !== b.until) return a.until < b.until ? -1 : 1;
    return a.fact.location < b.fact.location ? -1 : a.fact.location > b.fact.location ? 1 : 0;
  });
}

/** By insertion: for a handful of numbers, many times a second, faster than a general sort. */
function sortNumbers(values: number[]): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let at = i;
    for (; at > 0 && (values[at - 1] as number) > value; at--) values[at] = values[at - 1] as number;
    values[at] = value;
  }
}

/** Adds the phases of the days in which one version of the law is in force. */
function addVersion(
  spans: PhaseSpans,
  facts: PupilFacts,
  law: LawInForce,
  school: SchoolDays,
  vso: VsoStart[],
  gone: number,
): void {
  const start = school.firstTeachingDayFrom(monthAfterBirthday(facts.birthDate, law.startAge));
  const end = schoolYearEndAfterBirthday(facts.birthDate, law.endAge);
  const grown = birthdayNumber(facts.birthDate, law.qualificationAge);
  const limit = birthdayNumber(facts.birthDate, law.ageLimit);
  const qualified = facts.diplomas.length === 0 ? Infinity : firstDiploma(facts, law.startQualifications);
  const freed = facts.diplomas.length === 0 ? Infinity : Math.min(qualified, firstDiploma(facts, law.freeingDiplomas));
  const freedByProfile = (n: number): boolean => {
    let last: VsoStart | null = null;
    for (const one of vso) if (one.from <= n) last = one;
    return last !== null && last.fact.profile !== null && law.freeingProfiles.includes(last.fact.profile);
  };
  const phaseAt = (n: number): number => {
    if (n >= gone) return NONE;
    if (n < start) return NOT_YET;
    if (n <= end) return COMPULSORY;
    if (n < grown && n < freed && !freedByProfile(n)) return QUALIFICATION;
    return n < limit && n < qualified ? GUIDANCE : NONE;
  };
  const edges = [law.from, start, end + 1, grown, limit, qualified, freed, gone];
  for (const one of vso) edges.push(one.from);
  sortNumbers(edges);
  let previous = NaN;
  for (const edge of edges) {
    if (edge === previous || edge < law.from || edge >= law.until) continue;
    spans.add(edge, phaseAt(edge));
    previous = edge;
  }
}

export function phaseSpans(facts: PupilFacts, school: SchoolDays, params: LawParameters): PhaseSpans {
  const spans = new PhaseSpans();
  const vso = vsoStarts(facts.enrolments);
  const gone = goneFrom(facts);
  for (const law of params.versions) addVersion(spans, facts, law, school, vso, gone);
  return spans;
}

export function phaseOn(facts: PupilFacts, day: Day, school: SchoolDays, params: LawParameters): Phase {
  return phaseSpans(facts, school, params).on(toNumber(day));
}
