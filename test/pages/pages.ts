/** Every page of every role, as it is looked at by the tests: an address, or a link to follow from one. */
export interface ShownPage {
  role: string;
  name: string;
  path: string;
  /** selector of the link, or of each of the links, that lead on to the page meant; where none is there the test fails */
  follow?: string | readonly string[];
  /** added to the address that was found */
  then?: string;
}

const of = (
  role: string,
  pages: readonly (readonly [name: string, path: string, follow?: ShownPage['follow'], then?: string])[],
): ShownPage[] => pages.map(([name, path, follow, then]) => ({ role, name, path, follow, then }));

/** Who has not logged in. */
export const NOBODY = 'bezoeker';

/** The first dossier of the work list. */
const DOSSIER = ['/dossiers', 'tbody th a'] as const;
const CLOSED = '/dossiers?status=afgesloten';
const YOUTH = ['/doorstroompunt', 'tbody th a'] as const;
const ITEMS = [
  ...['contact', 'taak', 'notitie', 'overeenkomst', 'betrokkene', 'mas-route', 'waarschuwing', 'halt'],
  ...['proces-verbaal', 'zorgmelding', 'svb', 'raad'],
];
const TRAJECTORY_FORMS = [
  'intake',
  'niet-starten',
  'frequentie',
  'partner',
  'toestemming',
  'schooloverleg',
  'verklaring',
];
const FIGURES = [
  ...['vsv', 'oud-vsv', 'duo-vsv', 'duo-maand', 'duo-vergelijking', 'telling', 'effectrapportage', 'management'],
  ...['belasting', 'maatregelen', 'thuiszitters'],
];

export const PAGES: readonly ShownPage[] = [
  ...of(NOBODY, [['inloggen', '/inloggen']]),
  ...of('leerplichtambtenaar', [
    ['dossiers', '/dossiers'],
    ['dossiers-mijn', '/dossiers?toon=mijn'],
    ['dossier', '/dossiers', 'tbody th a'],
    ['dossier-verloop', '/dossiers', 'tbody th a', '/verloop'],
    ['dossier-sluiten', '/dossiers', 'tbody th a', '/stap/sluiten'],
    ['dossier-aanhouden', '/dossiers', 'tbody th a', '/stap/aanhouden'],
    ['dossier-afspraak', '/dossiers', 'tbody th a', '/toevoegen/afspraak'],
    ['dossier-brieven', '/dossiers', 'tbody th a', '/brieven'],
    ['dossier-brief', '/dossiers', 'tbody th a', '/brieven/maken/voorbeeld%3Auitnodiging'],
    ['dossier-bijlage', '/dossiers', 'tbody th a', '/toevoegen/bijlage'],
    ['dossier-gezin', '/dossiers', 'tbody th a', '/gezin'],
    ['dossier-effect', '/dossiers', 'tbody th a', '/effect'],
    ...ITEMS.map((kind) => [`dossier-${kind}`, ...DOSSIER, `/toevoegen/${kind}`] as const),
    ['dossier-overdragen', '/dossiers', ['tbody th a', 'a[href*="/overdrachten/nieuw/"]']],
    ['overleg-plannen', '/dossiers', ['tbody th a', 'a[href*="/gezin"]', 'a[href*="/overleg/nieuw/"]']],
    ['dossier-vervroegd', ...DOSSIER, '/vervroegd'],
    ['onderdeel-corrigeren', CLOSED, ['tbody th a', 'a[href*="/corrigeren"]']],
    ['onderdeel-stap', CLOSED, ['tbody th a', 'a[href*="/vervallen"]']],
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
    ['traject-afsluiten', '/doorstroompunt', 'tbody th a', '/afsluiten'],
    ...TRAJECTORY_FORMS.map((form) => [`traject-${form}`, ...YOUTH, `/${form}`] as const),
    ['plan', '/doorstroompunt', 'tbody th a', '/plan'],
    ['plan-maken', '/doorstroompunt', 'tbody th a', '/plan/maken'],
    ['overdrachten', '/overdrachten'],
    ['uitstromers', '/doorstroompunt/uitstromers'],
    ['uitstromer', '/doorstroompunt/uitstromers', 'tbody th a'],
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
    ['medewerker-nieuw', '/beheer/medewerkers/nieuw'],
    ['accounts', '/beheer/accounts'],
    ['import', '/beheer', 'a[href*="/beheer/imports/"]'],
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
    ['cijfers-vsv-per-gemeente', '/cijfers/vsv?per=gemeente'],
    ...FIGURES.map((kind) => [`cijfers-${kind}`, `/cijfers/${kind}`] as const),
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

/** What only a demonstration of 20,000 pupils has; the tests make a small one. */
export const PAGES_OF_MANY: readonly ShownPage[] = of('leerplichtambtenaar', [
  ['overdracht', '/overdrachten', 'a[href*="/overdrachten/0"]'],
  ['overdracht-18-jaar', '/overdrachten', 'a[href*="/overdrachten/18-jaar/"]'],
  ['overdracht-18-jaar-samenvatting', '/overdrachten', 'a[href*="/overdrachten/18-jaar/"]', '/samenvatting'],
]);

/** What the walk does not show, and why not; every other page is in the list above. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  '/': 'leads on to the first page of the role',
  '/wachtwoord-kiezen': 'asks for a link that holds once: test/web/second-factor.spec.ts',
  '/wachtwoord-vergeten': 'is there with mail alone',
  '/inloggen/code': 'a second factor, which logins of the demonstration have not: test/web/second-factor.spec.ts',
  '/inloggen/instellen': 'the same',
  '/beheer/bestanden/:id': 'a file that was sent: test/web/beheer.spec.ts',
  '/dossiers/:id/brieven/:letter/versturen': 'a letter that was made: test/web/letters.spec.ts',
  '/dossiers/:id/meldingen/:melding': 'hangs on which dossier comes first: test/web/dossiers.spec.ts',
  '/dossiers/:id/meldingen/:melding/:action': 'the same form as that of an item',
  '/doorstroompunt/:id/partners/:partner/einde': 'the same form as the others of a trajectory',
  '/overdrachten/:id': 'a hand-over, of many pupils alone: npm run speed, test/web/overdrachten.spec.ts',
  '/overdrachten/18-jaar/:id': 'the same',
  '/overdrachten/18-jaar/:id/:action': 'the same',
  '/overdrachten/:id/:step': 'the same form as that of offering one',
  '/overleg/:id': 'a meeting, which the demonstration has not: test/web/gezin.spec.ts',
  '/overleg/:id/verslag': 'the same',
  '/school/aanleveren/:id': 'what a school sent: test/pages/journeys.spec.ts',
  '/school/meldingen/:id/intrekken': 'only of a melding made by hand; test/web/school.spec.ts',
  '/verlof/:id': 'an application, which the demonstration has not: test/web/agenda-and-leave.spec.ts',
  '/verlof/:id/:step': 'the same',
};
