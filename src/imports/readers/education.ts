import { DIPLOMA_KINDS, EDUCATION_KINDS, EXEMPTION_ARTICLES, VSO_PROFILES } from '../../law/facts';
import type { DiplomaRow } from '../../registry/diploma-store';
import type { EnrolmentRow } from '../../registry/enrolment-store';
import type { ExemptionRow } from '../../registry/exemption-store';
import { keyOfRemoval, optional, type Reader, removed, required, RowRefusal } from './columns';
import { locationOf, periodRefusal } from './combined';
import { brin, day, oneOf, pgn, textOf, vestiging, weekdayBits } from './values';

const LEVELS: Record<string, readonly string[]> = {
  vo: ['onderbouw', 'vmbo', 'havo-vwo'],
  mbo: ['1', '2', '3', '4'],
};
const ANY_LEVEL = Object.values(LEVELS).flat();

const enrolmentColumns = {
  pgn: required(pgn),
  brin: required(brin),
  vestiging: required(vestiging),
  onderwijssoort: required(oneOf(EDUCATION_KINDS)),
  niveau: optional(oneOf(ANY_LEVEL)),
  leerjaar: optional(textOf(10)),
  uitstroomprofiel: optional(oneOf(VSO_PROFILES)),
  lesdagen: optional(weekdayBits),
  begindatum: required(day),
  einddatum: optional(day),
  uitschrijfreden: optional(textOf(200)),
  verwijderd: removed,
};

export const enrolments: Reader<typeof enrolmentColumns, EnrolmentRow> = {
  columns: enrolmentColumns,
  keyOnly: keyOfRemoval('pgn', 'brin', 'vestiging', 'begindatum'),
  build(row) {
    const location = locationOf(row.brin, row.vestiging);
    if (location instanceof RowRefusal) return location;
    const levels = LEVELS[row.onderwijssoort];
    if (levels && row.niveau && !levels.includes(row.niveau)) {
      return new RowRefusal(
        'niveau',
        row.niveau,
        `moet bij ${row.onderwijssoort} een van deze zijn: ${levels.join(', ')}`,
      );
    }
    return (
      periodRefusal(row.begindatum, row.einddatum) ?? {
        pgn: row.pgn,
        location,
        from: row.begindatum,
        until: row.einddatum,
        education: row.onderwijssoort,
        level: row.niveau,
        year: row.leerjaar,
        profile: row.uitstroomprofiel,
        teachingDays: row.lesdagen,
        leaveReason: row.uitschrijfreden,
        remove: row.verwijderd === 'ja',
      }
    );
  },
};

const diplomaColumns = {
  pgn: required(pgn),
  soort: required(oneOf(DIPLOMA_KINDS)),
  datum: required(day),
  verwijderd: removed,
};

export const diplomas: Reader<typeof diplomaColumns, DiplomaRow> = {
  columns: diplomaColumns,
  build: (row) => ({ pgn: row.pgn, kind: row.soort, day: row.datum, remove: row.verwijderd === 'ja' }),
};

const exemptionColumns = {
  pgn: required(pgn),
  artikel: required(oneOf(EXEMPTION_ARTICLES)),
  begindatum: required(day),
  einddatum: optional(day),
  verwijderd: removed,
};

export const exemptions: Reader<typeof exemptionColumns, ExemptionRow> = {
  columns: exemptionColumns,
  keyOnly: keyOfRemoval('pgn', 'artikel', 'begindatum'),
  build(row) {
    return (
      periodRefusal(row.begindatum, row.einddatum) ?? {
        pgn: row.pgn,
        article: row.artikel,
        from: row.begindatum,
        until: row.einddatum,
        remove: row.verwijderd === 'ja',
      }
    );
  },
};
