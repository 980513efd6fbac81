/** What the demonstration knows of one invented pupil, before it is written to files. Days are day numbers. */
import { fromNumber } from '../../law/day';
import type { DiplomaKind, EducationKind, ExemptionArticle, VsoProfile } from '../../law/facts';
import type { Address, PersonName } from './names';
import type { DemoSchool } from './region';

export interface DemoEnrolment {
  school: DemoSchool;
  education: EducationKind;
  /** vo: onderbouw, vmbo, havo-vwo; mbo: 1 to 4; else empty */
  level: string;
  /** year of the course; 0 where it is not known */
  grade: number;
  profile: VsoProfile | null;
  /** weekdays at school (Monday 0); null: all */
  weekdays: readonly number[] | null;
  from: number;
  until: number | null;
  reason: string;
}

export interface DemoExemption {
  article: ExemptionArticle;
  from: number;
  until: number | null;
}

export interface DemoMove {
  municipality: string;
  from: number;
  address: Address;
}

/** All that a pupil's school life brings: made from the age on 1 October by careers.ts. */
export interface Career {
  enrolments: DemoEnrolment[];
  diplomas: { kind: DiplomaKind; day: number }[];
  exemptions: DemoExemption[];
  /** what the vsv statistic needs and no school tells, on 1 October of this school year */
  status: string;
}

export interface DemoPupil extends Career {
  /** the BSN, also where the school first knew only an onderwijsnummer */
  pgn: string;
  onderwijsnummer: string | null;
  birth: number;
  /** age on 1 October of the school year */
  age: number;
  sex: 'm' | 'v';
  name: PersonName;
  municipality: string;
  address: Address;
  secret: boolean;
  telephone: string;
  email: string;
  death: number | null;
  departure: number | null;
  move: DemoMove | null;
}

/** The number under which the schools knew the pupil in this school year. */
export function schoolPgn(pupil: DemoPupil): string {
  return pupil.onderwijsnummer ?? pupil.pgn;
}

const texts = new Map<number, string>();

/** `yyyy-mm-dd` of a day number; empty for none. The same days come back in every file: each is written once. */
export function dateText(n: number | null): string {
  if (n === null) return '';
  let text = texts.get(n);
  if (text === undefined) {
    text = fromNumber(n);
    texts.set(n, text);
  }
  return text;
}
