import { birthday, type Day } from '../law/day';

export const RECORD_CLASSES = [
  ...(['leerplicht', 'kwalificatieplicht', 'doorstroompunt', 'wpg', 'vrijstelling', 'verzuim', 'leerling'] as const),
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** A term of config/retention: in force from `vanaf` until the next of its class. */
export interface RetentionRule {
  klasse: RecordClass | 'logboek';
  vanaf: Day;
  telt: string;
  jaren: number;
  /** legal source */
  bron: string;
}

/** What the terms count from. `qualifiedOn`: the first startkwalificatie; null: none. */
export interface Life {
  birthDate: Day;
  qualifiedOn: Day | null;
  /** 18, and the age limit of the Doorstroompunt */
  qualificationAge: number;
  ageLimit: number;
}

/** The rule of a class on a day. Throws where there is none: then nothing may be destroyed. */
export function ruleOn(rules: readonly RetentionRule[], klasse: RetentionRule['klasse'], day: Day): RetentionRule {
  const inForce = rules.filter((one) => one.klasse === klasse && one.vanaf <= day);
  const last = inForce.sort((a, b) => (a.vanaf < b.vanaf ? -1 : 1)).at(-1);
  if (!last) throw new Error(`no retention rule for ${klasse} on ${day}`);
  return last;
}

const earliest = (a: Day, b: Day | null): Day => (b !== null && b < a ? b : a);

/** The day that a term counts from, of what hangs on somebody's age. */
export function startOfTerm(klasse: Exclude<RecordClass, 'wpg' | 'vrijstelling'>, life: Life): Day {
  if (klasse === 'leerplicht') return life.birthDate;
  const doorstroompunt = klasse === 'doorstroompunt' || klasse === 'leerling';
  const age = doorstroompunt ? life.ageLimit : life.qualificationAge;
  return earliest(birthday(life.birthDate, age), life.qualifiedOn);
}

/** The first day on which it may be destroyed: so many years after the start; of 29 February in other years 1 March. */
export function destroyOn(start: Day, rule: RetentionRule): Day {
  return birthday(start, rule.jaren);
}

/** A destruction date and the rule that it follows. */
export interface Term {
  recordClass: RecordClass;
  destroyOn: Day;
  source: string;
}

/** Of what falls under several classes, the longest term counts; of equal ones the first. */
export function longestTerm(
  classes: readonly Exclude<RecordClass, 'wpg' | 'vrijstelling'>[],
  life: Life,
  rules: readonly RetentionRule[],
  today: Day,
): Term {
  return classes
    .map((recordClass): Term => {
      const rule = ruleOn(rules, recordClass, today);
      return { recordClass, destroyOn: destroyOn(startOfTerm(recordClass, life), rule), source: rule.bron };
    })
    .reduce((a, b) => (a.destroyOn < b.destroyOn ? b : a));
}
