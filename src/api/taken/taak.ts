import { Choice, Id, Moment, Text, Texts, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const STATES = ['wacht', 'mislukt'] as const;

/** A job of the queue; whom it is about stays inside. */
export class Taak {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Text({ about: 'Wat er te doen is', example: 'beoordeel-leerling' })
  soort!: string;

  @Choice(STATES, { about: 'Status' })
  status!: string;

  @Whole({ about: 'Hoe vaak het is geprobeerd', example: 1 })
  pogingen!: number;

  @Moment({ about: 'Sinds wanneer' })
  sinds!: string;

  @Text({ about: 'Code van de laatste fout', nullable: true, example: null })
  fout!: string | null;
}

export const JOB_FIELDS = ['id', 'soort', 'status', 'pogingen', 'sinds', 'fout'];

export class TakenQuery extends PageQuery {
  @Choice(STATES, { about: 'Alleen met deze status', optional: true, example: 'mislukt' })
  status?: (typeof STATES)[number];
}

export class TakenOpnieuw {
  @Texts({ about: 'Nummers van mislukte taken', least: 1, longest: 36, example: [ID] })
  taken!: string[];
}

export class TakenOpnieuwUitkomst {
  @Whole({ about: 'Hoeveel taken opnieuw worden geprobeerd', example: 1 })
  aantal!: number;
}
