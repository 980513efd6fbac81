import { LOGS, type LogName } from '../../access/log/entry';
import { CORRECTED, type CorrectedField } from '../../retention/rights/correct-pupil';
import { Choice, DayField, Flag, Id, Parts, Text, Texts, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const KINDS = ['beperking', 'bewaarplicht'] as const;

export class BetrokkeneZoeken {
  @Text({ about: 'BSN of onderwijsnummer', longest: 20, example: '999999990' })
  pgn!: string;
}

/** A restriction (AVG art. 18) or a reason to keep longer. */
export class Bewaring {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(KINDS, { about: 'Soort' })
  soort!: (typeof KINDS)[number];

  @Id({ about: 'De betrokkene', example: ID })
  betrokkene!: string;

  @Text({ about: 'Waarom', longest: 1000, example: 'De ouders betwisten de gegevens' })
  reden!: string;

  @DayField({ about: 'Sinds' })
  vanaf!: string;

  @Text({ about: 'Code van wie het vastlegde', example: 'PO-01' })
  medewerker!: string;

  @DayField({ about: 'Opgeheven op', nullable: true, example: null })
  opgehevenOp!: string | null;
}

export const KEPT_FIELDS = ['id', 'soort', 'betrokkene', 'reden', 'vanaf', 'medewerker', 'opgehevenOp'];

export class BewaringenQuery extends PageQuery {}

/** Whom a request is about: enough to see that it is the one meant, and no more. */
export class Betrokkene {
  @Id({ about: 'Nummer in Leerspoor', example: ID })
  id!: string;

  @Text({ about: 'BSN of onderwijsnummer, grotendeels onleesbaar', example: '*****9990' })
  nummer!: string;

  @Whole({ about: 'Geboortejaar', example: 2010 })
  geboortejaar!: number;

  @Flag({ about: 'Woont nu in uw gemeenten; anders zijn alleen de dossiers van u die hier bleven', example: true })
  woontHier!: boolean;

  @Parts(() => Bewaring, { about: 'Wat geldt en gold, het laatste eerst', most: 1000 })
  bewaringen!: Bewaring[];
}

export class BetrokkeneStap {
  @Choice(['beperken', 'bewaren', 'corrigeren'], { about: 'De stap' })
  stap!: 'beperken' | 'bewaren' | 'corrigeren';

  @Text({ about: 'Waarom', longest: 1000, example: 'Verzoek van de ouders' })
  reden!: string;

  @Choice(Object.keys(CORRECTED), { about: 'Bij corrigeren: welk gegeven', optional: true })
  gegeven?: CorrectedField;

  @Text({ about: 'Bij corrigeren: wat het moet zijn', optional: true, longest: 200, example: 'Jansen' })
  waarde?: string;
}

export class BetrokkeneUitkomst extends Betrokkene {
  @Texts({ about: 'Na een correctie: scholen die het moeten weten', example: [] })
  scholen!: string[];
}

export class InzageQuery {
  @Choice(LOGS, { about: 'Welk logboek', optional: true })
  logboek?: LogName;
}
