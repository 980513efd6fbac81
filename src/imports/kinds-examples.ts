import type { IMPORT_KINDS } from './import-kinds';

/** What a file of this kind looks like, for who makes the first one. The numbers in it are test numbers. */
export interface Example {
  /** what may stand in a column that takes only some values, and what else is no plain text */
  values?: Readonly<Record<string, string>>;
  /** the header line and lines below it */
  lines: readonly string[];
}

const YES_NO = 'ja, nee';
const REMOVED = 'ja (neemt de regel weg), nee';
const NAMED = (name: string): Example => ({ lines: [`leerspoor import ${name}`] });

export const EXAMPLES: Record<(typeof IMPORT_KINDS)[number], Example> = {
  scholen: {
    values: { vakantieregio: 'Noord, Midden, Zuid' },
    lines: [
      'brin;vestiging;naam;gemeentecode;vakantieregio;onderwijssoort;plaats',
      '01AB;00;De Eik;0363;Noord;vo;Amsterdam',
    ],
  },
  'vrije-dagen': {
    values: { soort: 'vakantie (in plaats van die van de regio), vrij (extra)', verwijderd: REMOVED },
    lines: ['brin;vestiging;begindatum;einddatum;soort;omschrijving', '01AB;00;2026-03-09;2026-03-09;vrij;studiedag'],
  },
  leerlingen: {
    values: { geheim: YES_NO },
    lines: [
      'pgn;geboortedatum;gemeentecode;achternaam;voorvoegsel;voornamen;postcode;huisnummer',
      '999999990;2010-03-01;0363;Dijk;van;Anne;1234AB;5',
    ],
  },
  contactpersonen: {
    values: { gezag: YES_NO },
    lines: ['pgn;naam;relatie;gezag;telefoon', '999999990;B. van Dijk;moeder;ja;0612345678'],
  },
  'brp-mutaties': {
    values: {
      soort: 'verhuizing (naar gemeentecode), vestiging (uit het buitenland), vertrek, overlijden, adres, geheim',
      geheim: YES_NO,
    },
    lines: [
      'pgn;soort;datum;gemeentecode;straat;huisnummer;postcode;plaats;geheim',
      '999999990;verhuizing;2026-03-09;0014;Singel;4;9711AB;Groningen;',
    ],
  },
  'brp-personen': {
    lines: [
      '{"personen":[{"burgerservicenummer":"999999990","naam":{"geslachtsnaam":"Dijk","voorvoegsel":"van"},',
      '"geboorte":{"datum":{"type":"Datum","datum":"2010-03-01"}},"gemeenteVanInschrijving":{"code":"0363"}}]}',
    ],
  },
  'vsv-status': {
    values: { status: 'ho, niet-bekostigd, dji, politie-defensie, werkend, nieuwkomer, geen-vast-adres, buitenland' },
    lines: ['pgn;peildatum;status', '999999990;2026-10-01;werkend'],
  },
  inschrijvingen: {
    values: {
      onderwijssoort: 'po, sbo, so, vo, vso, pro, mbo, vavo',
      niveau: 'bij vo onderbouw, vmbo, havo-vwo; bij mbo 1, 2, 3, 4',
      uitstroomprofiel: 'vervolgonderwijs, arbeidsmarkt, dagbesteding',
      lesdagen: 'een deel van de week, zoals ma,di,do',
      verwijderd: REMOVED,
    },
    lines: [
      'pgn;brin;vestiging;onderwijssoort;niveau;leerjaar;begindatum;einddatum',
      '999999990;01AB;00;vo;onderbouw;2;2024-08-01;',
    ],
  },
  diplomas: {
    values: { soort: 'vmbo, havo, vwo, mbo1, mbo2, mbo3, mbo4, pro, vso', verwijderd: REMOVED },
    lines: ['pgn;soort;datum', '999999990;vmbo;2026-06-15'],
  },
  vrijstellingen: {
    values: {
      artikel: 'ART3A, ART3B, ART5_A, ART5_B, ART5_C, ART5A, ART11F, ART11G, ART15',
      verwijderd: REMOVED,
    },
    lines: ['pgn;artikel;begindatum;einddatum', '999999990;ART11G;2026-03-16;2026-03-17'],
  },
  verzuim: {
    values: {
      uren: '0,01 tot en met 12,00: klokuren in po, sbo en so, anders lesuren',
      soort: 'ongeoorloofd, luxe, te_laat, ziek, geoorloofd, ingetrokken',
      hele_dag: YES_NO,
    },
    lines: [
      'registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag;reden',
      'V-1001;999999990;01AB;00;2026-03-02;6;ongeoorloofd;ja;',
      'V-1000;;01AB;;;;ingetrokken;;',
    ],
  },
  meldingen: {
    values: {
      soort: '16-uur, langdurig, luxe, 18plus, overig, zorg',
      status: 'geregistreerd, in_behandeling, afgesloten, ter_kennisgeving, ingetrokken',
      dagen: 'dagen met hun uren, zoals 2026-03-02=6.00,2026-03-03=5.00',
    },
    lines: [
      'brin;meldingnummer;vestiging;pgn;soort;begindatum;einddatum;uren;status',
      '01AB;M-17;00;999999990;overig;2026-03-02;2026-03-03;11;geregistreerd',
    ],
  },
  overname: {
    values: {
      regime: 'leerplicht, doorstroompunt',
      status: 'nieuw, in_behandeling, aangehouden',
      route: 'vrijwillige-hulp, halt, verplicht-kader, strafrecht',
    },
    lines: [
      'bron;dossiernummer;pgn;regime;geopend_op;status;medewerker;samenvatting;taak;taak_uiterlijk',
      'OudPakket;2025-117;999999990;leerplicht;2025-11-03;in_behandeling;LPA-1;Ouders gesproken op 12 november.;Terugbellen;2026-03-16',
    ],
  },
  medewerkers: {
    values: {
      rol: 'leerplichtambtenaar, rmc-trajectbegeleider, rmc-coordinator, schoolmedewerker, functioneel-beheerder, privacy-officer (meer met een komma)',
      boa: YES_NO,
      gemeenten: 'codes met een komma; met eerste en laatste dag: 0363/2026-08-01/2027-07-31',
      regios: 'codes met een komma',
      scholen: 'BRIN, of BRIN met vestiging, met een komma',
      fte: 'leeg is 1; wie 0 heeft krijgt niets toegewezen',
      maximum: 'open dossiers; leeg is geen grens',
    },
    lines: [
      'medewerker;naam;rol;boa;gemeenten;fte;maximum;email',
      'lpa01;Sam de Wit;leerplichtambtenaar;ja;0363,0384;0,8;60;sam@voorbeeld.nl',
    ],
  },
  'duo-vestigingen': {
    lines: [
      'INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENUMMER;VAKANTIEREGIO',
      '01AB;01AB00;De Eik;AMSTERDAM;0363;Noord',
    ],
  },
  'duo-startpopulatie': NAMED('duo-startpopulatie NRSP2023DI27GZ.csv'),
  'duo-nieuwe-vsv': NAMED('duo-nieuwe-vsv NenR2023DI27GZ.csv'),
  'duo-maand': NAMED('duo-maand 202310A04I27GZ.csv'),
  programma: {
    values: {
      soort: 'regionaal-programma, lea',
      gebied: 'bij regionaal-programma de regio (twee cijfers), bij lea de gemeente (vier cijfers)',
      schooljaar: 'het jaar waarin het begint',
      budget: 'euro, hoogstens twee decimalen',
      verwijderd: REMOVED,
    },
    lines: [
      'soort;gebied;maatregel;schooljaar;titel;doel;budget',
      'regionaal-programma;21;M-1;2025;Overstapcoach;Minder uitval na het vmbo;25000',
    ],
  },
  streefcijfers: {
    values: {
      gebied: 'regio (twee cijfers) of gemeente (vier cijfers); leeg is het hele land',
      schooljaar: 'het jaar waarin het begint',
      niveau: 'vo-onbekend, vo-onderbouw, vmbo-bovenbouw, havo-vwo-bovenbouw, mbo-onbekend, mbo-1, mbo-2, mbo-3-4',
      verwijderd: REMOVED,
    },
    lines: ['gebied;schooljaar;niveau;percentage;bron', '21;2025;mbo-2;6,50;regionaal programma 2025'],
  },
  edexml: NAMED('edexml uitwisseling.xml'),
};
