/** Every page of every role, as it is looked at by the tests: an address, or a link to follow from one. */
export interface ShownPage {
  role: string;
  name: string;
  path: string;
  /** selector of the link that leads on to the page meant; where none is there the test fails */
  follow?: string;
  /** added to the address that was found */
  then?: string;
  /** selector of one more link to follow, on the page reached so far */
  further?: string;
}

type Line = readonly [name: string, path: string, follow?: string, then?: string, further?: string];

const of = (role: string, pages: readonly Line[]): ShownPage[] =>
  pages.map(([name, path, follow, then, further]) => ({ role, name, path, follow, then, further }));

export const PAGES: readonly ShownPage[] = [
  ...of('leerplichtambtenaar', [
    ['dossiers', '/dossiers'],
    ['dossiers-mijn', '/dossiers?toon=mijn'],
    ['dossier', '/dossiers', 'tbody th a'],
    ['dossier-verloop', '/dossiers', 'tbody th a', '/verloop'],
    ['dossier-sluiten', '/dossiers', 'tbody th a', '/stap/sluiten'],
    ['dossier-aanhouden', '/dossiers', 'tbody th a', '/stap/aanhouden'],
    ['dossier-halt', '/dossiers', 'tbody th a', '/toevoegen/halt'],
    ['dossier-betrokkene', '/dossiers', 'tbody th a', '/toevoegen/betrokkene'],
    ['dossier-overdragen', '/dossiers', 'tbody th a', '', 'a[href*="/overdrachten/nieuw/"]'],
    ['overleg-plannen', '/dossiers', 'tbody th a', '/gezin', 'a[href*="/overleg/nieuw/"]'],
    ['dossier-afspraak', '/dossiers', 'tbody th a', '/toevoegen/afspraak'],
    ['dossier-brieven', '/dossiers', 'tbody th a', '/brieven'],
    ['dossier-brief', '/dossiers', 'tbody th a', '/brieven/maken/voorbeeld%3Auitnodiging'],
    ['dossier-bijlage', '/dossiers', 'tbody th a', '/toevoegen/bijlage'],
    ['dossier-gezin', '/dossiers', 'tbody th a', '/gezin'],
    ['dossier-effect', '/dossiers', 'tbody th a', '/effect'],
    ['automatisch', '/automatisch'],
    ['dubbele-leerlingen', '/leerlingen/samenvoegen'],
    ['preventie', '/preventie'],
    ['preventie-nieuw', '/preventie/nieuw'],
    ['waarneming', '/waarneming'],
    ['waarneming-regelen', '/waarneming/regelen'],
    ['overdrachten', '/overdrachten'],
    ['agenda', '/agenda'],
    ['agenda-lijst', '/agenda?toon=lijst'],
    ['verlof', '/verlof?toon=alle'],
    ['verlof-aanvraag', '/verlof/nieuw'],
    ['niet-gevonden', '/bestaat-niet'],
  ]),
  ...of('rmc-trajectbegeleider', [
    ['jongeren', '/doorstroompunt'],
    ['jongeren-zonder-contact', '/doorstroompunt?toon=zonder-contact&van=team'],
    ['traject', '/doorstroompunt', 'tbody th a'],
    ['traject-contact', '/doorstroompunt', 'tbody th a', '/contact'],
    ['traject-frequentie', '/doorstroompunt', 'tbody th a', '/frequentie'],
    ['traject-partner', '/doorstroompunt', 'tbody th a', '/partner'],
    ['traject-schooloverleg', '/doorstroompunt', 'tbody th a', '/schooloverleg'],
    ['traject-toestemming', '/doorstroompunt', 'tbody th a', '/toestemming'],
    ['traject-afsluiten', '/doorstroompunt', 'tbody th a', '/afsluiten'],
    ['plan', '/doorstroompunt', 'tbody th a', '/plan'],
    ['plan-maken', '/doorstroompunt', 'tbody th a', '/plan/maken'],
    ['overdrachten', '/overdrachten'],
    ['uitstromers', '/doorstroompunt/uitstromers'],
    ['dossiers', '/dossiers'],
    ['dossier', '/dossiers', 'tbody th a'],
  ]),
  ...of('schoolmedewerker', [
    ['leerlingen', '/school'],
    ['leerling', '/school', 'tbody th a'],
    ['melding-maken', '/school', 'tbody th a', '/melden'],
    ['meldingen', '/school/meldingen?toon=alle'],
    ['melding', '/school/meldingen?toon=alle', 'tbody th a'],
    ['verlof', '/verlof'],
    ['verlof-aanvraag', '/verlof/nieuw'],
    ['terugkoppeling', '/school/terugkoppeling'],
    ['aanleveren', '/school/aanleveren'],
  ]),
  ...of('functioneel-beheerder', [
    ['overzicht', '/beheer'],
    ['medewerkers', '/beheer/medewerkers'],
    ['medewerker', '/beheer/medewerkers', 'tbody th a'],
    ['bestanden', '/beheer/bestanden'],
    ['toewijzing', '/beheer/toewijzing?gemeente=Stadskanaal'],
    ['sjablonen', '/beheer/sjablonen'],
    ['taken', '/beheer/taken'],
    ['kalenders', '/beheer/kalenders'],
    ['koppelingen', '/beheer/koppelingen'],
    ['regels', '/beheer/regels'],
  ]),
  ...of('privacy-officer', [
    ['logboek', '/privacy'],
    ['rechten', '/privacy/rechten'],
    ['verzoek', '/privacy?onderwerp=dossier', 'tbody td a'],
    ['vernietiging', '/privacy/vernietiging'],
    ['vernietigingslijst', '/privacy/vernietiging', 'tbody th a'],
  ]),
  ...of('rmc-coordinator', [
    ['regio', '/regio'],
    ['regio-per-gemeente', '/regio?per=gemeente'],
    ['cijfers', '/cijfers'],
    ['cijfers-vsv', '/cijfers/vsv?per=gemeente'],
    ['cijfers-trend', '/cijfers/vsv-trend?per=niveau'],
    ['cijfers-jaarverslag', '/cijfers/jaarverslag'],
    ['cijfers-programma', '/cijfers/programma'],
    ['cijfers-maatregel', '/cijfers/programma', 'a[href*="/programma/maatregel?"]'],
    ['cijfers-streefcijfers', '/cijfers/programma', 'a[href*="/programma/streefcijfers?"]'],
    ['cijfers-effect', '/cijfers/effect'],
    ['waarneming', '/waarneming'],
    ['cijfers-simulatie', '/cijfers/simulatie'],
    ['cijfers-vastgelegd', '/cijfers/vastgelegd'],
    ['cijfers-standen', '/cijfers/vsv-standen?per=gemeente'],
  ]),
];
