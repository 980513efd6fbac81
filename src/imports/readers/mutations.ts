import { type Mutation, MUTATION_KINDS } from '../../registry/mutation-store';
import { optional, type Reader, required, RowRefusal } from './columns';
import { birth, day, municipalityCode, oneOf, pgn, textOf, yesNo } from './values';

const columns = {
  pgn: required(pgn),
  soort: required(oneOf(MUTATION_KINDS)),
  datum: required(day),
  gemeentecode: optional(municipalityCode),
  geboortedatum: optional(birth),
  achternaam: optional(textOf(200)),
  voorvoegsel: optional(textOf(30)),
  voornamen: optional(textOf(200)),
  geslacht: optional(textOf(20)),
  straat: optional(textOf(200)),
  huisnummer: optional(textOf(20)),
  postcode: optional(textOf(10)),
  plaats: optional(textOf(100)),
  geheim: optional(yesNo),
};

/** The daily file of the residents' register (BRP). */
export const mutations: Reader<typeof columns, Mutation> = {
  columns,
  build(row) {
    const moves = row.soort === 'verhuizing' || row.soort === 'vestiging';
    if (moves && !row.gemeentecode) return new RowRefusal('gemeentecode', '', `is nodig bij ${row.soort}`);
    if (row.soort === 'geheim' && typeof row.geheim !== 'boolean') {
      return new RowRefusal('geheim', '', 'is nodig bij soort geheim');
    }
    return {
      ...{ pgn: row.pgn, kind: row.soort, day: row.datum, municipality: row.gemeentecode ?? null },
      ...{ birth: row.geboortedatum ?? null, lastName: row.achternaam ?? null, prefix: row.voorvoegsel ?? null },
      ...{ firstNames: row.voornamen ?? null, sex: row.geslacht ?? null, secret: row.geheim ?? null },
      address: { straat: row.straat, huisnummer: row.huisnummer, postcode: row.postcode, plaats: row.plaats },
    };
  },
};
