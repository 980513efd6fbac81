/** The absence file as schools send it: in order of sending, with repeats, corrections and withdrawals. */
import { weekdayOf } from '../../law/day';
import type { AbsenceKind } from '../../law/facts';
import { patternOf } from './absence-patterns';
import { AbsenceOfPupil } from './absence-records';
import { dateText, type DemoEnrolment, type DemoPupil, schoolPgn } from './pupil';
import type { Chance } from './random';
import type { SchoolYear } from './school-year';

/** Cells of the file, and the day it was sent. */
interface SentRow {
  sent: number;
  order: number;
  cells: readonly string[];
}

interface Registered {
  number: string;
  pgn: string;
  brin: string;
  code: string;
  day: number;
  hundredths: number;
  kind: AbsenceKind;
  wholeDay: boolean;
  reason: string;
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

function cellsOf(r: Registered): string[] {
  const wholeDay = r.wholeDay ? 'ja' : 'nee';
  return [r.number, r.pgn, r.brin, r.code, dateText(r.day), hoursText(r.hundredths), r.kind, wholeDay, r.reason];
}

/** Teaching days of the location on which this pupil is expected there. */
function ownDays(enrolment: DemoEnrolment, year: SchoolYear): number[] {
  const all = year.teachingDays.get(enrolment.school.code) ?? [];
  const { from, until, weekdays } = enrolment;
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
      const onLeave = days.filter((n) => leave.some((e) => e.from <= n && n <= (e.until ?? n)));
      const share = Math.min(1, days.length / NORMAL_DAYS);
      const absence = new AbsenceOfPupil(this.chance, enrolment, days, onLeave);
      for (const one of absence.fill(patternOf(enrolment, pupil.age), share)) {
        this.register({ ...one, pgn: schoolPgn(pupil), brin: enrolment.school.brin, code: enrolment.school.code, number: '' });
      }
    }
  }

  /** In order of sending; within a day as the pupils come. */
  *sent(): Generator<readonly string[]> {
    this.rows.sort((a, b) => a.sent - b.sent || a.order - b.order);
    for (const row of this.rows) yield row.cells;
  }

  get size(): number {
    return this.rows.length;
  }

  private register(record: Registered): void {
    const { chance } = this;
    const count = (this.counters.get(record.brin) ?? 0) + 1;
    this.counters.set(record.brin, count);
    record.number = `${this.year.year}-${String(count).padStart(6, '0')}`;
    const sent = record.day + (chance.hit(0.08) ? chance.between(1, 6) : 0);
    this.send(sent, cellsOf(record));
    if (chance.hit(REPEATED)) this.send(sent + chance.between(0, 2), cellsOf(record));
    if (chance.hit(CORRECTED)) this.send(sent + chance.between(1, 14), cellsOf(this.corrected(record)));
    else if (chance.hit(WITHDRAWN)) {
      this.send(sent + chance.between(1, 14), [record.number, '', record.brin, '', '', '', 'ingetrokken', '', '']);
    }
  }

  /** The parents called after all, or it turned out not to be true; or the hours were wrong. */
  private corrected(record: Registered): Registered {
    switch (record.kind) {
      case 'ongeoorloofd':
        return { ...record, kind: this.chance.hit(0.5) ? 'ziek' : 'geoorloofd', reason: '' };
      case 'ziek':
        return { ...record, kind: this.chance.hit(0.3) ? 'ongeoorloofd' : 'geoorloofd', reason: '' };
      default:
        return { ...record, hundredths: Math.max(25, Math.round(record.hundredths / 50) * 25), wholeDay: false };
    }
  }

  private send(sent: number, cells: readonly string[]): void {
    this.rows.push({ sent, order: this.rows.length, cells });
  }
}
