import { code, day, flag, id, instant, integer, lookup, secret, table } from '../platform/database/columns';
import { addressText } from './address';

/** Children and youths. `pgn` and `contact` are encrypted; `pgn_index` is the keyed index of the pgn. */
export const pupil = table(
  'pupil',
  {
    id: id(),
    pgn: secret(),
    pgn_index: lookup({ of: 'pgn', group: 'pgn' }),
    birth_date: day(),
    /** `maand`: the day is not known; `jaar`: neither day nor month; empty: the date is known whole */
    birth_known: code(5, { nullable: true }),
    death_date: day({ nullable: true }),
    departure_date: day({ nullable: true }),
    last_name: code(200, { nullable: true }),
    prefix: code(30, { nullable: true }),
    first_names: code(200, { nullable: true }),
    sex: code(20, { nullable: true }),
    /** encrypted JSON: straat, huisnummer, postcode, plaats, telefoon, email */
    contact: secret({ nullable: true }),
    /** keyed index of the contact text, to see whether a new delivery says something else */
    contact_index: lookup({ of: 'contact' }, { nullable: true }),
    /** keyed index of the address alone: who lives together is found by it */
    address_index: lookup({ of: 'contact', take: addressText, group: 'adres' }, { nullable: true }),
    secret_address: flag(),
    changed_at: instant(),
  },
  ['id'],
  {
    ux_pupil_pgn: { columns: ['pgn_index'], unique: true },
    ix_pupil_address: { columns: ['address_index'], where: 'address_index IS NOT NULL' },
    ix_pupil_birth_date: { columns: ['birth_date', 'last_name'] },
  },
);

/** Numbers a pupil had before (onderwijsnummer replaced by a BSN): they keep finding the pupil. */
export const pupilAlias = table(
  'pupil_alias',
  { pgn_index: lookup({ of: 'pgn', group: 'pgn' }), pupil_id: id(), pgn: secret() },
  ['pgn_index'],
  {
    ix_pupil_alias_pupil: { columns: ['pupil_id'] },
  },
);

/** Where a pupil lives, dated. `from_date` 0001-01-01: as far back as we know. */
export const residence = table(
  'residence',
  { pupil_id: id(), from_date: day(), municipality: code(4) },
  ['pupil_id', 'from_date'],
  {
    ix_residence_municipality: { columns: ['municipality', 'pupil_id'] },
    /** who moves on a day */
    ix_residence_from: { columns: ['from_date'] },
  },
);

export const contactPerson = table(
  'contact_person',
  {
    id: id(),
    pupil_id: id(),
    name: code(200),
    relation: code(60),
    custody: flag({ nullable: true }),
    contact: secret({ nullable: true }),
    contact_index: lookup({ of: 'contact' }, { nullable: true }),
    address_index: lookup({ of: 'contact', take: addressText }, { nullable: true }),
    from_date: day({ nullable: true }),
    until_date: day({ nullable: true }),
  },
  ['id'],
  {
    ux_contact_person_name: { columns: ['pupil_id', 'name'], unique: true },
    ix_contact_person_name: { columns: ['name', 'contact_index'] },
  },
  // its natural key: a file may send a person anew under another id
  ['pupil_id', 'name'],
);

export const vsvStatus = table('vsv_status', { pupil_id: id(), reference_date: day(), status: code(30) }, [
  'pupil_id',
  'reference_date',
]);

export const schoolLocation = table(
  'school_location',
  {
    /** brin + vestiging, six characters */
    code: code(6),
    brin: code(4),
    name: code(200),
    municipality: code(4),
    holiday_region: code(6),
    education: code(60, { nullable: true }),
    place: code(100, { nullable: true }),
  },
  ['code'],
  {
    ix_school_location_brin: { columns: ['brin'] },
    ix_school_location_municipality: { columns: ['municipality'] },
  },
);

/** A location's own holidays (`vakantie`) and days off (`vrij`). */
export const calendarPeriod = table(
  'calendar_period',
  {
    location: code(6),
    from_date: day(),
    kind: code(10),
    until_date: day(),
    description: code(200, { nullable: true }),
  },
  ['location', 'from_date', 'kind'],
);

/** Replaced whenever a calendar changes: who holds compiled calendars sees by it whether they are still right. */
export const calendarVersion = table('calendar_version', { name: code(20), version: code(36) }, ['name']);

export const enrolment = table(
  'enrolment',
  {
    id: id(),
    pupil_id: id(),
    location: code(6),
    from_date: day(),
    until_date: day({ nullable: true }),
    education: code(4),
    level: code(20, { nullable: true }),
    year: code(10, { nullable: true }),
    profile: code(20, { nullable: true }),
    /** bit 0 = Monday … bit 4 = Friday; null: every teaching day of the location */
    teaching_days: integer({ nullable: true }),
    leave_reason: code(200, { nullable: true }),
  },
  ['id'],
  {
    ux_enrolment: { columns: ['pupil_id', 'location', 'from_date'], unique: true },
    ix_enrolment_location: { columns: ['location', 'from_date'] },
    ix_enrolment_pupil: { columns: ['pupil_id', 'from_date', 'until_date', 'education', 'level', 'location'] },
  },
);

export const diploma = table('diploma', { pupil_id: id(), kind: code(6), day: day() }, ['pupil_id', 'kind', 'day']);

export const exemption = table(
  'exemption',
  { pupil_id: id(), article: code(6), from_date: day(), until_date: day({ nullable: true }) },
  ['pupil_id', 'article', 'from_date'],
);

export const registryTables = [
  pupil,
  pupilAlias,
  residence,
  contactPerson,
  vsvStatus,
  schoolLocation,
  calendarPeriod,
  calendarVersion,
  enrolment,
  diploma,
  exemption,
];
