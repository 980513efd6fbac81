import type { Leaving } from '../../trajectories/school-first';
import type { TrajectoryState } from '../../trajectories/states';
import type {
  ContactKind,
  LeaverSituation,
  LifeArea,
  Outcome,
  PartnerKind,
  Source,
  StepTaker,
} from '../../trajectories/vocabulary';
import type { Tone } from '../components/show';

/** What the words of a trajectory are called; shown through `t()`. */
export const STATE_NAMES: Record<TrajectoryState, string> = {
  aangemeld: 'Aangemeld',
  benaderd: 'Benaderd',
  intake: 'Intake gehouden',
  lopend: 'Loopt',
  afgesloten: 'Afgesloten',
  niet_gestart: 'Niet gestart',
};

export const STATE_TONES: Record<TrajectoryState, Tone> = {
  aangemeld: 'active',
  benaderd: 'warning',
  intake: 'warning',
  lopend: 'safe',
  afgesloten: 'neutral',
  niet_gestart: 'neutral',
};

export const SOURCE_NAMES: Record<Source, string> = {
  dossier: 'Gevonden door Leerspoor',
  school: 'Aangemeld door een school',
  jongere: 'De jongere kwam zelf',
  leerplicht: 'Overgedragen door leerplicht',
  partner: 'Aangemeld door een partner',
  overname: 'Overgenomen uit een ander systeem',
};

export const AREA_NAMES: Record<LifeArea, string> = {
  onderwijs: 'Onderwijs',
  werk: 'Werk',
  'inkomen-en-schulden': 'Inkomen en schulden',
  huisvesting: 'Huisvesting',
  gezondheid: 'Gezondheid',
  justitie: 'Justitie',
  'sociaal-netwerk': 'Sociaal netwerk',
  'sociale-vaardigheden': 'Sociale vaardigheden',
};

export const OUTCOME_NAMES: Record<Outcome, string> = {
  voltijdopleiding: 'Voltijdopleiding',
  bbl: 'Leren en werken (bbl)',
  werk: 'Werk',
  zorg: 'Intramurale zorg',
  opvang: 'Opvang',
  detentie: 'Detentie',
  'zonder-dagbesteding': 'Zonder dagbesteding',
  verhuisd: 'Verhuisd',
  'niet-traceerbaar': 'Niet te vinden',
  overig: 'Iets anders',
};

export const CONTACT_NAMES: Record<ContactKind, string> = {
  gesprek: 'Gesprek',
  telefoon: 'Telefoon',
  bericht: 'Bericht (app, sms of e-mail)',
  huisbezoek: 'Huisbezoek',
  brief: 'Brief',
};

export const PARTNER_NAMES: Record<PartnerKind, string> = {
  school: 'School',
  participatiewet: 'Participatiewet',
  zorg: 'Zorg',
  schulden: 'Schuldhulp',
  huisvesting: 'Huisvesting',
  uwv: 'UWV',
  werkgever: 'Werkgever',
  anders: 'Anders',
};

export const TAKER_NAMES: Record<StepTaker, string> = {
  jongere: 'Jongere',
  begeleider: 'Begeleider',
  partner: 'Partner',
  ouder: 'Ouder',
};

export const SITUATION_NAMES: Record<LeaverSituation, string> = {
  onderwijs: 'Onderwijs',
  werk: 'Werk',
  'werk-en-onderwijs': 'Werk en onderwijs',
  dagbesteding: 'Dagbesteding',
  zorg: 'Zorg',
  detentie: 'Detentie',
  thuis: 'Thuis',
  onbekend: 'Onbekend',
};

export const LEAVING_NAMES: Partial<Record<Leaving['kind'], string>> = {
  mbo1: 'een entreediploma',
  pro: 'een diploma of verklaring van het praktijkonderwijs',
  vso: 'een diploma of verklaring van het vso',
};

export const CONSENT_NAMES = { gezondheid: 'Gezondheid', strafrecht: 'Strafrecht' } as const;
export const GIVER_NAMES = { jongere: 'De jongere', ouder: 'Een ouder' } as const;
