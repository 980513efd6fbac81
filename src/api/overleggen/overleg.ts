import { PARTICIPANT_KINDS } from '../../cases/meeting/meeting-desk';
import { MEETING_STATES } from '../../cases/meeting/states';
import { Choice, DayField, Flag, Id, Parts, Text, Texts } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

class NieuweDeelnemer {
  @Choice(PARTICIPANT_KINDS, { about: 'Vanuit' })
  soort!: (typeof PARTICIPANT_KINDS)[number];

  @Text({ about: 'Naam', shortest: 1, longest: 200, example: 'M. Mentor' })
  naam!: string;
}

class Deelnemer extends NieuweDeelnemer {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Flag({ about: 'Was er; leeg: nog niet gehouden', nullable: true, example: null })
  aanwezig!: boolean | null;
}

class NieuweAfspraak {
  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Id({ about: 'De deelnemer die het doet', example: ID })
  wie!: string;

  @Text({ about: 'Wat', shortest: 1, example: 'Belt de jeugdarts' })
  wat!: string;

  @DayField({ about: 'Uiterlijk op', nullable: true })
  uiterlijk!: string | null;
}

class Afspraak extends NieuweAfspraak {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @DayField({ about: 'Nagekomen op', nullable: true, example: null })
  nagekomenOp!: string | null;
}

export class NieuwOverleg {
  @Texts({ about: 'Nummers van 1 tot en met 50 dossiers', most: 50, longest: 36, example: [ID] })
  dossiers!: string[];

  @DayField({ about: 'Dag' })
  datum!: string;

  @Text({ about: 'Plaats', nullable: true, longest: 200, example: 'School' })
  plaats!: string | null;

  @Text({ about: 'Agenda', shortest: 1, longest: 8000, example: 'Hoe verder' })
  agenda!: string;

  @Parts(() => NieuweDeelnemer, { about: 'Wie meedoen', least: 1, most: 50 })
  deelnemers!: NieuweDeelnemer[];
}

/** A leerlingoverleg, with what concerns the dossiers that the one who asks may see. */
export class Overleg {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(MEETING_STATES, { about: 'Status' })
  status!: string;

  @Texts({ about: 'Dossiers', most: 50, longest: 36, example: [ID] })
  dossiers!: string[];

  @DayField({ about: 'Dag' })
  datum!: string;

  @Text({ about: 'Plaats', nullable: true, example: 'School' })
  plaats!: string | null;

  @Text({ about: 'Agenda', longest: 8000, example: 'Hoe verder' })
  agenda!: string;

  @Text({ about: 'Verslag', nullable: true, longest: 20_000, example: null })
  verslag!: string | null;

  @Parts(() => Deelnemer, { about: 'Wie meedoen', most: 50 })
  deelnemers!: Deelnemer[];

  @Parts(() => Afspraak, { about: 'Wie wat doet', most: 100 })
  afspraken!: Afspraak[];
}

export class Overlegverslag {
  @Text({ about: 'Verslag', shortest: 1, longest: 20_000, example: 'Besproken dat …' })
  verslag!: string;

  @Texts({ about: 'Nummers van deelnemers die er waren', most: 50, longest: 36, example: [ID] })
  aanwezig!: string[];

  @Parts(() => NieuweAfspraak, { about: 'Wie wat doet', most: 100 })
  afspraken!: NieuweAfspraak[];
}

export class Nakoming {
  @DayField({ about: 'Nagekomen op; leeg: toch niet', nullable: true })
  datum!: string | null;
}
