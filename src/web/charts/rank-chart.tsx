import { type ChartProps, inWords, scaleOf, writtenValue } from './series';
import { Legend, LETTER, round } from './chart';

const WIDTH = 560;
const ROW = 30;
/** between names with more than one bar */
const BETWEEN = 10;
const VALUE = 64;
/** characters of a name that fit before its bar */
const MOST_LETTERS = 30;

/**
 * Names below each other, each with a bar for every series and its value behind it: for people, schools, municipalities
 * and rules, whose names do not fit below a bar.
 */
export function RankChart(chart: ChartProps) {
  const { title, categories, series, decimals } = chart;
  const { top } = scaleOf(series.flatMap(({ values }) => values));
  const left = Math.ceil(Math.max(1, ...categories.map((one) => short(one).length)) * LETTER) + 10;
  const room = WIDTH - left - VALUE;
  const row = ROW * series.length;
  const gap = series.length > 1 ? BETWEEN : 0;
  return (
    <figure class="ls-chart">
      <figcaption>{title}</figcaption>
      <div class="ls-chart__scroll" tabIndex={0} role="group" aria-label={title}>
        <svg viewBox={`0 0 ${WIDTH} ${(row + gap) * categories.length + 4}`} role="img" aria-label={inWords(chart)}>
          {categories.map((name, i) => (
            <>
              <text class="ls-chart__text ls-chart__text--end" x={left - 10} y={i * (row + gap) + row / 2 + 5}>
                {short(name)}
              </text>
              {series.map(({ values }, s) => {
                const value = values[i] ?? null;
                const width = value === null ? 0 : round((value / top) * room);
                const from = i * (row + gap) + s * ROW;
                return (
                  <>
                    {width > 0 && <rect class={`ls-bar-${s}`} x={left} y={from + 5} width={width} height={ROW - 10} />}
                    <text class="ls-chart__text" x={left + width + 8} y={from + 20}>
                      {value === null ? '–' : writtenValue(value, decimals)}
                    </text>
                  </>
                );
              })}
            </>
          ))}
        </svg>
      </div>
      <Legend kind="bar" series={series} />
    </figure>
  );
}

/** The words below the picture and the table hold the whole name. */
const short = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);
