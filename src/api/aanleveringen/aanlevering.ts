import { Choice, Id, Moment, Parts, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
export const UPLOAD_STEPS = ['verbeteren', 'starten', 'terugdraaien'] as const;

/** Absence that somebody at a school sent by hand: a trial first, then the queue; and undoing it. */
export class Aanlevering {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(['proef', 'wacht', 'klaar', 'ongedaan'], { about: 'Status; bij een proef is er nog niets opgeslagen' })
  status!: string;

  @Moment({ about: 'Gestuurd op' })
  gemaaktOp!: string;

  @Moment({ about: 'Verwerkt op', nullable: true, example: null })
  klaarOp!: string | null;

  @Whole({ about: 'Aantal regels', example: 30 })
  regels!: number;

  @Whole({ about: 'Regels die zijn verwerkt', example: 0 })
  verwerkt!: number;

  @Whole({ about: 'Nieuwe registraties', example: 28 })
  nieuw!: number;

  @Whole({ about: 'Gewijzigde registraties', example: 1 })
  gewijzigd!: number;

  @Whole({ about: 'Ongewijzigde registraties', example: 0 })
  ongewijzigd!: number;

  @Whole({ about: 'Afgekeurde regels', example: 1 })
  afgekeurd!: number;
}

export const UPLOAD_FIELDS = [
  ...['id', 'status', 'gemaaktOp', 'klaarOp', 'regels', 'verwerkt', 'nieuw', 'gewijzigd', 'ongewijzigd', 'afgekeurd'],
];

export class AanleveringenQuery extends PageQuery {}

class FoutInRegel {
  @Text({ about: 'Kolom; leeg: de regel als geheel', example: 'uren' })
  kolom!: string;

  @Text({ about: 'Reden', example: 'moet tussen 0 en 12 liggen' })
  reden!: string;
}

class AfgekeurdeRegel {
  @Whole({ about: 'Regel in wat u stuurde', least: 1, example: 12 })
  regel!: number;

  @Text({
    about: 'De regel zoals u haar stuurde',
    longest: 1_100_000,
    example: 'A-1;999999990;99VA;00;2026-03-24;13;ziek',
  })
  tekst!: string;

  @Parts(() => FoutInRegel, { about: 'Wat er mis mee is', most: 100 })
  fouten!: FoutInRegel[];
}

export class AanleveringMetRegels extends Aanlevering {
  @Parts(() => AfgekeurdeRegel, { about: 'De regels om te verbeteren', most: 10_000 })
  afgekeurdeRegels!: AfgekeurdeRegel[];
}

export class VerbeterdeRegel {
  @Whole({ about: 'Nummer van een afgekeurde regel', least: 1, example: 12 })
  regel!: number;

  @Text({
    about: 'Wat het moet zijn; leeg: de regel vervalt',
    longest: 5000,
    example: 'A-1;999999990;99VA;00;2026-03-24;3;ziek',
  })
  tekst!: string;
}

export class AanleveringStap {
  @Choice(UPLOAD_STEPS, {
    about:
      'De stap: verbeteren (geeft een nieuwe proef met uw regels op hun plaats), starten (verwerkt de goede regels), ' +
      'of terugdraaien (maakt een verwerkte aanlevering in haar geheel ongedaan)',
  })
  stap!: (typeof UPLOAD_STEPS)[number];

  @Parts(() => VerbeterdeRegel, { about: 'Bij verbeteren: de regels', least: 1, most: 10_000, optional: true })
  regels?: VerbeterdeRegel[];
}

export class AanleveringUitkomst extends AanleveringMetRegels {
  @Whole({ about: 'Na terugdraaien: registraties die bleven, want daarna gewijzigd', nullable: true, example: null })
  gebleven!: number | null;
}
