import { EVENT_OBJECTS } from '../../exchange/events/subscriptions';
import { Choice, Choices, Id, Moment, Text, Texts, Whole } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';
const ADDRESS = 'https://systeem.gemeente.example/gebeurtenissen';

class Onderwerpen {
  @Text({ about: 'Welk systeem dit is', longest: 200, example: 'Zaaksysteem' })
  naam!: string;

  @Choices(EVENT_OBJECTS, { about: 'Waarover het bericht krijgt', example: ['signaal', 'melding'] })
  gebeurtenissen!: string[];

  @Texts({ about: 'Gemeentecodes: over inwoners van deze gemeenten', example: ['0037'] })
  gemeenten!: string[];

  @Texts({ about: 'BRIN’s en vestigingen: over hun leerlingen, alleen signalen en meldingen', example: [] })
  scholen!: string[];
}

export class NieuwAbonnement extends Onderwerpen {
  @Text({ about: 'Waar de berichten heen gaan (https)', longest: 2000, example: ADDRESS })
  adres!: string;
}

/** Another system that is told of what happens (webhook). */
export class Abonnement extends Onderwerpen {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Text({ about: 'Waar de berichten heen gaan; zonder pad, want daar kan een geheim in staan', example: ADDRESS })
  adres!: string;

  @Moment({ about: 'Gemaakt op' })
  gemaaktOp!: string;

  @Moment({ about: 'Beëindigd op', nullable: true, example: null })
  beeindigdOp!: string | null;
}

export const SUBSCRIPTION_FIELDS = [
  ...['id', 'naam', 'adres', 'gebeurtenissen', 'gemeenten', 'scholen', 'gemaaktOp', 'beeindigdOp'],
];

export class AbonnementenQuery extends PageQuery {}

export class GemaaktAbonnement extends Abonnement {
  @Text({
    about: 'Het geheim dat de berichten ondertekent (Standard Webhooks). U krijgt het alleen nu',
    ...{ longest: 200, example: 'whsec_voorbeeld' },
  })
  geheim!: string;
}

/** An event that did not arrive after many tries; whom it is about stays inside. */
export class MislukteBezorging {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'Abonnement', example: ID })
  abonnement!: string;

  @Choice(EVENT_OBJECTS, { about: 'Waarover' })
  soort!: string;

  @Text({ about: 'Wat er gebeurde', example: 'geopend' })
  gebeurtenis!: string;

  @Moment({ about: 'Gebeurd op' })
  op!: string;

  @Whole({ about: 'Hoe vaak het is geprobeerd', example: 18 })
  pogingen!: number;

  @Text({ about: 'Code van de laatste fout', nullable: true, example: 'HTTP 500' })
  fout!: string | null;
}

export const DEAD_LETTER_FIELDS = ['id', 'abonnement', 'soort', 'gebeurtenis', 'op', 'pogingen', 'fout'];

export class MislukteBezorgingenQuery extends PageQuery {}

export class BezorgingenOpnieuw {
  @Texts({
    about: 'Nummers van wat mislukte; laat dit weg voor alles',
    ...{ least: 1, longest: 36, optional: true, example: [ID] },
  })
  bezorgingen?: string[];
}

export class BezorgingenOpnieuwUitkomst {
  @Whole({ about: 'Hoeveel opnieuw wordt bezorgd', example: 1 })
  aantal!: number;
}
