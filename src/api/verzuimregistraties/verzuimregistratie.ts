import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { ABSENCE_KINDS } from '../../law/facts';
import { Choice, Code, DayField, field, Flag, Hours, Id, Parts, Text, Texts, Whole } from '../http/fields';
import { PageQuery, Sort } from '../http/query';

const BRIN = /^\d\d[A-Z]{2}$/;
const LOCATION = /^\d\d[A-Z]{2}\d\d$/;
export const MOST_RECORDS = 1000;

/** What a school registered, as the API gives it. */
export class Verzuimregistratie {
  @Id({ about: 'Nummer in Leerspoor', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ab' })
  id!: string;

  @Id({ about: 'De leerling (zie /leerlingen/{id})', example: '01934d5e-7a1b-7c3d-8e4f-0123456789ac' })
  leerling!: string;

  @Code({ about: 'BRIN van de school', pattern: BRIN, what: 'een BRIN', example: '99VA' })
  brin!: string;

  @Text({ about: 'Nummer dat de school gaf', longest: 60, example: 'V-2026-0001' })
  registratienummer!: string;

  @Code({ about: 'Vestiging', pattern: LOCATION, what: 'een vestiging', example: '99VA00' })
  vestiging!: string;

  @DayField({ about: 'Dag van het verzuim' })
  datum!: string;

  @Hours({ about: 'Uren: klokuren in po, sbo en so, elders lesuren', example: 4 })
  uren!: number;

  @Choice(ABSENCE_KINDS, { about: 'Soort verzuim; ingetrokken: de school nam de registratie terug' })
  soort!: string;

  @Flag({ about: 'De hele dag' })
  heleDag!: boolean;

  @Text({ about: 'Reden, zoals de school die opgaf', nullable: true, example: null })
  reden!: string | null;
}

export const RECORD_FIELDS = [
  ...['id', 'leerling', 'brin', 'registratienummer', 'vestiging', 'datum', 'uren', 'soort', 'heleDag', 'reden'],
];

export class VerzuimregistratiesQuery extends PageQuery {
  @Id({ about: 'Alleen van deze leerling', optional: true, example: '01934d5e-7a1b-7c3d-8e4f-0123456789ac' })
  leerling?: string;

  @Code({
    about: 'Alleen van deze vestiging',
    pattern: LOCATION,
    what: 'een vestiging (BRIN en twee cijfers)',
    optional: true,
    example: '99VA00',
  })
  vestiging?: string;

  @Text({ about: 'Alleen met dit nummer van de school', longest: 60, optional: true, example: 'V-2026-0001' })
  registratienummer?: string;

  @Choice(ABSENCE_KINDS, { about: 'Alleen deze soort', optional: true })
  soort?: string;

  @DayField({ about: 'Alleen vanaf deze dag', optional: true, example: '2026-01-01' })
  vanaf?: string;

  @DayField({ about: 'Alleen tot en met deze dag', optional: true, example: '2026-12-31' })
  totEnMet?: string;

  @Sort(['datum', 'id'])
  sorteer: string = '-datum';
}

/**
 * A record as a school's system sends it. For the document only: each record is read by the rules of the file
 * `verzuim`, so that a bad one gets its own result and stops no other.
 */
export class NieuweVerzuimregistratie {
  @Text({
    about: 'Uw eigen nummer; met brin de sleutel: een bekend nummer is een correctie',
    longest: 60,
    example: 'V-2026-0001',
  })
  registratienummer!: string;

  @Code({ about: 'BRIN', pattern: /^\d\d[A-Za-z]{2}$/, what: 'een BRIN', example: '99VA' })
  brin!: string;

  @Choice(ABSENCE_KINDS, {
    about: 'Soort; ingetrokken neemt een bekend nummer terug en heeft verder alleen brin nodig',
  })
  soort!: string;

  @Text({
    about: 'BSN of onderwijsnummer; verplicht, behalve bij ingetrokken',
    optional: true,
    nullable: true,
    example: '999999990',
  })
  pgn?: string | null;

  @Text({
    about: 'Vestiging: zes tekens, of alleen de twee cijfers; verplicht, behalve bij ingetrokken',
    optional: true,
    nullable: true,
    example: '99VA00',
  })
  vestiging?: string | null;

  @DayField({ about: 'Dag; niet na vandaag; verplicht, behalve bij ingetrokken', optional: true, nullable: true })
  datum?: string | null;

  @field(
    {
      about: 'Uren, 0,01 tot en met 12,00, hoogstens twee decimalen; verplicht, behalve bij ingetrokken',
      optional: true,
      nullable: true,
      example: 4,
    },
    { type: 'number', minimum: 0.01, maximum: 12 },
  )
  uren?: number | string | null;

  @Flag({ about: 'De hele dag; weggelaten: zoals het was, bij een nieuwe nee', optional: true, nullable: true })
  heleDag?: boolean | null;

  @Text({
    about: 'Reden; geen gegevens over gezondheid, ras, politiek of seksuele gerichtheid',
    optional: true,
    nullable: true,
    example: 'zonder bericht',
  })
  reden?: string | null;
}

export class VerzuimAanleveren {
  @field(
    { about: 'De registraties, in volgorde: van één nummer telt de laatste' },
    { type: () => NieuweVerzuimregistratie, isArray: true, minItems: 1, maxItems: MOST_RECORDS },
    IsArray({ message: 'moet een lijst zijn' }),
    ArrayMinSize(1, { message: 'moet er ten minste 1 bevatten' }),
    ArrayMaxSize(MOST_RECORDS, { message: `mag er hoogstens ${MOST_RECORDS} bevatten` }),
  )
  registraties!: unknown[];
}

class RegistratieFout {
  @Text({ about: 'JSON-pointer naar het veld in uw bericht', example: '/registraties/3/datum' })
  pointer!: string;

  @Text({ about: 'Wat er mis is', example: 'ligt na vandaag' })
  reden!: string;
}

export class RegistratieUitkomst {
  @Whole({ about: 'Plaats in uw lijst, vanaf 0', example: 3 })
  volgnummer!: number;

  @Text({ about: 'Uw nummer', nullable: true, longest: 60, example: 'V-2026-0001' })
  registratienummer!: string | null;

  @Choice(['nieuw', 'gewijzigd', 'ongewijzigd', 'afgekeurd'], { about: 'Wat ermee is gedaan' })
  uitkomst!: string;

  @Parts(() => RegistratieFout, { about: 'Waarom een registratie is afgekeurd' })
  fouten!: RegistratieFout[];

  @Texts({ about: 'Wat opvalt aan een registratie die wel is opgeslagen', example: [] })
  meldingen!: string[];
}

/** What became of each record. */
export class VerzuimVerslag {
  @Whole({ about: 'Hoeveel er nieuw zijn', example: 1 })
  nieuw!: number;

  @Whole({ about: 'Hoeveel er zijn gewijzigd of ingetrokken', example: 0 })
  gewijzigd!: number;

  @Whole({ about: 'Hoeveel er al zo stonden', example: 0 })
  ongewijzigd!: number;

  @Whole({ about: 'Hoeveel er zijn afgekeurd', example: 0 })
  afgekeurd!: number;

  @Parts(() => RegistratieUitkomst, { about: 'Per registratie, in uw volgorde', most: MOST_RECORDS })
  resultaten!: RegistratieUitkomst[];
}
