import { Inject, Injectable } from '@nestjs/common';
import { addMonths, type Day, schoolYearOf, toNumber } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { areaName, askedMunicipalities, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { asStored, type Stored } from '../stored/stored';
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

export const MANAGEMENT_DEFINITION =
  'aantallen in de maand waarin het gebeurde; een signaal in de maand waarin de grens is bereikt';

/** How often something of a kind happened in a month (`column`) and municipality. */
type EventCount = TownCount & { kind: string };

/** The first talks of a month and municipality: how many, and the calendar days to all of them together. */
interface TalkCount {
  month: string;
  town: string | null;
  n: number;
  days: number;
}

export interface ManagementCounts {
  events: EventCount[];
  talks: TalkCount[];
}

/** Signals, meldingen, dossiers, terms and the time to the first talk, month by month through a school year. */
@Injectable()
export class ManagementFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of the school year that was asked for, else of the current one; for a publication only the months that are over.
   * `stored`: what was stored of a year, to be shown instead.
   */
  async run(question: FigureQuestion, stored?: Stored<ManagementCounts>): Promise<Figure> {
    const today = stored?.dataDay ?? this.clock.today();
    const closed = lastClosedDay(today);
    const year = stored?.schoolYear ?? question.schoolYear ?? schoolYearOf(question.publication ? closed : today);
    if (question.publication) requireClosed(year, today, 'een maand');
    const { from, until } = schoolYearDays(year);
    const { events, talks } = stored?.counts ?? (await this.count(this.database.read, everywhere(question), year));
    const last = question.publication ? closed : today;
    const months = Array.from({ length: 12 }, (_, i) => addMonths(from, i))
      .filter((first) => !question.publication || first <= closed)
      .map((first) => first.slice(0, 7));
    const rows = events.filter(({ column }) => months.includes(column));
    const counts = new Map(KEYS.map((kind) => [kind, inArea(rows, kind, question, until, { oneByOne: true })]));
    const asked = askedMunicipalities(question, until);
    const own = talks.filter(({ town }) => asked === null || (town !== null && asked.includes(town)));
    const row = (key: string, wanted: readonly string[]): FigureRow => ({
      cells: {
        sleutel: key,
        ...Object.fromEntries(
          KEYS.map((kind) => [
            kind,
            wanted.reduce((sum, month) => sum + (counts.get(kind)!.counts.get(month) ?? 0), 0),
          ]),
        ),
        dagenTotGesprek: average(own.filter(({ month }) => wanted.includes(month))),
      },
    });
    const figure: Figure = {
      soort: 'management',
      titel: `Werk per maand ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: stored?.definition ?? MANAGEMENT_DEFINITION,
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
    const shown = question.publication ? published(figure, counts, closed < until) : figure;
    return stored ? asStored(shown, stored) : shown;
  }

  /** By month and municipality, of the area that is asked for. */
  async count(sql: Sql, question: FigureQuestion, year: number): Promise<ManagementCounts> {
    const { from, until } = schoolYearDays(year);
    const where = whereMunicipality('q.municipality', question, until);
    const events = await sql.all<EventCount>(
      `SELECT q.kind AS "kind", q.month AS "column", q.municipality AS "town", COUNT(*) AS "n"
         FROM (${managementEvents(from, until)}) q ${where} GROUP BY q.kind, q.month, q.municipality
        ORDER BY q.kind, q.month, q.municipality`,
    );
    const talks = new Map<string, TalkCount>();
    const rows = sql.stream<{ began: Day; held: Day; town: string | null }>(
      `SELECT q."began", q."held", q.municipality AS "town" FROM (${firstTalks(from, until)}) q ${where}`,
    );
    for await (const { began, held, town } of rows) {
      const month = held.slice(0, 7);
      const key = `${month}|${town ?? ''}`;
      const own = talks.get(key) ?? { month, town, n: 0, days: 0 };
      talks.set(key, { ...own, n: own.n + 1, days: own.days + toNumber(held) - toNumber(began) });
    }
    return { events, talks: [...talks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, talk]) => talk) };
  }
}

/** With one decimal; null where there is nothing. */
function average(talks: readonly TalkCount[]): number | null {
  const n = talks.reduce((sum, one) => sum + one.n, 0);
  return n === 0 ? null : Math.round((10 * talks.reduce((sum, { days }) => sum + days, 0)) / n) / 10;
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
