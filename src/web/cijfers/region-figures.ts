import type { Figure, FigureRow } from '../../figures/figure';

/** What a region comes down to at one look; null where no source tells it. */
export interface RegionAtAGlance {
  signals: number;
  openDossiers: number;
  waiting: number;
  termsPast: number;
  /** of the terms that ended this school year, the part that was met; percent */
  termsMet: number | null;
  /** the latest year of the statistic */
  leavers: { year: string; share: number; before: number | null } | null;
}

export const numberIn = ({ cells }: FigureRow, key: string): number => Number(cells[key] ?? 0);

const sum = (rows: readonly FigureRow[], key: string): number => rows.reduce((all, row) => all + numberIn(row, key), 0);

export function atAGlance(work: Figure, load: Figure, trend: Figure | null): RegionAtAGlance {
  const total = work.totaal!;
  const met = numberIn(total, 'termijnenGehaald');
  const ended = met + numberIn(total, 'termijnenTeLaat');
  const waiting = Number(load.kenmerken['verdeelbak'] ?? 0);
  const years = trend === null ? [] : wholeTrend(trend);
  const [last, before] = [years.at(-1), years.at(-2)];
  return {
    signals: numberIn(total, 'signalen'),
    openDossiers: sum(load.rijen, 'openDossiers') + waiting,
    waiting,
    termsPast: sum(load.rijen, 'termijnenVerlopen'),
    termsMet: ended === 0 ? null : Math.round((1_000 * met) / ended) / 10,
    leavers: last ? { year: last.year, share: last.share, before: before?.share ?? null } : null,
  };
}

/** Each year of a trend that is divided over keys, as a whole: everybody stands in exactly one of the keys. */
export function wholeTrend({ rijen }: Figure): { year: string; share: number }[] {
  const years = [...new Set(rijen.map(({ cells }) => String(cells['schooljaar'])))].sort();
  return years.flatMap((year) => {
    const own = rijen.filter(({ cells }) => cells['schooljaar'] === year);
    const people = sum(own, 'deelnemers');
    return people === 0 ? [] : [{ year, share: Math.round((10_000 * sum(own, 'vsv')) / people) / 100 }];
  });
}

/** The rows of the latest year, those with the most leavers first. */
export function latestYear({ rijen }: Figure): FigureRow[] {
  const last = rijen
    .map(({ cells }) => String(cells['schooljaar']))
    .sort()
    .at(-1);
  return rijen
    .filter(({ cells }) => cells['schooljaar'] === last)
    .sort((a, b) => numberIn(b, 'vsv') - numberIn(a, 'vsv') || numberIn(b, 'deelnemers') - numberIn(a, 'deelnemers'));
}
