import type { ComponentChildren } from 'preact';
import { type ChartProps, inWords, scaleOf, writtenValue } from './series';

const WIDTH = 560;
const HEIGHT = 240;
const LEFT = 60;
const TOP = 12;
const BOTTOM = 34;
/** the width of one character of a label, more or less */
export const LETTER = 8.5;

/** Where things are: the middle of a category, its width, and the height of a value. */
export interface Place {
  width: number;
  middle: (category: number) => number;
  height: (value: number) => number;
}

interface Props extends ChartProps {
  kind: 'bar' | 'line';
  draw: (place: Place) => ComponentChildren;
}

/** The frame of a chart drawn on the server: axes, a legend with shapes as well as colours, and everything in words. */
export function Chart({ kind, draw, ...chart }: Props) {
  const { title, categories, series, breaks = [], decimals } = chart;
  const { top, lines } = scaleOf(series.flatMap(({ values }) => values));
  const width = (WIDTH - LEFT - 8) / Math.max(1, categories.length);
  const place: Place = {
    width,
    middle: (category) => LEFT + (category + 0.5) * width,
    height: (value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM),
  };
  // where labels would run into each other only some are written; the table has them all
  const longest = Math.max(1, ...categories.map((one) => one.length)) * LETTER;
  const every = Math.max(1, Math.ceil(longest / width));
  const fine = lines.some((line) => !Number.isInteger(line)) ? (decimals ?? 1) : 0;
  return (
    <figure class="ls-chart">
      <figcaption>{title}</figcaption>
      {/* on a narrow screen it keeps a size that can be read, and scrolls */}
      <div class="ls-chart__scroll" tabIndex={0} role="group" aria-label={title}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={inWords(chart)}>
          {lines.map((line) => (
            <>
              <path class="ls-chart__line" d={`M${LEFT} ${round(place.height(line))}H${WIDTH - 8}`} />
              <text class="ls-chart__text ls-chart__text--end" x={LEFT - 6} y={round(place.height(line) + 4)}>
                {writtenValue(line, fine)}
              </text>
            </>
          ))}
          {categories.map((name, i) =>
            i % every === 0 ? (
              <text class="ls-chart__text ls-chart__text--middle" x={round(place.middle(i))} y={HEIGHT - 10}>
                {name}
              </text>
            ) : null,
          )}
          {breaks.map((one) =>
            categories.includes(one) ? (
              <path
                class="ls-chart__break"
                d={`M${round(place.middle(categories.indexOf(one)) - width / 2)} ${TOP}V${HEIGHT - BOTTOM}`}
              />
            ) : null,
          )}
          {draw(place)}
        </svg>
      </div>
      <Legend {...{ kind, series }} />
    </figure>
  );
}

/** Which shape and colour is which series; nothing where there is one. */
export function Legend({ kind, series }: Pick<Props, 'kind' | 'series'>) {
  if (series.length < 2) return null;
  return (
    <ul class="ls-legend">
      {series.map(({ name }, i) => (
        <li>
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
            {kind === 'bar' ? (
              <rect class={`ls-bar-${i}`} x="2" y="2" width="14" height="14" />
            ) : (
              <>
                <path class={`ls-line-${i}`} d="M0 9H18" />
                <Marker series={i} x={9} y={9} />
              </>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** Each series has its own shape, so that nobody needs the colours. */
export function Marker({ series, x, y }: { series: number; x: number; y: number }) {
  const [cx, cy] = [round(x), round(y)];
  const look = `ls-dot-${series}`;
  switch (series % 4) {
    case 0:
      return <circle class={look} cx={cx} cy={cy} r={4.5} />;
    case 1:
      return <rect class={look} x={round(cx - 4)} y={round(cy - 4)} width={8} height={8} />;
    case 2:
      return <path class={look} d={`M${cx} ${round(cy - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`} />;
    default:
      return <path class={look} d={`M${cx} ${round(cy - 5)}l5.5 9.5h-11z`} />;
  }
}
