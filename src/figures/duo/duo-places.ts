import { type FigureQuestion, type Per, UNKNOWN } from '../figure';

/**
 * Where DUO says that somebody lives: the finest that its tables of areas add up. A municipality need not lie in the
 * region beside it.
 */
export interface DuoPlace {
  region: string | null;
  municipality: string | null;
}

export const placeKey = ({ region, municipality }: DuoPlace): string => `${region ?? ''} ${municipality ?? ''}`;

export const isByArea = (per: Per): boolean => per === 'regio' || per === 'gemeente';

/** Of everybody, whoever asks: what is withheld of one area may not follow from the others. */
export const ofEverywhere = (question: FigureQuestion): FigureQuestion => ({
  ...question,
  ...{ region: null, municipality: null, within: null },
});

/** The keys of the places that a row of a table (null: its total) adds up, of what was asked for. */
export function placesOf(
  places: readonly DuoPlace[],
  { region, municipality, within, per }: FigureQuestion,
): (key: string | null) => string[] {
  const asked = places.filter(
    (one) =>
      (region === null || one.region === region) &&
      (municipality === null || one.municipality === municipality) &&
      (!within || (one.municipality !== null && within.includes(one.municipality))),
  );
  const own = (one: DuoPlace) => (per === 'regio' ? one.region : one.municipality) ?? UNKNOWN;
  return (key) => asked.filter((one) => key === null || own(one) === key).map(placeKey);
}
