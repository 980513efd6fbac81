import { Inject, Injectable } from '@nestjs/common';
import { addMonths, type Day, schoolYearOf, toNumber } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { areaName, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { type AreaResult, everywhere, inArea, ROW_TOTAL, type TownCount } from '../suppression/across-areas';
import { lastClosedDay, requireClosed } from '../suppression/closed-period';
import { isSmall } from '../suppression/suppress';
import { withhold } from '../suppression/suppress-figure';
import { schoolYearDays } from '../telling/telling-sql';
import { firstTalks, managementEvents } from './management-sql';

const COUNTED = [
  ['signalen', 'signalen'],
  ['meldingen', 'meldingen'],
  ['meldingenAfgesloten', 'meldingen afgesloten'],
  ['dossiersGeopend', 'dossiers geopend'],
  ['dossiersGesloten', 'dossiers gesloten'],
  ['termijnenGehaald', 'termijnen gehaald'],
  ['termijnenTeLaat', 'termijnen te laat'],
  ['eersteGesprekken', 'eerste gesprekken'],
] as const;
const KEYS: readonly string[] = COUNTED.map(([key]) => key);

/** Signals, meldingen, dossiers, terms and the time to the first talk, month by month through a school year. */
@Injectable()
export class ManagementFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of the school year that was asked for, else of the current one; for a publication only the months that are over. */
  async run(question: FigureQuestion): Promise<Figure> {
    const today = this.clock.today();
    const closed = lastClosedDay(today);
    const year = question.schoolYear ?? schoolYearOf(question.publication ? closed : today);
    if (question.publication) requireClosed(year, today, 'een maand');
    const { from, until } = schoolYearDays(year);
    const last = question.publication ? closed : today;
    const months = Array.from({ length: 12 }, (_, i) => addMonths(from, i))
      .filter((first) => !question.publication || first <= closed)
      .map((first) => first.slice(0, 7));
    const rows = (await this.rows(question, from, until)).filter(({ column }) => months.includes(column));
    const counts = new Map(KEYS.map((kind) => [kind, inArea(rows, kind, question, until, { oneByOne: true })]));
    const days = await this.daysToTalk(question, from, until);
    const row = (key: string, wanted: readonly string[]): FigureRow => ({
      cells: {
        sleutel: key,
        ...Object.fromEntries(
          KEYS.map((kind) => [
            kind,
            wanted.reduce((sum, month) => sum + (counts.get(kind)!.counts.get(month) ?? 0), 0),
          ]),
        ),
        dagenTotGesprek: average(wanted.flatMap((month) => days.get(month) ?? [])),
      },
    });
    const figure: Figure = {
      soort: 'management',
      titel: `Werk per maand ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: 'aantallen in de maand waarin het gebeurde; een signaal in de maand waarin de grens is bereikt',
      peildatum: until < last ? until : last,
      gegevensdatum: today,
      kolommen: [
        { key: 'sleutel', title: 'maand', type: 'tekst' },
        ...COUNTED.map(([key, title]) => ({ key, title, type: 'getal' as const })),
        {
          ...{ key: 'dagenTotGesprek', title: 'gemiddeld aantal dagen van signaal tot eerste gesprek' },
          ...{ type: 'getal', emptyWhereNone: true },
        },
      ],
      rijen: months.map((month) => row(month, [month])),
      totaal: row('totaal', months),
      kenmerken: { schooljaar: year, gebied: areaName(question) },
      toelichting: [
        ...(question.publication && closed < until
          ? ['Het totaal is te publiceren als het schooljaar voorbij is.']
          : []),
        'Dagen tot het eerste gesprek: van de dag waarop een signaal het dossier opende of heropende tot de dag van het gesprek, in de maand van het gesprek; leeg waar er geen was.',
      ],
    };
    return question.publication ? published(figure, counts, closed < until) : figure;
  }

  private rows(question: FigureQuestion, from: Day, until: Day): Promise<(TownCount & { kind: string })[]> {
    const where = whereMunicipality('q.municipality', everywhere(question), until);
    return this.database.read.all(
      `SELECT q.kind AS "kind", q.month AS "column", q.municipality AS "town", COUNT(*) AS "n"
         FROM (${managementEvents(from, until)}) q ${where} GROUP BY q.kind, q.month, q.municipality`,
    );
  }

  /** Calendar days of each first talk, by month of the talk. */
  private async daysToTalk(question: FigureQuestion, from: Day, until: Day): Promise<Map<string, number[]>> {
    const where = whereMunicipality('q.municipality', question, until);
    const found = new Map<string, number[]>();
    const rows = this.database.read.stream<{ began: Day; held: Day }>(
      `SELECT q."began", q."held" FROM (${firstTalks(from, until)}) q ${where}`,
    );
    for await (const { began, held } of rows) {
      const month = held.slice(0, 7);
      found.set(month, [...(found.get(month) ?? []), toNumber(held) - toNumber(began)]);
    }
    return found;
  }
}

/** With one decimal; null where there is nothing. */
function average(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((10 * values.reduce((a, b) => a + b, 0)) / values.length) / 10;
}

/**
 * Each column is a series of its own that adds up to its total; that comes when the year is over, since a total that grows
 * by a month that is withheld would tell it.
 */
function published(figure: Figure, across: ReadonlyMap<string, AreaResult>, running: boolean): Figure {
  /** `month` null: the total of all */
  const keysOf = (row: FigureRow, month: string | null) => {
    const hidden = KEYS.filter(
      (key) =>
        isSmall(Number(row.cells[key])) ||
        (month === null && running) ||
        across.get(key)!.hidden.has(month ?? ROW_TOTAL),
    );
    return hidden.includes('eersteGesprekken') ? [...hidden, 'dagenTotGesprek'] : hidden;
  };
  return {
    ...figure,
    rijen: figure.rijen.map((row) => withhold(row, keysOf(row, String(row.cells['sleutel'])))),
    totaal: figure.totaal && withhold(figure.totaal, keysOf(figure.totaal, null)),
  };
}
