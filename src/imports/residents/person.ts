import { personColumns } from '../readers/residents';

/** A date of the BRP: whole, or as much of it as is known. Source: Haal Centraal BRP bevragen 2.7, AbstractDatum. */
interface BrpDate {
  type?: unknown;
  datum?: unknown;
  jaar?: unknown;
  maand?: unknown;
}

/** A value of a table of the BRP, with its code. */
interface Coded {
  code?: unknown;
}

/** A person as the Haal Centraal BRP API 2 answers (Persoon), as far as we read it. Nothing in it is checked yet. */
export interface Person {
  burgerservicenummer?: unknown;
  geheimhoudingPersoonsgegevens?: unknown;
  geslacht?: Coded;
  naam?: { voornamen?: unknown; voorvoegsel?: unknown; geslachtsnaam?: unknown };
  geboorte?: { datum?: BrpDate };
  overlijden?: { datum?: BrpDate };
  opschortingBijhouding?: { reden?: Coded; datum?: BrpDate };
  gemeenteVanInschrijving?: Coded;
  datumInschrijvingInGemeente?: BrpDate;
  verblijfplaats?: { type?: unknown; datumVan?: BrpDate; verblijfadres?: Record<string, unknown> };
}

type PersonColumn = keyof typeof personColumns;

export const PERSON_COLUMNS = Object.keys(personColumns) as PersonColumn[];

type Cells = Partial<Record<PersonColumn, string>>;

/** The register of those who do not live here. */
const RNI = '1999';
/** Reasons of suspension: emigration, by order of the minister, kept in the RNI. */
const ABROAD = ['E', 'M', 'R'];
const SEXES: Record<string, string> = { M: 'man', V: 'vrouw' };

/** The person as cells of `PERSON_COLUMNS`. */
export function cellsOf(person: Person): string[] {
  const cells: Cells = {
    pgn: textOf(person.burgerservicenummer),
    geboortedatum: birthOf(person.geboorte?.datum),
    achternaam: textOf(person.naam?.geslachtsnaam),
    voorvoegsel: textOf(person.naam?.voorvoegsel),
    voornamen: textOf(person.naam?.voornamen),
    geslacht: SEXES[textOf(person.geslacht?.code)],
    // told wherever it holds, whatever was asked
    geheim: person.geheimhoudingPersoonsgegevens === true ? 'ja' : 'nee',
    ...homeOf(person),
    ...addressOf(person),
  };
  return PERSON_COLUMNS.map((name) => cells[name] ?? '');
}

/** Where the person is registered, and whether that has ended. */
function homeOf({ gemeenteVanInschrijving, datumInschrijvingInGemeente, ...person }: Person): Cells {
  const { opschortingBijhouding: suspended, verblijfplaats } = person;
  const reason = textOf(suspended?.reden?.code);
  const code = textOf(gemeenteVanInschrijving?.code);
  const since = dayOf(suspended?.datum);
  const home: Cells =
    code === '' || code === RNI ? {} : { gemeentecode: code, gemeente_vanaf: dayOf(datumInschrijvingInGemeente) };
  if (reason === 'O')
    return { ...home, overlijdensdatum: dayOf(person.overlijden?.datum) || since, opgeschort: reason };
  const abroad = ABROAD.includes(reason) || code === RNI || verblijfplaats?.type === 'VerblijfplaatsBuitenland';
  if (!abroad) return { ...home, opgeschort: reason };
  // where one was registered last says nothing of where one lives now
  return { vertrekdatum: since || dayOf(verblijfplaats?.datumVan), opgeschort: reason || 'R' };
}

function addressOf({ verblijfplaats }: Person): Cells {
  const { type, verblijfadres } = verblijfplaats ?? {};
  const at = verblijfadres ?? {};
  if (type === 'Locatie') return { adres: 'ja', straat: textOf(at['locatiebeschrijving']) };
  if (type !== 'Adres') return {};
  const number = [at['huisnummer'], at['huisletter'], at['huisnummertoevoeging']].map(textOf);
  return {
    ...{ adres: 'ja', straat: textOf(at['officieleStraatnaam']) || textOf(at['korteStraatnaam']) },
    ...{ huisnummer: number.filter((part) => part !== '').join(' '), postcode: textOf(at['postcode']) },
    plaats: textOf(at['woonplaats']),
  };
}

/** With 00 for what is not known, as the register itself writes it; empty where nothing of it is. */
function birthOf(date: BrpDate | undefined): string {
  const [year, month] = [textOf(date?.jaar).padStart(4, '0'), textOf(date?.maand).padStart(2, '0')];
  if (date?.type === 'JaarMaandDatum') return `${year}-${month}-00`;
  if (date?.type === 'JaarDatum') return `${year}-00-00`;
  return textOf(date?.datum);
}

/** The first day that it can have been. */
const dayOf = (date: BrpDate | undefined): string => birthOf(date).replaceAll('-00', '-01');

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
