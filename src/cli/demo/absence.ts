/** The absence file as schools send it: in order of sending, with repeats, corrections and withdrawals. */
import { weekdayOf } from '../../law/day';
import { patternOf } from './absence-patterns';
import { AbsenceOfPupil, type DemoAbsence } from './absence-records';
import { dateText, type DemoEnrolment, type DemoPupil, schoolPgn } from './pupil';
import type { Chance } from './random';
import type { DemoSchool } from './region';
import type { SchoolYear } from './school-year';

interface Registered {
  /** counted per BRIN */
  number: number;
  pgn: string;
  school: DemoSchool;
}

/** What is sent on a day; its cells are made when it is written, to keep memory small. `absence`: after a correction, if any. */
interface SentRow {
  sent: number;
  order: number;
  record: Registered;
  absence: DemoAbsence | 'ingetrokken';
}

export const ABSENCE_COLUMNS = [
  'registratienummer',
  'pgn',
  'brin',
  'vestiging',
  'datum',
  'uren',
  'soort',
  'hele_dag',
  'reden',
] as const;

const REPEATED = 0.003;
const CORRECTED = 0.006;
const WITHDRAWN = 0.002;
const NORMAL_DAYS = 185;

/** 525 → `5.25`, 100 → `1.00`. */
function hoursText(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

function cellsOf({ record, absence }: SentRow, year: number): string[] {
  const number = `${year}-${String(record.number).padStart(6, '0')}`;
  const { brin, code } = record.school;
  if (absence === 'ingetrokken') return [number, '', brin, '', '', '', absence, '', ''];
  const wholeDay = absence.wholeDay ? 'ja' : 'nee';
  const { day, hundredths, kind, reason } = absence;
  return [number, record.pgn, brin, code, dateText(day), hoursText(hundredths), kind, wholeDay, reason];
}

/** Teaching days of the location on which this pupil is expected there. */
function ownDays(enrolment: DemoEnrolment, year: SchoolYear): readonly number[] {
  const all = year.teachingDays.get(enrolment.school.code) ?? [];
  const { from, until, weekdays } = enrolment;
  if (weekdays === null && until === null && from <= year.first) return all;
  return all.filter(
    (n) => n >= from && (until === null || n <= until) && (weekdays === null || weekdays.includes(weekdayOf(n))),
  );
}

export class AbsenceFile {
  private readonly rows: SentRow[] = [];
  private readonly counters = new Map<string, number>();

  constructor(
    private readonly chance: Chance,
    private readonly year: SchoolYear,
  ) {}

  add(pupil: DemoPupil): void {
    const leave = pupil.exemptions.filter((e) => e.article === 'ART11F' || e.article === 'ART11G');
    for (const enrolment of pupil.enrolments) {
      if (enrolment.until !== null && enrolment.until < this.year.first) continue;
      const days = ownDays(enrolment, this.year);
      // A few days at a school tell nothing; before the fifth birthday schools register little.
      if (days.length < 10 || pupil.age < 4) continue;
      const onLeave = leave.flatMap((e) => days.filter((n) => e.from <= n && n <= (e.until ?? n)));
      const share = Math.min(1, days.length / NORMAL_DAYS);
      const absence = new AbsenceOfPupil(this.chance, enrolment, days, onLeave);
      for (const one of absence.fill(patternOf(enrolment, pupil.age), share)) {
        this.register(one, schoolPgn(pupil), enrolment.school);
      }
    }
  }

  /**
   * In order of sending; within a day as the pupils come. Cut into deliveries: each takes what was sent before its day,
   * the last one all that is left.
   */
  *sent(days: readonly number[]): Generator<[day: number, rows: Iterable<readonly string[]>]> {
    this.rows.sort((a, b) => a.sent - b.sent || a.order - b.order);
    let from = 0;
    for (const day of days) {
      const found = day === days.at(-1) ? -1 : this.rows.findIndex((row, i) => i >= from && row.sent >= day);
      const until = found < 0 ? this.rows.length : found;
      if (until > from) yield [day, this.cells(from, until)];
      from = until;
    }
  }

  private *cells(from: number, until: number): Generator<readonly string[]> {
    for (let i = from; i < until; i++) yield cellsOf(this.rows[i] as SentRow, this.year.year);
  }

  private register(absence: DemoAbsence, pgn: string, school: DemoSchool): void {
    const { chance } = this;
    const number = (this.counters.get(school.brin) ?? 0) + 1;
    this.counters.set(school.brin, number);
    const record = { number, pgn, school };
    const sent = absence.day + (chance.hit(0.08) ? chance.between(1, 6) : 0);
    this.send(sent, record, absence);
    if (chance.hit(REPEATED)) this.send(sent + chance.between(0, 2), record, absence);
    if (chance.hit(CORRECTED)) this.send(sent + chance.between(1, 14), record, this.corrected(absence));
    else if (chance.hit(WITHDRAWN)) this.send(sent + chance.between(1, 14), record, 'ingetrokken');
  }

  /** The parents called after all, or it turned out not to be true; or the hours were wrong. */
  private corrected(absence: DemoAbsence): DemoAbsence {
    switch (absence.kind) {
      case 'ongeoorloofd':
        return { ...absence, kind: this.chance.hit(0.5) ? 'ziek' : 'geoorloofd', reason: '' };
      case 'ziek':
        return { ...absence, kind: this.chance.hit(0.3) ? 'ongeoorloofd' : 'geoorloofd', reason: '' };
      default:
        return { ...absence, hundredths: Math.max(25, Math.round(absence.hundredths / 50) * 25), wholeDay: false };
    }
  }

  private send(sent: number, record: Registered, absence: SentRow['absence']): void {
    this.rows.push({ sent, order: this.rows.length, record, absence });
  }
}
