/** Everything together, among the areas. */
export const ALL = '*';

/** Municipalities with the region that each lies in; regions and municipalities have different keys. */
export interface Areas {
  towns: readonly { key: string; group: string }[];
  /** the municipalities of each region */
  groups: ReadonlyMap<string, readonly string[]>;
}

export function areasOf(towns: readonly { key: string; group: string }[]): Areas {
  const groups = new Map<string, string[]>();
  for (const { key, group } of towns) groups.set(group, [...(groups.get(group) ?? []), key]);
  return { towns, groups };
}

/**
 * The areas that must be silent along with these: one that is silent alone among the parts of an area and that area itself
 * would follow from the others, so the smallest of those with somebody goes with it. `sizes`: the numbers that are told of
 * an area; in each of them it needs company, where it has any. Pure.
 */
export function withCompany(
  areas: Areas,
  silent: Iterable<string>,
  sizes: readonly ((area: string) => number)[],
): Set<string> {
  const found = new Set(silent);
  const sums = [...[...areas.groups].map(([group, towns]) => [group, ...towns]), [ALL, ...areas.groups.keys()]];
  const checks = sums.flatMap((parts) => sizes.map((size) => ({ size, parts: parts.filter((one) => size(one) > 0) })));
  for (let grew = true; grew;) {
    grew = false;
    for (const { size, parts } of checks) {
      if (parts.filter((area) => found.has(area)).length !== 1) continue;
      const [company] = parts.filter((area) => !found.has(area)).sort((a, b) => size(a) - size(b));
      if (company === undefined) continue;
      found.add(company);
      grew = true;
    }
  }
  return found;
}
