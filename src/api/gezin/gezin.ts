import { PARTICIPANT_KINDS } from '../../cases/meeting/meeting-desk';
import { Choice, DayField, Id, Parts, Text } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

class Gezinsdossier {
  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Id({ about: 'De leerling', example: ID })
  leerling!: string;

  @Choice(['leerplicht', 'doorstroompunt'], { about: 'Soort' })
  regime!: string;

  @Text({ about: 'Status', longest: 20, example: 'in_behandeling' })
  status!: string;

  @Text({ about: 'Code van wie het behandelt; leeg: verdeelbak', nullable: true, longest: 60, example: 'LPA-1' })
  medewerker!: string | null;

  @Choice(['adres', 'contactpersoon'], { about: 'Waardoor de twee verbonden zijn' })
  verband!: string;
}

class LopendeAfspraak {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'Het overleg', example: ID })
  overleg!: string;

  @Choice(PARTICIPANT_KINDS, { about: 'Vanuit' })
  soort!: string;

  @Text({ about: 'Wie het doet', example: 'M. Mentor' })
  wie!: string;

  @Text({ about: 'Wat', example: 'Belt de jeugdarts' })
  wat!: string;

  @DayField({ about: 'Uiterlijk op', nullable: true })
  uiterlijk!: string | null;
}

class OverlegRegel {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @DayField({ about: 'Dag' })
  datum!: string;

  @Text({ about: 'Plaats', nullable: true, example: 'School' })
  plaats!: string | null;

  @Choice(['gepland', 'gehouden', 'vervallen'], { about: 'Status' })
  status!: string;
}

/** One plan for child and family. */
export class Gezin {
  @Parts(() => Gezinsdossier, { about: 'Open dossiers van broers, zussen en huisgenoten die u mag zien', most: 50 })
  dossiers!: Gezinsdossier[];

  @Parts(() => LopendeAfspraak, { about: 'Wie doet wat: afspraken die nog lopen', most: 1000 })
  afspraken!: LopendeAfspraak[];

  @Parts(() => OverlegRegel, { about: 'Overleggen over dit dossier, de laatste eerst', most: 100 })
  overleggen!: OverlegRegel[];
}
