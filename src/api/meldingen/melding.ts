import {
  CLOSING_NOTES,
  CLOSING_REASONS,
  MANUAL_KINDS,
  MELDING_KINDS,
  MELDING_STATUSES,
  PRIORITIES,
  SUSPECTED_REASONS,
} from '../../cases/meldingen/states';
import { Location } from '../http/codes';
import { Choice, DayField, Flag, Hours, Id, Moment, Parts, Text } from '../http/fields';
import { PageQuery, Sort } from '../http/query';
import { Fields } from '../onderdelen/onderdeel';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** A melding of absence, as exchanged with DUO (BRO 13 and 14). */
export class Melding {
  @Id({ about: 'Nummer van de melding', example: ID })
  id!: string;

  @Text({ about: 'Kenmerk dat school en gemeente kennen', example: 'M-1A2B3C4D' })
  kenmerk!: string;

  @Id({ about: 'De leerling', example: ID })
  leerling!: string;

  @Choice(MELDING_KINDS, { about: 'Soort' })
  soort!: string;

  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag', nullable: true })
  einddatum!: string | null;

  @Hours({ about: 'Uren', nullable: true })
  uren!: number | null;

  @Choice(MELDING_STATUSES, { about: 'Status' })
  status!: string;

  @DayField({ about: 'Geregistreerd op' })
  geregistreerdOp!: string;

  @DayField({ about: 'Door de school aangevuld op', nullable: true })
  aangevuldOp!: string | null;

  @Choice(Object.keys(SUSPECTED_REASONS), { about: 'Vermoedelijke reden', nullable: true })
  vermoedelijkeReden!: string | null;

  @Flag({ about: 'Alle lessen gemist', nullable: true })
  alleLessenGemist!: boolean | null;

  @Flag({ about: 'Actie van de gemeente gewenst', nullable: true })
  actieGemeenteGewenst!: boolean | null;

  @Choice(PRIORITIES, { about: 'Prioriteit', nullable: true })
  prioriteit!: string | null;

  @Fields({ about: 'Wat de school erbij schreef', example: { actie: 'Gesprek met de mentor' } })
  gegevens!: object;

  @Choice(Object.keys(CLOSING_REASONS), { about: 'Reden van afsluiten', nullable: true })
  redenAfsluiting!: string | null;

  @Choice(Object.keys(CLOSING_NOTES), { about: 'Opmerking bij afsluiten', nullable: true })
  opmerkingAfsluiting!: string | null;
}

/** A report by hand. */
export class NieuweMelding {
  @Text({ about: 'BSN of onderwijsnummer', longest: 9, example: '999999990' })
  pgn!: string;

  @Location({ about: 'Vestiging' })
  vestiging!: string;

  @Choice(MANUAL_KINDS, { about: 'Soort' })
  soort!: string;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag; nodig bij 18plus', optional: true })
  einddatum?: string;

  @Text({ about: 'Uren, met ten hoogste twee decimalen', optional: true, longest: 8, example: '3.5' })
  uren?: string;

  @Fields({
    about:
      'Velden van de school: vermoedelijkeReden, alleLessenGemist, actieInstelling, actieGemeenteGewenst, prioriteit, toelichting, contactNaam, contactFunctie, contactTelefoon, contactEmail, telefoon, verblijfadres',
    example: { vermoedelijkeReden: 'motivatie' },
  })
  gegevens!: Record<string, unknown>;
}

export const MELDING_FIELDS = [
  ...[
    'id',
    'kenmerk',
    'leerling',
    'soort',
    'vestiging',
    'begindatum',
    'einddatum',
    'uren',
    'status',
    'geregistreerdOp',
  ],
  ...['aangevuldOp', 'vermoedelijkeReden', 'alleLessenGemist', 'actieGemeenteGewenst', 'prioriteit', 'gegevens'],
  ...['redenAfsluiting', 'opmerkingAfsluiting'],
];

export class MeldingenQuery extends PageQuery {
  @Choice(MELDING_STATUSES, { about: 'Alleen met deze status', optional: true })
  status?: string;

  @Choice(MELDING_KINDS, { about: 'Alleen van deze soort', optional: true })
  soort?: string;

  @Id({ about: 'Alleen van dit dossier', optional: true, example: ID })
  dossier?: string;

  @Sort(['begindatum', 'id'])
  sorteer: string = '-id';
}

class MeldingStap {
  @Moment({ about: 'Wanneer' })
  op!: string;

  @Text({ about: 'Stap', example: 'in-behandeling-nemen' })
  stap!: string;

  @Text({ about: 'Status ervoor', nullable: true, example: 'geregistreerd' })
  van!: string | null;

  @Text({ about: 'Status erna', example: 'in_behandeling' })
  naar!: string;

  @Text({ about: 'Waarom', nullable: true, longest: 20_000, example: null })
  reden!: string | null;
}

class Terugkoppeling {
  @Moment({ about: 'Wanneer' })
  op!: string;

  @Choice([...MELDING_STATUSES, 'bericht'], { about: 'Een status, of een bericht' })
  soort!: string;

  @Text({ about: 'Het bericht', nullable: true, example: null })
  bericht!: string | null;
}

/** What happened with a melding; for the school and the municipality alike. */
export class MeldingTijdlijn {
  @Parts(() => MeldingStap, { about: 'Elke stap, de oudste eerst', most: 1000 })
  stappen!: MeldingStap[];

  @Parts(() => Terugkoppeling, { about: 'Wat de school hoorde, het oudste eerst', most: 1000 })
  terugkoppelingen!: Terugkoppeling[];
}
