/** The words of a trajectory, as they are stored and shown. */

/** Leefgebieden of a trajectplan (domain.md 4). */
export const LIFE_AREAS = [
  'onderwijs',
  'werk',
  'inkomen-en-schulden',
  'huisvesting',
  'gezondheid',
  'justitie',
  'sociaal-netwerk',
  'sociale-vaardigheden',
] as const;
export type LifeArea = (typeof LIFE_AREAS)[number];

/** Health and criminal data need consent (WEB 9.2.7). */
export const SENSITIVE_AREAS = { gezondheid: 'gezondheid', justitie: 'strafrecht' } as const;

/** How the youth reached the Doorstroompunt. */
export const SOURCES = ['dossier', 'school', 'jongere', 'leerplicht', 'partner', 'overname'] as const;
export type Source = (typeof SOURCES)[number];

/** Destinations as the effectrapportage counts them (WEB 9.2.10, domain.md 5). */
export const DESTINATIONS = [
  'voltijdopleiding',
  'leren-en-werken',
  'werk-12-uur',
  'zorg-opvang-detentie',
  'zonder-dagbesteding',
  'verhuisd-of-niet-traceerbaar',
  'overig',
] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** What a counsellor says the youth went to; work counts as such from 12 hours a week. */
export const OUTCOMES = [
  'voltijdopleiding',
  'bbl',
  'werk',
  'zorg',
  'opvang',
  'detentie',
  'zonder-dagbesteding',
  'verhuisd',
  'niet-traceerbaar',
  'overig',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CONTACT_KINDS = ['gesprek', 'telefoon', 'bericht', 'huisbezoek', 'brief'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const PARTNER_KINDS = [
  'school',
  'participatiewet',
  'zorg',
  'schulden',
  'huisvesting',
  'uwv',
  'werkgever',
  'anders',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

/** Who takes a step of the plan. */
export const STEP_TAKERS = ['jongere', 'begeleider', 'partner', 'ouder'] as const;
export type StepTaker = (typeof STEP_TAKERS)[number];

/** Where a former pupil of pro or vso is found at a moment of follow-up. */
export const LEAVER_SITUATIONS = [
  'onderwijs',
  'werk',
  'werk-en-onderwijs',
  'dagbesteding',
  'zorg',
  'detentie',
  'thuis',
  'onbekend',
] as const;
export type LeaverSituation = (typeof LEAVER_SITUATIONS)[number];
