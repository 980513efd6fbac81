import { LOGS, type LogName } from '../../access/log/entry';
import { Municipality } from '../http/codes';
import { Choice, Code, Flag, Moment, Parts, Text, Texts } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** A Word template of letters: of a municipality, of a region, or an example that comes along with Leerspoor. */
export class Briefsjabloon {
  @Text({ about: 'Nummer; van een voorbeeld een naam die begint met voorbeeld:', longest: 60, example: ID })
  id!: string;

  @Text({ about: 'Naam', example: 'Uitnodiging' })
  naam!: string;

  @Choice(LOGS, { about: 'Deel van het dossier; brieven in wpg maakt alleen een boa' })
  deel!: LogName;

  @Texts({ about: 'Samenvoegvelden in het sjabloon', example: ['afspraak_plaats'] })
  velden!: string[];

  @Flag({ about: 'Voorbeeld: hoort bij Leerspoor, en is van niemand' })
  voorbeeld!: boolean;

  @Municipality({ about: 'Gemeente waarvan het is', nullable: true, example: '0037' })
  gemeente!: string | null;

  @Code({ about: 'Regio waarvan het is', pattern: /^\d{2}$/, what: 'een regiocode', nullable: true, example: null })
  regio!: string | null;

  @Moment({ about: 'Bewaard op', nullable: true })
  gemaaktOp!: string | null;

  @Text({ about: 'Code van wie het bewaarde', nullable: true, example: 'beheer' })
  medewerker!: string | null;
}

export const TEMPLATE_FIELDS = [
  ...['id', 'naam', 'deel', 'velden', 'voorbeeld', 'gemeente', 'regio', 'gemaaktOp', 'medewerker'],
];

export class BriefsjablonenQuery extends PageQuery {}

/** Of whom, in the address: the file is the content of the message. */
export class BriefsjabloonBewaren {
  @Municipality({ about: 'Gemeente waarvan het is; of noem een regio', optional: true })
  gemeente?: string;

  @Code({
    about: 'Regio waarvan het is; of noem een gemeente',
    ...{ pattern: /^\d{2}$/, what: 'een regiocode van twee cijfers', optional: true, example: '01' },
  })
  regio?: string;

  @Text({ about: 'Naam; wat er is met dezelfde naam vervalt', shortest: 1, longest: 100, example: 'Uitnodiging' })
  naam!: string;

  @Choice(LOGS, { about: 'Deel van het dossier' })
  deel!: LogName;
}

class Samenvoegveld {
  @Text({ about: 'Zoals het in het sjabloon staat, tussen accolades', example: 'afspraak_plaats' })
  naam!: string;

  @Choice(['dossier', 'gegeven'], { about: 'Leerspoor weet het, of wie de brief maakt geeft het' })
  bron!: 'dossier' | 'gegeven';

  @Text({ about: 'Wat er komt te staan', example: 'Plaats van de afspraak' })
  betekenis!: string;
}

export class Samenvoegvelden {
  @Parts(() => Samenvoegveld, { about: 'Alle velden die een sjabloon mag hebben', most: 200 })
  velden!: Samenvoegveld[];
}
