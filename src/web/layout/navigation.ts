import type { Role } from '../../access/roles';

export interface NavigationEntry {
  path: string;
  /** Dutch; translated where it is shown */
  name: string;
  roles: readonly Role[];
}

/** The main menu, in its order: who sees what. A page may be reached without standing here. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { path: '/regio', name: 'Regio', roles: ['rmc-coordinator'] },
  { path: '/doorstroompunt', name: 'Jongeren', roles: ['rmc-trajectbegeleider'] },
  { path: '/dossiers', name: 'Dossiers', roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider'] },
  { path: '/agenda', name: 'Agenda', roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider'] },
  { path: '/verlof', name: 'Verlof', roles: ['leerplichtambtenaar'] },
  { path: '/overdrachten', name: 'Overdrachten', roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider'] },
  { path: '/preventie', name: 'Preventie', roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider'] },
  {
    path: '/waarneming',
    name: 'Waarneming',
    roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator'],
  },
  {
    path: '/cijfers',
    name: 'Cijfers',
    roles: ['rmc-coordinator', 'leerplichtambtenaar', 'rmc-trajectbegeleider'],
  },
  { path: '/school', name: 'Leerlingen', roles: ['schoolmedewerker'] },
  { path: '/school/meldingen', name: 'Meldingen', roles: ['schoolmedewerker'] },
  { path: '/verlof', name: 'Verlof', roles: ['schoolmedewerker'] },
  { path: '/school/aanleveren', name: 'Aanleveren', roles: ['schoolmedewerker'] },
  { path: '/privacy', name: 'Privacy', roles: ['privacy-officer'] },
  { path: '/beheer', name: 'Beheer', roles: ['functioneel-beheerder'] },
];

/** What a visitor with these roles finds in the menu. */
export function navigationOf(roles: readonly Role[]): NavigationEntry[] {
  return NAVIGATION.filter((entry) => entry.roles.some((role) => roles.includes(role)));
}

/** Where someone with these roles begins. */
export function homeOf(roles: readonly Role[]): string {
  return navigationOf(roles)[0]?.path ?? '/dossiers';
}
