import { IMPORT_KINDS } from '../../imports/import-kinds';
import { Choice, Flag, Id, Moment, Part, Parts, Text, Texts, Whole } from '../http/fields';
import { FlagInAddress, PageQuery } from '../http/query';

class AfgekeurdeWaarde {
  @Whole({ about: 'Regel in het bestand', example: 12 })
  regel!: number;

  @Text({ about: 'Kolom', example: 'datum' })
  kolom!: string;

  @Text({ about: 'Waarde; persoonsgegevens zijn onleesbaar gemaakt', example: '2026-02-30' })
  waarde!: string;

  @Text({ about: 'Reden', example: 'is geen bestaande datum' })
  reden!: string;
}

class ImportVerslag {
  @Text({ about: 'Soort bestand', example: 'verzuim' })
  soort!: string;

  @Whole({ about: 'Gelezen rijen', example: 1200 })
  gelezen!: number;

  @Whole({ about: 'Nieuwe rijen', example: 1190 })
  nieuw!: number;

  @Whole({ about: 'Gewijzigde rijen', example: 4 })
  gewijzigd!: number;

  @Whole({ about: 'Ongewijzigde rijen', example: 5 })
  ongewijzigd!: number;

  @Parts(() => AfgekeurdeWaarde, { about: 'Wat is afgekeurd; hoogstens de eerste 1000' })
  afgekeurd!: AfgekeurdeWaarde[];

  @Texts({ about: 'Wat opvalt', longest: 2000, most: 100_000, example: [] })
  meldingen!: string[];
}

/** A file that was sent, how far it is and what it came to. */
export class Import {
  @Id({ about: 'Nummer van de import', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  id!: string;

  @Text({ about: 'Soort bestand', example: 'verzuim' })
  soort!: string;

  @Text({ about: 'Wie het stuurde', example: 'm-001' })
  medewerker!: string;

  @Flag({ about: 'Proef: er is niets bewaard' })
  proef!: boolean;

  @Choice(['loopt', 'klaar', 'mislukt', 'afgebroken'], { about: 'Hoe het staat' })
  status!: string;

  @Moment({ about: 'Begonnen op' })
  begonnenOp!: string;

  @Moment({ about: 'Geëindigd op', nullable: true })
  geeindigdOp!: string | null;

  @Whole({ about: 'Gelezen rijen tot nu toe', example: 1200 })
  gelezen!: number;

  @Part(() => ImportVerslag, { about: 'Het verslag, als het klaar is', nullable: true })
  verslag!: ImportVerslag | null;

  @Text({ about: 'Waarom het hele bestand niet kon worden gelezen', nullable: true, example: null })
  fout!: string | null;

  @Flag({ about: 'Er zijn rijen te verbeteren (zie /imports/{id}/afgekeurd)' })
  teVerbeteren!: boolean;

  @Flag({ about: 'Proef waarvan het bestand is bewaard: wie het stuurde kan het inlezen' })
  inTeLezen!: boolean;
}

export const IMPORT_FIELDS = [
  ...['id', 'soort', 'medewerker', 'proef', 'status', 'begonnenOp', 'geeindigdOp', 'gelezen', 'verslag', 'fout'],
  ...['teVerbeteren', 'inTeLezen'],
];

export class ImportsQuery extends PageQuery {}

export class ImportStarten {
  @Choice(IMPORT_KINDS, { about: 'Soort bestand' })
  soort!: string;

  @FlagInAddress({ about: 'Alleen controleren, niets bewaren' })
  proef?: boolean;

  @FlagInAddress({ about: 'Bij een proef: bewaar het bestand versleuteld, om het daarna in te lezen (tot 16 MB)' })
  bewaren?: boolean;

  @Text({
    about: 'Naam van het bestand; bestanden van DUO zeggen er hun schooljaar mee',
    optional: true,
    longest: 200,
    example: 'NRSP2025.csv',
  })
  naam?: string;
}

export class ImportStap {
  @Choice(['inlezen'], { about: 'De stap: inlezen leest het bestand van een proef in, zonder het opnieuw te sturen' })
  stap!: 'inlezen';
}
