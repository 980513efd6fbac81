import { PREVENTION_KINDS } from '../../cases/prevention/record-prevention';
import { Location } from '../http/codes';
import { Choice, Code, DayField, Id, Parts, Text } from '../http/fields';
import { WholeInAddress } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

export class NieuwePreventie {
  @Code({ about: 'Gemeentecode', pattern: /^\d{4}$/, what: 'een gemeentecode (vier cijfers)', example: '0114' })
  gemeente!: string;

  @Choice(PREVENTION_KINDS, { about: 'Soort' })
  soort!: (typeof PREVENTION_KINDS)[number];

  @DayField({ about: 'Datum' })
  datum!: string;

  @Location({ about: 'Vestiging', nullable: true })
  vestiging!: string | null;

  @Id({ about: 'De leerling; leeg: niet over één leerling', nullable: true, example: null })
  leerling!: string | null;

  @Text({ about: 'Notitie', shortest: 1, longest: 8000, example: 'Spreekuur gehouden' })
  notitie!: string;
}

/** Preventive work without a dossier. */
export class Preventie extends NieuwePreventie {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Text({ about: 'Code van wie', example: 'LPA-1' })
  medewerker!: string;
}

export class Preventies {
  @Parts(() => Preventie, { about: 'De laatste eerst', most: 100 })
  preventie!: Preventie[];
}

export class PreventieQuery {
  @DayField({ about: 'Vanaf deze dag', optional: true })
  vanaf?: string;

  @Id({ about: 'Nummer van de laatste van de vorige pagina', optional: true, example: ID })
  na?: string;

  @WholeInAddress({ about: 'Ten hoogste zoveel', least: 1, most: 100, optional: true, example: 25 })
  aantal: number = 25;
}
