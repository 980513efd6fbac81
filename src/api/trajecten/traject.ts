import { TRAJECTORY_STATES } from '../../trajectories/states';
import { TRAJECTORY_FORMS } from '../../trajectories/trajectory-forms';
import {
  CONTACT_KINDS,
  DESTINATIONS,
  LIFE_AREAS,
  OUTCOMES,
  PARTNER_KINDS,
  SOURCES,
  STEP_TAKERS,
} from '../../trajectories/vocabulary';
import { Choice, DayField, Flag, Hours, Id, Parts, Text, Whole } from '../http/fields';
import { FlagInAddress, PageQuery } from '../http/query';
import { Fields } from '../onderdelen/onderdeel';

const ID = '01934d5e-7a1b-7c3d-8e4f-0123456789ab';

/** A trajectory of the Doorstroompunt, without what people wrote in it. */
export class Traject {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Id({ about: 'De jongere', example: ID })
  leerling!: string;

  @Id({ about: 'Het dossier', example: ID })
  dossier!: string;

  @Choice(TRAJECTORY_STATES, { about: 'Status' })
  status!: string;

  @Choice(SOURCES, { about: 'Herkomst' })
  herkomst!: string;

  @Text({ about: 'Regio (code van DUO)', nullable: true, example: '08' })
  regio!: string | null;

  @Text({ about: 'Gemeentecode', nullable: true, example: '0114' })
  gemeente!: string | null;

  @DayField({ about: 'Aangemeld op' })
  aangemeldOp!: string;

  @DayField({ about: 'Benaderd op', nullable: true })
  benaderdOp!: string | null;

  @DayField({ about: 'Intake op', nullable: true })
  intakeOp!: string | null;

  @DayField({ about: 'Gestart op', nullable: true })
  gestartOp!: string | null;

  @DayField({ about: 'Beëindigd op', nullable: true, example: null })
  beeindigdOp!: string | null;

  @Choice(OUTCOMES, { about: 'Uitkomst', nullable: true })
  uitkomst!: string | null;

  @Hours({ about: 'Uren werk per week, bij de uitkomst werk', nullable: true, example: 24 })
  urenPerWeek!: number | null;

  @Choice(DESTINATIONS, { about: 'Bestemming zoals de effectrapportage die telt', nullable: true })
  bestemming!: string | null;

  @Flag({ about: 'Er was al een traject dat gestart en beëindigd was' })
  terugkerend!: boolean;

  @Whole({ about: 'Ten minste eens per zoveel dagen contact', least: 1, example: 28 })
  contactElkeDagen!: number;

  @DayField({ about: 'Laatst bereikt op', nullable: true })
  laatsteContact!: string | null;

  @DayField({ about: 'Geen contact sinds, waar het alarm loopt', nullable: true, example: null })
  zonderContactSinds!: string | null;

  @Text({ about: 'Code van de begeleider; leeg: verdeelbak', nullable: true, example: 'RMC-01' })
  medewerker!: string | null;
}

class Contactmoment {
  @DayField({ about: 'Datum' })
  datum!: string;

  @Choice(CONTACT_KINDS, { about: 'Hoe' })
  soort!: string;

  @Flag({ about: 'De jongere is bereikt' })
  bereikt!: boolean;

  @Text({ about: 'Code van wie', example: 'RMC-01' })
  medewerker!: string;

  @Text({ about: 'Verslag', nullable: true, longest: 8000, example: 'Gebeld' })
  notitie!: string | null;
}

class Helper {
  @Id({ about: 'Nummer', example: ID })
  id!: string;

  @Choice(PARTNER_KINDS, { about: 'Soort' })
  soort!: string;

  @Text({ about: 'Naam', example: 'UWV' })
  naam!: string;

  @Text({ about: 'Hoe te bereiken', nullable: true, example: null })
  contact!: string | null;

  @DayField({ about: 'Vanaf' })
  begindatum!: string;

  @DayField({ about: 'Tot en met', nullable: true, example: null })
  einddatum!: string | null;
}

class Planstap {
  @Text({ about: 'Nummer; bij het schrijven van een plan niet gebruikt', optional: true, longest: 36, example: ID })
  id?: string;

  @Text({ about: 'Wat', shortest: 1, example: 'Open dag bezoeken' })
  omschrijving!: string;

  @Choice(STEP_TAKERS, { about: 'Wie' })
  wie!: (typeof STEP_TAKERS)[number];

  @DayField({ about: 'Uiterlijk op', nullable: true })
  uiterlijk!: string | null;

  @DayField({ about: 'Gedaan op', nullable: true, example: null })
  gedaanOp!: string | null;
}

