import { STORABLE_NAMES, STORED_KINDS } from '../../figures/stored/kinds';
import { Choice, DayField, Id, Moment, Parts, Text, Whole } from '../http/fields';

const schooljaar = { about: 'Het jaar waarin het schooljaar begint', least: 1990, most: 2100, example: 2025 };

/** What to store. */
export class VastleggingVraag {
  @Choice(STORABLE_NAMES, {
    about: 'Welke cijfers; jaarverslag: de telling, de thuiszitters en de maatregelen van één moment',
    example: 'telling',
  })
  soort!: (typeof STORABLE_NAMES)[number];

  @Whole(schooljaar)
  schooljaar!: number;
}

/** Figures that were stored for good. */
export class Vastlegging {
  @Id({ about: 'Nummer, voor `vastlegging` bij de cijfers', example: '0197c0de-0000-7000-8000-000000000000' })
  id!: string;

  @Choice(STORED_KINDS, { about: 'Welke cijfers', example: 'telling' })
  soort!: string;

  @Whole(schooljaar)
  schooljaar!: number;

  @Text({
    about: 'De definitie en haar versie',
    example: 'leerplichttelling (Leerplichtwet 1969, art. 25): leerlingen, niet het aantal keren; versie 1',
  })
  definitie!: string;

  @DayField({ about: 'De dag waarop de gegevens zo waren', example: '2026-08-24' })
  gegevensdatum!: string;

  @Moment({ about: 'Vastgelegd op' })
  vastgelegdOp!: string;

  @Text({ about: 'Code van de medewerker, of de weg waarlangs het systeem het deed', example: 'm.dejong' })
  vastgelegdDoor!: string;

  @Text({ about: 'SHA-256 over alle aantallen: hieraan is te zien dat er niets is veranderd', example: '5f70bf18a086' })
  kenmerk!: string;
}

export class Vastleggingen {
  @Parts(() => Vastlegging, { about: 'De laatste eerst, per schooljaar' })
  vastleggingen!: Vastlegging[];
}
