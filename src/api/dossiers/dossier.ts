import { DOSSIER_STATUSES } from '../../cases/dossier/dossier-store';
import { LONGEST_SEARCH } from '../../cases/worklist/list-choices';
import { Municipality } from '../http/codes';
import { Choice, DayField, Flag, Id, Moment, Parts, Text, Whole } from '../http/fields';
import { FlagInAddress, MOST_PER_PAGE, PageQuery, Sort } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const REGIMES = ['leerplicht', 'doorstroompunt'];

/** A dossier as a work list shows it. */
export class Dossier {
  @Id({ about: 'Nummer van het dossier', example: ID })
  id!: string;

  @Id({ about: 'De leerling (zie /leerlingen/{id})', example: ID })
  leerling!: string;

  @Choice(REGIMES, { about: 'Regime' })
  regime!: string;

  @Choice(DOSSIER_STATUSES, { about: 'Status' })
  status!: string;

  @DayField({ about: 'Geopend op' })
  geopendOp!: string;

  @DayField({ about: 'Gesloten op', nullable: true, example: null })
  geslotenOp!: string | null;

  @Flag({ about: 'Alle signalen zijn ingetrokken: het dossier kan worden gesloten' })
  teSluiten!: boolean;

  @Text({ about: 'Rol die het behandelt', example: 'leerplichtambtenaar' })
  rol!: string;

  @Text({ about: 'Code van de behandelaar; leeg: het wacht in de verdeelbak', nullable: true, example: 'm-001' })
  medewerker!: string | null;

  @DayField({ about: 'Toegewezen op' })
  toegewezenOp!: string;

  @Text({ about: 'Waarom deze behandelaar, of waarom niemand', example: 'Ada Adema heeft de minste open dossiers' })
  reden!: string;

  @Municipality({ about: 'Gemeente waar de leerling woont', nullable: true })
  gemeentecode!: string | null;

  @Moment({ about: 'Laatst gewijzigd' })
  gewijzigdOp!: string;
}

export const DOSSIER_FIELDS = [
  ...['id', 'leerling', 'regime', 'status', 'geopendOp', 'geslotenOp', 'teSluiten', 'rol', 'medewerker'],
  ...['toegewezenOp', 'reden', 'gemeentecode', 'gewijzigdOp'],
];

export class Stap {
  @Choice(['open-dossier', 'handmatig', 'rol', 'beschikbaar', 'belasting', 'verdeelbak'], {
    about: 'Stap van de toewijzing',
  })
  stap!: string;

  @Text({ about: 'Wat die stap opleverde', example: 'leerplichtambtenaar voor gemeente Stadskanaal: 2 medewerkers' })
  tekst!: string;
}

export class Kandidaat {
  @Text({ about: 'Code', example: 'm-001' })
  medewerker!: string;

  @Text({ about: 'Naam', example: 'Ada Adema' })
  naam!: string;

  @Choice(['gekozen', 'afgevallen', 'niet-gekozen'], { about: 'Uitkomst' })
  uitkomst!: string;

  @Text({ about: 'Waarom', example: '3 open dossiers bij 1 fte' })
  reden!: string;
}

/** Who got a dossier, and why. */
export class Toewijzing {
  @Id({ about: 'Nummer van de toewijzing', example: ID })
  id!: string;

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @DayField({ about: 'Dag' })
  datum!: string;

  @Text({ about: 'Rol', example: 'leerplichtambtenaar' })
  rol!: string;

  @Text({ about: 'Code van de behandelaar; leeg: de verdeelbak', nullable: true, example: 'm-001' })
  medewerker!: string | null;

  @Text({ about: 'De reden in een zin', example: 'Ada Adema heeft de minste open dossiers' })
  reden!: string;

  @Parts(() => Stap, { about: 'Elke stap' })
  stappen!: Stap[];

  @Parts(() => Kandidaat, { about: 'Wie in aanmerking kwam, en wat van elk is gezegd' })
  kandidaten!: Kandidaat[];
}

export const ASSIGNMENT_FIELDS = ['id', 'dossier', 'datum', 'rol', 'medewerker', 'reden', 'stappen', 'kandidaten'];

export class DossiersQuery extends PageQuery {
  @Choice([...DOSSIER_STATUSES, 'open'], {
    about: 'Alleen met deze status; open: alles behalve afgesloten',
    optional: true,
    example: 'open',
  })
  status?: string;

  @Choice(REGIMES, { about: 'Alleen van dit regime', optional: true })
  regime?: string;

  @Text({ about: 'Alleen van deze behandelaar', optional: true, longest: 60, example: 'm-001' })
  medewerker?: string;

  @FlagInAddress({ about: 'Alleen wat in de verdeelbak wacht (true) of juist een behandelaar heeft (false)' })
  verdeelbak?: boolean;

  @Id({ about: 'Alleen van deze leerling', optional: true, example: ID })
  leerling?: string;

  @Sort(['geopendOp', 'id'])
  sorteer: string = '-geopendOp';
}

/** What names a person never stands in an address: it is looked for with a body. */
export class DossierZoeken {
  @Text({
    about: 'Naam of deel van een naam, BSN of onderwijsnummer, of naam, plaats of code van de school',
    ...{ shortest: 1, longest: LONGEST_SEARCH, example: 'jansen' },
  })
  zoek!: string;

  @Choice([...DOSSIER_STATUSES, 'open'], {
    about: 'Alleen met deze status; open: alles behalve afgesloten',
    ...{ optional: true, example: 'open' },
  })
  status?: string;

  @Choice(['naam', 'geopendOp', '-geopendOp'], { about: 'Volgorde; zonder: op naam', optional: true })
  sorteer?: 'naam' | 'geopendOp' | '-geopendOp';

  @Whole({ about: 'Nummer van de pagina', least: 1, most: 1_000_000, optional: true, example: 1 })
  pagina?: number;

  @Whole({ about: 'Aantal per pagina', least: 1, most: MOST_PER_PAGE, optional: true, example: 25 })
  paginagrootte?: number;
}

export class GevondenDossiers {
  @Parts(() => Dossier, { about: 'De dossiers op deze pagina', most: MOST_PER_PAGE })
  dossiers!: Dossier[];

  @Whole({ about: 'Hoeveel er zijn gevonden', example: 1 })
  totaal!: number;
}

export class ToewijzingenQuery extends PageQuery {
  @Sort(['datum', 'id'])
  sorteer: string = '-id';
}
