import type { Figure, FigureRow } from '../figure';

/** A row as it goes out: its cells, and the names of those withheld where there are any. */
export function rowToJson({ cells, onderdrukt }: FigureRow): Record<string, unknown> {
  return onderdrukt && onderdrukt.length > 0 ? { ...cells, onderdrukt } : cells;
}

/** One object: the definition and the dates beside the figures, numbers as numbers, what is withheld or unknown null. */
export function figureToJson(figure: Figure): Record<string, unknown> {
  return {
    soort: figure.soort,
    titel: figure.titel,
    definitie: figure.definitie,
    peildatum: figure.peildatum,
    gegevensdatum: figure.gegevensdatum,
    ...figure.kenmerken,
    totaal: figure.totaal === null ? null : rowToJson(figure.totaal),
    rijen: figure.rijen.map(rowToJson),
    kolommen: Object.fromEntries(figure.kolommen.map(({ key, title }) => [key, title])),
    ...(figure.stappen ? { stappen: figure.stappen } : {}),
    toelichting: figure.toelichting,
  };
}
