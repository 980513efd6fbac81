/** Makes a believable school life: where a pupil is enrolled now, where before, and what it brought. */
import { birthdayNumber, fromNumber, numberOf } from '../../law/day';
import type { EducationKind, ExemptionArticle } from '../../law/facts';
import type { SchoolChoice } from './school-choice';
import { sharesAt } from './life-stages';
import type { Career, DemoEnrolment } from './pupil';
import type { Chance } from './random';
import type { SchoolYear } from './school-year';
import { qualifiedLife, VocationalCareers } from './vocational-careers';

const HOME_ARTICLES: Partial<Record<ExemptionArticle, number>> = { ART5_A: 60, ART5_B: 14, ART5_C: 16, ART5A: 10 };
const OLDER_ARTICLES: Partial<Record<ExemptionArticle, number>> = {
  ART5_A: 50,
  ART5_B: 10,
  ART5_C: 10,
  ART3A: 12,
  ART3B: 18,
};
const LAST_ARTICLES: Partial<Record<ExemptionArticle, number>> = { ART5_A: 35, ART3B: 15, ART15: 50 };

/** Day numbers around the start of school years, `back` years before this one. */
export function startOf(year: SchoolYear, back: number): number {
  return numberOf(year.year - back, 8, 1);
}

export class Careers {
  private readonly vocational: VocationalCareers;

  constructor(
    private readonly chance: Chance,
    private readonly schools: SchoolChoice,
    private readonly year: SchoolYear,
  ) {
    this.vocational = new VocationalCareers(chance, schools, year);
  }

  /** `age`: on 1 October; `home`: the place where the pupil lives. */
  of(age: number, birth: number, home: string): Career {
    const stage = this.chance.weighted(sharesAt(age));
    switch (stage) {
      case 'po':
      case 'sbo':
      case 'so':
        return this.primary(stage, age, birth, home);
      case 'vo':
        return this.secondary(age, home);
      case 'pro':
      case 'vso':
        return this.practical(stage, age, home);
      case 'exempt':
        return this.exempt(age);
      case 'unenrolled':
        return this.unenrolled(age, home);
      case 'qualified':
        return qualifiedLife(this.chance, this.schools, this.year, age, home);
      default:
        return this.vocational.of(stage, age, home);
    }
  }

  private primary(education: EducationKind, age: number, birth: number, home: string): Career {
    const { chance, year } = this;
    const fourth = birthdayNumber(fromNumber(birth), 4);
    const special = education !== 'po';
    const from = special && age >= 6 ? startOf(year, chance.between(0, Math.min(3, age - 6))) : fourth;
    const enrolments = [this.enrolment(education, home, from, { grade: Math.max(1, Math.min(8, age - 3)) })];
    if (special && age >= 6)
      enrolments.unshift(this.enrolment('po', home, fourth, { until: from - 1, reason: 'naar sbo of so' }));
    return this.career(enrolments);
  }

  private secondary(age: number, home: string): Career {
    const { chance, year } = this;
    const delayed = chance.hit(0.12) ? 1 : 0;
    const track = this.track(age);
    const grade = Math.min(Math.max(1, age - 11 - delayed), track === 'vmbo' ? 4 : 6);
    const level = grade <= 2 || (track === 'havo-vwo' && grade === 3) ? 'onderbouw' : track;
    const from = startOf(year, age - 12 < grade ? grade - 1 : age - 12);
    const now = this.enrolment('vo', home, from, { level, grade }, track);
    const enrolments = [now];
    if (grade === 1)
      enrolments.unshift(this.enrolment('po', home, from - 365 * 8, { until: from - 1, reason: 'naar vo' }));
    const career = this.career(enrolments);
    const leaves = (track === 'vmbo' && grade === 4) || (track === 'havo-vwo' && grade >= 5 && age >= 17);
    if (leaves && chance.hit(0.86)) {
      const kind = track === 'vmbo' ? 'vmbo' : grade === 5 ? 'havo' : 'vwo';
      career.diplomas.push({ kind, day: numberOf(year.year + 1, 6, chance.between(11, 24)) });
    }
    return career;
  }

  private track(age: number): 'vmbo' | 'havo-vwo' {
    const vmbo = age <= 15 ? 0.55 : age === 16 ? 0.4 : age === 17 ? 0.08 : 0;
    return this.chance.hit(vmbo) ? 'vmbo' : 'havo-vwo';
  }

  private practical(education: 'pro' | 'vso', age: number, home: string): Career {
    const { chance, year } = this;
    const profile =
      education === 'vso'
        ? chance.weighted({ vervolgonderwijs: 50, arbeidsmarkt: 30, dagbesteding: 20 } as const)
        : null;
    const grade = Math.max(1, Math.min(6, age - 11));
    const now = this.enrolment(education, home, startOf(year, grade - 1), { grade, profile });
    const career = this.career([now]);
    if (age >= 17 && chance.hit(0.35)) {
      // Leaves during the year, with the school's diploma: not kwalificatieplichtig (LPW 4a.2), but no startkwalificatie.
      const day = year.countDay + chance.between(60, 200);
      career.diplomas.push({ kind: education, day });
      if (chance.hit(0.5)) Object.assign(now, { until: day, reason: 'naar werk' });
    }
    return career;
  }

  private exempt(age: number): Career {
    const article = this.chance.weighted(age < 14 ? HOME_ARTICLES : age < 16 ? OLDER_ARTICLES : LAST_ARTICLES);
    const from = startOf(this.year, 0);
    const career = this.career([]);
    const until = article === 'ART5A' ? null : this.year.last;
    career.exemptions.push({
      article,
      from: article.startsWith('ART5') ? startOf(this.year, this.chance.between(0, 2)) : from,
      until,
    });
    return career;
  }

  /** Resident and of school age, but on no school: moved in without a school, or written off without a next one. */
  private unenrolled(age: number, home: string): Career {
    const { chance, year } = this;
    if (age < 6 || chance.hit(0.3)) return this.career([]);
    const education: EducationKind = age < 12 ? 'po' : age < 16 || chance.hit(0.5) ? 'vo' : 'mbo';
    const until = year.countDay + chance.between(-61, 200);
    const extra =
      education === 'mbo'
        ? { level: '2', grade: 1 }
        : education === 'vo'
          ? { level: 'onderbouw', grade: Math.min(3, age - 11) }
          : {};
    const from = startOf(
      year,
      education === 'mbo' ? (until < startOf(year, 0) ? 1 : 0) : Math.min(2, age - (age < 12 ? 5 : 12)) + 1,
    );
    return this.career([this.enrolment(education, home, from, { ...extra, until, reason: 'onbekend' })]);
  }

  private enrolment(
    education: EducationKind,
    home: string,
    from: number,
    extra: Partial<DemoEnrolment>,
    track = extra.level ?? '',
  ): DemoEnrolment {
    return {
      school: this.schools.near(education, home, track),
      education,
      level: '',
      grade: 0,
      profile: null,
      weekdays: null,
      from,
      until: null,
      reason: '',
      ...extra,
    };
  }

  private career(enrolments: DemoEnrolment[]): Career {
    return { enrolments, diplomas: [], exemptions: [], status: '' };
  }
}
