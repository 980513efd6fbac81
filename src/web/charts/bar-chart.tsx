import { Chart, round } from './chart';
import type { ChartProps } from './series';

const GAP = 0.25;

/** Bars beside each other per category. What is withheld or unknown has no bar. */
export function BarChart(chart: ChartProps) {
  return (
    <Chart
      kind="bar"
      {...chart}
      draw={({ width, middle, height }) => {
        const one = (width * (1 - GAP)) / chart.series.length;
        const floor = height(0);
        return chart.series.flatMap(({ values }, s) =>
          values.map((value, i) =>
            value === null || value === 0 ? null : (
              <rect
                class={`ls-bar-${s}`}
                x={round(middle(i) - (width * (1 - GAP)) / 2 + s * one)}
                y={round(height(value))}
                width={round(one)}
                height={round(floor - height(value))}
              />
            ),
          ),
        );
      }}
    />
  );
}
