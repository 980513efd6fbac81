import { HOLIDAY_REGIONS } from '../../registry/facts';
import { Choice, DayField, Parts, Text, Whole } from '../http/fields';

const schooljaar = { about: 'Het jaar waarin het schooljaar begint', least: 1990, most: 2100, example: 2025 };

class Vakantie {
  @Choice(HOLIDAY_REGIONS, { about: 'Vakantieregio' })
  regio!: string;

  @Text({ about: 'Naam', example: 'Voorjaarsvakantie' })
  naam!: string;

  @DayField({ about: 'Eerste dag', example: '2026-02-21' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag', example: '2026-03-01' })
  einddatum!: string;
}

/** What decides which days are teaching days. */
class Schooljaarkalender {
  @Whole(schooljaar)
  schooljaar!: number;

  @Parts(() => Vakantie, { about: 'Vakanties per regio' })
  vakanties!: Vakantie[];

  @Whole({ about: 'Vestigingen met eigen vakanties', example: 0 })
  eigenVakanties!: number;

  @Whole({ about: 'Extra vrije dagen die vestigingen stuurden', example: 4 })
  vrijeDagen!: number;
}

export class Kalenders {
  @Parts(() => Schooljaarkalender, { about: 'Het laatste schooljaar eerst' })
  schooljaren!: Schooljaarkalender[];

  @Whole({ ...schooljaar, about: 'Schooljaar waarvan vakanties missen; leeg: alles is bekend', nullable: true })
  ontbreekt!: number | null;
}
