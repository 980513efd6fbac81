import { LRUCache } from 'lru-cache';

/** A chart that needs no script: SVG, with the same numbers in words for who cannot see it. */
export interface Chart {
  title: string;
  svg: string;
  alternative: string;
  categories: readonly string[];
  series: readonly BarSeries[];
}

export interface BarSeries {
  name: string;
  /** one a category; null: withheld or unknown */
  values: readonly (number | null)[];
}

const WIDTH = 720;
const HEIGHT = 320;
/** told apart without colour too: each has a pattern of its own */
const COLOURS = ['#154273', '#e17000', '#39870c', '#8c2d82', '#5e5e5e', '#a90061'];

/** Charts drawn lately, by all that is in them: the same numbers are the same picture, and drawing takes long. */
const drawn = new LRUCache<string, Chart>({ max: 60 });

/** Bars per category and series, drawn on the server by ECharts. */
export async function barChart(
  title: string,
  categories: readonly string[],
  series: readonly BarSeries[],
): Promise<Chart> {
  const all = JSON.stringify([title, categories, series]);
  const chart = drawn.get(all) ?? (await draw(title, categories, series));
  drawn.set(all, chart);
  return chart;
}

async function draw(title: string, categories: readonly string[], series: readonly BarSeries[]): Promise<Chart> {
  const { init } = await import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    chart.setOption({
      animation: false,
      color: COLOURS,
      aria: { enabled: true, decal: { show: series.length > 1 } },
      legend: { bottom: 0, type: 'plain' },
      grid: { left: 48, right: 16, top: 16, bottom: 56 },
      xAxis: { type: 'category', data: [...categories] },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map(({ name, values }) => ({
        ...{ name, type: 'bar', label: { show: true, position: 'top' } },
        data: values.map((value) => value ?? '-'),
      })),
    });
    const alternative = inWords(title, categories, series);
    return { title, svg: withText(chart.renderToSVGString(), alternative), alternative, categories, series };
  } finally {
    chart.dispose();
  }
}

function inWords(title: string, categories: readonly string[], series: readonly BarSeries[]): string {
  const parts = series.map(({ name, values }) => {
    const numbers = categories.map(
      (category, i) => `${category} ${values[i]?.toLocaleString('nl-NL') ?? 'niet getoond'}`,
    );
    return `${name}: ${numbers.join(', ')}`;
  });
  return `Staafdiagram. ${title}. ${parts.join('. ')}.`;
}

function withText(svg: string, text: string): string {
  const safe = text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return svg.replace('<svg ', `<svg role="img" aria-label="${safe}" `);
}
