/** The roles of the medewerkers file (contract section 1). */
export const ROLES = [
  'leerplichtambtenaar',
  'rmc-trajectbegeleider',
  'rmc-coordinator',
  'schoolmedewerker',
  'functioneel-beheerder',
  'privacy-officer',
] as const;
export type Role = (typeof ROLES)[number];

/** As stored: comma-separated. What is no role of ours gives no right. */
export function readRoles(stored: string): Role[] {
  const given = stored.split(',').map((one) => one.trim());
  return ROLES.filter((role) => given.includes(role));
}
