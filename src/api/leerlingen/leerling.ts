import { Choice, Code, DayField, Flag, Id, Text } from '../http/fields';
import { BIRTH_KNOWN, type BirthKnown } from '../../registry/birth-date';
import { PageQuery, Sort } from '../http/query';

const LOCATION = /^\d\d[A-Z]{2}\d\d$/;
const MUNICIPALITY = /^\d{4}$/;

/** A pupil as the API gives it. */
export class Leerling {
  @Id({ about: 'Nummer van de leerling in Leerspoor', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  id!: string;

  @Code({
    about: 'BSN of onderwijsnummer',
    pattern: /^\d{9}$/,
    what: 'een nummer van negen cijfers',
    example: '999999990',
  })
  pgn!: string;

  @DayField({ about: 'Geboortedatum', example: '2010-05-04' })
  geboortedatum!: string;

  @Choice(BIRTH_KNOWN, { about: 'Wat van de geboortedatum bekend is; leeg: de hele datum', nullable: true })
  geboortedatumBekend!: BirthKnown | null;

  @Text({ about: 'Voornamen', nullable: true, example: 'Sanne' })
  voornamen!: string | null;

  @Text({ about: 'Voorvoegsel van de achternaam', nullable: true, example: 'de' })
  voorvoegsel!: string | null;

  @Text({ about: 'Achternaam', nullable: true, example: 'Vries' })
  achternaam!: string | null;

  @Text({ about: 'Geslacht, zoals aangeleverd', nullable: true, example: 'v' })
  geslacht!: string | null;

  @DayField({ about: 'Overlijdensdatum', nullable: true, example: null })
  overlijdensdatum!: string | null;

  @DayField({ about: 'Datum van vertrek uit Nederland', nullable: true, example: null })
  vertrekdatum!: string | null;

  @Code({
    about: 'Gemeente waar de leerling woont',
    pattern: MUNICIPALITY,
    what: 'een gemeentecode',
    nullable: true,
    example: '0037',
  })
  gemeentecode!: string | null;

  @Flag({ about: 'Het adres is geheim' })
  geheim!: boolean;
}

export const PUPIL_FIELDS = [
  ...['id', 'pgn', 'geboortedatum', 'geboortedatumBekend', 'voornamen', 'voorvoegsel', 'achternaam', 'geslacht'],
  ...['overlijdensdatum', 'vertrekdatum', 'gemeentecode', 'geheim'],
];

export class LeerlingenQuery extends PageQuery {
  @Code({
    about: 'Alleen leerlingen die in deze gemeente wonen',
    pattern: MUNICIPALITY,
    what: 'een gemeentecode van vier cijfers',
    optional: true,
    example: '0037',
  })
  gemeentecode?: string;

  @Code({
    about: 'Alleen leerlingen die nu bij deze vestiging staan ingeschreven',
    pattern: LOCATION,
    what: 'een vestiging (BRIN en twee cijfers)',
    optional: true,
    example: '99VA00',
  })
  vestiging?: string;

  @Sort(['geboortedatum', 'id'])
  sorteer: string = 'id';
}

/** A number of a person never stands in an address: it is looked up with a body. */
export class LeerlingZoeken {
  @Code({
    about: 'BSN of onderwijsnummer',
    pattern: /^\d{8,9}$/,
    what: 'een BSN of onderwijsnummer van negen cijfers',
    example: '999999990',
  })
  pgn!: string;
}
