import type { Day } from '../law/day';

export type FigureCell = string | number | null;

export interface FigureColumn {
  key: string;
  title: string;
  /** `percentage`: a number with two decimals, 6.44 being 6,44 % */
  type: 'tekst' | 'getal' | 'percentage' | 'dag';
  /** a number that need not be there: empty is not unknown */
  emptyWhereNone?: true;
}

/** One row, by the keys of the columns. `onderdrukt`: keys of cells that are withheld; their value is null. */
export interface FigureRow {
  cells: Record<string, FigureCell>;
  onderdrukt?: readonly string[];
}

/** A table of figures that says by itself what it counts, on which day, and from which data. */
export interface Figure {
  /** SOORT of `leerspoor cijfers` */
  soort: string;
  titel: string;
  /** the definition and its version */
  definitie: string;
  /** the day for which the figures hold; null where no source tells it */
  peildatum: Day | null;
  /** the day on which the data were as counted here */
  gegevensdatum: Day;
  kolommen: FigureColumn[];
  rijen: FigureRow[];
  totaal: FigureRow | null;
  /** further numbers and facts that belong to the table as a whole */
  kenmerken: Record<string, FigureCell>;
  /** vsv: how many of the total are in each step of the formula, and why; null where no file tells */
  stappen?: { stap: string; reden: string; aantal: number | null }[];
  /** how it was counted, in sentences */
  toelichting: string[];
}

/** What a figure is asked for. */
export interface FigureQuestion {
  /** the year in which the school year starts; null: the latest that can be told */
  schoolYear: number | null;
  /** DUO's code */
  region: string | null;
  municipality: string | null;
  per: Per;
  /** for the public: small numbers are withheld */
  publication: boolean;
  /** municipalities whose figures the asker may see; null or absent: all */
  within?: readonly string[] | null;
}

/** Of everything, not for the public. */
export const EVERYBODY: FigureQuestion = {
  ...{ schoolYear: null, region: null, municipality: null, per: 'regio', publication: false },
};

export const PER = ['niveau', 'regio', 'gemeente', 'school', 'onderwijssoort'] as const;
export type Per = (typeof PER)[number];

/** Part of the whole as a percentage with two decimals; 0 where there is nothing to be part of. */
export function percentage(part: number, whole: number): number {
  // whole numbers until the last step: 1 in 800 is 0,125 and becomes 0,13
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100;
}

/** `2022-2023` for 2022. */
export const schoolYearName = (start: number): string => `${start}-${start + 1}`;

/** The key of what a source leaves empty. */
export const UNKNOWN = 'onbekend';
