/** School lives after secondary school: mbo and vavo, early leavers, and those who have their startkwalificatie. */
import { numberOf } from '../../law/day';
import type { DiplomaKind, EducationKind } from '../../law/facts';
import type { Career, DemoEnrolment } from './pupil';
import type { Chance } from './random';
import type { SchoolChoice } from './school-choice';
import type { SchoolYear } from './school-year';

const LEVELS: Readonly<Record<number, Readonly<Record<'1' | '2' | '3' | '4', number>>>> = {
  16: { 1: 6, 2: 30, 3: 26, 4: 38 },
  17: { 1: 4, 2: 26, 3: 28, 4: 42 },
};
const LATER_LEVELS = { 1: 3, 2: 20, 3: 29, 4: 48 } as const;
const LEAVE_REASONS = ['voortijdig gestopt', 'naar werk', 'verzuim', 'onbekend', 'andere opleiding'];

/** Enrolled before, now no more: ends with the school year. */
function former(
  chance: Chance,
  schools: SchoolChoice,
  kind: 'vo' | 'mbo',
  home: string,
  level: string,
  ends: number,
  years: number,
): DemoEnrolment {
  const grade = kind === 'vo' ? (level === 'vmbo' ? 4 : 5) : years;
  return {
    school: schools.near(kind, home, kind === 'vo' ? level : ''),
    education: kind,
    level,
    grade,
    profile: null,
    weekdays: null,
    from: numberOf(ends - years, 8, 1),
    until: numberOf(ends, 7, 31),
    reason: chance.pick(['diploma behaald', 'einde opleiding']),
  };
}

export class VocationalCareers {
  constructor(
    private readonly chance: Chance,
    private readonly schools: SchoolChoice,
    private readonly year: SchoolYear,
  ) {}

  of(stage: 'mbo' | 'vavo' | 'dropout', age: number, home: string): Career {
    if (stage === 'dropout') return this.dropout(age, home);
    return stage === 'vavo' ? this.vavo(home) : this.mbo(age, home);
  }

  private mbo(age: number, home: string): Career {
    const { chance, year } = this;
    const level = chance.weighted(LEVELS[age] ?? LATER_LEVELS);
    const grade = chance.between(1, Math.max(1, Math.min(Number(level), 4, age - 15)));
    const from = numberOf(year.year - grade + 1, 8, 1);
    const now = this.now('mbo', home, level, grade, from);
    if (chance.hit(age >= 18 ? 0.28 : 0.14)) now.weekdays = this.schoolDays();
    const career: Career = { enrolments: [now], diplomas: [], exemptions: [], status: '' };
    this.before(career, age - grade + 1, home, level, year.year - grade + 1);
    this.ending(career, now, level, grade);
    return career;
  }

  private schoolDays(): number[] {
    const first = this.chance.between(0, 4);
    return this.chance.hit(0.7) ? [first] : [first, (first + 1) % 5].sort((a, b) => a - b);
  }

  /** What came before the present course: vmbo, or a lower level of mbo. `starts`: the year it started in. */
  private before(career: Career, ageThen: number, home: string, level: string, starts: number): void {
    const { chance, schools } = this;
    if (ageThen > 22) return;
    const lower = Number(level) - 1;
    if (ageThen >= 18 && lower >= 2 && chance.hit(0.35)) {
      career.enrolments.unshift(former(chance, schools, 'mbo', home, String(lower), starts, 2));
      career.diplomas.push({ kind: `mbo${lower}` as DiplomaKind, day: numberOf(starts, 6, chance.between(15, 30)) });
    } else if (ageThen <= 18) {
      career.enrolments.unshift(former(chance, schools, 'vo', home, 'vmbo', starts, 4));
      if (level !== '1' && chance.hit(0.93))
        career.diplomas.push({ kind: 'vmbo', day: numberOf(starts, 6, chance.between(11, 24)) });
    }
  }

