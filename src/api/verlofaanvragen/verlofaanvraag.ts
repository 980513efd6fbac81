import { EXEMPTION_ARTICLES } from '../../law/facts';
import { LEAVE } from '../../cases/leave/states';
import { Location } from '../http/codes';
import { Choice, DayField, Id, Text, Whole } from '../http/fields';
import { LEAVE_VIEWS, type LeaveView } from '../../cases/leave/leave-desk';
import { PageQuery, WholeInAddress } from '../http/query';
import { Fields } from '../onderdelen/onderdeel';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** An application for leave or vervangende leerplicht, or a notice of an exemption. */
export class Verlofaanvraag {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'De leerling', example: ID })
  leerling!: string;

  @Location({ about: 'Vestiging; leeg: niet ingeschreven', nullable: true })
  vestiging!: string | null;

  @Choice(EXEMPTION_ARTICLES, { about: 'Artikel van de Leerplichtwet 1969' })
  artikel!: string;

  @Choice(Object.keys(LEAVE.states), { about: 'Status' })
  status!: string;

  @Choice(['hoofd', 'leerplichtambtenaar', 'college', 'van_rechtswege'], { about: 'Wie erover beslist' })
  beslisser!: string;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag' })
  einddatum!: string;

  @Whole({ about: 'Schooldagen', example: 4 })
  schooldagen!: number;

  @DayField({ about: 'Aangevraagd op' })
  aangevraagdOp!: string;

  @DayField({ about: 'Besloten op', nullable: true })
  beslotenOp!: string | null;

  @Fields({ about: 'Voorwaarden per code: of eraan is voldaan', example: { 'hoofd-gehoord': true } })
  voorwaarden!: object;
}

export class NieuweVerlofaanvraag {
  @Text({ about: 'BSN of onderwijsnummer', longest: 9, example: '999999990' })
  pgn!: string;

  @Choice(EXEMPTION_ARTICLES, { about: 'Artikel van de Leerplichtwet 1969' })
  artikel!: string;

  @DayField({ about: 'Eerste dag' })
  begindatum!: string;

  @DayField({ about: 'Laatste dag' })
  einddatum!: string;

  @Fields({
    about: 'aanvrager, reden, aangevraagdOp, verklaringOp, beroep, hoofdGehoord, richtingBezocht',
    example: { aanvrager: 'Ouders', reden: 'Huwelijk van een zus' },
  })
  gegevens!: Record<string, unknown>;
}

export const VERLOF_FIELDS = [
  ...['id', 'leerling', 'vestiging', 'artikel', 'status', 'beslisser', 'begindatum', 'einddatum', 'schooldagen'],
  ...['aangevraagdOp', 'beslotenOp', 'voorwaarden'],
];

export class VerlofaanvragenQuery extends PageQuery {
  @Choice(LEAVE_VIEWS, {
    about: 'Wat op een besluit wacht, het register van wat is toegekend, of alles',
    optional: true,
  })
  toon: LeaveView = 'open';

  @WholeInAddress({
    about: 'Jaar waarin het schooljaar begint',
    least: 2000,
    most: 2099,
    optional: true,
    example: 2025,
  })
  schooljaar?: number;
}
