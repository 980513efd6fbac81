import { currentLanguage, t } from '../text/language';

/** What a chart shows: a value per category and series; null: withheld or unknown, never drawn as zero. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface ChartProps {
  /** said above the chart and first in its words */
  title: string;
  categories: readonly string[];
  series: readonly Series[];
  /** decimals of the numbers shown; none unless told */
  decimals?: number;
  /** categories before which the series breaks */
  breaks?: readonly string[];
}

/** By language and decimals: making one takes longer than writing a hundred numbers with it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, decimals: number): Intl.NumberFormat {
  const known = formats.get(`${language} ${decimals}`);
  if (known) return known;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(`${language} ${decimals}`, format);
  return format;
}

export const writtenValue = (value: number | null, decimals = 0): string =>
  value === null
    ? t('niet getoond of onbekend')
    : formatOf(currentLanguage() === 'en' ? 'en-GB' : 'nl-NL', decimals).format(value);

/** Every number of the chart in words, for who cannot see it. */
export function inWords({ title, categories, series, decimals, breaks = [] }: ChartProps): string {
  const told = series.map(({ name, values }) => {
    const numbers = categories.map((category, i) => `${category} ${writtenValue(values[i] ?? null, decimals)}`);
    return `${name}: ${numbers.join(', ')}`;
  });
  const broken = breaks
    .filter((one) => categories.includes(one))
    .map((one) => t('Reeksbreuk in {{jaar}}', { jaar: one }));
  return `${[title, ...told, ...broken].join('. ')}.`;
}

/** A round number at or above the largest value, and the lines below it, up to four; of whole numbers no parts. */
export function scaleOf(values: readonly (number | null)[]): { top: number; lines: number[] } {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most === 0) return { top: 1, lines: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(most));
  const whole = values.every((value) => value === null || Number.isInteger(value));
  const step = [0.25, 0.5, 1, 2, 2.5, 5]
    .map((one) => one * power)
    .find((one) => one * 4 >= most && (!whole || Number.isInteger(one)))!;
  const lines = [0, 1, 2, 3, 4].map((n) => Number((n * step).toPrecision(12)));
  const needed = lines.findIndex((line) => line >= most);
  return { top: lines[needed]!, lines: lines.slice(0, needed + 1) };
}
