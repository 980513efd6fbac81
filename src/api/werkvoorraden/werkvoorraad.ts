import { WORK_LISTS } from '../../cases/worklist/work-lists';
import { Choice, DayField, Flag, Id, Moment, Part, Parts, Text, Texts, Whole } from '../http/fields';
import { WholeInAddress } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

export class WerkvoorraadRegel {
  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Id({ about: 'De leerling; leeg voor wie alleen de werklast mag zien', nullable: true, example: ID })
  leerling!: string | null;

  @Choice(['leerplicht', 'doorstroompunt'], { about: 'Soort' })
  regime!: string;

  @Text({ about: 'Status', longest: 20, example: 'nieuw' })
  status!: string;

  @Text({ about: 'Code van wie het behandelt', nullable: true, longest: 60, example: 'LPA-1' })
  medewerker!: string | null;

  @DayField({ about: 'Toegewezen op' })
  toegewezenOp!: string;

  @Text({ about: 'Waarom het daar ligt', longest: 2000, example: 'minste open dossiers per fte' })
  reden!: string;

  @DayField({ about: 'Eerste termijn die voorbij is; alleen in te-laat', nullable: true, example: null })
  termijn!: string | null;
}

export class Werkvoorraad {
  @Parts(() => WerkvoorraadRegel, { about: 'De oudste eerst', most: 100 })
  dossiers!: WerkvoorraadRegel[];
}

class Aantal {
  @Choice(WORK_LISTS, { about: 'Lijst' })
  soort!: string;

  @Whole({ about: 'Dossiers', example: 3 })
  aantal!: number;
}

export class Werkvoorraden {
  @Parts(() => Aantal, { about: 'Van elke lijst hoeveel', most: 10 })
  lijsten!: Aantal[];
}

export class WerkvoorraadQuery {
  @Text({ about: 'Van deze medewerker; u zelf als u niets kiest', optional: true, longest: 60, example: 'LPA-1' })
  medewerker?: string;

  @Id({ about: 'Nummer van het laatste dossier van de vorige pagina', optional: true, example: ID })
  na?: string;

  @WholeInAddress({ about: 'Ten hoogste zoveel', least: 1, most: 100, optional: true, example: 25 })
  aantal: number = 25;
}

export class AutomatischeActie {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Moment({ about: 'Wanneer' })
  moment!: string;

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Text({ about: 'Soort: toewijzing, of wat van status veranderde', longest: 40, example: 'toewijzing' })
  soort!: string;

  @Text({ about: 'Wat: aan wie, of welke stap', longest: 60, example: 'LPA-1' })
  wat!: string;

  @Text({ about: 'Reden', nullable: true, longest: 4000, example: 'minste open dossiers per fte' })
  reden!: string | null;
}

export class AutomatischeActies {
  @Parts(() => AutomatischeActie, { about: 'De laatste eerst', most: 100 })
  acties!: AutomatischeActie[];
}

export class ActiesQuery {
  @Id({ about: 'Alleen van dit dossier', optional: true, example: ID })
  dossier?: string;

  @Id({ about: 'Nummer van de laatste van de vorige pagina', optional: true, example: ID })
  voor?: string;

  @WholeInAddress({ about: 'Ten hoogste zoveel', least: 1, most: 100, optional: true, example: 25 })
  aantal: number = 25;
}

export class Verdeling {
  @Texts({ about: 'Nummers van 1 tot en met 1000 dossiers', least: 1, most: 1000, longest: 36, example: [ID] })
  dossiers!: string[];

  @Text({ about: 'Code van wie ze krijgt', shortest: 1, longest: 60, example: 'LPA-2' })
  medewerker!: string;

  @Text({ about: 'Reden', shortest: 1, longest: 500, example: 'Verdeling na ziekte' })
  reden!: string;

  @Choice(['alles', 'per-dossier'], { about: 'Alles of niets, of wat kan' })
  wijze!: 'alles' | 'per-dossier';
}

export class NieuweTaak {
  @Text({ about: 'Wat er moet gebeuren', shortest: 1, longest: 2000, example: 'Bel de mentor' })
  tekst!: string;

  @DayField({ about: 'Uiterlijk op' })
  tot!: string;

  @Choice(['zelf', 'behandelaar'], { about: 'Wie het doet: uzelf, of wie het dossier heeft' })
  wie!: 'zelf' | 'behandelaar';
}

export class Verzamelstap {
  @Texts({ about: 'Nummers van 1 tot en met 200 dossiers', least: 1, most: 200, longest: 36, example: [ID] })
  dossiers!: string[];

  @Choice(['oppakken', 'taak'], { about: 'Wat er met elk dossier gebeurt' })
  stap!: 'oppakken' | 'taak';

  @Part(() => NieuweTaak, { about: 'De taak die elk dossier krijgt; nodig bij taak', optional: true })
  taak?: NieuweTaak;
}

class StapUitkomst {
  @Text({ about: 'Het dossier', longest: 36, example: ID })
  dossier!: string;

  @Flag({ about: 'De stap is gezet', example: true })
  gedaan!: boolean;

  @Text({ about: 'Waarom niet', nullable: true, example: null })
  reden!: string | null;
}

export class Verzameld {
  @Parts(() => StapUitkomst, { about: 'Per dossier', most: 200 })
  uitkomsten!: StapUitkomst[];
}

class VerdelingUitkomst {
  @Text({ about: 'Het dossier', longest: 36, example: ID })
  dossier!: string;

  @Choice(['toegewezen', 'ongewijzigd', 'geweigerd'], { about: 'Uitkomst' })
  uitkomst!: string;

  @Text({ about: 'Waarom het is geweigerd', nullable: true, example: null })
  reden!: string | null;
}

export class Verdeeld {
  @Flag({ about: 'Nee: er werd één geweigerd, en daarom is niets veranderd', example: true })
  uitgevoerd!: boolean;

  @Parts(() => VerdelingUitkomst, { about: 'Per dossier', most: 1000 })
  uitkomsten!: VerdelingUitkomst[];
}
