import type { Figure, FigureRow } from '../../figures/figure';
import { BarChart } from '../charts/bar-chart';
import { LineChart } from '../charts/line-chart';
import { RankChart } from '../charts/rank-chart';
import type { Series } from '../charts/series';
import { monthAbbreviation } from '../text/dates';
import { columnName } from './words';
import { t } from '../text/language';

/** More bars than these say nothing any more. */
const MOST_BARS = 14;
const MOST_LINES = 6;

const numberOf = ({ cells, onderdrukt }: FigureRow, key: string): number | null => {
  const value = cells[key];
  return typeof value === 'number' && !onderdrukt?.includes(key) ? value : null;
};

export const seriesOf = (figure: Figure, keys: readonly string[]): Series[] =>
  keys.flatMap((key) => {
    const column = figure.kolommen.find((one) => one.key === key);
    return column ? [{ name: columnName(column.title), values: figure.rijen.map((row) => numberOf(row, key)) }] : [];
  });

/** The picture that goes with a kind of figures; null where a table says it better. */
export function FigureChart({ figure }: { figure: Figure }) {
  if (figure.rijen.length === 0) return null;
  const keys = figure.rijen.map(({ cells }) => String(cells['naam'] ?? cells['sleutel']));
  switch (figure.soort) {
    case 'vsv':
    case 'duo-vsv': {
      if (keys.length > MOST_BARS || keys.length < 2) return null;
      const title = t('Percentage vsv’ers');
      return <RankChart title={title} decimals={2} categories={keys} series={seriesOf(figure, ['percentage'])} />;
    }
    case 'vsv-trend':
      return <TrendChart figure={figure} />;
    case 'management':
      return (
        <div class="ls-columns">
          <BarChart
            title={t('Signalen en meldingen per maand')}
            categories={keys.map(shortMonth)}
            series={seriesOf(figure, ['signalen', 'meldingen'])}
          />
          <BarChart
            title={t('Dossiers per maand')}
            categories={keys.map(shortMonth)}
            series={seriesOf(figure, ['dossiersGeopend', 'dossiersGesloten'])}
          />
        </div>
      );
    case 'belasting':
      if (keys.length > MOST_BARS) return null;
      return <RankChart title={t('Open dossiers')} categories={keys} series={seriesOf(figure, ['openDossiers'])} />;
    case 'thuiszitters': {
      const months = figure.kolommen.some(({ key }) => key === 'inMaand');
      if (!months) return null;
      const title = t('Thuiszitters op de laatste dag van de maand');
      return <LineChart title={title} categories={keys.map(shortMonth)} series={seriesOf(figure, ['opLaatsteDag'])} />;
    }
    default:
      return null;
  }
}

/** `2025-09` as `sep`: short enough to stand below a bar; the school year stands in the title of the table. */
export const shortMonth = (month: string): string => monthAbbreviation(Number(month.slice(5, 7)));

/** Percentages over the years: of the area with its target, or of the largest keys beside each other. */
export function TrendChart({ figure }: { figure: Figure }) {
  const broken = (rows: readonly FigureRow[], key: string) => [
    ...new Set(rows.filter(({ cells }) => cells['reeksbreuk'] !== null).map(({ cells }) => String(cells[key]))),
  ];
  const title = t('Percentage nieuwe vsv’ers per schooljaar');
  if (!figure.kolommen.some(({ key }) => key === 'schooljaar')) {
    const series = seriesOf(figure, ['percentage', 'streefcijfer']).filter(({ values }) =>
      values.some((value) => value !== null),
    );
    const years = figure.rijen.map(({ cells }) => String(cells['sleutel']));
    return (
      <LineChart {...{ title, series }} decimals={2} categories={years} breaks={broken(figure.rijen, 'sleutel')} />
    );
  }
  const years = [...new Set(figure.rijen.map(({ cells }) => String(cells['schooljaar'])))].sort();
  const size = (key: string) =>
    Math.max(
      ...figure.rijen.filter(({ cells }) => cells['sleutel'] === key).map((row) => numberOf(row, 'deelnemers') ?? 0),
    );
  const keys = [...new Set(figure.rijen.map(({ cells }) => String(cells['sleutel'])))]
    .sort((a, b) => size(b) - size(a))
    .slice(0, MOST_LINES);
  const series = keys.map((key) => {
    const own = figure.rijen.filter(({ cells }) => cells['sleutel'] === key);
    const of = (year: string) => own.find(({ cells }) => cells['schooljaar'] === year);
    return {
      name: String(own[0]!.cells['naam'] ?? key),
      values: years.map((year) => (of(year) ? numberOf(of(year)!, 'percentage') : null)),
    };
  });
  return (
    <LineChart {...{ title, series }} decimals={2} categories={years} breaks={broken(figure.rijen, 'schooljaar')} />
  );
}
