/** What the codes of a dossier are called in a document for a reader outside. */
export const RULE_WORDS: Readonly<Record<string, string>> = {
  'verzuim-16u': 'Ongeoorloofd verzuim van 16 uur of meer in vier lesweken',
  'verzuim-langdurig': 'Langdurig ongeoorloofd verzuim, langer dan vier weken',
  'verzuim-luxe': 'Luxeverzuim',
  'verzuim-18plus': 'Verzuim van een 18-plusser, vier weken of langer',
  'verzuim-absoluut': 'Absoluut verzuim: niet ingeschreven bij een school',
  'uitval-18plus': 'Uitval van een 18-plusser: niet ingeschreven, geen startkwalificatie',
  'te-laat': 'Te laat komen',
  ziekteverzuim: 'Ziekteverzuim',
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  ...{ ongeoorloofd: 'Ongeoorloofd', luxe: 'Luxe', te_laat: 'Te laat', ziek: 'Ziek', geoorloofd: 'Geoorloofd' },
};

export const REGIME_WORDS: Readonly<Record<string, string>> = {
  ...{ leerplicht: 'Leerplicht', doorstroompunt: 'Doorstroompunt' },
};

export const writtenHours = (hundredths: number): string =>
  (hundredths / 100).toLocaleString('nl-NL', { minimumFractionDigits: 2 });
