import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import type { KeyPart } from '../../platform/database/sql';
import { askedMunicipalities, whereMunicipality } from '../area';
import type { FigureQuestion } from '../figure';
import { vsvDefinition } from './definition';
import { VSV_TABLES, vsvPeople } from './sql';
import { referenceDays } from './steps';
import { type Counted, countedColumns, countedKey } from './tally';
import { countedArea } from './vsv-table';

/** A school year as it is counted from the data of now. */
export interface LiveYear {
  counts: Counted[];
  /** whether the file vsv-status came in for the second 1 October */
  statusesKnown: boolean;
}

/** Persons of everywhere by municipality beside the column of a question: every area is a part of them. */
interface Cell extends Counted {
  municipality: string | null;
}

interface KnownYear {
  version: string;
  cells: readonly Cell[];
  statusesKnown: boolean;
}

/** More cells than this are not kept: then it is a country, and counting of one area alone is less to hold. */
const MOST_CELLS = 50_000;
/** School years kept by each key; a trend shows five. */
const MOST_YEARS = 36;

/**
 * Counts the statistic from the data of now. Where the database can tell at once that nothing has changed in what is
 * counted, a school year is not counted again: it is the same, to the person. Kept are counts of everybody; the area
 * that was asked for is taken from them each time.
 */
@Injectable()
export class LiveCounts {
  /** by the key that was counted and school year */
  private readonly known = new Map<string, KnownYear>();
  private tooMany = false;

  constructor(@Inject(Database) private readonly database: Database) {}

  /** By the key of the question, of its area; all years in one query at most. */
  async of(question: FigureQuestion, years: readonly number[]): Promise<Map<number, LiveYear>> {
    if (years.length === 0) return new Map();
    const version = this.tooMany ? null : this.database.versionOf(VSV_TABLES);
    if (version === null) return this.counted(question, years);
    const key = countedKey(question);
    const missing = years.filter((year) => this.known.get(`${key} ${year}`)?.version !== version);
    const fresh = missing.length > 0 ? await this.count(question, missing, version) : null;
    const of = (year: number) => fresh?.get(year) ?? this.known.get(`${key} ${year}`)!;
    return new Map(years.map((year) => [year, yearOf(of(year), question, year)]));
  }

  private async count(question: FigureQuestion, years: readonly number[], version: string) {
    const key = countedKey(question);
    const columns = new Set<string>(['municipality', ...countedColumns(question)]);
    const group = [...columns].map((column) => `q.${column}`).join(', ');
    const ofYear = (year: number) => `SELECT ${year} AS "schoolYear", q.municipality AS "municipality",
        ${key} AS "key", q.reason AS "reason", COUNT(*) AS "n"
      FROM (${vsvPeople(year, vsvDefinition(year))}) q GROUP BY ${group}, q.reason
      UNION ALL ${knowsStatusesSql(year, 'NULL, NULL, NULL')}`;
    type Row = (Cell | (Omit<Cell, 'reason'> & { reason: null })) & { schoolYear: number };
    const rows = await this.database.read.scan<Row>(years.map(ofYear).join('\n UNION ALL '));
    const fresh = new Map<number, KnownYear>();
    for (const year of years) {
      const own = rows.filter(({ schoolYear }) => schoolYear === year);
      const cells = own.filter((row): row is Cell & typeof row => row.reason !== null);
      fresh.set(year, { version, cells, statusesKnown: cells.length < own.length });
    }
    this.tooMany ||= rows.length > MOST_CELLS;
    this.keep(key, fresh);
    return fresh;
  }

  private keep(key: string, fresh: ReadonlyMap<number, KnownYear>): void {
    if (this.tooMany) return this.known.clear();
    for (const [year, one] of fresh) {
      this.known.delete(`${key} ${year}`);
      this.known.set(`${key} ${year}`, one);
    }
    while (this.known.size > MOST_YEARS) this.known.delete(this.known.keys().next().value!);
  }

  private async counted(question: FigureQuestion, years: readonly number[]): Promise<Map<number, LiveYear>> {
    const key = countedKey(question);
    const ofYear = (year: number, part: KeyPart) => {
      const where = whereMunicipality('q.municipality', countedArea(question), referenceDays(year).start);
      return `SELECT ${year} AS "schoolYear", ${key} AS "key", q.reason AS "reason", COUNT(*) AS "n"
        FROM (${vsvPeople(year, vsvDefinition(year), part)}) q ${where} GROUP BY ${key}, q.reason
        UNION ALL ${knowsStatusesSql(year, 'NULL, NULL')}`;
    };
    type Row = (Counted | { key: null; reason: null; n: number }) & { schoolYear: number };
    const rows = await this.database.read.scanParts<Row>('pupil', (part) =>
      years.map((year) => ofYear(year, part)).join('\n UNION ALL '),
    );
    return new Map(
      years.map((year) => {
        const own = rows.filter(({ schoolYear }) => schoolYear === year);
        const counts = own.filter((row): row is Counted & typeof row => row.reason !== null);
        return [year, { counts, statusesKnown: counts.length < own.length }];
      }),
    );
  }
}

/** A row without a reason, where the file vsv-status came in for the second 1 October. */
function knowsStatusesSql(year: number, columns: string): string {
  const { end } = referenceDays(year);
  return `SELECT ${year}, ${columns}, 0 WHERE EXISTS (SELECT 1 FROM vsv_status WHERE reference_date = '${end}')`;
}

/** Of what is known of everybody, what the question asks. */
function yearOf({ cells, statusesKnown }: KnownYear, question: FigureQuestion, year: number): LiveYear {
  const asked = askedMunicipalities(countedArea(question), referenceDays(year).start);
  const sums = new Map<string, Counted>();
  for (const { municipality, key, reason, n } of cells) {
    if (asked !== null && (municipality === null || !asked.includes(municipality))) continue;
    const place = `${key ?? ''}|${reason}`;
    const sum = sums.get(place);
    if (sum) sum.n += n;
    else sums.set(place, { key, reason, n });
  }
  return { counts: [...sums.values()], statusesKnown };
}
