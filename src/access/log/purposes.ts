import type { Role } from '../roles';

/** Why personal data are processed; each is a processing activity in the register (AVG art. 30). */
export const PURPOSES = {
  leerplicht: 'toezicht op de leerplicht',
  doorstroompunt: 'begeleiding van jongeren zonder startkwalificatie',
  verzuim: 'registratie en melding van verzuim',
  cijfers: 'cijfers en verantwoording',
  verwerking: 'verwerking van aangeleverde gegevens',
  toegang: 'beheer van toegang',
  controle: 'toezicht op de verwerking',
  bewaren: 'bewaren en vernietigen',
  rechten: 'rechten van betrokkenen',
} as const;

/** Why somebody with these roles reads of dossiers and pupils, where the regime of what is read does not tell. */
export function purposeOf(roles: readonly Role[]): string {
  if (roles.includes('leerplichtambtenaar')) return PURPOSES.leerplicht;
  if (roles.includes('rmc-trajectbegeleider')) return PURPOSES.doorstroompunt;
  if (roles.includes('schoolmedewerker')) return PURPOSES.verzuim;
  return roles.includes('rmc-coordinator') ? PURPOSES.cijfers : PURPOSES.leerplicht;
}

/** The last part of the URI of a processing activity; `overig` for a purpose that is not in the list. */
export function activityOf(purpose: string): string {
  return Object.entries(PURPOSES).find(([, words]) => words === purpose)?.[0] ?? 'overig';
}
