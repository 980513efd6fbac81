import type { PupilRow } from '../../registry/pupil-row';
import { optional, type Reader, required, RowRefusal } from './columns';
import { birth, day, municipalityCode, pgn, textOf, yesNo } from './values';

/** What a person of the BRP is read as; an empty cell says nothing. */
export const personColumns = {
  pgn: required(pgn),
  geboortedatum: optional(birth),
  gemeentecode: optional(municipalityCode),
  gemeente_vanaf: optional(day),
  achternaam: optional(textOf(200)),
  voorvoegsel: optional(textOf(30)),
  voornamen: optional(textOf(200)),
  geslacht: optional(textOf(20)),
  overlijdensdatum: optional(day),
  vertrekdatum: optional(day),
  opgeschort: optional(textOf(1)),
  adres: optional(yesNo),
  straat: optional(textOf(200)),
  huisnummer: optional(textOf(20)),
  postcode: optional(textOf(10)),
  plaats: optional(textOf(100)),
  geheim: required(yesNo),
};

/** A person as the BRP knows it now. What the answer leaves out was not asked for, and stays as it is. */
export const residents: Reader<typeof personColumns, PupilRow> = {
  columns: personColumns,
  build(row) {
    const reason = row.opgeschort ?? null;
    if (reason === 'O' && !row.overlijdensdatum) return new RowRefusal('overlijdensdatum', '', 'is niet bekend');
    if (reason !== null && !['O', 'E', 'M', 'R'].includes(reason)) {
      return new RowRefusal(
        'opgeschort',
        reason,
        'zegt dat deze gegevens niet kloppen of onder een ander nummer staan',
      );
    }
    const abroad = reason !== null && reason !== 'O';
    if (abroad && !row.vertrekdatum) return new RowRefusal('vertrekdatum', '', 'is niet bekend');
    const lives = row.gemeentecode !== null && row.gemeentecode !== undefined;
    const named = row.achternaam !== null && row.achternaam !== undefined;
    return {
      ...{ pgn: row.pgn, formerPgn: null, municipality: row.gemeentecode ?? null },
      ...{ birthDate: row.geboortedatum?.day, birthKnown: row.geboortedatum ? row.geboortedatum.known : undefined },
      ...{ lastName: row.achternaam ?? undefined, prefix: named ? (row.voorvoegsel ?? null) : undefined },
      ...{ firstNames: row.voornamen ?? undefined, sex: row.geslacht ?? undefined },
      residentFrom: row.gemeente_vanaf ?? null,
      deathDate: row.overlijdensdatum ?? (lives ? null : undefined),
      departureDate: row.vertrekdatum ?? (lives && reason === null ? null : undefined),
      secret: row.geheim,
      contact: row.adres
        ? { straat: row.straat, huisnummer: row.huisnummer, postcode: row.postcode, plaats: row.plaats }
        : {},
    };
  },
};
