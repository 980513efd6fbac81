import { type Day, parseDay } from '../../law/day';
import { WEEKDAYS } from '../../law/facts';
import { type Birth, birthOf } from '../../registry/birth-date';
import { findMunicipality, findRegion, regions } from '../../registry/facts';

/** Why a value cannot be read, in Dutch. */
export class Bad {
  constructor(readonly reason: string) {}
}

/** Reads one value that is not empty and has no blanks around it. */
export type Parser<T> = (text: string) => T | Bad;

const NOT_A_DAY = new Bad('is geen bestaande datum (jjjj-mm-dd of dd-mm-jjjj)');
const NOT_A_PGN = new Bad('is geen geldig BSN en geen onderwijsnummer (negen cijfers, beginnend met 10)');
const BSN_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

export const day: Parser<Day> = (text) => {
  const written = /^\d\d-\d\d-\d{4}$/.test(text) ? `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}` : text;
  // PostgreSQL knows no year 0
  return written.startsWith('0000') ? NOT_A_DAY : (parseDay(written) ?? NOT_A_DAY);
};

/** A date of birth; 00 stands for a day, or a day and month, that nobody knows (1968-00-00, 00-00-1968). */
export const birth: Parser<Birth> = (text) => {
  const [, dd, mm, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text) ?? [];
  const written = year === undefined ? text : `${year}-${mm}-${dd}`;
  return written.startsWith('0000') ? NOT_A_DAY : (birthOf(written) ?? NOT_A_DAY);
};

function isBsn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += BSN_WEIGHTS[i]! * (digits.charCodeAt(i) - 48);
  return sum % 11 === 0 && digits !== '000000000';
}

/** A BSN or onderwijsnummer; a BSN of eight digits gets its leading zero. */
export const pgn: Parser<string> = (text) => {
  if (!/^\d{8,9}$/.test(text)) return NOT_A_PGN;
  const digits = text.padStart(9, '0');
  return digits.startsWith('10') || isBsn(digits) ? digits : NOT_A_PGN;
};

/** The number that a BSN replaces. */
export const onderwijsnummer: Parser<string> = (text) =>
  /^10\d{7}$/.test(text) ? text : new Bad('is geen onderwijsnummer (negen cijfers, beginnend met 10)');

export const brin: Parser<string> = (text) => {
  const code = text.toUpperCase();
  return /^\d\d[A-Z]{2}$/.test(code) ? code : new Bad('is geen BRIN (twee cijfers en twee letters)');
};

/** Two digits, or all six characters. */
export const vestiging: Parser<string> = (text) => {
  const code = text.toUpperCase();
  return /^(\d\d[A-Z]{2})?\d\d$/.test(code)
    ? code
    : new Bad('is geen vestiging (twee cijfers, of BRIN en twee cijfers)');
};

export const municipalityCode: Parser<string> = (text) =>
  findMunicipality(text) ? text : new Bad('is geen bekende gemeentecode (vier cijfers)');

/** DUO's code, also where the code of the law was sent. */
export const regionCode: Parser<string> = (text) =>
  (findRegion(text) ?? regions().find(({ lawCode }) => lawCode === text))?.code ??
  new Bad('is geen bekende regiocode (twee cijfers)');

/** Text of at most `longest` characters. */
export function textOf(longest: number): Parser<string> {
  const tooLong = new Bad(`is langer dan ${longest} tekens`);
  const unreadable = new Bad('bevat een onleesbaar teken');
  return (text) => (text.length > longest ? tooLong : text.includes('\0') ? unreadable : text);
}

/** A value of a list, read without regard to case. */
export function oneOf<T extends string>(values: readonly T[]): Parser<T> {
  const known = new Map(values.map((value) => [value.toLowerCase(), value]));
  const bad = new Bad(`moet een van deze zijn: ${values.join(', ')}`);
  return (text) => known.get(text) ?? known.get(text.toLowerCase()) ?? bad;
}

const yesOrNo = oneOf(['ja', 'nee']);

export const yesNo: Parser<boolean> = (text) => {
  const read = yesOrNo(text);
  return read instanceof Bad ? read : read === 'ja';
};

/** A number with at most two decimals, in hundredths; both ends included. */
export function hundredths(lowest: number, highest: number): Parser<number> {
  const written = (n: number) => (n / 100).toFixed(2).replace('.', ',');
  const bad = new Bad('is geen getal met hoogstens twee decimalen');
  const outside = new Bad(`moet van ${written(lowest)} tot en met ${written(highest)} zijn`);
  return (text) => {
    const parts = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text);
    if (parts === null) return /^-\d{1,6}(?:[.,]\d{1,2})?$/.test(text) ? outside : bad;
    const n = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
    return n < lowest || n > highest ? outside : n;
  };
}

/** A whole number from 0. */
export const wholeNumber: Parser<number> = (text) =>
  /^\d{1,6}$/.test(text) ? Number(text) : new Bad('is geen heel getal van 0 of hoger');

/** Comma-separated values, each read by `parse`; doubles count once. */
export function listOf<T>(parse: Parser<T>): Parser<T[]> {
  return (text) => {
    const read: T[] = [];
    for (const part of text.split(',')) {
      if (part.trim() === '') continue;
      const value = parse(part.trim());
      if (value instanceof Bad) return value;
      if (!read.includes(value)) read.push(value);
    }
    return read;
  };
}

const weekdayList = listOf(oneOf(WEEKDAYS));

/** `ma,di` as bits: bit 0 = Monday … bit 4 = Friday. */
export const weekdayBits: Parser<number> = (text) => {
  const days = weekdayList(text);
  if (days instanceof Bad) return days;
  if (days.length === 0) return new Bad('bevat geen dag');
  return days.reduce((bits, name) => bits | (1 << WEEKDAYS.indexOf(name)), 0);
};
