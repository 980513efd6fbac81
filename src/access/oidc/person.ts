import { readArea, writeArea } from '../area';
import type { Role } from '../roles';
import type { AreaMapping, ProviderSettings } from './provider-file';

export type Claims = Readonly<Record<string, unknown>>;

/** Who logged in at a provider, in our terms. */
export interface Person {
  subject: string;
  /** code of the employee */
  employee: string;
  name: string;
  roles: readonly Role[];
  /** "gemeente 0114", "regio 08/2026-08-01/", "school 01AB": as `areaText` writes them */
  areas: readonly string[];
  /** the kinds of area that the claims of this provider speak of */
  kinds: readonly string[];
}

const KINDS = { gemeenten: 'gemeente', regios: 'regio', scholen: 'school' } as const;

/**
 * What the claims of a provider say, by the mapping in its settings. Only roles that are named there and areas that it
 * may give count. Null where the claims do not say which employee this is.
 */
export function personOf(provider: ProviderSettings, claims: Claims): Person | null {
  const code = single(claims[provider.medewerker]);
  const subject = typeof claims['sub'] === 'string' ? claims['sub'] : null;
  const employee = `${provider.voorvoegsel ?? ''}${code ?? ''}`;
  if (!code || !subject || !/^[^\s,]{1,60}$/.test(employee)) return null;
  const { claim, waarden } = provider.rollen;
  const named = new Set(many(claims[claim]));
  const roles = Object.entries(waarden).flatMap(([value, role]) => (named.has(value) ? [role] : []));
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => provider.gebieden?.[kind]);
  const areas = kinds.flatMap((kind) =>
    allowed(provider.gebieden?.[kind], claims).map((area) => `${KINDS[kind]} ${area}`),
  );
  return {
    ...{ subject, employee, name: (single(claims['name']) ?? employee).slice(0, 200) },
    ...{ roles: [...new Set(roles)].sort(), areas: [...new Set(areas)].sort() },
    kinds: kinds.map((kind) => KINDS[kind]),
  };
}

/**
 * Whether claims that came with a renewal say which roles somebody has: by the claim itself or, where a provider leaves it
 * out of who has none, by a new ID token that names the employee.
 */
export function speaksOfRoles(provider: ProviderSettings, claims: Claims, idToken: Claims | null): boolean {
  return claims[provider.rollen.claim] !== undefined || (idToken !== null && personOf(provider, idToken) !== null);
}

/** Whether a login was strong enough for these roles, by acr or amr. */
export function isStrongEnough(provider: ProviderSettings, roles: readonly Role[], claims: Claims): boolean {
  const demand = provider.verhoging;
  if (!demand || !demand.rollen.some((role) => roles.includes(role))) return true;
  const acr = single(claims['acr']);
  if (acr !== null && (demand.acr ?? []).includes(acr)) return true;
  return many(claims['amr']).some((method) => (demand.amr ?? []).includes(method));
}

function allowed(mapping: AreaMapping | undefined, claims: Claims): string[] {
  if (!mapping) return [];
  // a claim may name the days of an area, as the file medewerkers may; what cannot be read gives nothing
  const given = many(claims[mapping.claim]).flatMap((text) => readArea(text.trim().toUpperCase()) ?? []);
  return given.filter(({ code }) => mapping.toegestaan.includes(code)).map(writeArea);
}

/** One text, whole: a comma in it (`Adema, Ada`) parts nothing, or two people could come in as one. */
function single(value: unknown): string | null {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (typeof first === 'number') return String(first);
  return typeof first === 'string' ? first.trim() || null : null;
}

/** One text, several, or several in one text with commas: providers differ. */
function many(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string') return value.split(',').map((one) => one.trim());
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
