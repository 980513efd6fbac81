import { ACCOUNT_STEPS, type AccountStep } from '../../access/accounts/manage-accounts';
import { type Role, ROLES } from '../../access/roles';
import { Choice, Choices, DayField, Flag, Id, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const LINK = 'https://leerspoor.example/wachtwoord-kiezen?link=voorbeeld';

/** An employee and how that person logs in. Roles and areas are changed with the employee. */
export class Account {
  @Text({ about: 'Code van de medewerker', example: 'm-001' })
  medewerker!: string;

  @Id({ about: 'Nummer van het account; leeg: deze medewerker kan niet inloggen', nullable: true, example: ID })
  id!: string | null;

  @Text({ about: 'Naam', example: 'Ada Adema' })
  naam!: string;

  @Choices(ROLES, { about: 'Rollen', example: ['leerplichtambtenaar'] })
  rollen!: Role[];

  @DayField({ about: 'Laatste werkdag', nullable: true, example: null })
  einddatum!: string | null;

  @Text({ about: 'Organisatie waar het inloggen gebeurt; leeg: bij Leerspoor zelf', nullable: true, example: null })
  aanbieder!: string | null;

  @Flag({ about: 'Geblokkeerd: kan niet inloggen' })
  geblokkeerd!: boolean;

  @Flag({ about: 'Wachtwoord en code zijn ingesteld', example: true })
  ingesteld!: boolean;

  @Whole({ about: 'Hoe vaak nu ingelogd', example: 0 })
  sessies!: number;
}

export const ACCOUNT_FIELDS = [
  ...['medewerker', 'id', 'naam', 'rollen', 'einddatum', 'aanbieder', 'geblokkeerd', 'ingesteld', 'sessies'],
];
/** An employee may log in here and at an organisation too: the two fields that together tell which it is. */
export const ACCOUNT_KEYS = 2;

export class AccountsQuery extends PageQuery {}

export class Uitnodiging {
  @Text({ about: 'Code van een medewerker zonder account', longest: 60, shortest: 1, example: 'm-001' })
  medewerker!: string;
}

export class AccountStap {
  @Choice(ACCOUNT_STEPS, {
    about:
      'De stap: wachtwoord (link voor een nieuw wachtwoord), opnieuw (link om alles opnieuw in te stellen), ' +
      'blokkeren, vrijgeven, of uitloggen (beëindigt de sessies)',
  })
  stap!: AccountStep;
}

export class AccountUitkomst {
  @Part(() => Account, { about: 'Het account zoals het nu is' })
  account!: Account;

  @Text({
    about: 'Link die één keer werkt. U krijgt haar alleen nu; geef haar aan de medewerker zelf',
    ...{ nullable: true, longest: 500, example: LINK },
  })
  link!: string | null;
}
