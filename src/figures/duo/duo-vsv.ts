import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { type Figure, type FigureQuestion, percentage, schoolYearName, UNKNOWN } from '../figure';
import { keyName } from '../key-names';
import { type FineRow, publishLeavers, publishSplit } from '../suppression/publish-leavers';
import { SplitGuard, type SplitPart } from '../suppression/split-guard';
import { isSmall } from '../suppression/suppress';
import { silenced } from '../vsv/publish-levels';
import { referenceDay } from './duo-delivery';
import { type ChosenDeliveries, chooseDeliveries } from './chosen-deliveries';
import { type DuoPlace, isByArea, ofEverywhere, placeKey, placesOf } from './duo-places';
import { condition, keyColumn, onePerPerson } from './duo-rows';

interface People {
  people: number;
  leavers: number;
}
interface Counted extends People {
  key: string | null;
}
type CountedPlace = DuoPlace & People;
type CountedSplit = CountedPlace & Counted;

/** Early leavers as DUO delivered them: counted from its starting population and its new early leavers. */
@Injectable()
export class DuoVsvFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem where no delivery of that school year is in. */
  async run(question: FigureQuestion): Promise<Figure> {
    const sql = this.database.read;
    const chosen = await chooseDeliveries(sql, question.schoolYear);
    const rows = await countRows(sql, chosen, question);
    const outside = await countOutside(sql, chosen, question);
    const { schoolYear, state } = chosen;
    const year = schoolYear === null ? 'schooljaar onbekend' : `schooljaar ${schoolYearName(schoolYear)}`;
    const people = rows.reduce((sum, row) => sum + row.people, 0);
    const leavers = rows.reduce((sum, row) => sum + row.leavers, 0);
    const figure: Figure = {
      soort: 'duo-vsv',
      titel: `Voortijdig schoolverlaters volgens DUO, ${year}, ${state}`,
      definitie: `DUO ${state}, ${year}: nieuwe vsv'ers (NenR) in de startpopulatie (NRSP)`,
      peildatum: referenceDay(schoolYear),
      gegevensdatum: this.clock.today(),
      kolommen: [
        { key: 'sleutel', title: question.per, type: 'tekst' },
        { key: 'naam', title: 'naam', type: 'tekst' },
        { key: 'deelnemers', title: 'deelnemers', type: 'getal' },
        { key: 'vsv', title: 'vsv', type: 'getal' },
        { key: 'percentage', title: '%', type: 'percentage' },
      ],
      rijen: rows.map(({ key, people, leavers }) => ({
        cells: {
          sleutel: key ?? UNKNOWN,
          naam: keyName(question.per, key),
          deelnemers: people,
          vsv: leavers,
          percentage: percentage(leavers, people),
        },
      })),
      totaal: {
        cells: {
          sleutel: 'totaal',
          naam: null,
          deelnemers: people,
          vsv: leavers,
          percentage: percentage(leavers, people),
        },
      },
      kenmerken: { buitenStartpopulatie: outside, leveringen: chosen.all.join(', ') },
      toelichting: [
        'Deelnemers zijn de personen in de startpopulatie van DUO, elk één keer.',
        "Een vsv'er telt bij de kenmerken die DUO in de startpopulatie aan die persoon geeft.",
        `Buiten de startpopulatie: ${outside} van de nieuwe vsv'ers staan niet in de startpopulatie en tellen niet mee in vsv.`,
      ],
    };
    if (!question.publication) return figure;
    const places = await countPlaces(sql, chosen, question);
    const split = isByArea(question.per) || question.per === 'school' ? null : await countSplit(sql, chosen, question);
    return publish(figure, { rows, places, split }, question);
  }
}

interface Counts {
  rows: readonly Counted[];
  places: readonly CountedPlace[];
  /** of everywhere, where a distribution of one area lies beside the same of others */
  split: readonly CountedSplit[] | null;
}

/**
 * Regions and municipalities lie side by side, and are asked for one by one: one withholding for all, and for levels and
 * routes of each. Schools, of whole regions alone, are guarded by themselves. Nothing is shown where the total of the area
 * may not be.
 */
function publish(figure: Figure, { rows, places, split }: Counts, question: FigureQuestion): Figure {
  const parts = placesOf(places, question);
  const fine = places.map((one): FineRow => ({
    ...{ key: placeKey(one), group: one.region ?? UNKNOWN, participants: one.people, leavers: one.leavers },
  }));
  const areas = publishLeavers(figure, fine, 'rows', parts);
  const published = split ? publishSplit(figure, guardOf(split), parts(null), 'columns') : publishRows(figure, rows);
  const told = onlyOfEverything(isByArea(question.per) ? areas : published, question);
  return areas.totaal?.onderdrukt?.length && !isByArea(question.per) ? silenced(told) : told;
}

