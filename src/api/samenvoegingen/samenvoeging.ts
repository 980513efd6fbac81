import { Id, Moment, Parts, Text } from '../http/fields';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

export class NieuweSamenvoeging {
  @Id({ about: 'De leerling die blijft', example: ID })
  blijft!: string;

  @Id({ about: 'De leerling die dubbel is', example: ID })
  dubbel!: string;

  @Text({ about: 'Waarom dit één leerling is', shortest: 1, example: 'Tikfout in het nummer' })
  reden!: string;
}

/** Two pupils who were found to be one. */
export class Samenvoeging {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'De leerling die bleef', example: ID })
  leerling!: string;

  @Text({ about: 'Reden', example: 'Tikfout in het nummer' })
  reden!: string;

  @Text({ about: 'Code van wie het deed', longest: 60, example: 'LPA-1' })
  door!: string;

  @Moment({ about: 'Wanneer' })
  op!: string;

  @Moment({ about: 'Ongedaan gemaakt', nullable: true, example: null })
  ongedaanOp!: string | null;
}

export class Samenvoegingen {
  @Parts(() => Samenvoeging, { about: 'De laatste eerst', most: 100 })
  samenvoegingen!: Samenvoeging[];
}
