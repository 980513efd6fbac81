import { LIST_SORTS, LIST_STATUSES, LIST_VIEWS, LONGEST_SEARCH } from '../../cases/worklist/list-choices';
import { Choice, Id, Parts, Text } from '../http/fields';

/** A way of looking at the work list, kept under a name by one employee. */
export class WeergaveInvoer {
  @Text({
    about: 'Naam; een weergave van u met die naam wordt vervangen',
    shortest: 1,
    longest: 60,
    example: 'Te laat',
  })
  naam!: string;

  @Choice(LIST_VIEWS, { about: 'Welke dossiers', optional: true })
  toon?: string;

  @Choice(LIST_STATUSES, { about: 'Met welke status', optional: true })
  status?: string;

  @Choice(LIST_SORTS, { about: 'In welke volgorde', optional: true })
  sorteer?: string;

  @Text({
    about: 'Waarnaar is gezocht: school, plaats of code. De naam van een leerling wordt niet bewaard',
    ...{ optional: true, longest: LONGEST_SEARCH, example: 'Dollard College' },
  })
  zoek?: string;
}

export class Weergave {
  @Id({ about: 'Nummer', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  id!: string;

  @Text({ about: 'Naam', longest: 60, example: 'Te laat' })
  naam!: string;

  @Choice(LIST_VIEWS, { about: 'Welke dossiers' })
  toon!: string;

  @Choice(LIST_STATUSES, { about: 'Met welke status' })
  status!: string;

  @Choice(LIST_SORTS, { about: 'In welke volgorde' })
  sorteer!: string;

  @Text({ about: 'Waarnaar is gezocht: een school of plaats', longest: LONGEST_SEARCH, example: '' })
  zoek!: string;
}

export class Weergaven {
  @Parts(() => Weergave, { about: 'Op naam', most: 20 })
  weergaven!: Weergave[];
}