function publishRows(figure: Figure, rows: readonly Counted[]): Figure {
  const fine = rows.map(({ key, people, leavers }) => ({
    ...{ key: key ?? UNKNOWN, group: null, participants: people, leavers },
  }));
  return publishLeavers(figure, fine, 'rows');
}

/** Who is outside the starting population is told of everything alone, and where they are not few: areas could be subtracted. */
function onlyOfEverything(figure: Figure, { region, municipality, within }: FigureQuestion): Figure {
  const outside = Number(figure.kenmerken['buitenStartpopulatie']);
  if (region === null && municipality === null && !within && !isSmall(outside)) return figure;
  return {
    ...figure,
    kenmerken: { ...figure.kenmerken, buitenStartpopulatie: null },
    toelichting: figure.toelichting.filter((line) => !line.startsWith('Buiten de startpopulatie')),
  };
}

async function countRows(sql: Sql, chosen: ChosenDeliveries, question: FigureQuestion): Promise<Counted[]> {
  const key = keyColumn('s', question.per);
  const rows = await countBy<Counted>(sql, chosen, question, { columns: `${key} AS "key"`, group: key });
  return rows.sort(byKey);
}

/** Of everywhere, whatever was asked; in one order, so that each asking withholds the same. */
async function countPlaces(sql: Sql, chosen: ChosenDeliveries, question: FigureQuestion): Promise<CountedPlace[]> {
  const rows = await countBy<CountedPlace>(sql, chosen, ofEverywhere(question), {
    columns: 's.region AS "region", s.municipality AS "municipality"',
    group: 's.region, s.municipality',
  });
  return rows.sort(byPlace);
}

/** The same, by level or route beside it. */
async function countSplit(sql: Sql, chosen: ChosenDeliveries, question: FigureQuestion): Promise<CountedSplit[]> {
  const key = keyColumn('s', question.per);
  const rows = await countBy<CountedSplit>(sql, chosen, ofEverywhere(question), {
    columns: `s.region AS "region", s.municipality AS "municipality", ${key} AS "key"`,
    group: `s.region, s.municipality, ${key}`,
  });
  return rows.sort((a, b) => byPlace(a, b) || byKey(a, b));
}

function guardOf(split: readonly CountedSplit[]): SplitGuard {
  const parts = split.map((one): SplitPart => ({
    ...{ town: placeKey(one), group: one.region ?? UNKNOWN, column: one.key ?? UNKNOWN },
    ...{ participants: one.people, leavers: one.leavers },
  }));
  return new SplitGuard(parts, (column) => column);
}

function byPlace(one: DuoPlace, other: DuoPlace): number {
  const [a, b] = [placeKey(one), placeKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function countBy<T>(
  sql: Sql,
  chosen: ChosenDeliveries,
  question: FigureQuestion,
  { columns, group }: { columns: string; group: string },
): Promise<T[]> {
  const start = onePerPerson(sql, 's', chosen.population);
  const left = sql.oneOf('n.delivery', chosen.leavers, 'code');
  const where = condition(sql, 's', question);
  return sql.all<T>(
    `SELECT ${columns}, COUNT(*) AS "people",
            SUM(CASE WHEN EXISTS (SELECT 1 FROM duo_record n WHERE n.pgn_index = s.pgn_index AND ${left.sql})
                     THEN 1 ELSE 0 END) AS "leavers"
       FROM duo_record s WHERE ${start.sql}${where.sql} GROUP BY ${group}`,
    [left.value, ...start.values, ...where.values],
  );
}

/** New early leavers that the starting population does not hold; a filter looks at the leaver's own row. */
async function countOutside(sql: Sql, chosen: ChosenDeliveries, question: FigureQuestion): Promise<number> {
  const { sql: text, values } = outside(sql, chosen, question);
  return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM duo_record n WHERE ${text}`, values))!.n;
}

/** Key of the early leavers outside the starting population, who stand in no row of the table. */
export const OUTSIDE_KEY = 'buiten-startpopulatie';

/** The condition of being a leaver outside the starting population. */
export function outside(
  sql: Sql,
  chosen: ChosenDeliveries,
  question: FigureQuestion,
  row = 'n',
): { sql: string; values: Value[] } {
  const leavers = onePerPerson(sql, row, chosen.leavers);
  const start = sql.oneOf('s.delivery', chosen.population, 'code');
  const where = condition(sql, row, question);
  return {
    sql: `${leavers.sql}${where.sql}
      AND NOT EXISTS (SELECT 1 FROM duo_record s WHERE s.pgn_index = ${row}.pgn_index AND ${start.sql})`,
    values: [...leavers.values, ...where.values, start.value],
  };
}

/** Known keys in order, what is not known last. */
function byKey(a: Counted, b: Counted): number {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
