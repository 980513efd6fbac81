import { RULES } from '../../law/facts';
import { Municipality } from '../http/codes';
import { Choice, Code, DayField, Part, Parts, Text, Whole } from '../http/fields';
import { Fields } from '../onderdelen/onderdeel';

/** What to try, on whose absence. */
export class SimulatieVraag {
  @Fields({
    about: 'Alleen wat anders is, in de vorm van config/law/parameters.json',
    example: { 'verzuim-16u': { drempelUren: [{ vanaf: '1900-01-01', waarde: 12 }] } },
  })
  regels!: Record<string, unknown>;

  @DayField({ about: 'Eerste dag', example: '2025-08-01' })
  van!: string;

  @DayField({ about: 'Laatste dag', example: '2026-07-31' })
  tot!: string;

  @Code({
    ...{ pattern: /^\d{2}$/, what: 'een regiocode (twee cijfers)', about: 'Alleen inwoners van deze regio' },
    ...{ optional: true, example: '28' },
  })
  regio?: string;

  @Municipality({ about: 'Alleen inwoners van deze gemeente', optional: true })
  gemeente?: string;
}

class SimulatieAantallen {
  @Whole({ about: 'Signalen volgens de regels van nu', example: 120 })
  nu!: number;

  @Whole({ about: 'Signalen volgens de andere regels', example: 150 })
  dan!: number;

  @Whole({ about: 'Komen erbij', example: 32 })
  erbij!: number;

  @Whole({ about: 'Vervallen', example: 2 })
  vervallen!: number;

  @Whole({ about: 'Blijven, met een andere einddatum of andere uren', example: 11 })
  gewijzigd!: number;
}

class SimulatieRegel extends SimulatieAantallen {
  @Choice(RULES, { about: 'De regel' })
  regel!: string;
}

class SimulatieMedewerker {
  @Text({ about: 'Code van de medewerker; null: niemand kan ze doen', nullable: true, example: 'lpa-1', longest: 60 })
  medewerker!: string | null;

  @Whole({ about: 'Dossiers nu', example: 10 })
  dossiersNu!: number;

  @Whole({ about: 'Dossiers met de andere regels', example: 12 })
  dossiersDan!: number;

  @Whole({ about: 'Signalen nu', example: 14 })
  signalenNu!: number;

  @Whole({ about: 'Signalen met de andere regels', example: 17 })
  signalenDan!: number;
}

export class Simulatie {
  @DayField({ about: 'Eerste dag', example: '2025-08-01' })
  van!: string;

  @DayField({ about: 'Laatste dag', example: '2026-07-31' })
  tot!: string;

  @Whole({ about: 'Leerlingen met verzuim of zonder inschrijving', example: 900 })
  leerlingen!: number;

  @Parts(() => SimulatieRegel, { about: 'Per regel' })
  regels!: SimulatieRegel[];

  @Part(() => SimulatieAantallen, { about: 'Alle regels samen' })
  totaal!: SimulatieAantallen;

  @Parts(() => SimulatieMedewerker, { about: 'Werk per medewerker; ieder begint zonder dossiers', most: 10_000 })
  medewerkers!: SimulatieMedewerker[];
}
