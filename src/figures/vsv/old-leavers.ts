import { Inject, Injectable } from '@nestjs/common';
import { fromNumber, numberOf, toNumber, yearOf, type Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { CalendarBook } from '../../registry/calendars';
import { regionOf } from '../../registry/facts';
import { loadFacts } from '../../registry/pupil-facts';
import { areaName, askedMunicipalities } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName, UNKNOWN } from '../figure';
import { keyName } from '../key-names';
import { LARGEST_SMALL } from '../suppression/suppress';
import { suppressTable } from '../suppression/tables';
import { withhold } from '../suppression/suppress-figure';
import { personalVsv } from './personal';
import { referenceDays } from './steps';
import { lastYear } from './vsv-figures';

const BATCH = 500;
/** All that decides who is one. */
export const OLD_LEAVER_TABLES = [
  ...['pupil', 'enrolment', 'residence', 'diploma', 'exemption'],
  ...['calendar_period', 'calendar_version', 'school_location'],
] as const;
/** School years kept. */
const MOST_YEARS = 6;

/**
 * Old early leavers: who already was one before the first 1 October and still is on the second (domain.md 5), by the
 * definition of the person. Counted where they live on the second date. Where the database can tell at once that nothing
 * has changed, a school year is not counted again.
 */
@Injectable()
export class OldLeavers {
  /** by school year: of everywhere */
  private readonly known = new Map<number, { version: string; counts: ReadonlyMap<string, number> }>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async run(question: FigureQuestion): Promise<Figure> {
    const schoolYear = question.schoolYear ?? lastYear(this.clock.today());
    const { start, end } = referenceDays(schoolYear);
    const perMunicipality = await this.of(schoolYear, askedMunicipalities(question, end));
    const counts = new Map<string, number>();
    for (const [code, n] of perMunicipality) {
      const key = question.per === 'gemeente' || code === UNKNOWN ? code : (regionOf(code, end) ?? UNKNOWN);
      counts.set(key, (counts.get(key) ?? 0) + n);
    }
    const keys = [...counts.keys()].sort((a, b) => Number(a === UNKNOWN) - Number(b === UNKNOWN) || (a < b ? -1 : 1));
    const rijen = keys.map((key): FigureRow => ({
      cells: { sleutel: key, naam: keyName(question.per, key), oudVsv: counts.get(key)! },
    }));
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    return {
      soort: 'oud-vsv',
      titel: `Oud-voortijdig schoolverlaters op ${end}, ${areaName(question)}`,
      definitie: 'persoon zonder startkwalificatie en zonder onderwijs (WEB art. 9.2.1), op beide peildatums',
      peildatum: end,
      gegevensdatum: this.clock.today(),
      kolommen: [
        { key: 'sleutel', title: question.per, type: 'tekst' },
        { key: 'naam', title: 'naam', type: 'tekst' },
        { key: 'oudVsv', title: "oud-vsv'ers", type: 'getal' },
      ],
      ...(question.publication
        ? published(rijen, perMunicipality, question, end, total)
        : { rijen, totaal: totalRow(total) }),
      kenmerken: { schooljaar: schoolYear, gebied: areaName(question) },
      toelichting: [
        `Al vsv'er op ${start} (schooljaar ${schoolYearName(schoolYear)}) en nog steeds op ${end}.`,
        "Dit is de definitie van de persoon. Nieuwe vsv'ers staan in de statistiek: cijfers vsv.",
      ],
    };
  }

  /** By municipality, of those that were asked for. */
  private async of(schoolYear: number, asked: readonly string[] | null): Promise<ReadonlyMap<string, number>> {
    const version = this.database.versionOf(OLD_LEAVER_TABLES);
    if (version === null) return this.count(schoolYear, asked);
    const known = this.known.get(schoolYear);
    const counts = known?.version === version ? known.counts : await this.count(schoolYear, null);
    if (!known && this.known.size >= MOST_YEARS) this.known.clear();
    this.known.set(schoolYear, { version, counts });
    return asked === null ? counts : new Map([...counts].filter(([code]) => asked.includes(code)));
  }

  /** Candidates are found in SQL, the law decides: everyone of the age who was enrolled on neither date. */
  private async count(schoolYear: number, asked: readonly string[] | null): Promise<Map<string, number>> {
    const { start, end } = referenceDays(schoolYear);
    const sql = this.database.read;
    const calendars = await this.calendarBook.open(sql);
    const limit = this.parameters.at(toNumber(end)).ageLimit;
    const rows = sql.stream<{ id: string }>(
      `SELECT p.id FROM pupil p WHERE p.birth_date > ? AND p.birth_date < ?
        AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = p.id AND e.from_date <= ?
                         AND (e.until_date IS NULL OR e.until_date >= ?))
        AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = p.id AND e.from_date <= ?
                         AND (e.until_date IS NULL OR e.until_date >= ?)) ORDER BY p.id`,
      [...[fromNumber(numberOf(yearOf(end) - limit, 10, 1)), start], ...[start, start, end, end]],
    );
    const counts = new Map<string, number>();
    const judge = async (ids: string[]) => {
      for (const facts of (await loadFacts(sql, ids)).values()) {
        const home = facts.residences.findLast(({ from }) => from === null || from <= end)?.municipality ?? null;
        if (asked !== null && (home === null || !asked.includes(home))) continue;
        const calendar = calendars.ofMunicipality(home ?? facts.residences[0]?.municipality ?? '0363');
        const leaver = (day: Day) => personalVsv(facts, day, calendar, this.parameters) !== null;
        if (leaver(start) && leaver(end)) counts.set(home ?? UNKNOWN, (counts.get(home ?? UNKNOWN) ?? 0) + 1);
      }
    };
    let batch: string[] = [];
    for await (const { id } of rows) {
      if (batch.push(id) < BATCH) continue;
      await judge(batch);
      batch = [];
    }
    if (batch.length > 0) await judge(batch);
    return counts;
  }
}

const totalRow = (n: number): FigureRow => ({ cells: { sleutel: 'totaal', naam: null, oudVsv: n } });

function published(
  rijen: FigureRow[],
  perMunicipality: ReadonlyMap<string, number>,
  question: FigureQuestion,
  end: Day,
  total: number,
): Pick<Figure, 'rijen' | 'totaal'> {
  const hidden = suppressTable({
    rows: [...perMunicipality.keys()],
    columns: ['oudVsv'],
    cell: (code) => perMunicipality.get(code)!,
    groupOf: (code) => (code === UNKNOWN ? UNKNOWN : (regionOf(code, end) ?? UNKNOWN)),
  });
  const byRow = question.per === 'gemeente' ? hidden.rowTotals : hidden.groupTotals;
  const small = total >= 1 && total <= LARGEST_SMALL;
  return {
    rijen: rijen.map((row) => (byRow.has(String(row.cells['sleutel'])) ? withhold(row, ['oudVsv']) : row)),
    totaal: small || hidden.total ? withhold(totalRow(total), ['oudVsv']) : totalRow(total),
  };
}
