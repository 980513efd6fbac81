import type { CalendarRow } from '../../registry/calendar-store';
import { HOLIDAY_REGIONS } from '../../registry/facts';
import type { SchoolRow } from '../../registry/school-store';
import { keyOfRemoval, optional, type Reader, removed, required, RowRefusal } from './columns';
import { locationOf, periodRefusal } from './combined';
import { brin, day, municipalityCode, oneOf, textOf, vestiging } from './values';

const schoolColumns = {
  brin: required(brin),
  vestiging: required(vestiging),
  naam: required(textOf(200)),
  gemeentecode: required(municipalityCode),
  vakantieregio: required(oneOf(HOLIDAY_REGIONS)),
  onderwijssoort: optional(textOf(60)),
  plaats: optional(textOf(100)),
};

export const schools: Reader<typeof schoolColumns, SchoolRow> = {
  columns: schoolColumns,
  build(row) {
    const location = locationOf(row.brin, row.vestiging);
    if (location instanceof RowRefusal) return location;
    return {
      location,
      name: row.naam,
      municipality: row.gemeentecode,
      holidayRegion: row.vakantieregio,
      education: row.onderwijssoort,
      place: row.plaats,
    };
  },
};

const freeDayColumns = {
  brin: required(brin),
  vestiging: required(vestiging),
  begindatum: required(day),
  einddatum: required(day),
  soort: required(oneOf(['vakantie', 'vrij'] as const)),
  omschrijving: optional(textOf(200)),
  verwijderd: removed,
};

export const freeDays: Reader<typeof freeDayColumns, CalendarRow> = {
  columns: freeDayColumns,
  keyOnly: keyOfRemoval('brin', 'vestiging', 'begindatum', 'soort'),
  build(row) {
    const location = locationOf(row.brin, row.vestiging);
    if (location instanceof RowRefusal) return location;
    const refusal = periodRefusal(row.begindatum, row.einddatum);
    if (refusal) return refusal;
    return {
      location,
      from: row.begindatum,
      until: row.einddatum,
      kind: row.soort,
      description: row.omschrijving,
      remove: row.verwijderd === 'ja',
    };
  },
};
