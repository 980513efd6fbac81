import type { Day } from '../law/day';
import type { Role } from './roles';
import { isInService, type Visitor } from './visitor';

/** What a visitor may see on a day, and why. Lists of codes; an empty list is nothing. `conditions.ts` makes SQL of it. */
export interface Scope {
  employee: string;
  /** true: no restriction stood of any pupil a moment ago, see `Visitor` */
  nothingRestricted: boolean;
  /** municipalities whose residents they see under leerplicht and kwalificatieplicht: pupils and dossiers */
  leerplicht: readonly string[];
  /** municipalities whose residents they see at the Doorstroompunt, from 18 or taken on early */
  doorstroompunt: readonly string[];
  /** the part of leerplicht dossiers that falls under the Wpg: only who is appointed boa */
  wpg: boolean;
  /** brins and locations whose pupils and meldingen they see: never a dossier */
  schools: readonly string[];
  /** municipalities and schools whose figures they see, without persons */
  figures: { municipalities: readonly string[]; schools: readonly string[] };
  /** whose workload they see: everyone, those of these areas, or only themselves */
  staff: 'iedereen' | 'zichzelf' | { municipalities: readonly string[]; regions: readonly string[] };
  /** reports of files that came in, without persons */
  imports: boolean;
  /** the audit log and the processing log */
  audit: boolean;
  /** municipalities whose destruction lists they see */
  destruction: readonly string[];
  /** Dutch sentences for a person: one a role, or why there is nothing */
  why: readonly string[];
}

/** Which dossiers: the part of the scope that most rooms ask for. */
export type DossierScope = Scope;

/** The codes of the municipalities of a region on a day. This room lies below the one that knows them. */
export type MunicipalitiesOf = (region: string, day: Day) => readonly string[];

type Draft = { -readonly [K in keyof Scope]: Scope[K] };
type Grant = (scope: Draft, visitor: Visitor, regional: readonly string[]) => string;

const union = (...lists: (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** What each role gives in which area, said in a sentence. */
const GRANTS: Record<Role, Grant> = {
  leerplichtambtenaar: (scope, visitor) => {
    const { municipalities } = visitor;
    if (municipalities.length === 0) return 'U bent leerplichtambtenaar, maar er is geen gemeente aan u gekoppeld.';
    scope.leerplicht = municipalities;
    scope.wpg = visitor.boa;
    addFigures(scope, municipalities);
    return 'Als leerplichtambtenaar ziet u leerplichtdossiers van inwoners van uw gemeenten.';
  },
  'rmc-trajectbegeleider': (scope, _visitor, regional) => {
    if (regional.length === 0) return 'U bent trajectbegeleider, maar er is geen regio aan u gekoppeld.';
    scope.doorstroompunt = regional;
    addFigures(scope, regional);
    return 'Als trajectbegeleider ziet u dossiers van het Doorstroompunt van inwoners van uw regio.';
  },
  'rmc-coordinator': (scope, visitor, regional) => {
    if (regional.length === 0) return 'U bent coördinator, maar er is geen regio aan u gekoppeld.';
    addFigures(scope, regional);
    if (scope.staff !== 'iedereen') scope.staff = { municipalities: regional, regions: visitor.regions };
    return 'Als coördinator ziet u cijfers en werkvoorraad van uw regio. Uw rol geeft geen toegang tot dossiers.';
  },
  schoolmedewerker: (scope, { schools }) => {
    if (schools.length === 0) return 'U werkt voor een school, maar er is geen school aan u gekoppeld.';
    scope.schools = schools;
    scope.figures = { ...scope.figures, schools };
    return 'Voor uw school ziet u de leerlingen die nu zijn ingeschreven en uw eigen meldingen. Uw rol geeft geen toegang tot dossiers.';
  },
  'functioneel-beheerder': (scope) => {
    scope.staff = 'iedereen';
    scope.imports = true;
    return 'Als functioneel beheerder ziet u instellingen en medewerkers. Uw rol geeft geen toegang tot dossiers.';
  },
  'privacy-officer': (scope, { municipalities }, regional) => {
    scope.audit = true;
    scope.destruction = union(municipalities, regional);
    return 'Als privacy-officer ziet u het logboek en de vernietigingslijsten. Uw rol geeft geen toegang tot dossiers.';
  },
};

function addFigures(scope: Draft, municipalities: readonly string[]): void {
  scope.figures = { ...scope.figures, municipalities: union(scope.figures.municipalities, municipalities) };
}

/**
 * The one answer to "what may this visitor see": role x area x phase x regime, on a day. Deny by default: only what is
 * named here is seen. Competence follows the residence of the pupil, not the school (LPW 16, WEB 9.2.1). Roles add up.
 */
export function dossierScope(visitor: Visitor, today: Day, municipalitiesOf: MunicipalitiesOf): Scope {
  const scope: Draft = {
    ...NOTHING,
    employee: visitor.employee,
    nothingRestricted: visitor.nothingRestricted === true,
  };
  if (!isInService(visitor, today)) {
    return { ...scope, why: ['U bent vandaag niet in dienst. Daarom ziet u geen dossiers.'] };
  }
  const regional = union(...visitor.regions.map((region) => municipalitiesOf(region, today)));
  const why = visitor.roles.map((role) => GRANTS[role](scope, visitor, regional));
  return { ...scope, why: why.length > 0 ? why : ['Uw rol geeft geen toegang tot dossiers.'] };
}

const NOTHING: Scope = Object.freeze({
  employee: '',
  nothingRestricted: false,
  leerplicht: [],
  doorstroompunt: [],
  wpg: false,
  schools: [],
  figures: { municipalities: [], schools: [] },
  staff: 'zichzelf',
  imports: false,
  audit: false,
  destruction: [],
  why: [],
});

/** Whether there is no dossier that this scope shows. */
export function seesNothing(scope: Scope): boolean {
  return scope.leerplicht.length === 0 && scope.doorstroompunt.length === 0;
}

export { dossierCondition } from './conditions';
