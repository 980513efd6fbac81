import type { Phase, Rule } from '../../law/facts';

/** The two laws that a dossier can be worked under; a pupil has at most one open dossier for each. */
export const REGIMES = ['leerplicht', 'doorstroompunt'] as const;
export type Regime = (typeof REGIMES)[number];

export type CaseRole = 'leerplichtambtenaar' | 'rmc-trajectbegeleider';

/** Signals of care for the school itself: they open no dossier. */
const WITHOUT_DOSSIER: readonly Rule[] = ['ziekteverzuim'];

export function opensDossier(rule: Rule): boolean {
  return !WITHOUT_DOSSIER.includes(rule);
}

/** The regime of a signal follows the phase on its einddatum (sweep rules: on the sweep date). */
export function regimeOf(phase: Phase): Regime {
  return phase === 'leerplicht' || phase === 'kwalificatieplicht' ? 'leerplicht' : 'doorstroompunt';
}

export function roleOf(regime: Regime): CaseRole {
  return regime === 'leerplicht' ? 'leerplichtambtenaar' : 'rmc-trajectbegeleider';
}
