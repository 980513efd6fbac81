import { PER, type Per } from '../figure';

/** A kind of figures, as commands, API and pages know it. */
export interface FigureKind {
  /** what it shows, for the help */
  about: string;
  /** the distributions it has; none where it has a form of its own */
  per: readonly Per[];
  /** a document with chapters, not one table */
  document?: true;
  /** tells of persons: never for publication, and only of those whom the asker may see */
  persons?: true;
  /** tells of single persons, of the staff too, or by its differences: never for publication */
  internal?: true;
  /** published of one whole region alone: its tables share numbers, and areas could be subtracted */
  publishedPer?: 'regio';
  /** the same of these distributions: a municipality could be subtracted from its region, and everything from the regions */
  publishedPerRegion?: readonly Per[];
  /** tells of the staff: only of those whose work the asker may see */
  staff?: true;
}

/** Every kind of figures, once. To add one: a line here, and how it is counted in `FigureDesk`. */
export const FIGURE_KINDS = {
  vsv: { about: 'voortijdig schoolverlaters in de statistiek, van 1 oktober tot 1 oktober', per: PER },
  'vsv-trend': { about: 'voortijdig schoolverlaters over de jaren, met streefcijfers', per: PER },
  'vsv-standen': {
    ...{ about: 'vastgelegde vsv-cijfers naast elkaar en naast de telling van nu', per: PER, internal: true },
  },
  'vsv-personen': { about: 'de personen achter de statistiek, met hun stap', per: PER, persons: true },
  'oud-vsv': {
    about: "wie al langer vsv'er is, volgens de definitie van de persoon",
    per: ['regio', 'gemeente'],
  },
  'duo-vsv': { about: "voortijdig schoolverlaters uit DUO's leveringen", per: PER },
  'duo-maand': {
    ...{ about: 'verzuimmeldingen uit de maandbestanden van DUO, per maand', per: PER },
    publishedPerRegion: ['niveau', 'onderwijssoort'],
  },
  'duo-maand-personen': {
    ...{ about: 'de meldingen achter een cel van de maandbestanden', per: PER, persons: true },
  },
  'duo-vsv-personen': { about: 'de personen achter een cel van duo-vsv', per: PER, persons: true },
  'duo-vergelijking': { about: 'de levering van DUO naast de eigen registratie', per: [], internal: true },
  'duo-personen': { about: 'wie bij DUO en bij ons verschilt, en waarom', per: [], persons: true },
  telling: { about: 'de leerplichttelling: leerlingen per cel en onderwijssoort', per: [] },
  'telling-personen': { about: 'de leerlingen achter een cel van de telling', per: [], persons: true },
  jaarverslag: { about: 'het verslag over de leerplicht aan de gemeenteraad', per: [], document: true },
  effectrapportage: { about: 'tabellen 3A tot en met 3G van de regio', per: [], publishedPer: 'regio' },
  'effect-personen': { about: 'de trajecten achter een regel van 3A tot en met 3G', per: [], persons: true },
  thuiszitters: { about: 'thuiszitters volgens elke definitie die in gebruik is, of per maand volgens een', per: [] },
  'thuiszitters-personen': { about: 'de leerlingen achter een aantal thuiszitters', per: [], persons: true },
  management: { about: 'signalen, meldingen, dossiers en termijnen per maand', per: [] },
  'management-personen': { about: 'de leerlingen achter een maand en een kolom', per: [], persons: true },
  maatregelen: { about: 'maatregelen van het schooljaar en hun uitkomst', per: [] },
  'maatregelen-personen': { about: 'de leerlingen achter een stand van een maatregel', per: [], persons: true },
  belasting: { about: 'werkvoorraad per medewerker', per: [], staff: true, internal: true },
  programma: { about: 'het regionale programma of de lokale afspraken, vier jaren naast elkaar', per: [] },
} as const satisfies Record<string, FigureKind>;
export type FigureKindName = keyof typeof FIGURE_KINDS;

export const FIGURE_KIND_NAMES = Object.keys(FIGURE_KINDS) as FigureKindName[];

export const figureKind = (name: FigureKindName): FigureKind => FIGURE_KINDS[name];

/** The kind of this name; undefined where there is none. */
export const findKind = (name: string): FigureKindName | undefined => FIGURE_KIND_NAMES.find((one) => one === name);