  /** Some finish during or at the end of the year, some stop. */
  private ending(career: Career, now: DemoEnrolment, level: string, grade: number): void {
    const { chance, year } = this;
    const lastYear = grade >= Math.min(Number(level), 3);
    if (lastYear && chance.hit(0.5)) {
      const early = chance.hit(0.15);
      const day = early
        ? numberOf(year.year + 1, 1, chance.between(19, 30))
        : numberOf(year.year + 1, 6, chance.between(15, 30));
      career.diplomas.push({ kind: `mbo${level}` as DiplomaKind, day });
      // With a startkwalificatie one may leave; with an entree diploma most stay at school.
      if (level !== '1' && chance.hit(0.6))
        Object.assign(now, { until: early ? day : year.last, reason: 'diploma behaald' });
    } else if (chance.hit(0.035)) {
      Object.assign(now, { until: year.countDay + chance.between(20, 240), reason: chance.pick(LEAVE_REASONS) });
    } else if (chance.hit(0.02)) {
      this.switch(career, now, level);
    }
  }

  /** Another course from 1 February on. */
  private switch(career: Career, now: DemoEnrolment, level: string): void {
    const start = numberOf(this.year.year + 1, 2, 1);
    Object.assign(now, { until: start - 1, reason: 'andere opleiding' });
    const other = this.schools.near('mbo', '', '');
    career.enrolments.push({ ...now, school: other, level, grade: 1, from: start, until: null, reason: '' });
  }

  private vavo(home: string): Career {
    const { chance, schools, year } = this;
    const now = this.now('vavo', home, '', 0, numberOf(year.year, 8, 1));
    const before = former(chance, schools, 'vo', home, 'havo-vwo', year.year, 5);
    before.reason = 'naar vavo';
    return { enrolments: [before, now], diplomas: [], exemptions: [], status: '' };
  }

  /** Left without a startkwalificatie, from some months to some years ago. */
  private dropout(age: number, home: string): Career {
    const { chance, year } = this;
    const status = chance.weighted({
      werkend: 42,
      '': 48,
      dji: 2,
      nieuwkomer: 3,
      'geen-vast-adres': 2,
      'politie-defensie': 1,
      buitenland: 2,
    });
    const career: Career = { enrolments: [], diplomas: [], exemptions: [], status };
    if (status === 'nieuwkomer' || chance.hit(0.02)) return career;
    // At least 16 and a half when leaving, so that not everybody left on a birthday or a 31 July.
    const left = year.countDay - chance.between(20, Math.round((age - 16.5) * 365));
    if (chance.hit(0.12)) {
      const pro = this.now('pro', home, '', 5, left - 365 * 5);
      career.enrolments.push({ ...pro, until: left, reason: 'naar werk' });
      career.diplomas.push({ kind: 'pro', day: left });
      return career;
    }
    const level = chance.weighted({ 1: 18, 2: 42, 3: 20, 4: 20 });
    const mbo = this.now('mbo', home, level, 1, left - chance.between(60, 500));
    career.enrolments.push({ ...mbo, until: left, reason: chance.pick(LEAVE_REASONS) });
    if (level !== '1' && chance.hit(0.8))
      career.diplomas.push({ kind: 'vmbo', day: mbo.from - chance.between(40, 60) });
    if (level === '1' && chance.hit(0.5)) career.diplomas.push({ kind: 'mbo1', day: left });
    return career;
  }

  private now(education: EducationKind, home: string, level: string, grade: number, from: number): DemoEnrolment {
    const school = this.schools.near(education, home);
    return { school, education, level, grade, profile: null, weekdays: null, from, until: null, reason: '' };
  }
}

/** Left school with havo, vwo or mbo 2 to 4: higher education or work. */
export function qualifiedLife(
  chance: Chance,
  schools: SchoolChoice,
  year: SchoolYear,
  age: number,
  home: string,
): Career {
  const back = chance.between(0, Math.max(0, Math.min(4, age - 18)));
  const ends = year.year - back;
  const kind: DiplomaKind =
    age < 18 ? 'havo' : chance.weighted({ havo: 24, vwo: 18, mbo2: 14, mbo3: 18, mbo4: 26 } as const);
  const enrolment = kind.startsWith('mbo')
    ? former(chance, schools, 'mbo', home, kind.slice(3), ends, Math.min(3, Number(kind.slice(3))))
    : former(chance, schools, 'vo', home, 'havo-vwo', ends, kind === 'vwo' ? 6 : 5);
  const status = kind === 'havo' || kind === 'vwo' || chance.hit(0.3) ? 'ho' : chance.hit(0.8) ? 'werkend' : '';
  return {
    enrolments: [enrolment],
    diplomas: [{ kind, day: numberOf(ends, 6, chance.between(11, 30)) }],
    exemptions: [],
    status,
  };
}
