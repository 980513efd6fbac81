/** The rows of the files about pupils: leerlingen, inschrijvingen, diplomas, vrijstellingen, vsv-status. */
import { WEEKDAYS } from '../../law/facts';
import { changedOn, type Deliveries, sentEnrolment } from './deliveries';
import { type Address } from './names';
import { dateText, type DemoEnrolment, type DemoPupil, schoolPgn } from './pupil';
import type { SchoolYear } from './school-year';

export type Row = readonly string[];

export const PUPIL_COLUMNS = [
  'pgn',
  'geboortedatum',
  'gemeentecode',
  'achternaam',
  'voorvoegsel',
  'voornamen',
  'geslacht',
  'overlijdensdatum',
  'vertrekdatum',
  'vorig_pgn',
  'gemeente_vanaf',
  'straat',
  'huisnummer',
  'postcode',
  'plaats',
  'telefoon',
  'email',
  'geheim',
] as const;

export const ENROLMENT_COLUMNS = [
  'pgn',
  'brin',
  'vestiging',
  'onderwijssoort',
  'niveau',
  'leerjaar',
  'uitstroomprofiel',
  'lesdagen',
  'begindatum',
  'einddatum',
  'uitschrijfreden',
] as const;

export const DIPLOMA_COLUMNS = ['pgn', 'soort', 'datum'] as const;
export const EXEMPTION_COLUMNS = ['pgn', 'artikel', 'begindatum', 'einddatum'] as const;
export const STATUS_COLUMNS = ['pgn', 'peildatum', 'status'] as const;

interface Delivery {
  pgn: string;
  formerPgn: string;
  municipality: string;
  from: string;
  address: Address;
  death: string;
  departure: string;
}

function pupilRow(pupil: DemoPupil, delivery: Delivery): Row {
  const { name, sex, telephone, email, secret } = pupil;
  const { street, number, postcode, place } = delivery.address;
  return [
    delivery.pgn,
    dateText(pupil.birth),
    delivery.municipality,
    name.last,
    name.prefix,
    name.first,
    sex,
    delivery.death,
    delivery.departure,
    delivery.formerPgn,
    delivery.from,
    street,
    number,
    postcode,
    place,
    telephone,
    email,
    secret ? 'ja' : 'nee',
  ];
}

/** As they were known at the start of the school year. */
export function* pupilRows(pupils: readonly DemoPupil[]): Generator<Row> {
  for (const pupil of pupils) {
    const { municipality, address } = pupil;
    const pgn = schoolPgn(pupil);
    yield pupilRow(pupil, { pgn, formerPgn: '', municipality, from: '', address, death: '', departure: '' });
  }
}

/** A row and the day (a day number) on which it is sent. */
type Sent = readonly [day: number, row: Row];

/** What changed during the year: a BSN for an onderwijsnummer, a move, a death, a departure. */
export function* changedPupilRows(pupils: readonly DemoPupil[], year: SchoolYear, to: Deliveries): Generator<Sent> {
  for (const pupil of pupils) {
    const day = changedOn(pupil, year);
    if (day === null) continue;
    const { move, onderwijsnummer, death, departure } = pupil;
    const row = pupilRow(pupil, {
      pgn: pupil.pgn,
      formerPgn: onderwijsnummer ?? '',
      municipality: move?.municipality ?? pupil.municipality,
      from: dateText(move?.from ?? null),
      address: move?.address ?? pupil.address,
      death: dateText(death),
      departure: dateText(departure),
    });
    yield [to.after(day), row];
  }
}

export function* enrolmentRows(pupils: readonly DemoPupil[], to: Deliveries): Generator<Sent> {
  for (const pupil of pupils) {
    for (const enrolment of pupil.enrolments) {
      for (const [day, version] of sentEnrolment(enrolment, to)) yield [day, enrolmentRow(pupil, version)];
    }
  }
}

function enrolmentRow(pupil: DemoPupil, e: DemoEnrolment): Row {
  return [
    schoolPgn(pupil),
    e.school.brin,
    e.school.code,
    e.education,
    e.level,
    e.grade === 0 ? '' : String(e.grade),
    e.profile ?? '',
    (e.weekdays ?? []).map((d) => WEEKDAYS[d]).join(','),
    dateText(e.from),
    dateText(e.until),
    e.until === null ? '' : e.reason,
  ];
}

export function* diplomaRows(pupils: readonly DemoPupil[], to: Deliveries): Generator<Sent> {
  for (const pupil of pupils) {
    for (const { kind, day } of pupil.diplomas) yield [to.after(day), [schoolPgn(pupil), kind, dateText(day)]];
  }
}

export function* exemptionRows(pupils: readonly DemoPupil[], to: Deliveries): Generator<Sent> {
  for (const pupil of pupils) {
    for (const { article, from, until } of pupil.exemptions) {
      yield [to.before(from), [schoolPgn(pupil), article, dateText(from), dateText(until)]];
    }
  }
}

/** `countDay`: 1 October of the school year. */
export function* statusRows(pupils: readonly DemoPupil[], countDay: number): Generator<Row> {
  for (const pupil of pupils) if (pupil.status !== '') yield [schoolPgn(pupil), dateText(countDay), pupil.status];
}
