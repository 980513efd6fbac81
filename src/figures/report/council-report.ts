import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { areaName } from '../area';
import { barChart } from '../charts/bar-chart';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { suppressRows } from '../suppression/suppress-figure';
import { TELLING_CELLS, type TellingCell } from '../telling/cells';
import { TELLING_COLUMNS, TellingFigures, tellingTable } from '../telling/telling';
import { schoolYearDays } from '../telling/telling-sql';
import { HomeFigures } from '../thuiszitters/home-figures';
import { firstDefinedYear } from '../vsv/definition';
import { VsvFigures } from '../vsv/vsv-figures';
import type { Report } from './report';
import { conclusions, introduction, TERMS } from './report-text';

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
    @Inject(VsvFigures) private readonly vsv: VsvFigures,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem where no municipality or region is asked for. */
  async run(asked: FigureQuestion): Promise<Report> {
    if (asked.municipality === null && asked.region === null) {
      throw new Problem(
        'gebied-ontbreekt',
        'Een jaarverslag gaat over één gemeente: geef --gemeente CODE (of --regio CODE).',
      );
    }
    const year = this.telling.yearOf(asked);
    const question: FigureQuestion = { ...asked, schoolYear: year, publication: true };
    const today = this.clock.today();
    const years = Array.from({ length: YEARS }, (_, i) => year - YEARS + 1 + i);
    const tables = new Map<number, Figure>();
    for (const one of years) tables.set(one, await this.tellingOf({ ...question, schoolYear: one }, one));
    const own = tables.get(year)!;
    const comparison = compare(tables, question, year);
    const home = await this.home.run(question);
    // on 1 October after this school year: too late for a report that is due before it
    const vsv =
      year > firstDefinedYear() ? await this.vsv.run({ ...question, schoolYear: year - 1, per: 'regio' }) : null;
    const valueOf = (one: number, cell: TellingCell) => rowOf(tables.get(one)!, cell).cells['totaal'] as number | null;
    const chart = await barChart(
      `Leerlingen per schooljaar, ${areaName(question)}`,
      years.map(schoolYearName),
      CHARTED.map((cell) => ({ name: nameOf(cell), values: years.map((one) => valueOf(one, cell)) })),
    );
    return {
      soort: 'jaarverslag',
      titel: `Jaarverslag leerplicht ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: own.definitie,
      peildatum: schoolYearDays(year).until,
      gegevensdatum: today,
      delen: [
        { titel: 'Inleiding', alineas: introduction(question, year), figuur: null, grafiek: null },
        { titel: 'In het kort', alineas: conclusions(own, comparison, home), figuur: null, grafiek: null },
        { titel: 'De telling', alineas: [], figuur: own, grafiek: null },
        { titel: 'Vergeleken met eerdere jaren', alineas: [], figuur: comparison, grafiek: chart },
        { titel: 'Thuiszitters', alineas: [], figuur: home, grafiek: null },
        {
          titel: 'Voortijdig schoolverlaten',
          alineas: vsv ? [] : ['Voor dit jaar is er geen definitie.'],
          figuur: vsv && totalOnly(vsv),
          grafiek: null,
        },
      ],
      begrippen: TERMS,
    };
  }

  private async tellingOf(question: FigureQuestion, year: number): Promise<Figure> {
    const counts = await this.telling.count(question, year);
    return suppressRows(tellingTable(counts, question, year, this.clock.today()), TELLING_COLUMNS, 'totaal');
  }
}

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
    toelichting: ['Een leerling telt per schooljaar en cel één keer.'],
  };
}

/** Of a municipality only the total is shown: its region has others in it. */
function totalOnly(vsv: Figure): Figure {
  return { ...vsv, rijen: [], soort: 'vsv' };
}
