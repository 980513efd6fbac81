import { PHASES, RULES, SKIP_REASONS } from '../../law/facts';
import { SIGNAL_CHANGES, SIGNAL_STATUSES, WITHDRAWAL_REASONS } from '../../signals/stored-signal';
import { Location } from '../http/codes';
import { Choice, DayField, field, Hours, Id, Moment, Part, Parts, Text, Texts } from '../http/fields';
import { PageQuery, Sort } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** A signal that a rule raised. */
export class Signaal {
  @Id({ about: 'Nummer van het signaal', example: ID })
  id!: string;

  @Id({ about: 'De leerling (zie /leerlingen/{id})', example: ID })
  leerling!: string;

  @Choice(RULES, { about: 'De regel' })
  regel!: string;

  @Location({ about: 'Vestiging; leeg bij regels zonder school', nullable: true })
  vestiging!: string | null;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag', nullable: true })
  einddatum!: string | null;

  @Hours({ about: 'Getelde uren', nullable: true })
  uren!: number | null;

  @Choice(PHASES, { about: 'Fase van de leerling op de laatste dag', example: 'leerplicht' })
  fase!: string;

  @Choice(SIGNAL_STATUSES, { about: 'Status, zoals uitgewisseld met DUO' })
  status!: string;

  @Choice(WITHDRAWAL_REASONS, { about: 'Waarom het is ingetrokken of geëindigd', nullable: true, example: null })
  reden!: string | null;

  @Id({ about: 'Het dossier, voor wie dossiers mag zien', nullable: true, example: ID })
  dossier!: string | null;

  @Moment({ about: 'Wanneer het is opgeworpen' })
  opgeworpenOp!: string;

  @Moment({ about: 'Wanneer het voor het laatst is gewijzigd' })
  gewijzigdOp!: string;
}

export const SIGNAL_FIELDS = [
  ...['id', 'leerling', 'regel', 'vestiging', 'begindatum', 'einddatum', 'uren', 'fase', 'status', 'reden'],
  ...['dossier', 'opgeworpenOp', 'gewijzigdOp'],
];

class GeteldeDag {
  @DayField({ about: 'Dag' })
  dag!: string;

  @Hours({ about: 'Getelde uren op die dag', example: 8 })
  uren!: number;

  @Texts({ about: 'Nummers van de registraties', example: ['V-2026-0001'] })
  registraties!: string[];
}

class OvergeslagenDag {
  @DayField({ about: 'Dag' })
  dag!: string;

  @Choice(SKIP_REASONS, { about: 'Waarom de dag niet telt' })
  reden!: string;

  @Texts({ about: 'Nummers van de registraties', example: ['V-2026-0002'] })
  registraties!: string[];
}

class Bewijs {
  @Text({ about: 'Wettelijke grondslag', example: 'LPW art. 21a' })
  artikel!: string;

  @field(
    { about: 'Parameters die golden, bij naam', example: { drempelUren: '16.00' } },
    { type: 'object', additionalProperties: true },
  )
  parameters!: object;

  @Parts(() => GeteldeDag, { about: 'Dagen die tellen' })
  dagen!: GeteldeDag[];

  @Parts(() => OvergeslagenDag, { about: 'Dagen die niet tellen' })
  overgeslagen!: OvergeslagenDag[];

  @Text({ about: 'Opmerking', nullable: true, example: null })
  opmerking!: string | null;
}

class Wijziging {
  @Moment({ about: 'Wanneer' })
  op!: string;

  @Choice(SIGNAL_CHANGES, { about: 'Wat er gebeurde' })
  wijziging!: string;

  @DayField({ about: 'Laatste dag erna', nullable: true })
  einddatum!: string | null;

  @Hours({ about: 'Uren erna', nullable: true })
  uren!: number | null;

  @Choice(SIGNAL_STATUSES, { about: 'Status erna' })
  status!: string;

  @Choice(WITHDRAWAL_REASONS, { about: 'Reden', nullable: true, example: null })
  reden!: string | null;
}

/** One signal with why it stands, and all that happened to it. */
export class SignaalMetBewijs extends Signaal {
  @Part(() => Bewijs, { about: 'Waarom het signaal er staat' })
  bewijs!: Bewijs;

  @Parts(() => Wijziging, { about: 'Alles wat ermee gebeurde, oudste eerst' })
  wijzigingen!: Wijziging[];
}

export class SignalenQuery extends PageQuery {
  @Choice(RULES, { about: 'Alleen van deze regel', optional: true })
  regel?: string;

  @Choice(SIGNAL_STATUSES, { about: 'Alleen met deze status', optional: true })
  status?: string;

  @Id({ about: 'Alleen van deze leerling', optional: true, example: ID })
  leerling?: string;

  @Id({ about: 'Alleen van dit dossier', optional: true, example: ID })
  dossier?: string;

  @Location({ about: 'Alleen van deze vestiging', optional: true })
  vestiging?: string;

  @DayField({ about: 'Alleen die op of na deze dag begonnen', optional: true, example: '2026-01-01' })
  vanaf?: string;

  @DayField({ about: 'Alleen die op of voor deze dag begonnen', optional: true, example: '2026-12-31' })
  totEnMet?: string;

  @Sort(['begindatum', 'id'])
  sorteer: string = '-id';
}
