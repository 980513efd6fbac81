import { type ChartProps, inWords, scaleOf, writtenValue } from './series';
import { round } from './chart';

const WIDTH = 560;
const ROW = 30;
const NAME = 226;
const VALUE = 64;
/** characters of a name that fit before its bar */
const MOST_LETTERS = 26;

/**
 * Names below each other, each with one bar and its value behind it: for people, schools and municipalities, whose names
 * do not fit below a bar. Shows the first series only.
 */
export function RankChart(chart: ChartProps) {
  const { title, categories, series, decimals } = chart;
  const values = series[0]?.values ?? [];
  const { top } = scaleOf(values);
  const room = WIDTH - NAME - VALUE;
  return (
    <figure class="ls-chart">
      <figcaption>{title}</figcaption>
      <div class="ls-chart__scroll" tabIndex={0} role="group" aria-label={title}>
        <svg viewBox={`0 0 ${WIDTH} ${ROW * categories.length + 4}`} role="img" aria-label={inWords(chart)}>
          {categories.map((name, i) => {
            const value = values[i] ?? null;
            const width = value === null ? 0 : round((value / top) * room);
            const middle = i * ROW + 20;
            return (
              <>
                <text class="ls-chart__text ls-chart__text--end" x={NAME - 10} y={middle}>
                  {short(name)}
                </text>
                {width > 0 && <rect class="ls-bar-0" x={NAME} y={i * ROW + 5} width={width} height={ROW - 10} />}
                <text class="ls-chart__text" x={NAME + width + 8} y={middle}>
                  {value === null ? '–' : writtenValue(value, decimals)}
                </text>
              </>
            );
          })}
        </svg>
      </div>
    </figure>
  );
}

/** The words below the picture and the table hold the whole name. */
const short = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);
