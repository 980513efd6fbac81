import { LIST_STATES, type ListState } from '../../retention/destruction-list';
import { RECORD_CLASSES } from '../../retention/rules';
import { Choice, Code, DayField, Flag, Id, Parts, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
export const LIST_STEPS = ['voordragen', 'goedkeuren', 'afwijzen', 'aanhouden'] as const;

/** What is to be destroyed in a municipality in a month. */
export class Vernietigingslijst {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Code({ about: 'Gemeente', pattern: /^\d{4}$/, what: 'een gemeentecode (vier cijfers)', example: '0037' })
  gemeente!: string;

  @DayField({ about: 'Eerste dag van de maand', example: '2026-03-01' })
  maand!: string;

  @Choice(Object.keys(LIST_STATES), { about: 'Status' })
  status!: ListState;

  @Text({ about: 'Code van wie haar voordroeg', nullable: true, example: null })
  voorgedragenDoor!: string | null;

  @Text({ about: 'Code van wie haar goedkeurde of afwees', nullable: true, example: null })
  beslotenDoor!: string | null;
}

export class Vernietigingslijsten {
  @Parts(() => Vernietigingslijst, { about: 'Lijsten van uw gemeenten, de nieuwste eerst', most: 10_000 })
  lijsten!: Vernietigingslijst[];
}

/** A record on a list, without saying whose. */
export class Vernietigingsrecord {
  @Id({ about: 'Nummer op de lijst', example: ID })
  id!: string;

  @Choice(RECORD_CLASSES, { about: 'Soort gegevens' })
  klasse!: string;

  @Whole({ about: 'Geboortejaar', nullable: true, example: 2007 })
  geboortejaar!: number | null;

  @DayField({ about: 'Te vernietigen vanaf' })
  vernietigenOp!: string;

  @Text({ about: 'Bron van de termijn', example: 'Selectielijst gemeenten 2020' })
  bron!: string;

  @Choice(['staat', 'aangehouden', 'elders', 'vernietigd'], { about: 'Status' })
  status!: string;

  @Flag({ about: 'Er geldt een bewaarplicht' })
  bewaarplicht!: boolean;
}

export const LISTED_FIELDS = ['id', 'klasse', 'geboortejaar', 'vernietigenOp', 'bron', 'status', 'bewaarplicht'];

export class VernietigingsrecordsQuery extends PageQuery {}

export class LijstStap {
  @Choice(LIST_STEPS, { about: 'De stap; goedkeuren doet een ander dan wie voordroeg' })
  stap!: (typeof LIST_STEPS)[number];

  @Id({ about: 'Bij aanhouden: welk record', optional: true, example: ID })
  record?: string;

  @Text({
    about: 'Bij aanhouden: waarom het moet blijven',
    optional: true,
    longest: 1000,
    example: 'Er loopt een klacht',
  })
  reden?: string;
}
