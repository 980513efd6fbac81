import { asDay, type Day } from '../../law/day';

export const DUO_KINDS = ['startpopulatie', 'nieuwe-vsv', 'maand'] as const;
export type DuoKind = (typeof DUO_KINDS)[number];
export type DuoState = 'voorlopig' | 'definitief' | 'maand';

/** What the name of a DUO file says. `schoolYear`: the year in which it starts; null where the name does not tell. */
export interface DuoDelivery {
  code: string;
  kind: DuoKind;
  schoolYear: number | null;
  state: DuoState;
}

const POPULATION = /^(?:NRSP|NenR)(\d{4})([VD])/i;
const MONTH = /^(\d{4})(\d{2})A\d{2}/i;
const LONGEST = 60;

/**
 * Reads the name of a delivery: `NRSP2023DI27GZ` is the definitive starting population of school year 2022-2023 for
 * institution 27GZ (DUO names a file by the year in which the school year ends), `202310A04I27GZ` the monthly file of
 * October 2023, the school year of the October before. A file under another name is taken too, without a school year.
 */
export function readDeliveryName(kind: DuoKind, fileName: string): DuoDelivery {
  const code = (fileName.split(/[\\/]/).pop() ?? '').replace(/\.[^.]*$/, '').slice(0, LONGEST);
  if (kind === 'maand') {
    const month = MONTH.exec(code);
    if (month === null) return { code: 'duo-maand', kind, schoolYear: null, state: 'maand' };
    return { code, kind, schoolYear: Number(month[1]) - 1, state: 'maand' };
  }
  const named = POPULATION.exec(code);
  if (named === null) return { code: `duo-${kind}`, kind, schoolYear: null, state: 'definitief' };
  const state = named[2]!.toUpperCase() === 'D' ? 'definitief' : 'voorlopig';
  return { code, kind, schoolYear: Number(named[1]) - 1, state };
}

/** 1 October after the school year: the day on which DUO looks who is still learning. */
export function referenceDay(schoolYear: number | null): Day | null {
  return schoolYear === null ? null : asDay(`${schoolYear + 1}-10-01`);
}
