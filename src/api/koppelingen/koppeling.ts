import { DayField, Flag, Id, Text, Texts } from '../http/fields';
import { PageQuery } from '../http/query';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** What a system of a school that comes in over the API is given. */
export class NieuweKoppeling {
  @Text({ about: 'Welk systeem dit is', longest: 200, example: 'Leerlingvolgsysteem' })
  naam!: string;

  @Texts({ about: 'BRIN’s en vestigingen: van deze scholen ziet het de leerlingen', example: ['99VA'] })
  scholen!: string[];

  @Texts({
    about: 'Wat het mag: een soort met lezen of schrijven',
    example: ['verzuimregistraties:lezen', 'verzuimregistraties:schrijven'],
  })
  mag!: string[];

  @DayField({ about: 'Laatste dag waarop het binnenkomt; hoogstens twee jaar vooruit', example: '2027-07-31' })
  tot!: string;
}

/** A system that comes in, without its key: of that only a hash is kept. */
export class Koppeling extends NieuweKoppeling {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @DayField({ about: 'Gemaakt op' })
  gemaaktOp!: string;

  @DayField({ about: 'Laatst gebruikt op; leeg: nooit', nullable: true, example: null })
  gebruiktOp!: string | null;

  @Flag({ about: 'Ingetrokken: komt niet meer binnen' })
  ingetrokken!: boolean;
}

export const MACHINE_FIELDS = ['id', 'naam', 'scholen', 'mag', 'tot', 'gemaaktOp', 'gebruiktOp', 'ingetrokken'];

export class KoppelingenQuery extends PageQuery {}

export class GemaakteKoppeling extends Koppeling {
  @Text({
    about: 'De sleutel, voor `Authorization: Bearer`. U krijgt haar alleen nu',
    ...{ longest: 200, example: 'leerspoor_voorbeeld' },
  })
  sleutel!: string;
}
