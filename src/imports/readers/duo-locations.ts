import { findHolidayRegion, findMunicipality } from '../../registry/facts';
import type { SchoolRow } from '../../registry/school-store';
import { type Reader, required } from './columns';
import { Bad, brin, type Parser, textOf, vestiging } from './values';

const municipality: Parser<string> = (text) => {
  const code = text.padStart(4, '0');
  return findMunicipality(code) ? code : new Bad('is geen bekende gemeentecode');
};

const holidayRegion: Parser<SchoolRow['holidayRegion']> = (text) =>
  findHolidayRegion(text) ?? new Bad('is geen vakantieregio (Noord, Midden, Zuid)');

const columns = {
  instellingscode: required(brin),
  vestigingscode: required(vestiging),
  vestigingsnaam: required(textOf(200)),
  plaatsnaam: required(textOf(100)),
  gemeentenummer: required(municipality),
  vakantieregio: required(holidayRegion),
};

/** DUO's list of locations of basisonderwijs; taken as it comes: its location code need not start with its brin. */
export const duoLocations: Reader<typeof columns, SchoolRow> = {
  columns,
  build(row) {
    const { instellingscode: school, vestigingscode: place } = row;
    return {
      location: place.length === 2 ? school + place : place,
      name: row.vestigingsnaam,
      municipality: row.gemeentenummer,
      holidayRegion: row.vakantieregio,
      education: 'po',
      place: row.plaatsnaam,
    };
  },
};
