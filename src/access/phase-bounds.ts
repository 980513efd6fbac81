import {
  birthdayNumber,
  type Day,
  fromNumber,
  monthAfterBirthday,
  schoolYearEndAfterBirthday,
  toNumber,
} from '../law/day';
import type { LawInForce, LawParameters } from '../law/parameters';

/**
 * The phases of a day as bounds on the date of birth, for conditions in SQL. All bounds belong to what they bound.
 * One thing they do not know: the first school day of a region. A child of five counts from the first of its month.
 */
export interface PhaseBounds {
  day: Day;
  /** born on this day or before: leerplicht has begun */
  begun: Day;
  /** born on this day or after: leerplicht has not ended */
  compulsory: Day;
  /** born on this day or after: not yet 18 */
  minor: Day;
  /** born on this day or after: below the age limit of the Doorstroompunt */
  young: Day;
  law: LawInForce;
}

const YEAR = 365.25;
/** days around a birthday in which the bound must lie: a school year and a month */
const MARGIN = 430;

export function phaseBounds(day: Day, parameters: LawParameters): PhaseBounds {
  const n = toNumber(day);
  const law = parameters.at(n);
  const earliest = (age: number, holds: (birth: Day) => boolean) => {
    let low = n - Math.ceil(age * YEAR) - MARGIN;
    let high = n;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (holds(fromNumber(middle))) high = middle;
      else low = middle;
    }
    return fromNumber(high);
  };
  const notBegun = earliest(law.startAge, (birth) => monthAfterBirthday(birth, law.startAge) > n);
  return {
    day,
    begun: fromNumber(toNumber(notBegun) - 1),
    compulsory: earliest(law.endAge + 1, (birth) => schoolYearEndAfterBirthday(birth, law.endAge) >= n),
    minor: earliest(law.qualificationAge, (birth) => birthdayNumber(birth, law.qualificationAge) > n),
    young: earliest(law.ageLimit, (birth) => birthdayNumber(birth, law.ageLimit) > n),
    law,
  };
}