class Plandoel {
  @Text({ about: 'Nummer; bij het schrijven van een plan niet gebruikt', optional: true, longest: 36, example: ID })
  id?: string;

  @Choice(LIFE_AREAS, { about: 'Leefgebied' })
  leefgebied!: (typeof LIFE_AREAS)[number];

  @Text({ about: 'Wat', shortest: 1, example: 'Een opleiding kiezen' })
  omschrijving!: string;

  @DayField({ about: 'Bereikt op', nullable: true, example: null })
  bereiktOp!: string | null;

  @Parts(() => Planstap, { about: 'Stappen', most: 40 })
  stappen!: Planstap[];
}

/** What a version of the plan says. */
export class NieuwPlan {
  @Text({ about: 'In de woorden van de jongere', nullable: true, longest: 8000, example: 'Ik wil leren' })
  samenvatting!: string | null;

  @Parts(() => Plandoel, { about: 'Doelen', least: 1, most: 40 })
  doelen!: Plandoel[];
}

/** A version of the trajectplan. */
export class Trajectplan extends NieuwPlan {
  @Whole({ about: 'Versie', least: 1, example: 1 })
  versie!: number;

  @DayField({ about: 'Gemaakt op' })
  gemaaktOp!: string;

  @DayField({ about: 'De jongere stemde in op', nullable: true })
  ingestemdOp!: string | null;
}

export class Instemming {
  @DayField({ about: 'De jongere stemde in op' })
  datum!: string;
}

/** A goal was reached, or a step done. */
export class Voortgang {
  @DayField({ about: 'Op welke dag; leeg: toch niet', nullable: true })
  datum!: string | null;
}

export class PartnerEinde {
  @DayField({ about: 'Laatste dag' })
  einddatum!: string;
}

/** A trajectory with everything in it. */
export class HeelTraject extends Traject {
  @Parts(() => Trajectplan, { about: 'Versies van het plan, de nieuwste eerst', most: 1000 })
  plannen!: Trajectplan[];

  @Parts(() => Contactmoment, { about: 'Contact, het laatste eerst', most: 10_000 })
  contacten!: Contactmoment[];

  @Parts(() => Helper, { about: 'Wie helpen mee', most: 1000 })
  partners!: Helper[];

  @Flag({ about: 'Eerst moet de school worden geraadpleegd (WEB artikel 9.2.5)' })
  schoolEerst!: boolean;
}

export class VervroegdTraject {
  @Id({ about: 'Een jongere van 17', example: ID })
  leerling!: string;

  @Choice(['school', 'jongere', 'leerplicht', 'partner'], { about: 'Herkomst' })
  herkomst!: 'school' | 'jongere' | 'leerplicht' | 'partner';

  @Text({ about: 'Waarom voor 18', shortest: 1, example: 'Dreigt uit te vallen' })
  reden!: string;
}

export class TrajectStap {
  @Choice(TRAJECTORY_FORMS, { about: 'De stap' })
  stap!: (typeof TRAJECTORY_FORMS)[number];

  @Fields({
    about:
      'contact: datum, soort, bereikt, notitie; frequentie: dagen; intake en starten: datum; afsluiten: datum, uitkomst, urenPerWeek, reden; niet-starten: datum, reden; partner: soort, naam, contact, begindatum, einddatum; schooloverleg: datum, vestiging, uitkomst; verklaring: datum, soort; toestemming: soort, datum, gegevenDoor, toelichting; toestemming-intrekken: soort',
    optional: true,
    example: { datum: '2026-03-16' },
  })
  gegevens?: Record<string, unknown>;
}

export const TRAJECT_FIELDS = [
  ...['id', 'leerling', 'dossier', 'status', 'herkomst', 'regio', 'gemeente', 'aangemeldOp', 'benaderdOp'],
  ...['intakeOp', 'gestartOp', 'beeindigdOp', 'uitkomst', 'urenPerWeek', 'bestemming', 'terugkerend'],
  ...['contactElkeDagen', 'laatsteContact', 'zonderContactSinds', 'medewerker'],
];

export class TrajectenQuery extends PageQuery {
  @Choice(TRAJECTORY_STATES, { about: 'Alleen met deze status', optional: true })
  status?: (typeof TRAJECTORY_STATES)[number];

  @FlagInAddress({ about: 'Alleen wat nog loopt, of alleen wat klaar is' })
  open?: boolean;

  @FlagInAddress({ about: 'Alleen zonder contact' })
  zonderContact?: boolean;

  @Text({ about: 'Alleen van deze begeleider', optional: true, longest: 60, example: 'RMC-01' })
  medewerker?: string;
}
