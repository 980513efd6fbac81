import type { Day } from '../../law/day';
import type { Figure } from '../figure';

/** What was stored of one kind of figures and one school year, without its numbers. */
export interface StoredFigure {
  id: string;
  kind: string;
  schoolYear: number;
  /** the definition and its version, as it was then */
  definition: string;
  dataDay: Day;
  madeAt: string;
  /** code of the employee; of a command `opdracht` */
  madeBy: string;
  digest: string;
  /** rows of who was counted; null: of this one that was not kept */
  people: number | null;
}

/** With its numbers: counts of everywhere, of which each area and each publication is made. */
export interface Stored<C> extends StoredFigure {
  counts: C;
}

/** The figure, made of what was stored, says so. */
export function asStored(figure: Figure, { id, madeAt, digest }: StoredFigure): Figure {
  return {
    ...figure,
    kenmerken: { ...figure.kenmerken, vastlegging: id, vastgelegdOp: madeAt, kenmerk: digest },
    toelichting: [
      ...figure.toelichting,
      `Geteld op ${figure.gegevensdatum} en toen vastgelegd, met kenmerk ${digest.slice(0, SHORT_DIGEST)}.`,
    ],
  };
}

/** As much of a digest as one compares by eye; files have all of it. */
export const SHORT_DIGEST = 12;
