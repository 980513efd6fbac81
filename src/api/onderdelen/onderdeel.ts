import { IsObject } from 'class-validator';
import { ITEM_KINDS } from '../../cases/items/item';
import { DOSSIER_STATUSES, DOSSIER_STEPS } from '../../cases/dossier/states';
import { TERM_KINDS } from '../../cases/terms/term-settings';
import {
  Choice,
  Choices,
  DayField,
  field,
  Flag,
  type FieldOptions,
  Id,
  Moment,
  Part,
  Parts,
  Text,
  Whole,
} from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** Fields whose names depend on a kind or a step; the use case checks them and names each that is wrong. */
export function Fields(options: FieldOptions) {
  return field(options, { type: 'object', additionalProperties: true }, IsObject({ message: 'moet een object zijn' }));
}

/** A step with its fields. */
export class StapVerzoek {
  @Text({ about: 'De stap', longest: 40, example: 'afronden' })
  stap!: string;

  @Fields({ about: 'Velden bij deze stap, zoals toelichting', optional: true, example: { toelichting: 'Afgerond' } })
  gegevens?: Record<string, unknown>;
}

export class DossierStap {
  @Choice(DOSSIER_STEPS, { about: 'De stap' })
  stap!: (typeof DOSSIER_STEPS)[number];

  @Fields({
    about: 'Velden: aanhouden reden en tot; sluiten reden, opmerking en toelichting; heropenen toelichting',
    optional: true,
    example: { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' },
  })
  gegevens?: Record<string, unknown>;
}

/** Where a dossier stands after a step. */
export class Dossierstand {
  @Id({ about: 'Het dossier', example: ID })
  id!: string;

  @Choice(DOSSIER_STATUSES, { about: 'Status' })
  status!: string;

  @DayField({ about: 'Gesloten op', nullable: true, example: null })
  geslotenOp!: string | null;
}

export class NieuwOnderdeel {
  @Choice(ITEM_KINDS, { about: 'Soort' })
  soort!: (typeof ITEM_KINDS)[number];

  @Fields({
    about:
      'De velden van deze soort, en vertrouwelijk (true of false); bij een contact, notitie, taak of overeenkomst ook deel: avg, of wpg voor wat over een hoorgesprek gaat of daarop volgt',
    example: { tekst: 'Mentor bellen', tot: '2026-06-26' },
  })
  gegevens!: Record<string, unknown>;
}

class Voorwaarde {
  @Text({ about: 'Code', example: 'leeftijd' })
  code!: string;

  @Text({ about: 'Wat geldt of ontbreekt', example: 'De jongere is 15 jaar.' })
  tekst!: string;

  @Flag({ about: 'Er is aan voldaan' })
  voldaan!: boolean;

  @Flag({ about: 'Zonder deze voorwaarde kan de stap niet' })
  blokkeert!: boolean;

  @Text({ about: 'Bron', example: 'LPW art. 22' })
  bron!: string;
}

/** Something in a dossier: a contact moment, a task, a measure … */
export class Onderdeel {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Choice(ITEM_KINDS, { about: 'Soort' })
  soort!: string;

  @Choice(['avg', 'wpg'], { about: 'Deel van het dossier' })
  deel!: string;

  @Flag({ about: 'Alleen voor wie het schreef' })
  vertrouwelijk!: boolean;

  @Text({ about: 'Status', example: 'open' })
  status!: string;

  @DayField({ about: 'Dag' })
  datum!: string;

  @DayField({ about: 'Einddatum', nullable: true })
  tot!: string | null;

  @Moment({ about: 'Begin van de afspraak', nullable: true })
  begin!: string | null;

  @Moment({ about: 'Einde van de afspraak', nullable: true })
  einde!: string | null;

  @Text({ about: 'Code van wie het doet', nullable: true, example: 'm-001' })
  medewerker!: string | null;

  @Text({ about: 'Code van wie het schreef', nullable: true, example: 'm-001' })
  auteur!: string | null;

  @Fields({ about: 'De velden van deze soort', example: { tekst: 'Mentor bellen' } })
  gegevens!: object;

  @Parts(() => Voorwaarde, { about: 'Voorwaarden en of eraan is voldaan', most: 20 })
  voorwaarden!: Voorwaarde[];

  @Whole({ about: 'Versie', least: 1, example: 1 })
  versie!: number;
}

class Gebeurtenis {
  @Text({ about: 'Waarvan', example: 'dossier' })
  soort!: string;

  @Id({ about: 'Nummer daarvan', example: ID })
  nummer!: string;

  @Moment({ about: 'Wanneer' })
  op!: string;

  @Text({ about: 'Stap', example: 'oppakken' })
  stap!: string;

  @Text({ about: 'Status ervoor', nullable: true, example: 'nieuw' })
  van!: string | null;

  @Text({ about: 'Status erna', example: 'in_behandeling' })
  naar!: string;

  @Text({ about: 'Code van wie; leeg: Leerspoor zelf', nullable: true, example: 'm-001' })
  medewerker!: string | null;

  @Text({ about: 'Waarom', nullable: true, example: null, longest: 20_000 })
  reden!: string | null;
}

class Termijn {
  @Choice(TERM_KINDS, { about: 'Soort' })
  soort!: string;

  @DayField({ about: 'Begonnen op' })
  van!: string;

  @DayField({ about: 'Uiterlijk op' })
  tot!: string;

  @DayField({ about: 'Geëindigd op', nullable: true })
  geeindigdOp!: string | null;

  @Choice(['gehaald', 'te_laat', 'vervallen'], { about: 'Uitkomst', nullable: true })
  uitkomst!: string | null;
}

/** What happened in a dossier and what comes next. */
export class Tijdlijn {
  @Parts(() => Gebeurtenis, { about: 'Elke stap, de oudste eerst', most: 10_000 })
  gebeurtenissen!: Gebeurtenis[];

  @Parts(() => Termijn, { about: 'Alle termijnen, de eerste eerst', most: 10_000 })
  termijnen!: Termijn[];

  @Part(() => Termijn, { about: 'De termijn die het eerst afloopt', nullable: true })
  volgende!: Termijn | null;

  @Choices(DOSSIER_STEPS, { about: 'Stappen die nu met het dossier kunnen', example: ['oppakken'] })
  mogelijk!: string[];
}

export class Onderdelen {
  @Parts(() => Onderdeel, { about: 'Wat in het dossier is gedaan, op volgorde van dag', most: 10_000 })
  onderdelen!: Onderdeel[];
}
