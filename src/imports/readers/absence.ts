import type { AbsenceRow } from '../../absence/absence-store';
import type { Day } from '../../law/day';
import { ABSENCE_KINDS } from '../../law/facts';
import { optional, type Reader, required, RowRefusal } from './columns';
import { locationOf } from './combined';
import { brin, day, hundredths, oneOf, pgn, textOf, vestiging, yesNo } from './values';

const absenceColumns = {
  registratienummer: required(textOf(60)),
  pgn: required(pgn),
  brin: required(brin),
  vestiging: required(vestiging),
  datum: required(day),
  uren: required(hundredths(1, 1200)),
  soort: required(oneOf(ABSENCE_KINDS)),
  hele_dag: optional(yesNo),
  reden: optional(textOf(2000)),
};

const OF_WITHDRAWAL = ['registratienummer', 'brin', 'soort'];

/** Absence up to and including `today`. A withdrawal needs only brin and registratienummer. */
export function absence(today: Day): Reader<typeof absenceColumns, AbsenceRow> {
  return {
    columns: absenceColumns,
    keyOnly: (cell) => (cell('soort').toLowerCase() === 'ingetrokken' ? OF_WITHDRAWAL : null),
    build(row) {
      const { brin, registratienummer: number, soort: kind } = row;
      if (kind === 'ingetrokken') return { brin, number, kind };
      const location = locationOf(brin, row.vestiging);
      if (location instanceof RowRefusal) return location;
      if (row.datum > today) return new RowRefusal('datum', row.datum, 'ligt na vandaag');
      return {
        brin,
        number,
        kind,
        pgn: row.pgn,
        location,
        day: row.datum,
        hundredths: row.uren,
        // an empty cell is nee
        wholeDay: row.hele_dag === null ? false : row.hele_dag,
        reason: row.reden,
      };
    },
  };
}
