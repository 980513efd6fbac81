import { DayField, Id, Parts, Text } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

export class NieuweWaarneming {
  @Text({ about: 'Code van wie weg is', longest: 60, example: 'LPA-1' })
  medewerker!: string;

  @Text({ about: 'Code van wie waarneemt', longest: 60, example: 'LPA-2' })
  waarnemer!: string;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag' })
  einddatum!: string;

  @Text({ about: 'Reden', nullable: true, optional: true, longest: 500, example: null })
  reden?: string | null;
}

/** Somebody works the dossiers of a colleague who is away. */
export class Waarneming extends NieuweWaarneming {
  @Id({ about: 'Nummer', example: ID })
  id!: string;
}

export class Waarnemingen {
  @Parts(() => Waarneming, { about: 'Vanaf vandaag, van u en door u', most: 1000 })
  waarnemingen!: Waarneming[];
}
