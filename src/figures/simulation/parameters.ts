import { type Day, toNumber } from '../../law/day';
import type { LawInForce, LawParameters } from '../../law/parameters';

/** Positions of a week, as the parameters count. */
const WEEK = 7;

/** A parameter that may be tried at another value: where it stands in the file, and its value in plain numbers. */
interface Adjustable {
  section: string;
  parameter: string;
  /** in what it is asked: `weken` are lesweken of seven positions, `lijst` numbers with commas */
  unit: 'uren' | 'weken' | 'getal' | 'lijst';
  of: (law: LawInForce) => number | readonly number[];
}

/** What a page asks by name; the command takes every parameter of the file. */
export const ADJUSTABLE = {
  drempel: {
    ...{ section: 'verzuim-16u', parameter: 'drempelUren', unit: 'uren' },
    of: ({ hoursThreshold }) => hoursThreshold / 100,
  },
  venster: {
    ...{ section: 'verzuim-16u', parameter: 'vensterPosities', unit: 'weken' },
    of: ({ hoursWindow }) => hoursWindow,
  },
  langdurig: {
    ...{ section: 'verzuim-langdurig', parameter: 'posities', unit: 'weken' },
    of: ({ longPositions }) => longPositions,
  },
  volwassen: {
    ...{ section: 'verzuim-18plus', parameter: 'posities', unit: 'weken' },
    of: ({ adultPositions }) => adultPositions,
  },
  telaat: { section: 'te-laat', parameter: 'ladder', unit: 'lijst', of: ({ lateLadder }) => lateLadder },
  ziek: { section: 'ziekteverzuim', parameter: 'lesdagen', unit: 'getal', of: ({ sickDays }) => sickDays },
  ziekmeldingen: { section: 'ziekteverzuim', parameter: 'perioden', unit: 'getal', of: ({ sickRuns }) => sickRuns },
} as const satisfies Record<string, Adjustable>;
export type AdjustableName = keyof typeof ADJUSTABLE;

export const ADJUSTABLE_NAMES = Object.keys(ADJUSTABLE) as AdjustableName[];

/** The values in force on a day, as somebody would type them. */
export function valuesInForce(parameters: LawParameters, day: Day): Record<AdjustableName, string> {
  const law = parameters.at(toNumber(day));
  const written = ({ unit, of }: Adjustable): string => {
    const value = of(law);
    if (typeof value !== 'number') return value.join(', ');
    return String(unit === 'weken' ? value / WEEK : value).replace('.', ',');
  };
  return Object.fromEntries(ADJUSTABLE_NAMES.map((name) => [name, written(ADJUSTABLE[name])])) as never;
}

/** A file of rules with what was typed, for `Simulate`; and the names whose value is no such number. */
export function rulesTyped(typed: Readonly<Record<AdjustableName, string>>): {
  rules: unknown;
  wrong: AdjustableName[];
} {
  const rules: Record<string, Record<string, unknown>> = {};
  const wrong: AdjustableName[] = [];
  for (const name of ADJUSTABLE_NAMES) {
    const { section, parameter, unit }: Adjustable = ADJUSTABLE[name];
    const waarde = valueOf(typed[name], unit);
    if (waarde === null) wrong.push(name);
    else rules[section] = { ...rules[section], [parameter]: [{ vanaf: '1900-01-01', waarde }] };
  }
  return { rules, wrong };
}

function valueOf(text: string, unit: Adjustable['unit']): number | number[] | null {
  if (unit === 'uren') return /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? positive(Number(text.replace(',', '.'))) : null;
  if (unit !== 'lijst') return wholeOf(text, unit === 'weken' ? WEEK : 1);
  const steps = text.split(',').map((part) => wholeOf(part.trim(), 1));
  return steps.some((step) => step === null) ? null : (steps as number[]);
}

const positive = (value: number): number | null => (value > 0 ? value : null);
const wholeOf = (text: string, times: number): number | null =>
  /^\d{1,3}$/.test(text) ? positive(Number(text) * times) : null;
