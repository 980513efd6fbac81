import { HANDOVER_STATES } from '../../cases/handover/states';
import { CHECKLIST_ITEMS, WARM_STATES } from '../../cases/warm/states';
import { Choice, Choices, Code, DayField, Id, Parts, Text, Whole } from '../http/fields';
import { Fields } from '../onderdelen/onderdeel';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const REGIMES = ['leerplicht', 'doorstroompunt'];

/** A hand-over to another municipality or region: no name, until the dossier belongs there. */
export class Overdracht {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Choice(REGIMES, { about: 'Regime' })
  regime!: string;

  @Choice(['verhuizing', 'aankomend'], { about: 'Na een verhuizing, of ervoor aangeboden' })
  soort!: string;

  @Choice(HANDOVER_STATES, { about: 'Status' })
  status!: string;

  @Text({ about: 'Van gemeente', example: '0114' })
  vanGemeente!: string;

  @Text({ about: 'Naar gemeente', example: '0363' })
  naarGemeente!: string;

  @DayField({ about: 'Aangeboden op' })
  aangebodenOp!: string;

  @DayField({ about: 'Antwoord uiterlijk op' })
  antwoordUiterlijk!: string;

  @DayField({ about: 'Beantwoord op', nullable: true, example: null })
  beantwoordOp!: string | null;
}

export class Overdrachten {
  @Parts(() => Overdracht, { about: 'Wat nog niet is afgerond', most: 100 })
  overdrachten!: Overdracht[];
}

class OverdrachtSignaal {
  @Text({ about: 'Regel', example: 'verzuim-16u' })
  regel!: string;

  @DayField({ about: 'Begindatum' })
  begindatum!: string;

  @DayField({ about: 'Einddatum', nullable: true })
  einddatum!: string | null;
}

/** A hand-over with all that the receiving side needs before it answers. */
export class HeleOverdracht extends Overdracht {
  @Text({ about: 'Wat de ander moet weten', nullable: true, longest: 8000, example: null })
  toelichting!: string | null;

  @Whole({ about: 'Leeftijd', example: 15 })
  leeftijd!: number;

  @DayField({ about: 'Dossier geopend op' })
  dossierGeopendOp!: string;

  @Parts(() => OverdrachtSignaal, { about: 'Signalen die staan', most: 1000 })
  signalen!: OverdrachtSignaal[];
}

export class NieuweOverdracht {
  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Code({ about: 'Naar gemeente', pattern: /^\d{4}$/, what: 'een gemeentecode (vier cijfers)', example: '0363' })
  naarGemeente!: string;

  @Text({ about: 'Reden', shortest: 1, example: 'Verhuist' })
  reden!: string;

  @Text({ about: 'Wat de ander moet weten', optional: true, longest: 8000, example: 'Graag eerst bellen' })
  toelichting?: string;
}

export class OverdrachtStap {
  @Choice(['accepteren', 'weigeren', 'opnieuw_aanbieden', 'intrekken', 'toelichten'], { about: 'De stap' })
  stap!: 'accepteren' | 'weigeren' | 'opnieuw_aanbieden' | 'intrekken' | 'toelichten';

  @Text({ about: 'Reden, of bij toelichten de toelichting', optional: true, longest: 8000, example: 'Woont hier niet' })
  tekst?: string;
}

/** Somebody turns 18 and comes to the Doorstroompunt. */
export class WarmeOverdracht {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(WARM_STATES, { about: 'Status' })
  status!: string;

  @DayField({ about: 'Wordt 18 op' })
  wordt18Op!: string;

  @Id({ about: 'Dossier van leerplicht; leeg voor het Doorstroompunt', nullable: true, example: null })
  dossier!: string | null;

  @Id({ about: 'Dossier van het Doorstroompunt', nullable: true, example: null })
  naarDossier!: string | null;

  @Text({ about: 'Code van de leerplichtambtenaar', nullable: true, example: 'LPA-1' })
  medewerker!: string | null;
}

export class WarmeOverdrachten {
  @Parts(() => WarmeOverdracht, { about: 'Wat in voorbereiding is, de eerste verjaardag eerst', most: 200 })
  overdrachten!: WarmeOverdracht[];
}

export class HeleWarmeOverdracht extends WarmeOverdracht {
  @Text({ about: 'Samenvatting; alleen die gaat mee', nullable: true, longest: 20_000, example: null })
  samenvatting!: string | null;

  @Choices(CHECKLIST_ITEMS, { about: 'Punten die klaar zijn', example: ['toestemming'] })
  klaar!: string[];
}

export class WarmeStap {
  @Choice(['punt', 'samenvatting', 'overdragen', 'vervallen'], { about: 'De stap' })
  stap!: 'punt' | 'samenvatting' | 'overdragen' | 'vervallen';

  @Fields({
    about: `punt: punt (${CHECKLIST_ITEMS.join(', ')}); samenvatting: samenvatting; vervallen: reden`,
    optional: true,
    example: { punt: 'toestemming' },
  })
  gegevens?: Record<string, unknown>;
}
