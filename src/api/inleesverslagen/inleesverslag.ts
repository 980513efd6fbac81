import { Location } from '../http/codes';
import { Id, Moment, Parts, Text, Texts, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

/** What a file came to, by whatever way it came in; nothing of pupils. */
export class Inleesverslag {
  @Id({ about: 'Nummer', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  id!: string;

  @Text({ about: 'Soort bestand', example: 'verzuim' })
  soort!: string;

  @Moment({ about: 'Ingelezen op' })
  op!: string;

  @Whole({ about: 'Gelezen rijen', example: 1200 })
  gelezen!: number;

  @Whole({ about: 'Nieuwe rijen', example: 1190 })
  nieuw!: number;

  @Whole({ about: 'Gewijzigde rijen', example: 4 })
  gewijzigd!: number;

  @Whole({ about: 'Ongewijzigde rijen', example: 5 })
  ongewijzigd!: number;

  @Whole({ about: 'Afgekeurde rijen', example: 1 })
  afgekeurd!: number;
}

export const RUN_FIELDS = ['id', 'soort', 'op', 'gelezen', 'nieuw', 'gewijzigd', 'ongewijzigd', 'afgekeurd'];

export class InleesverslagenQuery extends PageQuery {}

class RijenVanVestiging {
  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @Whole({ about: 'Aantal rijen', example: 310 })
  rijen!: number;
}

export class HeelInleesverslag extends Inleesverslag {
  @Texts({ about: 'Wat opvalt, vergeleken met eerdere bestanden', longest: 2000, example: [] })
  meldingen!: string[];

  @Parts(() => RijenVanVestiging, { about: 'Vestigingen met de meeste rijen', most: 50 })
  vestigingen!: RijenVanVestiging[];
}
