import type { Chart } from '../../charts/bar-chart';
import { el, escaped, XML_HEAD } from './xml';

/** As in the charts of the pages: told apart without colour too, since each bar carries its number. */
const COLOURS = ['154273', 'E17000', '39870C', '8C2D82', '5E5E5E', 'A90061'];
const AXES = { category: 111, value: 112 };

/** The bars as a chart of Word's own, which a reader can restyle; the numbers are in it, no workbook beside it. */
export function chartPart({ categories, series }: Pick<Chart, 'categories' | 'series'>): string {
  const names = el(
    'c:strLit',
    {},
    el('c:ptCount', { val: categories.length }),
    ...categories.map((category, idx) => el('c:pt', { idx }, el('c:v', {}, escaped(category)))),
  );
  const bars = series.map(({ name, values }, i) =>
    el(
      'c:ser',
      {},
      el('c:idx', { val: i }),
      el('c:order', { val: i }),
      el('c:tx', {}, el('c:v', {}, escaped(name))),
      el('c:spPr', {}, el('a:solidFill', {}, el('a:srgbClr', { val: COLOURS[i % COLOURS.length]! }))),
      el('c:invertIfNegative', { val: 0 }),
      LABELS,
      el('c:cat', {}, names),
      el('c:val', {}, numbers(values)),
    ),
  );
  const barChart = el(
    'c:barChart',
    {},
    el('c:barDir', { val: 'col' }),
    el('c:grouping', { val: 'clustered' }),
    el('c:varyColors', { val: 0 }),
    ...bars,
    el('c:gapWidth', { val: 80 }),
    el('c:axId', { val: AXES.category }),
    el('c:axId', { val: AXES.value }),
  );
  const plot = el('c:plotArea', {}, el('c:layout', {}), barChart, axis('category'), axis('value'));
  const legend = el('c:legend', {}, el('c:legendPos', { val: 'b' }), el('c:overlay', { val: 0 }));
  const chart = el('c:chart', {}, el('c:autoTitleDeleted', { val: 1 }), plot, legend, el('c:plotVisOnly', { val: 1 }));
  const spaces = {
    'xmlns:c': 'http://schemas.openxmlformats.org/drawingml/2006/chart',
    'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  };
  return `${XML_HEAD}${el('c:chartSpace', spaces, el('c:lang', { val: 'nl-NL' }), chart)}`;
}

/** A number above each bar, and nothing else. */
const LABELS = el(
  'c:dLbls',
  {},
  el('c:numFmt', { formatCode: '#,##0.##', sourceLinked: 0 }),
  ...['showLegendKey', 'showVal', 'showCatName', 'showSerName', 'showPercent', 'showBubbleSize'].map((name) =>
    el(`c:${name}`, { val: name === 'showVal' ? 1 : 0 }),
  ),
);

/** A value that is withheld has no point: no bar, and no zero. */
function numbers(values: readonly (number | null)[]): string {
  const points = values.flatMap((value, idx) =>
    value === null ? [] : [el('c:pt', { idx }, el('c:v', {}, `${value}`))],
  );
  return el('c:numLit', {}, el('c:formatCode', {}, 'General'), el('c:ptCount', { val: values.length }), ...points);
}

function axis(kind: keyof typeof AXES): string {
  const [own, other] = kind === 'category' ? [AXES.category, AXES.value] : [AXES.value, AXES.category];
  return el(
    kind === 'category' ? 'c:catAx' : 'c:valAx',
    {},
    el('c:axId', { val: own }),
    el('c:scaling', {}, el('c:orientation', { val: 'minMax' }), ...(kind === 'value' ? [el('c:min', { val: 0 })] : [])),
    el('c:delete', { val: 0 }),
    el('c:axPos', { val: kind === 'category' ? 'b' : 'l' }),
    el('c:numFmt', { formatCode: '#,##0', sourceLinked: 0 }),
    el('c:majorTickMark', { val: 'none' }),
    el('c:minorTickMark', { val: 'none' }),
    el('c:tickLblPos', { val: 'nextTo' }),
    el('c:crossAx', { val: other }),
  );
}
