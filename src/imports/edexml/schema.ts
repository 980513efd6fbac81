import { parseDay } from '../../law/day';

/** Why a value does not fit; null where it does. */
export type Check = (text: string) => string | null;

/** What an element of an EDEXML 2.1 file may hold. */
export interface Shape {
  /** the order and number of its children, over their names with a comma behind each */
  children?: RegExp;
  /** any number of these, at least one: never collected, the list of pupils is long */
  listOf?: readonly string[];
  /** elements inside, by name */
  inside?: Readonly<Record<string, Shape>>;
  /** of an element with a text */
  text?: Check;
  attributes?: Readonly<Record<string, 'required' | 'optional'>>;
  /** what the element names must be in one of these lists; what it is itself is added to it */
  refersTo?: 'groep' | 'samengestelde_groep' | 'vestiging';
  isA?: 'groep' | 'samengestelde_groep' | 'vestiging' | 'leerling' | 'leerkracht';
  /** other parties extend it with a schema of their own: what is inside is theirs */
  open?: boolean;
  /** what it is instead, by its xsi:type */
  variants?: Readonly<Record<string, Shape>>;
}

const fits =
  (pattern: RegExp, what: string): Check =>
  (text) =>
    pattern.test(text) ? null : `moet ${what} zijn`;
const upTo =
  (longest: number): Check =>
  (text) =>
    text === '' ? 'is leeg' : [...text].length > longest ? `is langer dan ${longest} tekens` : null;
const oneOf = (...values: string[]): Check => {
  const known = new Set(values);
  return (text) => (known.has(text) ? null : `moet een van deze zijn: ${values.join(', ')}`);
};
const anything: Check = () => null;

