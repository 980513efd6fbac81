import { Choice, DayField, Flag, Id, Moment, Parts, Text, Whole } from '../http/fields';

const STATES = ['voorlopig', 'definitief'] as const;
const schooljaar = { about: 'Het jaar waarin het schooljaar begint', least: 1990, most: 2100, example: 2024 };

/** What to store. */
export class VsvStandVraag {
  @Whole(schooljaar)
  schooljaar!: number;

  @Choice(STATES, { about: 'Voorlopig zo vaak als nodig; definitief één keer', example: 'voorlopig' })
  stand!: (typeof STATES)[number];
}

/** A count that was stored for good. */
export class VsvStand {
  @Id({ about: 'Nummer, voor `vastlegging` bij de cijfers', example: '0197c0de-0000-7000-8000-000000000000' })
  id!: string;

  @Whole(schooljaar)
  schooljaar!: number;

  @Choice(STATES, { about: 'Welke stand', example: 'voorlopig' })
  stand!: string;

  @Text({ about: 'De definitie en haar versie', example: 'vsv-statistiek prestatiebox-mbo, versie 2019/20' })
  definitie!: string;

  @DayField({ about: 'De dag waarop de gegevens zo waren', example: '2026-02-24' })
  gegevensdatum!: string;

  @Moment({ about: 'Vastgelegd op' })
  vastgelegdOp!: string;

  @Flag({ about: 'Of het bestand vsv-status er toen was' })
  vsvStatusBekend!: boolean;

  @Text({ about: 'SHA-256 over alle aantallen: hieraan is te zien dat er niets is veranderd', example: '5f70bf18a086' })
  kenmerk!: string;
}

export class VsvStanden {
  @Parts(() => VsvStand, { about: 'De laatste eerst' })
  standen!: VsvStand[];
}
