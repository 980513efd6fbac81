import type { Day } from '../../law/day';
import type { ContactPersonRow } from '../../registry/contact-person-store';
import type { PupilRow } from '../../registry/pupil-row';
import { VSV_STATUSES, type VsvStatusRow } from '../../registry/vsv-status-store';
import { optional, type Reader, required, RowRefusal } from './columns';
import { periodRefusal } from './combined';
import { Bad, birth, day, municipalityCode, oneOf, onderwijsnummer, type Parser, pgn, textOf, yesNo } from './values';

const contactColumns = {
  straat: optional(textOf(200)),
  huisnummer: optional(textOf(20)),
  postcode: optional(textOf(10)),
  plaats: optional(textOf(100)),
  telefoon: optional(textOf(40)),
  email: optional(textOf(200)),
};

function contactOf(row: Record<keyof typeof contactColumns, string | null | undefined>) {
  const { straat, huisnummer, postcode, plaats, telefoon, email } = row;
  return { straat, huisnummer, postcode, plaats, telefoon, email };
}

const pupilColumns = {
  pgn: required(pgn),
  geboortedatum: required(birth),
  gemeentecode: required(municipalityCode),
  achternaam: optional(textOf(200)),
  voorvoegsel: optional(textOf(30)),
  voornamen: optional(textOf(200)),
  geslacht: optional(textOf(20)),
  overlijdensdatum: optional(day),
  vertrekdatum: optional(day),
  vorig_pgn: optional(onderwijsnummer),
  gemeente_vanaf: optional(day),
  ...contactColumns,
  geheim: optional(yesNo),
};

export const pupils: Reader<typeof pupilColumns, PupilRow> = {
  columns: pupilColumns,
  build(row) {
    if (row.vorig_pgn === row.pgn) return new RowRefusal('vorig_pgn', row.pgn, 'is gelijk aan pgn');
    return {
      pgn: row.pgn,
      birthDate: row.geboortedatum.day,
      birthKnown: row.geboortedatum.known,
      municipality: row.gemeentecode,
      lastName: row.achternaam,
      prefix: row.voorvoegsel,
      firstNames: row.voornamen,
      sex: row.geslacht,
      deathDate: row.overlijdensdatum,
      departureDate: row.vertrekdatum,
      formerPgn: row.vorig_pgn ?? null,
      residentFrom: row.gemeente_vanaf ?? null,
      // an empty cell says that the address is not secret
      secret: row.geheim === null ? false : row.geheim,
      contact: contactOf(row),
    };
  },
};

const contactPersonColumns = {
  pgn: required(pgn),
  naam: required(textOf(200)),
  relatie: required(textOf(60)),
  gezag: optional(yesNo),
  ...contactColumns,
  begindatum: optional(day),
  einddatum: optional(day),
};

export const contactPersons: Reader<typeof contactPersonColumns, ContactPersonRow> = {
  columns: contactPersonColumns,
  build(row) {
    return (
      periodRefusal(row.begindatum, row.einddatum) ?? {
        pgn: row.pgn,
        name: row.naam,
        relation: row.relatie,
        custody: row.gezag,
        from: row.begindatum,
        until: row.einddatum,
        contact: contactOf(row),
      }
    );
  },
};

const firstOfOctober: Parser<Day> = (text) => {
  const read = day(text);
  return read instanceof Bad || read.endsWith('-10-01') ? read : new Bad('moet een 1 oktober zijn');
};

const vsvStatusColumns = {
  pgn: required(pgn),
  peildatum: required(firstOfOctober),
  status: required(oneOf(VSV_STATUSES)),
};

export const vsvStatuses: Reader<typeof vsvStatusColumns, VsvStatusRow> = {
  columns: vsvStatusColumns,
  build: (row) => ({ pgn: row.pgn, referenceDate: row.peildatum, status: row.status }),
};
