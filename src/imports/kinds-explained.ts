import type { IMPORT_KINDS } from './import-kinds';

/** What a person must know to make a file. Plain text, since `--help` answers before any room is loaded. */
export interface Explained {
  what: string;
  /** in the order of the contract; one that may be left out or empty stands in brackets */
  columns: string;
}

const ADDRESS = '[straat]; [huisnummer]; [postcode]; [plaats]; [telefoon]; [email]';
const AS_DUO_GIVES_IT = 'zoals DUO het bestand levert; de naam van het bestand zegt welk jaar het is';

export const EXPLAINED: Record<(typeof IMPORT_KINDS)[number], Explained> = {
  scholen: {
    what: 'vestigingen van scholen',
    columns: 'brin; vestiging; naam; gemeentecode; vakantieregio; [onderwijssoort]; [plaats]',
  },
  'vrije-dagen': {
    what: 'eigen vakanties en vrije dagen van een vestiging',
    columns: 'brin; vestiging; begindatum; einddatum; soort; [omschrijving]; [verwijderd]',
  },
  leerlingen: {
    what: 'leerlingen en waar zij wonen',
    columns:
      'pgn; geboortedatum; gemeentecode; [achternaam]; [voorvoegsel]; [voornamen]; [geslacht]; [overlijdensdatum]; ' +
      `[vertrekdatum]; [vorig_pgn]; [gemeente_vanaf]; ${ADDRESS}; [geheim]`,
  },
  contactpersonen: {
    what: 'ouders en anderen bij een leerling',
    columns: `pgn; naam; relatie; [gezag]; ${ADDRESS}; [begindatum]; [einddatum]`,
  },
  'brp-mutaties': {
    what: 'verhuizing, vertrek, overlijden en adres, zoals de BRP ze dagelijks meldt',
    columns:
      'pgn; soort; datum; [gemeentecode]; [geboortedatum]; [achternaam]; [voorvoegsel]; [voornamen]; [geslacht]; ' +
      '[straat]; [huisnummer]; [postcode]; [plaats]; [geheim]',
  },
  'brp-personen': {
    what: 'inwoners, zoals de Haal Centraal BRP API 2 ze nu geeft',
    columns:
      'geen: het is een JSON-bestand met een of meer antwoorden van de API; regel 3 in het verslag is de derde persoon',
  },
  'vsv-status': {
    what: 'wat geen school weet en de vsv-cijfers nodig hebben, op een 1 oktober',
    columns: 'pgn; peildatum; status',
  },
  inschrijvingen: {
    what: 'wie waar op school zit of zat',
    columns:
      'pgn; brin; vestiging; onderwijssoort; [niveau]; [leerjaar]; [uitstroomprofiel]; [lesdagen]; begindatum; ' +
      '[einddatum]; [uitschrijfreden]; [verwijderd]',
  },
  diplomas: { what: 'behaalde diploma’s', columns: 'pgn; soort; datum; [verwijderd]' },
  vrijstellingen: {
    what: 'vrijstellingen en verlof, per artikel van de wet',
    columns: 'pgn; artikel; begindatum; [einddatum]; [verwijderd]',
  },
  verzuim: {
    what: 'verzuimregistraties; met soort ingetrokken neemt de school er een terug',
    columns: 'registratienummer; pgn; brin; vestiging; datum; uren; soort; [hele_dag]; [reden]',
  },
  meldingen: {
    what: 'meldingen en statussen van een ander systeem, zoals meldingen uit ze schrijft',
    columns:
      'brin; meldingnummer; vestiging; pgn; soort; begindatum; status; [geboortedatum]; [einddatum]; ' +
      '[uren]; [dagen]; [vermoedelijke_reden]; [alle_lessen_gemist]; [actie_instelling]; ' +
      '[actie_gewenst]; [prioriteit]; [toelichting]; [verblijfadres]; [telefoon]; [contact_naam]; ' +
      '[contact_functie]; [contact_telefoon]; [contact_email]; [meldingsdatum]; [reden_afsluiting]; ' +
      '[opmerking_afsluiting]; [gemeente_naam]; [gemeente_functie]; [gemeente_telefoon]; ' +
      '[gemeente_email]; [geslachtsnaam]; [voorvoegsel]; [voornamen]; [geslacht]; [overlijdensdatum]; ' +
      '[straat]; [huisnummer]; [postcode]; [woonplaats]; [startkwalificatie]; [leslocatie]',
  },
  overname: {
    what: 'open dossiers uit een ander pakket, zonder het deel onder de Wpg',
    columns:
      'bron; dossiernummer; pgn; regime; geopend_op; status; [aangehouden_tot]; [medewerker]; [samenvatting]; [taak]; ' +
      '[taak_uiterlijk]; [route]',
  },
  medewerkers: {
    what: 'medewerkers, hun rollen en hun gebied',
    columns:
      'medewerker; naam; rol; [boa]; [gemeenten]; [regios]; [scholen]; [fte]; [maximum]; [begindatum]; [einddatum]; ' +
      '[email]',
  },
  'duo-vestigingen': {
    what: 'de lijst van DUO met vestigingen van het basisonderwijs (cp1252)',
    columns: 'instellingscode; vestigingscode; vestigingsnaam; plaatsnaam; gemeentenummer; vakantieregio',
  },
  'duo-startpopulatie': { what: 'de startpopulatie van DUO (NRSP…)', columns: AS_DUO_GIVES_IT },
  'duo-nieuwe-vsv': { what: 'de nieuwe voortijdig schoolverlaters van DUO (NenR…)', columns: AS_DUO_GIVES_IT },
  'duo-maand': { what: 'een maandbestand van DUO (A04…, A14…)', columns: AS_DUO_GIVES_IT },
  programma: {
    what: 'maatregelen van het regionaal programma en van de lokale educatieve agenda',
    columns:
      'soort; gebied; maatregel; schooljaar; titel; doel; [partijen]; [begindatum]; [einddatum]; [budget]; ' +
      '[besteed]; [doelaantal]; [bereikt]; [verwijderd]',
  },
  streefcijfers: {
    what: 'streefcijfers voor voortijdig schoolverlaten',
    columns: '[gebied]; schooljaar; [niveau]; percentage; bron; [verwijderd]',
  },
  edexml: {
    what: 'EDEXML 2.1 uit het administratiesysteem van een basisschool; vult bekende leerlingen aan',
    columns: 'geen: het is een XML-bestand',
  },
};
