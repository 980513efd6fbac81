/** The law as it stands on each day, made ready for judging: one object per stretch of days without change. */
import { toNumber } from './day';
import {
  type DiplomaKind,
  type ExemptionArticle,
  type Phase,
  PHASES,
  type Rule,
  RULES,
  type VsoProfile,
} from './facts';
import { applyOverride, parseOverride, parseParameterFile } from './parameter-file';
import type { Dated, ParameterFile } from './parameter-shape';

export { ParameterError } from './parameter-file';
export type { ParameterFile, ParameterOverride } from './parameter-shape';

/** Everything in force from `from` until the day before `until`. Hours in hundredths. */
export interface LawInForce {
  readonly from: number;
  readonly until: number;
  readonly startAge: number;
  readonly endAge: number;
  readonly qualificationAge: number;
  readonly ageLimit: number;
  readonly startQualifications: readonly DiplomaKind[];
  readonly freeingDiplomas: readonly DiplomaKind[];
  readonly freeingProfiles: readonly VsoProfile[];
  readonly leave: readonly ExemptionArticle[];
  readonly hoursThreshold: number;
  readonly hoursWindow: number;
  readonly longPositions: number;
  readonly adultPositions: number;
  readonly adultAge: number;
  readonly dropoutAge: number;
  readonly lateLadder: readonly number[];
  readonly sickDays: number;
  readonly sickRuns: number;
  readonly sickWindow: number;
  /** per rule the phases in which it counts: bit 0 = the first of PHASES */
  readonly phases: Readonly<Record<Rule, number>>;
  /** per rule its legal source */
  readonly sources: Readonly<Record<Rule, string>>;
}

function onDay<T>(list: readonly Dated<T>[], n: number): Dated<T> {
  let found = list[0] as Dated<T>;
  for (const one of list) if (toNumber(one.vanaf) <= n) found = one;
  return found;
}

function phaseMask(phases: readonly Phase[]): number {
  return phases.reduce((mask, phase) => mask | (1 << PHASES.indexOf(phase)), 0);
}

function inForce(file: ParameterFile, from: number, until: number, day: number): LawInForce {
  const value = <T>(list: readonly Dated<T>[]): T => onDay(list, day).waarde;
  const perRule = <T>(read: (rule: Rule) => T): Record<Rule, T> =>
    Object.fromEntries(RULES.map((rule) => [rule, read(rule)])) as Record<Rule, T>;
  return {
    from,
    until,
    startAge: value(file.leerplicht.beginleeftijd),
    endAge: value(file.leerplicht.eindleeftijd),
    qualificationAge: value(file.kwalificatieplicht.eindleeftijd),
    ageLimit: value(file.doorstroompunt.leeftijdsgrens),
    startQualifications: value(file.kwalificatieplicht.startkwalificatie),
    freeingDiplomas: value(file.kwalificatieplicht.vrijstellendeDiplomas),
    freeingProfiles: value(file.kwalificatieplicht.vrijstellendeProfielen),
    leave: value(file.leerplicht.verlofartikelen),
    hoursThreshold: value(file['verzuim-16u'].drempelUren),
    hoursWindow: value(file['verzuim-16u'].vensterPosities),
    longPositions: value(file['verzuim-langdurig'].posities),
    adultPositions: value(file['verzuim-18plus'].posities),
    adultAge: value(file['verzuim-18plus'].vanafLeeftijd),
    dropoutAge: value(file['uitval-18plus'].vanafLeeftijd),
    lateLadder: value(file['te-laat'].ladder),
    sickDays: value(file.ziekteverzuim.lesdagen),
    sickRuns: value(file.ziekteverzuim.perioden),
    sickWindow: value(file.ziekteverzuim.vensterPosities),
    phases: perRule((rule) => phaseMask(value(file[rule].fasen))),
    sources: perRule((rule) => onDay(file[rule].fasen, day).bron),
  };
}

export class LawParameters {
  /** Oldest first; together they cover every day. */
  readonly versions: readonly LawInForce[];
  /** Bounds over all versions: below them a rule cannot raise anything. */
  readonly lowestThreshold: number;
  readonly lowestLateStep: number;
  readonly lowestSickDays: number;
  readonly lowestSickRuns: number;

  constructor(readonly file: ParameterFile) {
    const changes = new Set<number>();
    for (const section of Object.values(file)) {
      for (const list of Object.values(section) as (readonly Dated<unknown>[])[]) {
        // The first value of a list holds before its date too.
        for (const one of list.slice(1)) changes.add(toNumber(one.vanaf));
      }
    }
    const starts = [-Infinity, ...[...changes].sort((a, b) => a - b)];
    this.versions = starts.map((from, i) => inForce(file, from, starts[i + 1] ?? Infinity, from));
    this.lowestThreshold = Math.min(...this.versions.map((law) => law.hoursThreshold));
    this.lowestLateStep = Math.min(...this.versions.map((law) => law.lateLadder[0] ?? Infinity));
    this.lowestSickDays = Math.min(...this.versions.map((law) => law.sickDays));
    this.lowestSickRuns = Math.min(...this.versions.map((law) => law.sickRuns));
  }

  /** What is in force on that day number. */
  at(n: number): LawInForce {
    let i = this.versions.length - 1;
    while (i > 0 && (this.versions[i] as LawInForce).from > n) i--;
    return this.versions[i] as LawInForce;
  }
}

/** From the content of `config/law/parameters.json`. */
export function parseParameters(json: unknown): LawParameters {
  return new LawParameters(parseParameterFile(json));
}

/** The same law with the values of a partial file in their place; what it does not name stays. */
export function overrideParameters(base: LawParameters, json: unknown): LawParameters {
  return new LawParameters(applyOverride(base.file, parseOverride(json)));
}
