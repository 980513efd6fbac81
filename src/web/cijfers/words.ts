import type { FigureKindName } from '../../figures/desk/kinds';
import type { Per } from '../../figures/figure';
import { t } from '../text/language';

/** What the kinds of figures are called on the pages. */
export const KIND_NAMES: Record<FigureKindName, string> = {
  vsv: 'Voortijdig schoolverlaters',
  'vsv-trend': 'Voortijdig schoolverlaters over de jaren',
  'vsv-standen': 'Vastgelegde vsv-cijfers',
  'vsv-personen': 'Personen achter de vsv-cijfers',
  'oud-vsv': "Oud-vsv'ers",
  'duo-vsv': 'Voortijdig schoolverlaters volgens DUO',
  'duo-maand': 'Verzuimmeldingen volgens DUO',
  'duo-vergelijking': 'DUO naast de eigen registratie',
  'duo-personen': 'Verschillen met DUO, per persoon',
  telling: 'Leerplichttelling',
  'telling-personen': 'Leerlingen achter de telling',
  'effect-personen': 'Trajecten achter de effectrapportage',
  'management-personen': 'Leerlingen achter het werk per maand',
  'maatregelen-personen': 'Leerlingen achter de maatregelen',
  'thuiszitters-personen': 'Leerlingen achter de thuiszitters',
  'duo-maand-personen': 'Leerlingen achter de meldingen volgens DUO',
  'duo-vsv-personen': 'Personen achter de vsv-cijfers volgens DUO',
  jaarverslag: 'Jaarverslag leerplicht',
  effectrapportage: 'Effectrapportage',
  thuiszitters: 'Thuiszitters',
  management: 'Werk per maand',
  maatregelen: 'Maatregelen en uitkomsten',
  belasting: 'Werkvoorraad per medewerker',
  programma: 'Regionaal programma',
};

/** What each kind tells, in a sentence. */
export const ABOUT_NAMES: Record<FigureKindName, string> = {
  vsv: 'Nieuwe voortijdig schoolverlaters in een schooljaar, met elke stap van de formule.',
  'vsv-trend': 'Dezelfde cijfers jaar na jaar, met streefcijfers en reeksbreuken.',
  'vsv-standen': 'Voorlopig, definitief en de telling van nu naast elkaar.',
  'vsv-personen': 'Wie er achter een getal staat, en door welke stap van de formule.',
  'oud-vsv': "Wie al langer vsv'er is, volgens de definitie van de persoon.",
  'duo-vsv': 'Geteld uit de bestanden die DUO aan de regio levert.',
  'duo-maand': 'Geteld uit de maandbestanden van DUO.',
  'duo-vergelijking': 'Wie wel bij DUO staat en niet bij ons, of andersom, en waarom.',
  'duo-personen': 'Wie er achter de verschillen staat.',
  'telling-personen': 'Wie er achter een cel van de leerplichttelling staat.',
  'effect-personen': 'Wie er achter een regel van 3A tot en met 3G staat.',
  'management-personen': 'Wie er achter een maand en een kolom staat.',
  'maatregelen-personen': 'Wie er achter een stand van een maatregel staat.',
  'thuiszitters-personen': 'Wie er achter een aantal thuiszitters staat.',
  'duo-maand-personen': 'Wie er achter een aantal meldingen in de maandbestanden staat.',
  'duo-vsv-personen': 'Wie er achter een aantal in de levering van DUO staat.',
  telling: 'Leerlingen per onderdeel van de leerplichttelling en per onderwijssoort.',
  jaarverslag: 'Het verslag van het college aan de gemeenteraad, om te printen.',
  effectrapportage: 'De tabellen 3A tot en met 3G, in te leveren voor 15 december.',
  thuiszitters: 'Volgens elke definitie die in gebruik is, of maand na maand volgens een ervan.',
  management: 'Signalen, meldingen, dossiers, termijnen en de tijd tot het eerste gesprek.',
  maatregelen: 'Welke maatregelen begonnen en hoe ze eindigden.',
  belasting: 'Open dossiers en verlopen termijnen per medewerker.',
  programma: 'Maatregelen met doel, budget en bereik, vier jaren naast elkaar.',
};

export const PER_NAMES: Record<Per, string> = {
  niveau: 'niveau',
  regio: 'regio',
  gemeente: 'gemeente',
  school: 'school',
  onderwijssoort: 'onderwijssoort',
};

/** Titles of columns that hold an apostrophe; the others stand where they are made. */
const COLUMN_NAMES: Record<string, string> = {
  "vsv'ers (X)": "vsv'ers (X)",
  "nieuwe vsv'ers": "nieuwe vsv'ers",
  "oud-vsv'ers": "oud-vsv'ers",
  "vsv'er bij DUO": "vsv'er bij DUO",
  "vsv'er bij ons": "vsv'er bij ons",
};

/** Counts that stand beside each other are named by their state. */
const STATE_NAMES = ['voorlopig', 'definitief', 'actueel'];

/** The title of a column in the language of the reader. */
export function columnName(title: string): string {
  const state = STATE_NAMES.find((one) => title.endsWith(` ${one}`));
  if (state !== undefined) return `${columnName(title.slice(0, -state.length - 1))} ${t(state)}`;
  return t(COLUMN_NAMES[title] ?? title);
}
