import { LOGS, type LogName } from '../../access/log/entry';
import { Choice, DayField, Id, Moment, Parts, Text, Texts, Whole } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const RESULTS = ['gelukt', 'geweigerd'] as const;

/** A line of the audit log: who did what, to whose data, and why. */
export class Logregel {
  @Moment({ about: 'Wanneer' })
  op!: string;

  @Text({ about: 'Code van wie; leeg: Leerspoor zelf', nullable: true, example: 'LPA-1' })
  medewerker!: string | null;

  @Texts({ about: 'Rollen, zoals ze toen waren', example: ['leerplichtambtenaar'] })
  rollen!: string[];

  @Text({ about: 'Langs welke weg', example: 'pagina' })
  via!: string;

  @Text({ about: 'Vanaf welk netwerkadres', nullable: true, example: null })
  vanaf!: string | null;

  @Text({ about: 'Handeling', example: 'lezen' })
  handeling!: string;

  @Text({ about: 'Soort ding', example: 'dossier' })
  onderwerp!: string;

  @Text({ about: 'Nummer daarvan', nullable: true, example: ID })
  nummer!: string | null;

  @Text({ about: 'Waarom', example: 'behandelen van verzuim' })
  doel!: string;

  @Choice(RESULTS, { about: 'Uitkomst' })
  uitkomst!: string;

  @Text({ about: 'Nummer van de bewerking', example: ID })
  operatie!: string;

  @Whole({ about: 'Over hoeveel leerlingen het ging', example: 1 })
  aantalLeerlingen!: number;

  @Id({ about: 'Die leerling, waar het er één uit uw gemeenten is', nullable: true, example: ID })
  leerling!: string | null;
}

export class Logboek {
  @Parts(() => Logregel, { about: 'De nieuwste eerst', most: 100 })
  regels!: Logregel[];

  @Text({ about: 'Geef dit bij na voor oudere regels; leeg: er zijn geen oudere', nullable: true, example: null })
  volgende!: string | null;
}

export class LogboekQuery {
  @Choice(LOGS, { about: 'Welk logboek', optional: true })
  logboek?: LogName;

  @DayField({ about: 'Vanaf deze dag (UTC)', optional: true })
  van?: string;

  @DayField({ about: 'Tot en met deze dag (UTC)', optional: true })
  tot?: string;

  @Text({ about: 'Alleen van deze medewerker', optional: true, longest: 60, example: 'LPA-1' })
  medewerker?: string;

  @Text({ about: 'Alleen deze handeling', optional: true, longest: 60, example: 'lezen' })
  handeling?: string;

  @Text({ about: 'Alleen over dit soort ding', optional: true, longest: 60, example: 'dossier' })
  onderwerp?: string;

  @Id({ about: 'Alleen over deze leerling', optional: true, example: ID })
  leerling?: string;

  @Choice(RESULTS, { about: 'Alleen met deze uitkomst', optional: true })
  uitkomst?: (typeof RESULTS)[number];

  @Text({ about: 'Waar de vorige pagina eindigde: volgende van het vorige antwoord', optional: true, example: '' })
  na?: string;
}
