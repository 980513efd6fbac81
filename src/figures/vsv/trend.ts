import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { areaName } from '../area';
import { type Figure, type FigureColumn, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { firstDefinedYear, seriesBreaks } from './definition';
import { LiveCounts } from './live-counts';
import { lastYear } from './vsv-figures';
import { areaOf, type Target, TARGET_COLUMN, targetOfArea, targetOfRow, targetsOf } from './targets';
import { besideSchools, vsvFigure } from './vsv-table';
import { countYears, type YearCounts } from './years';

/** School years shown unless told otherwise. */
const YEARS = 5;

const column = (key: string, title: string, type: FigureColumn['type'] = 'tekst'): FigureColumn => ({
  key,
  title,
  type,
});

/** The statistic over the years, with targets beside it and a mark where a year may not be compared with those before. */
@Injectable()
export class VsvTrend {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LiveCounts) private readonly counts: LiveCounts = new LiveCounts(database),
  ) {}

  /**
   * Up to the school year that was asked for, else up to the last one that can be told. `per` regio: a row per year of
   * the area as a whole; otherwise a row per key and year. `notAfter`: by what was stored up to that moment.
   */
  async run(question: FigureQuestion, notAfter?: string): Promise<Figure> {
    const today = this.clock.today();
    const latest = lastYear(today);
    const asked = question.schoolYear ?? latest;
    // a year that is not over is not published: the next count would tell who was added
    const last = question.publication ? Math.min(asked, latest) : asked;
    const first = Math.max(firstDefinedYear(), last - YEARS + 1);
    const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    const count = (one: FigureQuestion) => countYears(this.database.read, this.counts, one, years, today, notAfter);
    const counted = await count(question);
    const beside = besideSchools(question);
    const levels = beside ? await count(beside) : undefined;
    const targets = await targetsOf(this.database.read, question, first, last);
    const whole = question.per === 'regio';
    return {
      soort: 'vsv-trend',
      titel: `Voortijdig schoolverlaters per schooljaar${whole ? '' : ` en ${question.per}`}, ${areaName(question)}`,
      definitie: [...new Set(counted.map(({ definition }) => definition))].join('; '),
      peildatum: years.length > 0 ? (`${last + 1}-10-01` as Figure['peildatum']) : null,
      gegevensdatum: today,
      kolommen: [
        ...(whole
          ? [column('sleutel', 'schooljaar')]
          : [column('sleutel', question.per), column('naam', 'naam'), column('schooljaar', 'schooljaar')]),
        column('stand', 'stand'),
        column('gegevensdatum', 'gegevens van', 'dag'),
        column('deelnemers', 'deelnemers', 'getal'),
        column('vsv', "nieuwe vsv'ers", 'getal'),
        column('percentage', '%', 'percentage'),
        TARGET_COLUMN,
        column('reeksbreuk', 'reeksbreuk'),
      ],
      rijen: whole
        ? counted.map((year) => ofArea(year, question, targets))
        : ofKeys(counted, question, targets, levels),
      totaal: null,
      kenmerken: { gebied: areaName(question) },
      toelichting: [
        'Vastgelegde cijfers gaan voor: definitief, anders voorlopig, anders geteld uit de gegevens van nu.',
        'Een reeksbreuk betekent dat dit jaar niet met de jaren ervoor is te vergelijken.',
        ...(counted.every(({ statusesKnown }) => statusesKnown)
          ? []
          : [
              "Waar geen bestand vsv-status is ingelezen, tellen jongeren van wie dat bestand iets zegt mee als vsv'er.",
            ]),
      ],
    };
  }

  /** The targets of the area as a whole, all levels together, by school year; percentages. */
  async targets(question: FigureQuestion, years: readonly number[]): Promise<Map<number, number>> {
    const { kind, area } = areaOf(question);
    const found = await targetsOf(this.database.read, question, Math.min(...years), Math.max(...years));
    const own = found.filter((one) => one.kind === kind && one.area === area && one.level === '');
    return new Map(own.map(({ year, hundredths }) => [year, hundredths / 100]));
  }
}

const tableOf = (year: YearCounts, question: FigureQuestion, levels?: YearCounts): Figure =>
  vsvFigure(year, year.counts, question, levels?.counts);

/** What is told of a year beside its numbers. */
function facts({ schoolYear, state, dataDay }: YearCounts, { cells }: FigureRow, target: Target | undefined) {
  return {
    ...{ stand: state, gegevensdatum: dataDay },
    ...{ deelnemers: cells['deelnemers'] ?? null, vsv: cells['vsv'] ?? null, percentage: cells['percentage'] ?? null },
    streefcijfer: target ? target.hundredths / 100 : null,
    reeksbreuk: seriesBreaks().find((one) => one.schoolYear === schoolYear)?.reason ?? null,
  };
}

const withheldOf = ({ onderdrukt }: FigureRow) => (onderdrukt ? { onderdrukt } : {});

/** A municipality does not inherit the target of its region. */
function ofArea(year: YearCounts, question: FigureQuestion, targets: readonly Target[]): FigureRow {
  const total = tableOf(year, question).totaal!;
  const target = targetOfArea(targets, question, year.schoolYear);
  return { cells: { sleutel: schoolYearName(year.schoolYear), ...facts(year, total, target) }, ...withheldOf(total) };
}

/** A key without anybody in a year has no row for it. */
function ofKeys(
  counted: readonly YearCounts[],
  question: FigureQuestion,
  targets: readonly Target[],
  levels: readonly YearCounts[] | undefined,
): FigureRow[] {
  const rows = counted.flatMap((year, i) =>
    tableOf(year, question, levels?.[i]).rijen.map((row) => {
      const key = String(row.cells['sleutel']);
      const target = targetOfRow(targets, question, key, year.schoolYear);
      const cells = {
        ...{ sleutel: key, naam: row.cells['naam'] ?? null, schooljaar: schoolYearName(year.schoolYear) },
        ...facts(year, row, target),
      };
      return { cells, ...withheldOf(row) };
    }),
  );
  const order = [...new Set(rows.map(({ cells }) => cells.sleutel))];
  // the order of keys is that of the tables; a key that only later years have comes last
  return rows.sort((a, b) => order.indexOf(a.cells.sleutel) - order.indexOf(b.cells.sleutel));
}
