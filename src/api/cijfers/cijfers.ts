import { PER } from '../../figures/figure';
import { type Step, STEPS } from '../../figures/vsv/steps';
import { Choice, Code, DayField, field, Id, Part, Parts, Text, Texts } from '../http/fields';
import { FlagInAddress, WholeInAddress } from '../http/query';

/** Which figures: of which area, year and distribution. */
export class CijfersQuery {
  @Code({
    pattern: /^\d{2}$/,
    what: 'een regiocode (twee cijfers)',
    about: 'Alleen deze regio',
    optional: true,
    example: '28',
  })
  regio?: string;

  @Code({
    pattern: /^\d{4}$/,
    what: 'een gemeentecode (vier cijfers)',
    about: 'Alleen deze gemeente',
    optional: true,
    example: '0518',
  })
  gemeente?: string;

  @WholeInAddress({
    about: 'Het jaar waarin het schooljaar begint',
    least: 1990,
    most: 2100,
    optional: true,
    example: 2025,
  })
  schooljaar?: number;

  @Choice(PER, { about: 'Een rij per', optional: true })
  per?: (typeof PER)[number];

  @Choice(['actueel', 'voorlopig', 'definitief'], { about: 'Welke telling (alleen vsv)', optional: true })
  stand?: 'actueel' | 'voorlopig' | 'definitief';

  @Id({
    about: 'Deze vastgelegde telling, ook als er later een kwam (zie `vsv-standen` en `vastleggingen`)',
    ...{ optional: true, example: '0197c0de-0000-7000-8000-000000000000' },
  })
  vastlegging?: string;

  @FlagInAddress({ about: 'Kleine aantallen weglaten, zoals voor publicatie' })
  publicatie?: boolean;

  @Choice(STEPS, { about: 'Alleen deze stap van de formule (vsv-personen)', optional: true })
  stap?: Step;

  @Text({ about: 'Alleen de rij met deze sleutel (personen)', optional: true, example: '28', longest: 60 })
  sleutel?: string;

  @Text({ about: 'Alleen deze kolom van de rij (personen)', optional: true, example: 'vo', longest: 60 })
  kolom?: string;

  @WholeInAddress({ about: 'Vanaf deze rij, 1000 tegelijk (personen)', optional: true, example: 0 })
  vanafRij?: number;

  @Text({
    about: 'Per maand, volgens de definitie van deze naam (thuiszitters)',
    ...{ optional: true, example: 'lrv-absoluut', longest: 60 },
  })
  definitie?: string;
}

/** Forms of a file; as JSON the figures are read without one. */
export const FILE_FORMS = ['csv', 'xlsx', 'html', 'docx'] as const;

/** In which form. */
export class CijfersBestandQuery extends CijfersQuery {
  @Choice(FILE_FORMS, { about: 'Vorm van het bestand', example: 'csv' })
  formaat!: (typeof FILE_FORMS)[number];
}

const row = { type: 'object', additionalProperties: true };

/** A table of figures that says by itself what it counts. */
export class Cijfers {
  @Text({ about: 'Soort cijfers', example: 'vsv' })
  soort!: string;

  @Text({ about: 'Titel', example: 'Voortijdig schoolverlaters, schooljaar 2025-2026, actueel' })
  titel!: string;

  @Text({ about: 'De definitie en haar versie', example: 'vsv-statistiek prestatiebox-mbo, versie 2019/20' })
  definitie!: string;

  @DayField({ about: 'De dag waarvoor de cijfers gelden', nullable: true, example: '2026-10-01' })
  peildatum!: string | null;

  @DayField({ about: 'De dag waarop de gegevens zo waren', example: '2026-11-24' })
  gegevensdatum!: string;

  @field({ about: 'Wat bij de tabel als geheel hoort', example: { schooljaar: 2025 } }, row)
  kenmerken!: object;

  @field({ about: 'De kolommen: sleutel en titel', example: { deelnemers: 'deelnemers (A - B)' } }, row)
  kolommen!: object;

  @field({ about: 'De rij van het totaal, of null', nullable: true, example: { sleutel: 'totaal', vsv: 3 } }, row)
  totaal!: object | null;

  @field(
    {
      about: 'De rijen; null: onbekend, of weggelaten waar de rij het onder onderdrukt noemt',
      example: [{ sleutel: '28', vsv: 3 }],
    },
    { type: 'array', items: row },
  )
  rijen!: object[];

  @field(
    {
      about: 'Alleen vsv: hoeveel van het totaal in elke stap van de formule',
      optional: true,
      example: [{ stap: 'B', reden: 'overleden', aantal: 0 }],
    },
    { type: 'array', items: row },
  )
  stappen?: object[];

  @field(
    { about: 'Hoe er is geteld, in zinnen', example: ['X = A - B - C - D'] },
    { type: 'array', items: { type: 'string' } },
  )
  toelichting!: string[];
}

export class VerslagGrafiek {
  @Text({ about: 'Titel', example: 'Leerlingen per schooljaar' })
  titel!: string;

  @Text({ about: 'De grafiek als SVG', example: '<svg />', longest: 1_000_000 })
  svg!: string;

  @Text({ about: 'Dezelfde getallen in woorden', example: 'Staafdiagram.', longest: 100_000 })
  inWoorden!: string;
}

export class VerslagDeel {
  @Text({ about: 'Titel van het hoofdstuk', example: 'De telling' })
  titel!: string;

  @Texts({ about: 'De tekst', example: ['Dit verslag gaat over gemeente Emmen.'], longest: 10_000 })
  alineas!: string[];

  @Part(() => Cijfers, { about: 'De tabel', optional: true })
  figuur?: Cijfers;

  @Part(() => VerslagGrafiek, { about: 'De grafiek', optional: true })
  grafiek?: VerslagGrafiek;
}

export class VerslagBegrip {
  @Text({ about: 'Het begrip', example: 'Luxeverzuim' })
  term!: string;

  @Text({ about: 'Wat het betekent', example: 'Een leerling is zonder verlof op vakantie.' })
  uitleg!: string;
}

/** A document with chapters. */
export class Verslag {
  @Text({ about: 'Soort cijfers', example: 'jaarverslag' })
  soort!: string;

  @Text({ about: 'Titel', example: 'Jaarverslag leerplicht 2025-2026, gemeente Emmen' })
  titel!: string;

  @Text({ about: 'De definitie en haar versie', example: 'leerplichttelling (Leerplichtwet 1969, art. 25)' })
  definitie!: string;

  @DayField({ about: 'De dag waarvoor de cijfers gelden', example: '2026-07-31' })
  peildatum!: string;

  @DayField({ about: 'De dag waarop de gegevens zo waren', example: '2026-09-24' })
  gegevensdatum!: string;

  @Parts(() => VerslagDeel, { about: 'De hoofdstukken' })
  delen!: VerslagDeel[];

  @Parts(() => VerslagBegrip, { about: 'Begrippen met uitleg' })
  begrippen!: VerslagBegrip[];
}
