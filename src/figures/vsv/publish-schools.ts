import type { Figure } from '../figure';
import { type FineRow, leaversTable, publishedTable } from '../suppression/publish-leavers';
import type { Withheld } from '../suppression/split-guard';
import { withhold } from '../suppression/suppress-figure';
import { suppressTable } from '../suppression/tables';
import { LEVELS } from './levels';

/** Of a school the pupils of one kind of education and level, as they were counted. */
export interface SchoolPart {
  school: string;
  /** place in `LEVELS` */
  rank: number;
  participants: number;
  leavers: number;
}

/** Schools of one kind of education that share levels with each other, and with no other: both add up to the same. */
type Circle = readonly SchoolPart[];

const levelOf = ({ rank }: SchoolPart): string => LEVELS[rank]!.name;
const kindOf = ({ rank }: SchoolPart): string => LEVELS[rank]!.education;

/**
 * Schools as they may be published beside kinds of education and levels, which the same pupils are divided over in
 * another way. Of a circle whose sum is withheld nothing is told of its schools: they would add up to it. Else its sum
 * counts as known, and what is withheld of its schools is kept safe among those schools alone. `withheldOf`: of a level or
 * kind of this area.
 */
export function publishSchools(
  figure: Figure,
  parts: readonly SchoolPart[],
  withheldOf: (column: string) => Withheld,
): Figure {
  const circles = circlesOf(parts);
  const isShown = (column: string) => !Object.values(withheldOf(column)).some(Boolean);
  const columns = new Map<string, Set<string>>();
  for (const circle of circles) {
    const kind = kindOf(circle[0]!);
    const isAlone = circles.filter(([first]) => kindOf(first!) === kind).length === 1;
    const isKnown = circle.map(levelOf).every(isShown) || (isAlone && isShown(kind));
    for (const [school, withheld] of withinCircle(circle, isKnown)) {
      columns.set(school, new Set([...(columns.get(school) ?? []), ...withheld]));
    }
  }
  const nothing = { leavers: false, participants: false };
  const published = publishedTable(figure, () => nothing);
  return {
    ...published,
    rijen: published.rijen.map((row) => withhold(row, [...columns.get(String(row.cells['sleutel']))!])),
  };
}

/** What of each school in a circle is withheld, where its sum is known; everything where it is not. */
function withinCircle(circle: Circle, isKnown: boolean): Map<string, readonly string[]> {
  const rows = added(circle, ({ school }) => school).map((one): FineRow => ({ ...one, group: null }));
  const hidden = suppressTable(leaversTable(rows));
  // no ring among the schools alone
  const silent = !isKnown || hidden.columnTotals.has('vsv') || hidden.total;
  const withheld = (key: string) => {
    const [leavers, participants] = [silent || hidden.cells.has(`${key}|vsv`), silent || hidden.rowTotals.has(key)];
    return [
      ...(participants ? ['deelnemers'] : []),
      ...(leavers ? ['vsv'] : []),
      ...(leavers || participants ? ['percentage'] : []),
    ];
  };
  return new Map(rows.map(({ key }) => [key, withheld(key)]));
}

function added(parts: readonly SchoolPart[], keyOf: (part: SchoolPart) => string): Omit<FineRow, 'group'>[] {
  const sums = new Map<string, Omit<FineRow, 'group'>>();
  for (const part of parts) {
    const key = keyOf(part);
    const sum = sums.get(key) ?? { key, participants: 0, leavers: 0 };
    const { participants, leavers } = part;
    sums.set(key, { key, participants: sum.participants + participants, leavers: sum.leavers + leavers });
  }
  return [...sums.values()];
}

function circlesOf(parts: readonly SchoolPart[]): Circle[] {
  const circles: { schools: Set<string>; levels: Set<string>; parts: SchoolPart[] }[] = [];
  for (const part of parts) {
    const [school, level] = [`${kindOf(part)} ${part.school}`, levelOf(part)];
    const joined = circles.filter((one) => one.schools.has(school) || one.levels.has(level));
    const whole = joined.shift() ?? { schools: new Set(), levels: new Set(), parts: [] };
    if (!circles.includes(whole)) circles.push(whole);
    for (const one of joined) {
      one.schools.forEach((own) => whole.schools.add(own));
      one.levels.forEach((own) => whole.levels.add(own));
      whole.parts.push(...one.parts);
      circles.splice(circles.indexOf(one), 1);
    }
    whole.schools.add(school);
    whole.levels.add(level);
    whole.parts.push(part);
  }
  return circles.map((one) => one.parts);
}
