/** The shape of `config/law/parameters.json`: every value dated and with its legal source. */
import {
  DIPLOMA_KINDS,
  EXEMPTION_ARTICLES,
  PHASES,
  type DiplomaKind,
  type ExemptionArticle,
  type Phase,
  VSO_PROFILES,
  type VsoProfile,
} from './facts';
import type { Day } from './day';

export interface Dated<T> {
  vanaf: Day;
  waarde: T;
  bron: string;
}

type Reader<T> = (value: unknown) => T;

/** Thrown by a reader with what was expected; the parser adds the place. */
export class UnexpectedValue extends Error {}

const wholeNumber: Reader<number> = (value) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw new UnexpectedValue('een geheel getal vanaf 1');
  return value;
};

/** Hours are kept in whole hundredths. */
const hours: Reader<number> = (value) => {
  const hundredths = typeof value === 'number' ? Math.round(value * 100) : 0;
  if (typeof value !== 'number' || hundredths < 1 || Math.abs(value * 100 - hundredths) > 1e-6) {
    throw new UnexpectedValue('uren boven 0 met ten hoogste twee decimalen');
  }
  return hundredths;
};

const ladder: Reader<readonly number[]> = (value) => {
  if (!Array.isArray(value) || value.length === 0) throw new UnexpectedValue('een lijst met gehele getallen');
  return [...new Set(value.map(wholeNumber))].sort((a, b) => a - b);
};

function listOf<T extends string>(allowed: readonly T[]): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new UnexpectedValue('een lijst');
    return value.map((item) => {
      const known = allowed.find((one) => one === item);
      if (known === undefined) throw new UnexpectedValue(`een lijst met waarden uit ${allowed.join(', ')}`);
      return known;
    });
  };
}

const phases: Reader<readonly Phase[]> = listOf(PHASES);
const diplomas: Reader<readonly DiplomaKind[]> = listOf(DIPLOMA_KINDS);
const profiles: Reader<readonly VsoProfile[]> = listOf(VSO_PROFILES);
const articles: Reader<readonly ExemptionArticle[]> = listOf(EXEMPTION_ARTICLES);

/** Every section and parameter that the file must have, with how its value is read. */
export const SHAPE = {
  leerplicht: { beginleeftijd: wholeNumber, eindleeftijd: wholeNumber, verlofartikelen: articles },
  kwalificatieplicht: {
    eindleeftijd: wholeNumber,
    startkwalificatie: diplomas,
    vrijstellendeDiplomas: diplomas,
    vrijstellendeProfielen: profiles,
  },
  doorstroompunt: { leeftijdsgrens: wholeNumber },
  'verzuim-16u': { fasen: phases, drempelUren: hours, vensterPosities: wholeNumber },
  'verzuim-langdurig': { fasen: phases, posities: wholeNumber },
  'verzuim-luxe': { fasen: phases },
  'verzuim-18plus': { fasen: phases, vanafLeeftijd: wholeNumber, posities: wholeNumber },
  'verzuim-absoluut': { fasen: phases },
  'uitval-18plus': { fasen: phases, vanafLeeftijd: wholeNumber },
  'te-laat': { fasen: phases, ladder },
  ziekteverzuim: { fasen: phases, lesdagen: wholeNumber, perioden: wholeNumber, vensterPosities: wholeNumber },
} as const;

type Value<R> = R extends Reader<infer T> ? T : never;

/** The file as read and checked; hours in hundredths. */
export type ParameterFile = {
  readonly [S in keyof typeof SHAPE]: {
    readonly [P in keyof (typeof SHAPE)[S]]: readonly Dated<Value<(typeof SHAPE)[S][P]>>[];
  };
};

/** An override names only what differs; each list given replaces the whole list. */
export type ParameterOverride = { readonly [S in keyof ParameterFile]?: Partial<ParameterFile[S]> };
