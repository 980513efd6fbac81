import { type Day, parseDay } from '../../law/day';

/** Every condition that must be in the file, per measure. */
const SHAPE = {
  halt: [
    ...(['leeftijdVanaf', 'leeftijdTotEnMet', 'minsteUren', 'minsteTeLaat', 'meesteUren', 'meesteTeLaat'] as const),
    ...(['toestemmingOudersOnder'] as const),
  ],
  svb: ['leeftijdVanaf', 'leeftijdTotEnMet'],
  'proces-verbaal': ['jongereVanaf'],
} as const;

type Shape = typeof SHAPE;
/** A value in force and where it is written. */
export interface Condition {
  waarde: number;
  bron: string;
}
export type ConditionsOf<M extends keyof Shape> = Readonly<Record<Shape[M][number], Condition>>;

interface Dated extends Condition {
  vanaf: Day;
}

/** The dated conditions of measures, from `config/measures/voorwaarden.json`. Inject it by class. */
export class MeasureConditions {
  private constructor(private readonly values: ReadonlyMap<string, readonly Dated[]>) {}

  /** Throws an Error in Dutch that names the place where the file is wrong. */
  static parse(json: unknown): MeasureConditions {
    const values = new Map<string, readonly Dated[]>();
    for (const [measure, names] of Object.entries(SHAPE)) {
      for (const name of names) values.set(`${measure}.${name}`, readDated(json, measure, name));
    }
    return new MeasureConditions(values);
  }

  /** What is in force on a day; the first value of each holds before its date too. */
  on<M extends keyof Shape>(measure: M, day: Day): ConditionsOf<M> {
    const names: readonly Shape[M][number][] = SHAPE[measure];
    const entries = names.map((name) => {
      const list = this.values.get(`${measure}.${name}`)!;
      const { waarde, bron } = list.findLast((one) => one.vanaf <= day) ?? list[0]!;
      return [name, { waarde, bron }];
    });
    return Object.fromEntries(entries) as ConditionsOf<M>;
  }
}

function readDated(json: unknown, measure: string, name: string): Dated[] {
  const place = `${measure}.${name}`;
  const given = (json as Record<string, Record<string, unknown>>)[measure]?.[name];
  if (!Array.isArray(given) || given.length === 0)
    throw new Error(`${place}: verwacht een lijst met gedateerde waarden`);
  const dated = given.map((one: Record<string, unknown>) => {
    const vanaf = typeof one['vanaf'] === 'string' ? parseDay(one['vanaf']) : null;
    const { waarde, bron } = one;
    if (vanaf === null) throw new Error(`${place}.vanaf: geen bestaande datum`);
    if (typeof waarde !== 'number' || !Number.isInteger(waarde) || waarde < 0)
      throw new Error(`${place}.waarde: verwacht een geheel getal vanaf 0`);
    if (typeof bron !== 'string' || bron.trim() === '') throw new Error(`${place}.bron: de bron ontbreekt`);
    return { vanaf, waarde, bron };
  });
  return dated.sort((a, b) => (a.vanaf < b.vanaf ? -1 : 1));
}
