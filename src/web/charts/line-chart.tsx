import { Chart, Marker, type Place, round } from './chart';
import type { ChartProps } from './series';

/** Lines over time, interrupted where a value is withheld or unknown and where the series breaks. */
export function LineChart(chart: ChartProps) {
  const breaks = (chart.breaks ?? []).map((one) => chart.categories.indexOf(one));
  return (
    <Chart
      kind="line"
      {...chart}
      draw={(place) =>
        chart.series.map(({ values }, s) => (
          <>
            <path class={`ls-line-${s}`} d={pathOf(values, breaks, place)} />
            {values.map((value, i) =>
              value === null ? null : <Marker series={s} x={place.middle(i)} y={place.height(value)} />,
            )}
          </>
        ))
      }
    />
  );
}

function pathOf(values: readonly (number | null)[], breaks: readonly number[], { middle, height }: Place): string {
  return values
    .map((value, i) => {
      if (value === null) return '';
      const begins = i === 0 || (values[i - 1] ?? null) === null || breaks.includes(i);
      return `${begins ? 'M' : 'L'}${round(middle(i))} ${round(height(value))}`;
    })
    .join('');
}
