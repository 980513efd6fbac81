/**
 * The merge fields of letters: what a template may hold between braces, like {leerling_naam}. `gegeven`: not in the
 * file, so whoever writes the letter gives it.
 */
interface Field {
  source: 'dossier' | 'gegeven';
  words: string;
}

export const MERGE_FIELDS = {
  datum: { source: 'dossier', words: 'de datum van de brief, voluit' },
  kenmerk: { source: 'dossier', words: 'het kenmerk van het dossier' },
  gemeente: { source: 'dossier', words: 'de naam van de gemeente waar de leerling woont' },
  regio: { source: 'dossier', words: 'de naam van de regio van het Doorstroompunt' },
  medewerker_naam: { source: 'dossier', words: 'de naam van wie de brief schrijft' },
  medewerker_email: { source: 'dossier', words: 'het e-mailadres van wie de brief schrijft' },
  leerling_naam: { source: 'dossier', words: 'de volledige naam van de leerling' },
  leerling_voornamen: { source: 'dossier', words: 'de voornamen van de leerling' },
  leerling_geboortedatum: { source: 'dossier', words: 'de geboortedatum van de leerling, voluit' },
  ontvanger_naam: { source: 'dossier', words: 'de naam van wie de brief krijgt: de leerling, of een contactpersoon' },
  ontvanger_adres: { source: 'dossier', words: 'straat en huisnummer van wie de brief krijgt' },
  ontvanger_postcode_plaats: { source: 'dossier', words: 'postcode en plaats van wie de brief krijgt' },
  school_naam: { source: 'dossier', words: 'de naam van de school van het laatste signaal' },
  verzuim_begin: { source: 'dossier', words: 'de eerste dag van het laatste signaal, voluit' },
  verzuim_einde: { source: 'dossier', words: 'de laatste dag van het laatste signaal, voluit' },
  verzuim_uren: { source: 'dossier', words: 'de uren van het laatste signaal' },
  aanhef: { source: 'gegeven', words: 'de aanhef, zoals "Beste mevrouw De Vries"' },
  gesprek_datum: { source: 'gegeven', words: 'de dag van het gesprek' },
  gesprek_tijd: { source: 'gegeven', words: 'de tijd van het gesprek' },
  gesprek_plaats: { source: 'gegeven', words: 'de plaats van het gesprek' },
  vrijstelling_artikel: { source: 'gegeven', words: 'het wetsartikel van de vrijstelling' },
  vrijstelling_begin: { source: 'gegeven', words: 'de eerste dag van de vrijstelling' },
  vrijstelling_einde: { source: 'gegeven', words: 'de laatste dag van de vrijstelling' },
  besluit: { source: 'gegeven', words: 'wat is besloten' },
  reden: { source: 'gegeven', words: 'de reden, in gewone woorden' },
  reactie_uiterlijk: { source: 'gegeven', words: 'de laatste dag om te reageren' },
  nieuwe_begeleider: { source: 'gegeven', words: 'de naam van wie het overneemt' },
  nieuwe_organisatie: { source: 'gegeven', words: 'de gemeente of regio die het overneemt' },
  pv_nummer: { source: 'gegeven', words: 'het nummer van het proces-verbaal' },
  verdachte_naam: { source: 'gegeven', words: 'de naam van de verdachte' },
  verdachte_geboortedatum: { source: 'gegeven', words: 'de geboortedatum van de verdachte' },
  feiten: { source: 'gegeven', words: 'wat is vastgesteld, met data' },
  verhoor_datum: { source: 'gegeven', words: 'de dag en de tijd van het verhoor' },
  verhoor_plaats: { source: 'gegeven', words: 'de plaats van het verhoor' },
  verklaring: { source: 'gegeven', words: 'wat de verdachte verklaarde, in de eigen woorden' },
  eerdere_hulp: { source: 'gegeven', words: 'welke hulp en maatregelen er eerder waren' },
  toelichting: { source: 'gegeven', words: 'vrije tekst' },
} as const satisfies Record<string, Field>;

export type MergeField = keyof typeof MERGE_FIELDS;
export const MERGE_FIELD_NAMES = Object.keys(MERGE_FIELDS) as MergeField[];

export function isMergeField(name: string): name is MergeField {
  return Object.hasOwn(MERGE_FIELDS, name);
}
