import { Injectable } from '@nestjs/common';
import { addMonths, birthday, type Day } from '../../law/day';
import type { Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';

/** Years for which who left pro or vso is followed (WEB 9.2.5, domain.md 4). */
export const FOLLOWED_YEARS = 2;
/** Months between two moments of follow-up (practice). */
export const MONTHS_BETWEEN = 6;

/** The moment after `day`, or null where the two years are over then. */
export function nextMoment(day: Day, until: Day): Day | null {
  const next = addMonths(day, MONTHS_BETWEEN);
  return next <= until ? next : null;
}

/** The last day on which someone who left on that day is followed. */
export function followedUntil(leftOn: Day): Day {
  return birthday(leftOn, FOLLOWED_YEARS);
}

/** Finds who left pro or vso in the past two years, and lets go of who went back. */
@Injectable()
export class FollowLeavers {
  async sweep(work: Work, day: Day): Promise<void> {
    const left = await work.all<{ pupil: string; education: string; location: string; leftOn: Day }>(
      `SELECT e.pupil_id AS "pupil", e.education, MAX(e.location) AS "location", e.until_date AS "leftOn"
         FROM enrolment e JOIN pupil p ON p.id = e.pupil_id
        WHERE e.education IN ('pro', 'vso') AND e.until_date < ? AND e.until_date >= ?
          AND p.death_date IS NULL AND (p.departure_date IS NULL OR p.departure_date > ?)
          AND NOT EXISTS (SELECT 1 FROM enrolment o WHERE o.pupil_id = e.pupil_id AND o.education IN ('pro', 'vso')
                AND (o.until_date IS NULL OR o.until_date > e.until_date))
        GROUP BY e.pupil_id, e.education, e.until_date`,
      [day, birthday(day, -FOLLOWED_YEARS), day],
    );
    const columns = ['id', 'pupil_id', 'education', 'location', 'left_on', 'until_date', 'next_on'];
    const rows = left.map(({ pupil, education, location, leftOn }) => {
      const until = followedUntil(leftOn);
      return [newId(), pupil, education, location, leftOn, until, nextMoment(leftOn, until)];
    });
    await work.insertNew('leaver', columns, rows, ['pupil_id', 'education', 'left_on']);
    await work.run(
      `UPDATE leaver SET next_on = NULL WHERE next_on IS NOT NULL AND (until_date < ?
          OR EXISTS (SELECT 1 FROM enrolment o WHERE o.pupil_id = leaver.pupil_id AND o.education IN ('pro', 'vso')
               AND (o.until_date IS NULL OR o.until_date > leaver.left_on)))`,
      [day],
    );
  }
}
