/**
 * The facts that the law is applied to, and what it yields. Plain data in, plain data out:
 * this room knows no database, no framework and no clock.
 */
import type { Day } from './day';

export const ABSENCE_KINDS = ['ongeoorloofd', 'luxe', 'te_laat', 'ziek', 'geoorloofd', 'ingetrokken'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

export const EDUCATION_KINDS = ['po', 'sbo', 'so', 'vo', 'vso', 'pro', 'mbo', 'vavo'] as const;
export type EducationKind = (typeof EDUCATION_KINDS)[number];

export const VSO_PROFILES = ['vervolgonderwijs', 'arbeidsmarkt', 'dagbesteding'] as const;
export type VsoProfile = (typeof VSO_PROFILES)[number];

export const DIPLOMA_KINDS = ['vmbo', 'havo', 'vwo', 'mbo1', 'mbo2', 'mbo3', 'mbo4', 'pro', 'vso'] as const;
export type DiplomaKind = (typeof DIPLOMA_KINDS)[number];

/** Articles of the Leerplichtwet 1969; `ART5_A` is article 5 onder a, `ART5A` is article 5a. */
export const EXEMPTION_ARTICLES = [
  'ART3A',
  'ART3B',
  'ART5_A',
  'ART5_B',
  'ART5_C',
  'ART5A',
  'ART11F',
  'ART11G',
  'ART15',
] as const;
export type ExemptionArticle = (typeof EXEMPTION_ARTICLES)[number];

export const WEEKDAYS = ['ma', 'di', 'wo', 'do', 'vr'] as const;

export const PHASES = ['nog_niet', 'leerplicht', 'kwalificatieplicht', 'doorstroompunt', 'geen'] as const;
export type Phase = (typeof PHASES)[number];

export const RULES = [
  'te-laat',
  'uitval-18plus',
  'verzuim-16u',
  'verzuim-18plus',
  'verzuim-absoluut',
  'verzuim-langdurig',
  'verzuim-luxe',
  'ziekteverzuim',
] as const;
export type Rule = (typeof RULES)[number];

/** One absence record. `hundredths`: hours times 100, whole. `number`: the school's own registratienummer. */
export interface AbsenceFact {
  number: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: AbsenceKind;
  wholeDay: boolean;
}

/** `teachingDays`: bit 0 = Monday … bit 4 = Friday; null where every teaching day of the location counts. */
export interface EnrolmentFact {
  location: string;
  education: EducationKind;
  profile: VsoProfile | null;
  teachingDays: number | null;
  from: Day;
  until: Day | null;
}

export interface ExemptionFact {
  article: ExemptionArticle;
  from: Day;
  until: Day | null;
}

export interface DiplomaFact {
  kind: DiplomaKind;
  day: Day;
}

/** `from` null: resident there as far back as we know. Ordered by `from`. */
export interface ResidenceFact {
  from: Day | null;
  municipality: string;
}

/** All that is known of one pupil. `absence` is ordered by location, then day; withdrawn records are left out. */
export interface PupilFacts {
  birthDate: Day;
  deathDate: Day | null;
  departureDate: Day | null;
  residences: ResidenceFact[];
  enrolments: EnrolmentFact[];
  diplomas: DiplomaFact[];
  exemptions: ExemptionFact[];
  absence: AbsenceFact[];
}

export const SKIP_REASONS = ['geen_lesdag', 'niet_in_fase', 'vrijgesteld', 'voor_herstart'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why a signal stands: shown to the person who works it. Hours in hundredths. */
export interface Evidence {
  /** legal source of the rule, e.g. "LPW art. 21a" */
  article: string;
  /** the parameters in force on the deciding day, by name */
  parameters: Record<string, number | string | number[]>;
  days: { day: Day; hundredths: number; records: string[] }[];
  /** absence days of the same kind inside the span that were not counted, and why */
  skipped: { day: Day; reason: SkipReason; records: string[] }[];
  /** a remark for rules without absence days, e.g. the last enrolment's end */
  remark?: string;
}

/**
 * A signal that should stand. `location` null for sweep rules. `mark` tells signals of one rule, location and
 * begin date apart: the step ("6") of te-laat; "duur" or "frequentie" of ziekteverzuim; else "".
 */
export interface ExpectedSignal {
  rule: Rule;
  location: string | null;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  mark: string;
  /** phase on `until` (sweep rules: on the sweep date) */
  phase: Phase;
  evidence: Evidence;
}
