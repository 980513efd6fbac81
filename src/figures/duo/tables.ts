import { code, day, flag, instant, integer, lookup, secret, table } from '../../platform/database/columns';

/** A file as DUO delivered it; `code` is its name without the extension, or the kind where the name tells nothing. */
export const duoDelivery = table(
  'duo_delivery',
  {
    code: code(60),
    /** startpopulatie, nieuwe-vsv, maand */
    kind: code(20),
    /** year in which the school year starts; null where the name of the file does not tell */
    school_year: integer({ nullable: true }),
    /** voorlopig, definitief; of a month `maand` */
    state: code(12),
    received_at: instant(),
  },
  ['code'],
  { ix_duo_delivery_kind: { columns: ['kind', 'school_year', 'state'] } },
);

/** One row of a delivery; where the number was destroyed, `pgn` is empty and its index leads to nobody. What DUO left empty or wrote unreadably is null; `pgn` is encrypted. */
export const duoRecord = table(
  'duo_record',
  {
    pgn_index: lookup({ of: 'pgn', take: (number) => number || null, group: 'pgn' }),
    delivery: code(60),
    /** reporting month `yyyymm`; '' in a population */
    month: code(6),
    /** number of the enrolment; '' in a population */
    enrolment: code(20),
    pgn: secret(),
    birth_date: day({ nullable: true }),
    region: code(2, { nullable: true }),
    municipality: code(4, { nullable: true }),
    municipality_name: code(80, { nullable: true }),
    /** brin and two digits, or the brin alone */
    school: code(6, { nullable: true }),
    level: code(60, { nullable: true }),
    /** BOL, BBL, EX */
    route: code(20, { nullable: true }),
    programme: code(20, { nullable: true }),
    provider: code(20, { nullable: true }),
    provider_name: code(200, { nullable: true }),
    /** months: reported by law, reported otherwise */
    statutory: flag({ nullable: true }),
    optional: flag({ nullable: true }),
    left_on: day({ nullable: true }),
  },
  ['pgn_index', 'delivery', 'month', 'enrolment'],
  { ix_duo_record_delivery: { columns: ['delivery', 'pgn_index'] } },
);

export const duoTables = [duoDelivery, duoRecord];
