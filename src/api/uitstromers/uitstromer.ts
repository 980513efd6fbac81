import { LEAVER_SITUATIONS } from '../../trajectories/vocabulary';
import { Location } from '../http/codes';
import { Choice, DayField, Id, Parts, Text } from '../http/fields';
import { WholeInAddress } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

class Uitstromer {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'De leerling', example: ID })
  leerling!: string;

  @Choice(['pro', 'vso'], { about: 'Onderwijs' })
  onderwijs!: string;

  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @DayField({ about: 'Vertrokken op' })
  vertrokkenOp!: string;

  @DayField({ about: 'Wordt gevolgd tot en met' })
  gevolgdTot!: string;

  @DayField({ about: 'Weer te bekijken op', nullable: true })
  volgendMoment!: string | null;

  @Choice(LEAVER_SITUATIONS, { about: 'Waar de jongere het laatst was', nullable: true, example: null })
  situatie!: string | null;
}

/** Former pupils of pro and vso, who are followed for two years. */
export class Uitstromers {
  @Parts(() => Uitstromer, { about: 'Wie aan de beurt is, de eerste eerst', most: 100 })
  uitstromers!: Uitstromer[];
}

export class UitstromersQuery {
  @DayField({ about: 'Aan de beurt tot en met deze dag; vandaag als u niets kiest', optional: true })
  tot?: string;

  @WholeInAddress({ about: 'Ten hoogste zoveel', least: 1, most: 100, optional: true, example: 25 })
  aantal: number = 25;
}

export class Volgmoment {
  @DayField({ about: 'Dag' })
  datum!: string;

  @Choice(LEAVER_SITUATIONS, { about: 'Waar de jongere is' })
  situatie!: (typeof LEAVER_SITUATIONS)[number];

  @Text({ about: 'Notitie', nullable: true, longest: 8000, example: 'Werkt bij de bakker' })
  notitie!: string | null;
}
