import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { kindOfArea } from './programme-scope';

/** A measure in one school year, as it stands. Money in euros. */
export interface KeptMeasure {
  area: string;
  measure: string;
  schoolYear: number;
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

/** A target for early leaving, as it stands. */
export interface KeptTarget {
  area: string;
  schoolYear: number;
  /** level of the statistic; '' for all together */
  level: string;
  /** with at most two decimals */
  percentage: number;
  source: string;
}

const euros = (cents: number | null): number | null => (cents === null ? null : cents / 100);

/** The measures of an area, in order of name and year; of one name or year alone where that is asked. */
export async function measuresOf(
  sql: Sql,
  area: string,
  { measure, schoolYear }: { measure?: string; schoolYear?: number } = {},
): Promise<KeptMeasure[]> {
  const kind = kindOfArea(area);
  if (kind === null) return [];
  const rows = await sql.all<KeptMeasure>(
    `SELECT area AS "area", measure AS "measure", school_year AS "schoolYear", title AS "title", aim AS "aim",
            parties AS "parties", from_date AS "from", until_date AS "until", budget AS "budget", spent AS "spent",
            target AS "target", reached AS "reached"
       FROM programme_measure WHERE kind = ? AND area = ?${measure === undefined ? '' : ' AND measure = ?'}
        ${schoolYear === undefined ? '' : ' AND school_year = ?'} ORDER BY measure, school_year`,
    [kind, area, ...(measure === undefined ? [] : [measure]), ...(schoolYear === undefined ? [] : [schoolYear])],
  );
  return rows.map((row) => ({ ...row, budget: euros(row.budget), spent: euros(row.spent) }));
}

/** The targets of an area, the latest year first. */
export async function targetsKept(sql: Sql, area: string): Promise<KeptTarget[]> {
  const kind = kindOfArea(area);
  if (kind === null) return [];
  const rows = await sql.all<Omit<KeptTarget, 'percentage'> & { hundredths: number }>(
    `SELECT area AS "area", school_year AS "schoolYear", level AS "level", hundredths AS "hundredths", source AS "source"
       FROM vsv_target WHERE area_kind = ? AND area = ? ORDER BY school_year DESC, level`,
    [kind === 'lea' ? 'gemeente' : 'regio', area],
  );
  return rows.map(({ hundredths, ...row }) => ({ ...row, percentage: hundredths / 100 }));
}
