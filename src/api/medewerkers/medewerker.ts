import { ROLES } from '../../access/roles';
import { Choices, DayField, Flag, NumberField, Text, Texts, Whole } from '../http/fields';
import { PageQuery, Sort } from '../http/query';

/** What can be told of an employee; the code stands in the address. */
export class MedewerkerGegevens {
  @Text({ about: 'Naam', longest: 200, shortest: 1, example: 'Ada Adema' })
  naam!: string;

  @Choices(ROLES, { about: 'Rollen, ten minste één', example: ['leerplichtambtenaar'] })
  rollen!: string[];

  @Flag({ about: 'Aangewezen als boa', optional: true })
  boa?: boolean;

  @Texts({
    about: 'Gemeentecodes, zo nodig met eerste en laatste dag: 0114 of 0114/2026-08-01/2027-07-31',
    optional: true,
    example: ['0037'],
  })
  gemeenten?: string[];

  @Texts({ about: 'Regiocodes, met een periode zoals bij gemeenten', optional: true, example: [] })
  regios?: string[];

  @Texts({ about: 'BRIN’s en vestigingen, met een periode zoals bij gemeenten', optional: true, example: [] })
  scholen?: string[];

  @NumberField({ about: 'Deel van een volle werkweek; 0 krijgt niets', optional: true, example: 1 })
  fte?: number;

  @Whole({ about: 'Hoogste aantal open dossiers; null: geen grens', optional: true, nullable: true, example: null })
  maximum?: number | null;

  @DayField({ about: 'Eerste werkdag', optional: true, nullable: true, example: '2025-01-01' })
  begindatum?: string | null;

  @DayField({ about: 'Laatste werkdag', optional: true, nullable: true, example: null })
  einddatum?: string | null;

  @Text({ about: 'E-mailadres', optional: true, nullable: true, longest: 200, example: 'a.adema@gemeente.example' })
  email?: string | null;
}

/** An employee as the API gives it. */
export class Medewerker {
  @Text({ about: 'Code', longest: 60, example: 'm-001' })
  medewerker!: string;

  @Text({ about: 'Naam', example: 'Ada Adema' })
  naam!: string;

  @Choices(ROLES, { about: 'Rollen', example: ['leerplichtambtenaar'] })
  rollen!: string[];

  @Flag({ about: 'Aangewezen als boa' })
  boa!: boolean;

  @Texts({
    about: 'Gemeentecodes, zo nodig met eerste en laatste dag: 0114 of 0114/2026-08-01/2027-07-31',
    example: ['0037'],
  })
  gemeenten!: string[];

  @Texts({ about: 'Regiocodes, met een periode zoals bij gemeenten', example: [] })
  regios!: string[];

  @Texts({ about: 'BRIN’s en vestigingen, met een periode zoals bij gemeenten', example: [] })
  scholen!: string[];

  @NumberField({ about: 'Deel van een volle werkweek', example: 1 })
  fte!: number;

  @Whole({ about: 'Hoogste aantal open dossiers; null: geen grens', nullable: true, example: null })
  maximum!: number | null;

  @DayField({ about: 'Eerste werkdag', nullable: true, example: '2025-01-01' })
  begindatum!: string | null;

  @DayField({ about: 'Laatste werkdag', nullable: true, example: null })
  einddatum!: string | null;

  @Text({ about: 'E-mailadres', nullable: true, example: 'a.adema@gemeente.example' })
  email!: string | null;

  @Whole({ about: 'Open dossiers nu', example: 12 })
  openDossiers!: number;
}

export const STAFF_FIELDS = [
  ...['medewerker', 'naam', 'rollen', 'boa', 'gemeenten', 'regios', 'scholen', 'fte', 'maximum'],
  ...['begindatum', 'einddatum', 'email', 'openDossiers'],
];

export class MedewerkersQuery extends PageQuery {
  @Sort(['medewerker', 'naam'])
  sorteer: string = 'medewerker';
}
