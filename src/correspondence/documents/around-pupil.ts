import { Inject, Injectable } from '@nestjs/common';
import type { StoredDossier } from '../../cases/dossier/dossier-store';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql } from '../../platform/database/sql';

/** What a reader of the whole dossier needs to know of the pupil. Addresses are left out: some are secret. */
export interface Around {
  contacts: { name: string; relation: string; custody: number | null }[];
  enrolments: { location: string; school: string | null; education: string; from: Day; until: Day | null }[];
  /** unauthorised, of the school years in which the dossier ran */
  absence: { day: Day; kind: string; hundredths: number; location: string; school: string | null }[];
  /** null at the Doorstroompunt: an article may tell of health, which it holds with consent alone (WEB 9.2.7) */
  exemptions: { article: string; from: Day; until: Day | null }[] | null;
  assignments: { day: Day; employee: string | null; name: string | null; reason: string }[];
}

/** Reads it for a dossier of which it was decided that it may be seen. */
@Injectable()
export class AroundPupil {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async read(read: Sql, { id, pupilId, regime, openedOn, closedOn }: StoredDossier): Promise<Around> {
    const first = await read.get<{ day: Day | null }>(
      'SELECT MIN(from_date) AS "day" FROM signal WHERE dossier_id = ?',
      [id],
    );
    const from = first?.day && first.day < openedOn ? first.day : openedOn;
    const until = closedOn ?? this.clock.today();
    return {
      contacts: await read.all('SELECT name, relation, custody FROM contact_person WHERE pupil_id = ? ORDER BY name', [
        pupilId,
      ]),
      enrolments: await read.all(
        `SELECT e.location, l.name AS "school", e.education, e.from_date AS "from", e.until_date AS "until"
           FROM enrolment e LEFT JOIN school_location l ON l.code = e.location
          WHERE e.pupil_id = ? ORDER BY e.from_date, e.location`,
        [pupilId],
      ),
      absence: await read.all(
        `SELECT a.day, a.kind, a.hundredths, a.location, l.name AS "school"
           FROM absence_record a LEFT JOIN school_location l ON l.code = a.location
          WHERE a.pupil_id = ? AND a.kind IN ('ongeoorloofd', 'luxe', 'te_laat') AND a.day BETWEEN ? AND ?
          ORDER BY a.day, a.kind, a.number`,
        [pupilId, `${schoolYearOf(from)}-08-01`, until],
      ),
      exemptions:
        regime === 'doorstroompunt'
          ? null
          : await read.all(
              `SELECT article, from_date AS "from", until_date AS "until" FROM exemption
          WHERE pupil_id = ? ORDER BY from_date, article`,
              [pupilId],
            ),
      assignments: await read.all(
        `SELECT a.day, a.employee, e.name, a.reason FROM assignment a LEFT JOIN employee e ON e.code = a.employee
          WHERE a.dossier_id = ? ORDER BY a.id`,
        [id],
      ),
    };
  }
}
