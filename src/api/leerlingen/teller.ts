import { PHASES } from '../../law/facts';
import { Location } from '../http/codes';
import { Choice, DayField, Flag, Hours, Id, Parts } from '../http/fields';

class TellerDag {
  @DayField({ about: 'Dag' })
  dag!: string;

  @Hours({ about: 'Uren op die dag', example: 4 })
  uren!: number;
}

class TellerPerVestiging {
  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @Hours({ about: 'Uren ongeoorloofd die nu tellen', example: 12.5 })
  uren!: number;

  @Hours({ about: 'Uren waarbij een signaal volgt', example: 16 })
  drempel!: number;

  @DayField({ about: 'Eerste dag die meetelt' })
  vanaf!: string;

  @DayField({ about: 'Laatste dag die meetelt: vandaag' })
  totEnMet!: string;

  @Choice(PHASES, { about: 'Fase van de leerling vandaag', example: 'leerplicht' })
  fase!: string;

  @Flag({ about: 'Of de regel vandaag voor deze leerling geldt', example: true })
  geldt!: boolean;

  @Parts(() => TellerDag, { about: 'De dagen die tellen' })
  dagen!: TellerDag[];
}

/** How near a pupil is to 16 hours, now, per school location. Reckoned when asked for and never stored. */
export class Teller {
  @Id({ about: 'De leerling', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  leerling!: string;

  @DayField({ about: 'De dag waarop is geteld' })
  peildatum!: string;

  @Parts(() => TellerPerVestiging, { about: 'Per vestiging waar de leerling staat ingeschreven of verzuimde' })
  tellers!: TellerPerVestiging[];
}
