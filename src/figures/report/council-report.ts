import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { areaName } from '../area';
import { barChart, type Chart } from '../charts/bar-chart';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { MeasureFigures } from '../management/measures';
import { requireClosed } from '../suppression/closed-period';
import { StoredAnswers, type StoredReport } from '../stored/stored-answers';
import { TELLING_CELLS, type TellingCell } from '../telling/cells';
import { storedTelling } from '../telling/stored-telling';
import { TellingFigures } from '../telling/telling';
import { TELLING_COLUMNS, tellingFigure, type TellingYear } from '../telling/telling-table';
import { schoolYearDays } from '../telling/telling-sql';
import { HomeFigures } from '../thuiszitters/home-figures';
import { firstDefinedYear } from '../vsv/definition';
import { VsvTrend } from '../vsv/trend';
import type { Report } from './report';
import { conclusions, howItWasMade, introduction, TERMS } from './report-text';

/** The year itself and the years it is compared with. */
const YEARS = 3;
const CHARTED: readonly TellingCell[] = ['relatief', 'luxe', 'absoluut'];

/**
 * The report of the college to the council on the last closed school year, before 1 October (LPW 25). It is public:
 * small numbers are always withheld.
 */
@Injectable()
export class CouncilReport {
  constructor(
    @Inject(TellingFigures) private readonly telling: TellingFigures,
    @Inject(HomeFigures) private readonly home: HomeFigures,
    @Inject(VsvTrend) private readonly vsv: VsvTrend,
    @Inject(MeasureFigures) private readonly measures: MeasureFigures,
    @Inject(StoredAnswers) private readonly stored: StoredAnswers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Each part and each year as it was last stored, where it was; `snapshot`: id of a part, all as it was stored then.
   * Throws a Problem where no municipality or region is asked for, or a school year that is not over.
   */
  async run(asked: FigureQuestion, snapshot?: string): Promise<Report> {
    if (asked.municipality === null && asked.region === null) {
      throw new Problem(
        'gebied-ontbreekt',
        'Een jaarverslag gaat over één gemeente: geef --gemeente CODE (of --regio CODE).',
      );
    }
    const stored = await this.stored.ofReport((one) => reportYears(one ?? this.telling.yearOf(asked)), snapshot);
    const year = stored.year ?? this.telling.yearOf(asked);
    const question: FigureQuestion = { ...asked, schoolYear: year, publication: true };
    const today = this.clock.today();
    requireClosed(year, today);
    const tables = await this.tables(question, reportYears(year), stored);
    const own = tables.get(year)!;
    const comparison = compare(tables, question, year);
    const home = await this.home.run(question, undefined, stored.of('thuiszitters', year));
    const measures = await this.measures.run(question, stored.of('maatregelen', year));
    // the count on 1 October after this school year comes too late for a report that is due before it
    const leavers =
      year > firstDefinedYear()
        ? await this.vsv.run({ ...question, schoolYear: year - 1, per: 'regio' }, stored.notAfter)
        : null;
    return {
      soort: 'jaarverslag',
      titel: `Jaarverslag leerplicht ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: own.definitie,
      peildatum: schoolYearDays(year).until,
      gegevensdatum: own.gegevensdatum,
      delen: [
        { titel: 'Inleiding', alineas: introduction(question, year), figuur: null, grafiek: null },
        { titel: 'In het kort', alineas: conclusions(own, comparison, home), figuur: null, grafiek: null },
        { titel: 'De telling', alineas: [], figuur: own, grafiek: await byEducation(own, question) },
        {
          titel: 'Vergeleken met eerdere jaren',
          alineas: [],
          figuur: comparison,
          grafiek: await overYears(tables, question),
        },
        { titel: 'Thuiszitters', alineas: [], figuur: home, grafiek: null },
        { titel: 'Maatregelen en hun uitkomst', alineas: [], figuur: measures, grafiek: null },
        {
          titel: 'Voortijdig schoolverlaten',
          alineas: leavers ? [] : ['Voor dit jaar is er geen definitie.'],
          figuur: leavers,
          grafiek: leavers && (await ofLeavers(leavers)),
        },
        { titel: 'Hoe dit verslag is gemaakt', alineas: howItWasMade(own, today), figuur: null, grafiek: null },
      ],
      begrippen: TERMS,
    };
  }

  /** The telling of each year, in their order: as it was stored, else counted now. */
  private async tables(
    question: FigureQuestion,
    years: readonly number[],
    stored: StoredReport,
  ): Promise<Map<number, Figure>> {
    const live = years.filter((one) => !stored.of('telling', one));
    const counted = live.length > 0 ? await this.telling.countYears(question, live) : new Map<number, TellingYear>();
    const today = this.clock.today();
    return new Map(
      years.map((one) => {
        const kept = stored.of('telling', one);
        const own = { ...question, schoolYear: one };
        return [one, kept ? storedTelling(kept, own) : tellingFigure(counted.get(one)!, own, one, today)] as const;
      }),
    );
  }
}

const reportYears = (year: number): number[] => Array.from({ length: YEARS }, (_, i) => year - YEARS + 1 + i);

const nameOf = (cell: TellingCell): string => TELLING_CELLS.find(({ key }) => key === cell)!.name.split(':')[0]!;

export const rowOf = (figure: Figure, cell: string): FigureRow =>
  figure.rijen.find(({ cells }) => cells['sleutel'] === cell)!;

/** The totals of each year beside each other; what is withheld in a year's own table is withheld here. */
function compare(tables: ReadonlyMap<number, Figure>, question: FigureQuestion, year: number): Figure {
  const years = [...tables.keys()];
  const { definitie, gegevensdatum, peildatum } = tables.get(year)!;
  return {
    ...{ soort: 'vergelijking', definitie, peildatum, gegevensdatum, totaal: null },
    titel: `Leerplichttelling per schooljaar, ${areaName(question)}`,
    kolommen: [
      { key: 'sleutel', title: 'cel', type: 'tekst' },
      { key: 'naam', title: 'omschrijving', type: 'tekst' },
      ...years.map((one) => ({ key: String(one), title: schoolYearName(one), type: 'getal' as const })),
    ],
    rijen: TELLING_CELLS.map(({ key, name }) => {
      const perYear = years.map((one) => [String(one), rowOf(tables.get(one)!, key)] as const);
      return {
        cells: {
          sleutel: key,
          naam: name,
          ...Object.fromEntries(perYear.map(([one, row]) => [one, row.cells['totaal'] ?? null])),
        },
        onderdrukt: perYear.flatMap(([one, row]) => (row.onderdrukt?.includes('totaal') ? [one] : [])),
      };
    }),
    kenmerken: {},
    toelichting: ['Een leerling telt per schooljaar en cel één keer.', ...whereFrom(tables)],
  };
}

/** Which of the years are as they were stored, and which were counted now; nothing where none was stored. */
function whereFrom(tables: ReadonlyMap<number, Figure>): string[] {
  if (![...tables.values()].some(({ kenmerken }) => 'vastlegging' in kenmerken)) return [];
  return [...tables].map(([one, { kenmerken, gegevensdatum }]) => {
    const how = 'vastlegging' in kenmerken ? 'zoals vastgelegd op' : 'niet vastgelegd, geteld op';
    return `Schooljaar ${schoolYearName(one)}: ${how} ${gegevensdatum}.`;
  });
}

/** Pupils reported by kind of education; a kind without anybody is left out, what is withheld is no bar. */
function byEducation(telling: Figure, question: FigureQuestion): Promise<Chart> {
  const rows = CHARTED.map((cell) => rowOf(telling, cell));
  const shown = TELLING_COLUMNS.filter((column) => rows.some(({ cells }) => cells[column] !== 0));
  return barChart(
    `Leerlingen per onderwijssoort, ${areaName(question)}`,
    shown,
    rows.map(({ cells }, i) => ({
      name: nameOf(CHARTED[i]!),
      values: shown.map((column) => (cells[column] ?? null) as number | null),
    })),
  );
}

function overYears(tables: ReadonlyMap<number, Figure>, question: FigureQuestion): Promise<Chart> {
  const years = [...tables.keys()];
  const valueOf = (one: number, cell: TellingCell) => rowOf(tables.get(one)!, cell).cells['totaal'] as number | null;
  return barChart(
    `Leerlingen per schooljaar, ${areaName(question)}`,
    years.map(schoolYearName),
    CHARTED.map((cell) => ({ name: nameOf(cell), values: years.map((one) => valueOf(one, cell)) })),
  );
}

/** Percentages of early leavers beside their targets, where there are any. */
function ofLeavers({ rijen }: Figure): Promise<Chart> {
  const of = (key: string) => rijen.map(({ cells }) => (cells[key] ?? null) as number | null);
  const target = of('streefcijfer');
  return barChart(
    "Percentage nieuwe vsv'ers per schooljaar",
    rijen.map(({ cells }) => String(cells['sleutel'])),
    [
      { name: "nieuwe vsv'ers", values: of('percentage') },
      ...(target.some((value) => value !== null) ? [{ name: 'streefcijfer', values: target }] : []),
    ],
  );
}
