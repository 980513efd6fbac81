import { Inject, Injectable } from '@nestjs/common';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { areaName } from '../area';
import {
  type Figure,
  type FigureColumn,
  type FigureQuestion,
  type FigureRow,
  percentage,
  schoolYearName,
} from '../figure';
import { isSmall } from '../suppression/suppress';
import { withhold } from '../suppression/suppress-figure';
import { VsvTrend } from '../vsv/trend';
import { lastYear } from '../vsv/vsv-figures';

/** A programme runs for four years. */
const YEARS = 4;
/** The row of what it is all for. */
export const RESULTS_KEY = 'vsv';

interface Row {
  kind: string;
  measure: string;
  year: number;
  title: string;
  aim: string;
  parties: string | null;
  from: Day | null;
  until: Day | null;
  budget: number | null;
  spent: number | null;
  target: number | null;
  reached: number | null;
}

/**
 * The regional programme or the local agreements of one area: four years in one view, youths reached beside targets, and
 * what it is all for, the percentage of early leavers, beside its target.
 */
@Injectable()
export class ProgrammeFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(VsvTrend) private readonly trend: VsvTrend,
  ) {}

  /** The school year that was asked for is the first of the four, else the current one is the last. */
  async run(question: FigureQuestion): Promise<Figure> {
    const { region, municipality } = question;
    const area = municipality ?? region;
    if (area === null) {
      throw new Problem(
        'gebied-ontbreekt',
        'Een programma hoort bij een regio of gemeente: geef --regio CODE of --gemeente CODE.',
      );
    }
    const today = this.clock.today();
    const first = question.schoolYear ?? schoolYearOf(today) - YEARS + 1;
    const years = Array.from({ length: YEARS }, (_, i) => first + i);
    const rows = await this.database.read.all<Row>(
      `SELECT kind AS "kind", measure AS "measure", school_year AS "year", title AS "title", aim AS "aim",
              parties AS "parties", from_date AS "from", until_date AS "until", budget AS "budget", spent AS "spent", target AS "target", reached AS "reached"
         FROM programme_measure WHERE kind = ? AND area = ? AND school_year BETWEEN ? AND ? ORDER BY measure, school_year`,
      [municipality === null ? 'regionaal-programma' : 'lea', area, first, first + YEARS - 1],
    );
    const measures = [...new Set(rows.map(({ measure }) => measure))];
    const rijen = measures.map((measure) =>
      rowOf(
        measure,
        rows.filter((row) => row.measure === measure),
        years,
      ),
    );
    const column = (key: string, title: string, type: FigureColumn['type'] = 'getal') => ({ key, title, type });
    return {
      soort: 'programma',
      titel: `${municipality === null ? 'Regionaal programma' : 'Lokale educatieve agenda'} ${first}-${first + YEARS}, ${areaName(question)}`,
      definitie:
        municipality === null ? 'regionaal programma (WEB art. 9.2.8)' : 'afspraken in de lokale educatieve agenda',
      peildatum: today,
      gegevensdatum: today,
      kolommen: [
        column('sleutel', 'maatregel', 'tekst'),
        column('naam', 'titel', 'tekst'),
        column('doel', 'doel', 'tekst'),
        column('partijen', 'partijen', 'tekst'),
        column('begindatum', 'van', 'dag'),
        column('einddatum', 'tot en met', 'dag'),
        ...years.flatMap((year) => [
          column(`doel${year}`, `doel ${schoolYearName(year)}`),
          column(`bereikt${year}`, `bereikt ${schoolYearName(year)}`),
        ]),
        column('percentage', '% van het doel', 'percentage'),
        column('budget', 'budget in euro'),
        column('besteed', 'besteed in euro'),
      ],
      rijen: [
        ...(question.publication ? rijen.map((row) => published(row, years)) : rijen),
        ...(await this.results(question, years)),
      ],
      totaal: null,
      kenmerken: { vanSchooljaar: first, totSchooljaar: first + YEARS - 1 },
      toelichting: [
        'Het percentage telt alleen jaren waarvan doel en bereik allebei bekend zijn.',
        "De rij van de vsv'ers toont procenten: het streefcijfer als doel, en wat het werd in de statistiek. Daar is minder beter.",
      ],
    };
  }

  /** Early leavers beside their targets; nothing where there is neither a target nor anybody to count. */
  private async results(question: FigureQuestion, years: readonly number[]): Promise<FigureRow[]> {
    const until = Math.min(years.at(-1)!, lastYear(this.clock.today()));
    const { rijen } = await this.trend.run({ ...question, per: 'regio', schoolYear: until });
    const known = new Map(rijen.map((row) => [String(row.cells['sleutel']), row]));
    const targets = await this.trend.targets(question, years);
    const cells: FigureRow['cells'] = { sleutel: RESULTS_KEY, naam: "Nieuwe vsv'ers in procent van de deelnemers" };
    const hidden: string[] = [];
    for (const year of years) {
      const row = known.get(schoolYearName(year));
      const counted = row !== undefined && row.cells['deelnemers'] !== 0;
      cells[`doel${year}`] = targets.get(year) ?? null;
      cells[`bereikt${year}`] = counted ? (row.cells['percentage'] ?? null) : null;
      if (row?.onderdrukt?.includes('percentage')) hidden.push(`bereikt${year}`);
    }
    const empty = years.every((year) => (cells[`doel${year}`] ?? cells[`bereikt${year}`]) === null);
    if (empty && hidden.length === 0) return [];
    const all = {
      ...{ ...cells, doel: null, partijen: null, begindatum: null, einddatum: null },
      ...{ percentage: null, budget: null, besteed: null },
    };
    return [hidden.length > 0 ? { cells: all, onderdrukt: hidden } : { cells: all }];
  }
}

/** For the public: few youths reached are withheld, and the percentage that they would follow from. */
function published(row: FigureRow, years: readonly number[]): FigureRow {
  const few = years.map((year) => `bereikt${year}`).filter((key) => isSmall(Number(row.cells[key] ?? 0)));
  return few.length === 0 ? row : withhold(row, [...few, 'percentage']);
}

function rowOf(measure: string, rows: readonly Row[], years: readonly number[]): FigureRow {
  const last = rows.at(-1)!;
  const sum = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
  };
  const euros = (cents: number | null) => (cents === null ? null : cents / 100);
  const both = rows.filter(({ target, reached }) => target !== null && reached !== null);
  const target = sum(both.map((row) => row.target));
  const perYear = years.flatMap((year) => {
    const own = rows.find((row) => row.year === year);
    return [[`doel${year}`, own?.target ?? null] as const, [`bereikt${year}`, own?.reached ?? null] as const];
  });
  return {
    cells: {
      ...{ sleutel: measure, naam: last.title, doel: last.aim, partijen: last.parties },
      // the first day and the last that any of its years tells
      begindatum: rows.flatMap(({ from }) => from ?? []).sort()[0] ?? null,
      einddatum:
        rows
          .flatMap(({ until }) => until ?? [])
          .sort()
          .at(-1) ?? null,
      ...Object.fromEntries(perYear),
      percentage: target === null ? null : percentage(sum(both.map((row) => row.reached))!, target),
      budget: euros(sum(rows.map((row) => row.budget))),
      besteed: euros(sum(rows.map((row) => row.spent))),
    },
  };
}
