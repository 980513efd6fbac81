import { readArea, writeArea } from '../../access/area';
import { ROLES } from '../../access/roles';
import type { StaffRow } from '../../access/staff-store';
import { optional, type Reader, required, RowRefusal } from './columns';
import { periodRefusal } from './combined';
import {
  Bad,
  day,
  hundredths,
  listOf,
  municipalityCode,
  oneOf,
  type Parser,
  regionCode,
  textOf,
  wholeNumber,
  yesNo,
} from './values';

const schoolOrLocation: Parser<string> = (text) => {
  const code = text.toUpperCase();
  return /^\d\d[A-Z]{2}(\d\d)?$/.test(code) ? code : new Bad('bevat iets anders dan BRIN of BRIN met twee cijfers');
};

const NOT_DATED = new Bad('bevat een gebied met een periode die niet klopt (code/eerste dag/laatste dag)');

/** A code, and perhaps the days on which it is this employee's: `0114/2026-08-01/2027-07-31`. */
function dated(parse: Parser<string>): Parser<string> {
  return (text) => {
    const area = readArea(text);
    if (area === null) return NOT_DATED;
    const code = parse(area.code);
    return code instanceof Bad ? code : writeArea({ ...area, code });
  };
}

const staffColumns = {
  medewerker: required(textOf(60)),
  naam: required(textOf(200)),
  rol: required(listOf(oneOf(ROLES))),
  boa: optional(yesNo),
  gemeenten: optional(listOf(dated(municipalityCode))),
  regios: optional(listOf(dated(regionCode))),
  scholen: optional(listOf(dated(schoolOrLocation))),
  fte: optional(hundredths(0, 1000)),
  maximum: optional(wholeNumber),
  begindatum: optional(day),
  einddatum: optional(day),
  email: optional(textOf(200)),
};

const FULL_TIME = 100;

/** An empty cell: no area, a full working week, no limit. */
export const staff: Reader<typeof staffColumns, StaffRow> = {
  columns: staffColumns,
  build(row) {
    if (row.rol.length === 0) return new RowRefusal('rol', '', 'is verplicht en leeg');
    return (
      periodRefusal(row.begindatum, row.einddatum) ?? {
        code: row.medewerker,
        name: row.naam,
        roles: ROLES.filter((role) => row.rol.includes(role)),
        boa: row.boa === null ? false : row.boa,
        municipalities: row.gemeenten === null ? [] : row.gemeenten,
        regions: row.regios === null ? [] : row.regios,
        schools: row.scholen === null ? [] : row.scholen,
        fte: row.fte === null ? FULL_TIME : row.fte,
        maximum: row.maximum,
        from: row.begindatum,
        until: row.einddatum,
        email: row.email,
      }
    );
  },
};
