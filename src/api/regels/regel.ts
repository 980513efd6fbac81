import { DayField, Parts, Text, Texts } from '../http/fields';

/** A value of the law as this installation applies it. */
class Regel {
  @Text({ about: 'Onderdeel van de wet, of de regel voor een signaal', example: 'leerplicht' })
  onderdeel!: string;

  @Text({ about: 'Welke waarde', example: 'beginleeftijd' })
  naam!: string;

  @Texts({ about: 'De waarde; meer dan één waar het een lijst is', example: ['5'] })
  waarden!: string[];

  @DayField({ about: 'Geldt vanaf; leeg: altijd', nullable: true, example: null })
  vanaf!: string | null;

  @Text({ about: 'Bron', example: 'Leerplichtwet 1969, artikel 3' })
  bron!: string;
}

export class Regels {
  @Parts(() => Regel, { about: 'Per onderdeel, op datum' })
  regels!: Regel[];
}
