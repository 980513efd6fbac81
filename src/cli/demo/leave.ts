/** Leave that was granted: articles 11 f (a parent's job) and 11 g (weighty circumstances) of the Leerplichtwet. */
import type { DemoPupil } from './pupil';
import type { Chance } from './random';
import type { SchoolYear } from './school-year';

const HOLIDAY_LEAVE = 0.003;
const WEIGHTY_LEAVE = 0.01;
/** 11 f is never granted in the first two lesweken (LPW 13a). */
const FIRST_TWO_WEEKS = 10;

export function grantLeave(chance: Chance, pupil: DemoPupil, year: SchoolYear): void {
  const enrolment = pupil.enrolments.at(-1);
  if (enrolment === undefined || enrolment.until !== null || pupil.age < 5 || pupil.age > 17) return;
  const days = year.teachingDays.get(enrolment.school.code) ?? [];
  const there = days.findIndex((n) => n >= enrolment.from);
  const give = (article: 'ART11F' | 'ART11G', earliest: number, longest: number): void => {
    const start = chance.between(earliest, days.length - longest);
    const from = days[start];
    const until = days[start + chance.between(0, longest - 1)];
    if (there < 0 || start < there || from === undefined || until === undefined) return;
    pupil.exemptions.push({ article, from, until });
  };
  if (chance.hit(HOLIDAY_LEAVE)) give('ART11F', FIRST_TWO_WEEKS, 10);
  if (chance.hit(WEIGHTY_LEAVE)) give('ART11G', 0, 3);
}
