import { Problem } from '../../platform/errors';
import type { Sql } from '../../platform/database/sql';
import { schoolYearName } from '../figure';
import type { DuoKind, DuoState } from './duo-delivery';

/** The deliveries that a figure is counted from: of one school year and one state. */
export interface ChosenDeliveries {
  schoolYear: number | null;
  state: DuoState;
  population: string[];
  leavers: string[];
  all: string[];
}

interface Delivery {
  code: string;
  kind: DuoKind;
  schoolYear: number | null;
  state: DuoState;
}

/**
 * Of the school year that was asked for, else of the latest: what is definitive, else what is provisional. Throws a
 * Problem that says what is there where there is no such starting population.
 */
export async function chooseDeliveries(sql: Sql, schoolYear: number | null): Promise<ChosenDeliveries> {
  const all = await sql.all<Delivery>(
    `SELECT code, kind, school_year AS "schoolYear", state FROM duo_delivery WHERE kind <> 'maand' ORDER BY code`,
  );
  const populations = all.filter(({ kind }) => kind === 'startpopulatie');
  const wanted = schoolYear === null ? populations : populations.filter((one) => one.schoolYear === schoolYear);
  if (wanted.length === 0) throw new Problem('geen-duo-levering', sentence(populations, schoolYear), { status: 404 });
  const latest = Math.max(...wanted.map(yearOf));
  const ofYear = wanted.filter((one) => yearOf(one) === latest);
  const state = ofYear.some((one) => one.state === 'definitief') ? 'definitief' : 'voorlopig';
  const population = ofYear.filter((one) => one.state === state).map(({ code }) => code);
  const leavers = all
    .filter((one) => one.kind === 'nieuwe-vsv' && yearOf(one) === latest && one.state === state)
    .map(({ code }) => code);
  const year = ofYear[0]!.schoolYear;
  if (leavers.length === 0) {
    throw new Problem(
      'geen-duo-levering',
      `Van ${naming(year)} is wel de startpopulatie ingelezen, maar niet de ${state === 'definitief' ? 'definitieve' : 'voorlopige'} lijst van nieuwe vsv'ers. Lees die in met: leerspoor import duo-nieuwe-vsv BESTAND`,
      { status: 404 },
    );
  }
  return { schoolYear: year, state, population, leavers, all: [...population, ...leavers] };
}

const yearOf = ({ schoolYear }: Delivery): number => schoolYear ?? 0;

const naming = (year: number | null): string =>
  year === null ? 'een onbekend schooljaar' : `schooljaar ${schoolYearName(year)}`;

function sentence(populations: readonly Delivery[], asked: number | null): string {
  if (populations.length === 0) {
    return 'Er is nog geen startpopulatie van DUO ingelezen. Doe dat met: leerspoor import duo-startpopulatie BESTAND';
  }
  const known = [...new Set(populations.map(({ schoolYear }) => schoolYear))].map((year) =>
    year === null ? 'onbekend' : `${schoolYearName(year)} (--schooljaar ${year})`,
  );
  return `Van ${naming(asked)} is geen startpopulatie van DUO ingelezen; wel van: ${known.join(', ')}.`;
}