const ZONE = /(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;
const date: Check = (text) =>
  /^\d{4}-\d\d-\d\d/.test(text) && parseDay(text.slice(0, 10)) !== null && ZONE.exec(text)!.index === 10
    ? null
    : 'is geen bestaande datum (jjjj-mm-dd)';
/** As a date, and where day or month are not known 00 in their place: so registers write it (BRP). */
const birthDate: Check = (text) =>
  /^\d{4}-(00|0[1-9]|1[0-2])-00$/.test(text) && !text.startsWith('0000') ? null : date(text);
const moment: Check = (text) => {
  const [, day, rest] =
    /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(text) ?? [];
  return day !== undefined && rest !== undefined && date(day) === null ? null : 'is geen datum met tijd';
};
/** The list of the published schema ends at 2024-2025; the form of its values does not. */
const schoolYear: Check = (text) => {
  const [, from, until] = /^(\d{4})-(\d{4})$/.exec(text) ?? [];
  return from !== undefined && Number(until) === Number(from) + 1 ? null : 'moet een schooljaar zijn, zoals 2026-2027';
};

const leaf = (text: Check): Shape => ({ text });
const key = { key: 'required' } as const;
const keyed = { key: 'required', eckid: 'optional' } as const;
/** `bsn`, `sofinummer`, `onderwijsnummer`: only their form is looked at; they are not kept. */
const digits = (count: number): Shape => leaf(fits(new RegExp(`^\\d{${count}}$`), `${count} cijfers`));

const remark: Shape = {
  children: /^code,(omschrijving,)?opmerking,$/,
  inside: { code: leaf(upTo(64)), omschrijving: leaf(anything), opmerking: leaf(anything) },
  attributes: { 'xsi:type': 'required' },
};
const blok: Shape = {
  variants: { OpmerkingGegevensType: remark },
  children: /^code,(omschrijving,)?/,
  inside: { code: leaf(upTo(64)), omschrijving: leaf(anything) },
  attributes: { 'xsi:type': 'required' },
  open: true,
};
const additions: Shape = { listOf: ['blok'], inside: { blok } };
const change = leaf(moment);
const YEARS = [
  'B',
  'D',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  'S',
  'V',
  'C',
  'N',
  'H',
];
const ROLES = [
  'ADJ',
  'ADM',
  'CON',
  'DIR',
  'ICT',
  'IB',
  'KLA',
  'LRK',
  'LOS',
  'LOC',
  'OWA',
  'OUD',
  'RT',
  'SMW',
  'STA',
  'TAL',
  'VAK',
];
/** ISO 3166: only its form, since countries come and go. */
const country = leaf(fits(/^([A-Z]{2}|\?)$/, 'een landcode van twee hoofdletters of ?'));

const NAMES = '((achternaam,)(voorvoegsel,)?(voornamen,)?(voorletters-1,)?(roepnaam,)?|roepnaam,)';
const names: Record<string, Shape> = {
  achternaam: leaf(upTo(200)),
  voorvoegsel: leaf(upTo(10)),
  voornamen: leaf(upTo(200)),
  'voorletters-1': leaf(upTo(6)),
  roepnaam: leaf(upTo(64)),
  gebruikersnaam: leaf(upTo(64)),
  emailadres: leaf(upTo(256)),
};

const school: Shape = {
  children:
    /^schooljaar,(peildatum,)?((brincode,(dependancecode,)?|instellingsnummer,)?(schoolkey,)?)(aanmaakdatum,)?(auteur,)?(xsdversie,)?(commentaar,)?(toevoegingen,)?$/,
  inside: {
    schooljaar: leaf(schoolYear),
    peildatum: leaf(date),
    brincode: leaf(fits(/^\d\d\p{Lu}{2}$/u, 'een BRIN (twee cijfers en twee letters)')),
    dependancecode: digits(2),
    instellingsnummer: leaf(fits(/^\d{2,6}$/, 'twee tot zes cijfers')),
    schoolkey: leaf(upTo(256)),
    aanmaakdatum: change,
    auteur: leaf(upTo(128)),
    xsdversie: leaf(upTo(32)),
    commentaar: leaf(anything),
    toevoegingen: additions,
  },
};

const group = (more: string, inside: Record<string, Shape>): Shape => ({
  children: new RegExp(`^naam,${more}(omschrijving,)?(toevoegingen,)?(mutatiedatum,)?$`),
  inside: {
    naam: leaf(upTo(64)),
    omschrijving: leaf(upTo(256)),
    toevoegingen: additions,
    mutatiedatum: change,
    ...inside,
  },
  attributes: key,
});

const pupil: Shape = {
  children: new RegExp(
    `^${NAMES}(geboortedatum,)?(geslacht,)?(start_ondw_jgr3,)?(jaargroep,)?(groep,)?(samengestelde_groepen,)?` +
      '(vestiging,)?(gebruikersnaam,)?(emailadres,)?(fotourl,)?(etniciteit,)?(land,)?(land_vader,)?(land_moeder,)?' +
      '((sofinummer|bsn|onderwijsnummer|bsn_ondwnr-4|rijksregisternummer),)?(gewicht_nieuw,)?(gewicht,)?' +
      '((postcodenl|postnummerbe|postcodeoverig),)?(instroomdatum,)?(uitstroomdatum,)?(toevoegingen,)?(mutatiedatum,)?$',
  ),
  inside: {
    ...names,
    geboortedatum: leaf(birthDate),
    geslacht: leaf(oneOf('0', '1', '2', '9')),
    start_ondw_jgr3: leaf(date),
    jaargroep: leaf(oneOf(...YEARS)),
    groep: { children: /^$/, attributes: key, refersTo: 'groep' },
    samengestelde_groepen: {
      listOf: ['samengestelde_groep'],
      inside: { samengestelde_groep: { children: /^$/, attributes: key, refersTo: 'samengestelde_groep' } },
    },
    vestiging: { children: /^$/, attributes: key, refersTo: 'vestiging' },
    fotourl: leaf(upTo(256)),
    etniciteit: leaf(oneOf('9', '0', '1')),
    ...{ land: country, land_vader: country, land_moeder: country },
    ...{ sofinummer: digits(9), bsn: digits(9), onderwijsnummer: digits(9), 'bsn_ondwnr-4': digits(4) },
    rijksregisternummer: digits(11),
    gewicht_nieuw: leaf(oneOf('?', '0', '0,3', '1,2')),
    gewicht: leaf(oneOf('?', '0.00', '0.25', '0.40', '0.70', '0.90')),
    postcodenl: leaf(fits(/^\d{4}\p{Lu}{2}$/u, 'vier cijfers en twee hoofdletters')),
    postnummerbe: digits(4),
    postcodeoverig: leaf(upTo(32)),
    ...{ instroomdatum: leaf(date), uitstroomdatum: leaf(date), toevoegingen: additions, mutatiedatum: change },
  },
  attributes: keyed,
  isA: 'leerling',
};

const role: Record<string, Shape> = { rol: leaf(oneOf(...ROLES)), rolomschrijving: leaf(upTo(64)) };
const taught = (refersTo: 'groep' | 'samengestelde_groep'): Shape => ({
  children: /^((rol|rolomschrijving),)*$/,
  inside: role,
  attributes: key,
  refersTo,
});
const teacher: Shape = {
  children: new RegExp(
    `^${NAMES}(gebruikersnaam,)?(emailadres,)?((rol|rolomschrijving),)*(groepen,)?(toevoegingen,)?(mutatiedatum,)?$`,
  ),
  inside: {
    ...names,
    ...role,
    groepen: {
      listOf: ['groep', 'samengestelde_groep'],
      inside: { groep: taught('groep'), samengestelde_groep: taught('samengestelde_groep') },
    },
    toevoegingen: additions,
    mutatiedatum: change,
  },
  attributes: keyed,
  isA: 'leerkracht',
};

/**
 * EDEXML 2.1 as its schema of Edustandaard has it (EDEXML.structuur.xsd, 2016-12-07), written down by ourselves: order
 * and number of elements, forms of values, keys and what refers to them. Looser than the published files in three
 * places: the list of school years and that of countries, which end in the past, and birth dates with an unknown day.
 */
export const EDEX: Shape = {
  children: /^school,(vestigingen,)?(groepen,)?leerlingen,(leerkrachten,)?$/,
  inside: {
    school,
    vestigingen: {
      listOf: ['vestiging'],
      inside: {
        vestiging: {
          children: /^naam,(omschrijving,)?(mutatiedatum,)?$/,
          inside: { naam: leaf(upTo(64)), omschrijving: leaf(upTo(256)), mutatiedatum: change },
          attributes: key,
          isA: 'vestiging',
        },
      },
    },
    groepen: {
      listOf: ['groep', 'samengestelde_groep'],
      inside: {
        groep: { ...group('jaargroep,', { jaargroep: leaf(oneOf(...YEARS)) }), isA: 'groep' },
        samengestelde_groep: { ...group('', {}), isA: 'samengestelde_groep' },
      },
    },
    leerlingen: { listOf: ['leerling'], inside: { leerling: pupil } },
    leerkrachten: { listOf: ['leerkracht'], inside: { leerkracht: teacher } },
  },
};
