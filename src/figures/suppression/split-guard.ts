import { isHidden, suppressSplit } from './area-splits';
import { type FineRow, leaversTable } from './publish-leavers';
import { ALL, type Areas, areasOf, withCompany } from './silent-areas';
import { isSmall } from './suppress';
import { suppressTable } from './tables';

/** Participants and leavers of a municipality in one column. */
export interface SplitPart {
  town: string;
  /** the region it lies in */
  group: string;
  column: string;
  participants: number;
  leavers: number;
}

/** Which of the two numbers may not be published. */
export interface Withheld {
  leavers: boolean;
  participants: boolean;
}

type Numbers = readonly [leavers: number, participants: number];
type Hidden = { of: (area: string, column: string) => boolean };

const t = (town: string) => `t${town}`;
const g = (group: string) => `g${group}`;

/**
 * What may be published of participants and leavers that are split over columns, beside the same split of other areas,
 * beside the areas as a whole, and where columns add up in kinds beside those. Kinds are guarded first, as if the number
 * of each area were known; then the columns of each kind, as if that of each kind were. Of an area whose number is
 * withheld nothing is told, nor of the columns of a kind that is: who moves a whole may move any part of it.
 */
export class SplitGuard {
  private readonly areas: Areas;
  private readonly numbers = new Map<string, Numbers>();
  private readonly columns: readonly string[];
  private readonly totals: ReadonlySet<string>;
  private readonly silent: ReadonlySet<string>;
  private readonly hidden: { leavers: Hidden; participants: Hidden };

  /**
   * `parts`: of everybody, municipalities in the order in which they are guarded as a whole. `kindOf`: the kind that a column lies in; a column that
   * is its own kind stands alone.
   */
  constructor(
    parts: readonly SplitPart[],
    private readonly kindOf: (column: string) => string,
  ) {
    const towns = new Map(parts.map(({ town, group }) => [town, { key: t(town), group: g(group) }]));
    this.areas = areasOf([...towns.values()]);
    this.columns = [...new Set(parts.map(({ column }) => column))];
    for (const { town, group, column, leavers, participants } of parts) {
      for (const area of [t(town), g(group), ALL]) {
        for (const one of new Set([column, kindOf(column), ''])) this.add(area, one, leavers, participants);
      }
    }
    const sizes = [0, 1].map((which) => (area: string) => this.of(area, '')[which]!);
    this.totals = new Set(this.withheldAreas());
    let silent = withCompany(this.areas, this.totals, sizes);
    for (;;) {
      const [leavers, participants] = [this.tower(silent, 'leavers'), this.tower(silent, 'participants')];
      const unsafe = 'unsafe' in leavers ? leavers.unsafe : 'unsafe' in participants ? participants.unsafe : null;
      if (unsafe === null) {
        this.hidden = { leavers: leavers as Hidden, participants: participants as Hidden };
        break;
      }
      silent = withCompany(this.areas, [...silent, unsafe], sizes);
    }
    this.silent = silent;
  }

  /** Of the area that these municipalities make up, a column or a kind. */
  withheld(towns: readonly string[], column: string): Withheld {
    const areas = this.named(towns);
    const any = (hidden: Hidden) => areas.some((area) => this.silent.has(area) || hidden.of(area, column));
    return { leavers: any(this.hidden.leavers), participants: any(this.hidden.participants) };
  }

  /** Whether the area that these municipalities make up may not be told as a whole, and so no split of it either. */
  isSilenced(towns: readonly string[]): boolean {
    return this.named(towns).some((area) => this.totals.has(area));
  }

  /** Columns, or kinds, that anybody is in anywhere. */
  shown(what: 'columns' | 'kinds'): readonly string[] {
    return what === 'columns' ? this.columns : [...new Set(this.columns.map(this.kindOf))];
  }

  /** A municipality, region or everything is one area; another sum is known to who may see its parts one by one. */
  private named(towns: readonly string[]): string[] {
    const keys = [...new Set(towns.map(t))].filter((key) => this.numbers.has(`${key}|`));
    if (keys.length === this.areas.towns.length) return [ALL];
    for (const [group, own] of this.areas.groups) {
      if (own.length === keys.length && own.every((key) => keys.includes(key))) return [group];
    }
    return keys;
  }

  /** Areas of which a number as a whole is withheld where areas are published beside each other. */
  private withheldAreas(): string[] {
    const fine = this.areas.towns.map(({ key, group }): FineRow => {
      const [leavers, participants] = this.of(key, '');
      return { key, group, leavers, participants };
    });
    const { cells, rowTotals, groupCells, groupTotals, columnTotals, total } = suppressTable(leaversTable(fine));
    return [
      ...fine.flatMap(({ key }) => (cells.has(`${key}|vsv`) || rowTotals.has(key) ? [key] : [])),
      ...[...this.areas.groups.keys()].filter((key) => groupCells.has(`${key}|vsv`) || groupTotals.has(key)),
      ...(columnTotals.has('vsv') || total ? [ALL] : []),
    ];
  }

  /** Kinds, and the columns of each; or an area of which nothing can be told. */
  private tower(silent: ReadonlySet<string>, number: keyof Withheld): Hidden | { unsafe: string } {
    const value = (area: string, column: string) => this.of(area, column)[number === 'leavers' ? 0 : 1];
    const also = (area: string, column: string): boolean => {
      const [leavers, participants] = this.of(area, column);
      return number === 'leavers' && isSmall(participants - leavers);
    };
    const kinds = this.shown('kinds');
    // kinds that are withheld because their columns cannot be kept safe beside them
    const more = new Set<string>();
    for (;;) {
      const ofKinds = suppressSplit(this.areas, {
        ...{ columns: kinds, value, silent: (area) => silent.has(area) },
        also: (area, kind) => also(area, kind) || more.has(`${area}|${kind}`),
      });
      if ('unsafe' in ofKinds) return ofKinds;
      const ofColumns = new Set<string>();
      const before = more.size;
      for (const kind of kinds) {
        const columns = this.columns.filter((column) => column !== kind && this.kindOf(column) === kind);
        const isSilent = (area: string) => silent.has(area) || isHidden(ofKinds.hidden, area, kind);
        const found = suppressSplit(this.areas, { columns, value, also, silent: isSilent });
        if ('unsafe' in found) more.add(`${found.unsafe}|${kind}`);
        else for (const one of found.hidden) ofColumns.add(one);
      }
      if (more.size > before) continue;
      const ofKind = (area: string, column: string) => isHidden(ofKinds.hidden, area, this.kindOf(column));
      const isKind = new Set(kinds);
      return {
        of: (area, column) =>
          isKind.has(column)
            ? isHidden(ofKinds.hidden, area, column)
            : ofKind(area, column) || isHidden(ofColumns, area, column),
      };
    }
  }

  private of(area: string, column: string): Numbers {
    return this.numbers.get(`${area}|${column}`) ?? [0, 0];
  }

  private add(area: string, column: string, leavers: number, participants: number): void {
    const [was, were] = this.of(area, column);
    this.numbers.set(`${area}|${column}`, [was + leavers, were + participants]);
  }
}
