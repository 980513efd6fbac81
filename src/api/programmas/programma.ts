import { LEVELS } from '../../figures/vsv/levels';
import { Choice, DayField, NumberField, Parts, Text, Whole } from '../http/fields';

/** What stands in a target for all levels together. */
export const ALL_LEVELS = 'alle';
export const LEVEL_NAMES = [ALL_LEVELS, ...new Set(LEVELS.map(({ name }) => name))];

/** What is agreed of a measure in one school year. What is left out becomes empty. */
export class MaatregelGegevens {
  @Text({ about: 'Titel', example: 'Loopbaanbegeleiding', shortest: 1, longest: 200 })
  titel!: string;

  @Text({ about: 'Doel', example: 'Jongeren die twijfelen op school houden', shortest: 1 })
  doel!: string;

  @Text({ about: 'Partijen', example: 'mbo en gemeenten', optional: true, nullable: true, longest: 1_000 })
  partijen?: string | null;

  @DayField({ about: 'Eerste dag', optional: true, nullable: true })
  begindatum?: string | null;

  @DayField({ about: 'Laatste dag', optional: true, nullable: true })
  einddatum?: string | null;

  @NumberField({ about: 'Budget in euro', optional: true, nullable: true, example: 25_000 })
  budget?: number | null;

  @NumberField({ about: 'Besteed in euro', optional: true, nullable: true, example: 12_500.5 })
  besteed?: number | null;

  @Whole({ about: 'Jongeren die bereikt moeten worden', optional: true, nullable: true, example: 100 })
  doelaantal?: number | null;

  @Whole({ about: 'Jongeren die zijn bereikt', optional: true, nullable: true, example: 80 })
  bereikt?: number | null;
}

export class ProgrammaMaatregel extends MaatregelGegevens {
  @Text({ about: 'Korte naam, door de jaren heen dezelfde', example: 'loopbaan', longest: 60 })
  maatregel!: string;

  @Whole({ about: 'Het jaar waarin het schooljaar begint', example: 2025 })
  schooljaar!: number;
}

export class StreefcijferGegevens {
  @NumberField({ about: "Percentage vsv'ers, met hoogstens twee decimalen", example: 1.75 })
  percentage!: number;

  @Text({ about: 'Waar het is afgesproken', example: 'regionaal programma 2024-2028', shortest: 1, longest: 200 })
  bron!: string;
}

export class Streefcijfer extends StreefcijferGegevens {
  @Whole({ about: 'Het jaar waarin het schooljaar begint', example: 2025 })
  schooljaar!: number;

  @Choice(LEVEL_NAMES, { about: 'Niveau in de statistiek' })
  niveau!: string;
}

/** Measures and targets of one area. */
export class Programma {
  @Text({ about: 'Code van de regio of de gemeente', example: '28', longest: 4 })
  gebied!: string;

  @Choice(['regionaal-programma', 'lea'], { about: 'Regionaal programma, of de lokale educatieve agenda' })
  soort!: string;

  @Parts(() => ProgrammaMaatregel, { about: 'De maatregelen, per schooljaar', most: 10_000 })
  maatregelen!: ProgrammaMaatregel[];

  @Parts(() => Streefcijfer, { about: 'De streefcijfers, het laatste schooljaar eerst', most: 10_000 })
  streefcijfers!: Streefcijfer[];
}
