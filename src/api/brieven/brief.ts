import { SENT_BY } from '../../correspondence/letters/write-letter';
import { Choice, DayField, Id, Parts, Text } from '../http/fields';
import { Fields } from '../onderdelen/onderdeel';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

export class Sjabloon {
  @Text({ about: 'Nummer', example: ID })
  id!: string;

  @Text({ about: 'Naam', example: 'Uitnodiging' })
  naam!: string;

  @Choice(['avg', 'wpg'], { about: 'Deel van het dossier' })
  deel!: string;
}

/** A letter as it is registered; the text is in the file. */
export class Brief {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(['avg', 'wpg'], { about: 'Deel van het dossier' })
  deel!: string;

  @Text({ about: 'Titel', example: 'Uitnodiging' })
  titel!: string;

  @Text({ about: 'Aan', example: 'K. de Vries' })
  ontvanger!: string;

  @DayField({ about: 'Gemaakt op' })
  gemaaktOp!: string;

  @Text({ about: 'Code van wie', example: 'LPA-1' })
  medewerker!: string;

  @DayField({ about: 'Verstuurd op', nullable: true, example: null })
  verstuurdOp!: string | null;

  @Choice(SENT_BY, { about: 'Hoe verstuurd', nullable: true })
  wijze!: string | null;
}

export class Brieven {
  @Parts(() => Brief, { about: 'De brieven van het dossier, de nieuwste eerst', most: 10_000 })
  brieven!: Brief[];

  @Parts(() => Sjabloon, { about: 'Waarmee een brief kan worden gemaakt', most: 1000 })
  sjablonen!: Sjabloon[];
}

export class NieuweBrief {
  @Text({ about: 'Nummer van het sjabloon', longest: 60, example: ID })
  sjabloon!: string;

  @Text({ about: 'Naam van een contactpersoon; leeg: de leerling zelf', nullable: true, example: null })
  ontvanger!: string | null;

  @Fields({ about: 'Samenvoegvelden die Leerspoor niet weet', example: { afspraak_plaats: 'Stadhuis' } })
  velden!: Record<string, unknown>;
}

export class Verzending {
  @DayField({ about: 'Verstuurd op' })
  datum!: string;

  @Choice(SENT_BY, { about: 'Hoe' })
  wijze!: (typeof SENT_BY)[number];
}
