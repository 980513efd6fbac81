import { MEASURES, MOST_WEEKS } from '../../cases/effect/read-effect';
import { ITEM_KINDS } from '../../cases/items/item';
import { Choice, DayField, field, Flag, Hours, Id, Parts, Text, Whole } from '../http/fields';
import { WholeInAddress } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

const Weeks = (about: string) =>
  field({ about, example: [4, 0] }, { type: 'array', items: { type: 'number', minimum: 0 }, maxItems: MOST_WEEKS });

class MaatregelEffect {
  @Id({ about: 'Het onderdeel', example: ID })
  onderdeel!: string;

  @Choice(ITEM_KINDS, { about: 'Soort maatregel' })
  soort!: string;

  @DayField({ about: 'Dag van de maatregel' })
  datum!: string;

  @Weeks('Ongeoorloofde uren per lesweek ervoor, de oudste eerst')
  ervoor!: number[];

  @Weeks('Ongeoorloofde uren per lesweek erna')
  erna!: number[];

  @Flag({ about: 'Alle weken erna zijn voorbij' })
  compleet!: boolean;
}

/** Absence around the measures of one dossier. */
export class DossierEffect {
  @Parts(() => MaatregelEffect, { about: 'Per maatregel', most: 1000 })
  maatregelen!: MaatregelEffect[];

  @Text({ about: 'Wat dit niet bewijst', example: 'Dit bewijst niet dat de maatregel werkt.' })
  uitleg!: string;
}

/** Absence around one kind of measure, for the region. */
export class RegioEffect {
  @Whole({ about: 'Leerlingen; leeg als het er te weinig zijn', nullable: true, example: 24 })
  leerlingen!: number | null;

  @Hours({ about: 'Uren ervoor, samen', nullable: true })
  ervoor!: number | null;

  @Hours({ about: 'Uren erna, samen', nullable: true })
  erna!: number | null;

  @Whole({ about: 'Leerlingen met minder verzuim', nullable: true, example: 15 })
  minder!: number | null;

  @Whole({ about: 'Leerlingen met evenveel verzuim', nullable: true, example: 4 })
  evenveel!: number | null;

  @Whole({ about: 'Leerlingen met meer verzuim', nullable: true, example: 5 })
  meer!: number | null;

  @Text({
    about: 'Wat dit niet bewijst, of waarom er geen getal is',
    example: 'Dit bewijst niet dat de maatregel werkt.',
  })
  uitleg!: string;
}

export class WekenQuery {
  @WholeInAddress({ about: 'Lesweken ervoor en erna', least: 1, most: MOST_WEEKS, optional: true, example: 4 })
  weken: number = 4;
}

export class EffectQuery extends WekenQuery {
  @Choice(MEASURES, { about: 'Soort maatregel' })
  maatregel!: (typeof MEASURES)[number];

  @WholeInAddress({
    ...{ about: 'Maatregelen van dit schooljaar: het jaar waarin het begint', least: 1990, most: 2100, example: 2025 },
  })
  schooljaar!: number;
}
