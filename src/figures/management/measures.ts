import { Inject, Injectable } from '@nestjs/common';
import { MEASURE_FORMS } from '../../cases/measures/forms';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { areaName, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { shares } from '../shares';
import { type AreaResult, everywhere, inArea, ROW_TOTAL, type TownCount } from '../suppression/across-areas';
import { asStored, type Stored } from '../stored/stored';
import { requireClosed } from '../suppression/closed-period';
import { withhold } from '../suppression/suppress-figure';
import { suppressTable } from '../suppression/tables';
import { schoolYearDays } from '../telling/telling-sql';

type Measure = keyof typeof MEASURE_FORMS;
const MEASURES = Object.keys(MEASURE_FORMS) as Measure[];

/** How many measures of a kind stand in a state (`column`) in a municipality. */
export type MeasureCount = TownCount & { kind: Measure };

export const MEASURES_DEFINITION =
  'maatregelen die in het schooljaar begonnen, naar hun stand op de dag van de gegevens';

const NAMES: Record<Measure, string> = {
  'mas-route': 'Route van de MAS',
  waarschuwing: 'Waarschuwing',
  halt: 'Halt',
  'proces-verbaal': 'Proces-verbaal',
  zorgmelding: 'Zorgmelding (meldcode)',
  svb: 'Kinderbijslag (SVB)',
  raad: 'Raad voor de Kinderbescherming',
};

/** The measures that began in a period, one row each. */
export const measuresBegun = (from: Day, until: Day): string =>
  `SELECT i.kind, i.state, i.day, i.room, i.confidential, i.author, d.pupil_id, d.regime, d.municipality
     FROM dossier_item i JOIN dossier d ON d.id = i.dossier_id
    WHERE i.kind IN (${MEASURES.map((kind) => `'${kind}'`).join(', ')}) AND i.day BETWEEN '${from}' AND '${until}'`;

/** The measure and state that the row with this key counts; state null: all of them. Undefined: there is no such row. */
export function measureRow(key: string): { kind: Measure; state: string | null } | undefined {
  const kind = MEASURES.find((one) => key.startsWith(`${one}-`));
  const state = kind && key.slice(kind.length + 1);
  if (!kind || state === 'totaal') return kind && { kind, state: null };
  return Object.hasOwn(MEASURE_FORMS[kind].machine.states, state!) ? { kind, state: state! } : undefined;
}

/** Measures that began in a school year and what has come of them: how many stand in each state, and how they ended. */
@Injectable()
export class MeasureFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of the school year that was asked for, else of the current one; for a publication of the last one that is over, and a
   * Problem where the year that was asked for is not. `stored`: what was stored of a year, to be shown instead.
   */
  async run(question: FigureQuestion, stored?: Stored<MeasureCount[]>): Promise<Figure> {
    const today = stored?.dataDay ?? this.clock.today();
    const year = stored?.schoolYear ?? question.schoolYear ?? schoolYearOf(today) - (question.publication ? 1 : 0);
    if (question.publication) requireClosed(year, today);
    const { until } = schoolYearDays(year);
    const rows = stored?.counts ?? (await this.count(this.database.read, everywhere(question), year));
    const figure: Figure = {
      soort: 'maatregelen',
      titel: `Maatregelen en hun uitkomst ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: stored?.definition ?? MEASURES_DEFINITION,
      peildatum: until < today ? until : today,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: 'sleutel', type: 'tekst' },
        { key: 'maatregel', title: 'maatregel', type: 'tekst' },
        { key: 'stand', title: 'stand of uitkomst', type: 'tekst' },
        { key: 'beeindigd', title: 'beëindigd', type: 'tekst' },
        { key: 'aantal', title: 'aantal', type: 'getal' },
        { key: 'percentage', title: '% van de maatregel', type: 'percentage', emptyWhereNone: true },
      ],
      rijen: MEASURES.flatMap((kind) => rowsOf(kind, inArea(rows, kind, question, until), question.publication)),
      totaal: null,
      kenmerken: { schooljaar: year, gebied: areaName(question) },
      toelichting: [
        'Een maatregel telt in het schooljaar waarin zij begon, in de gemeente van het dossier.',
        'De standen van een maatregel tellen op tot haar totaal. Wat beëindigd is, is de uitkomst; de rest loopt nog.',
      ],
    };
    return stored ? asStored(figure, stored) : figure;
  }

  /** By measure, state and municipality, of the area that is asked for. */
  count(sql: Sql, question: FigureQuestion, year: number): Promise<MeasureCount[]> {
    const { from, until } = schoolYearDays(year);
    return sql.all<MeasureCount>(
      `SELECT q.kind AS "kind", q.state AS "column", q.municipality AS "town", COUNT(*) AS "n"
         FROM (${measuresBegun(from, until)}) q ${whereMunicipality('q.municipality', question, until)}
        GROUP BY q.kind, q.state, q.municipality ORDER BY q.kind, q.state, q.municipality`,
    );
  }
}

/** Each state of the measure, and their total. */
function rowsOf(kind: Measure, { counts, hidden: across }: AreaResult, publication: boolean): FigureRow[] {
  const { machine } = MEASURE_FORMS[kind];
  const states = Object.entries(machine.states);
  const values = states.map(([state]) => counts.get(state) ?? 0);
  const parts = shares(values);
  const ends: readonly string[] = machine.ends;
  const rows = states.map(([state, name], i) => ({
    cells: {
      ...{
        sleutel: `${kind}-${state}`,
        maatregel: NAMES[kind],
        stand: name,
        beeindigd: ends.includes(state) ? 'ja' : 'nee',
      },
      ...{ aantal: values[i]!, percentage: parts[i]! },
    },
  }));
  const total = values.reduce((a, b) => a + b, 0);
  const whole = {
    cells: {
      ...{ sleutel: `${kind}-totaal`, maatregel: NAMES[kind], stand: 'totaal', beeindigd: null },
      ...{ aantal: total, percentage: null },
    },
  };
  if (!publication) return [...rows, whole];
  const names = states.map(([state]) => state);
  const hidden = suppressTable({ rows: names, columns: ['n'], cell: (state) => counts.get(state) ?? 0 });
  const totalHidden = hidden.total || across.has(ROW_TOTAL);
  return [
    ...rows.map((row, i) => {
      if (hidden.rowTotals.has(names[i]!) || across.has(names[i]!)) return withhold(row, ['aantal', 'percentage']);
      return totalHidden ? withhold(row, ['percentage']) : row;
    }),
    totalHidden ? withhold(whole, ['aantal']) : whole,
  ];
}
