import type { Day } from '../law/day';
import { findMunicipality, findRegion, municipalitiesOf } from '../registry/facts';
import type { FigureQuestion } from './figure';

type Asked = Pick<FigureQuestion, 'region' | 'municipality' | 'within'>;

/** The municipalities that were asked for on a day; null: the whole country. Codes from our own lists. */
export function askedMunicipalities({ region, municipality, within }: Asked, day: Day): string[] | null {
  const wanted = [
    ...(region === null ? [] : [municipalitiesOf(region, day).map(({ code }) => code)]),
    ...(municipality === null ? [] : [[municipality]]),
    ...(within ? [within.filter((code) => findMunicipality(code) !== undefined)] : []),
  ];
  return wanted.length === 0 ? null : wanted.reduce((a, b) => a.filter((code) => b.includes(code)));
}

/** The same as a condition on a column that begins with WHERE; '' for the whole country. */
export function whereMunicipality(column: string, asked: Asked, day: Day): string {
  const codes = askedMunicipalities(asked, day);
  if (codes === null) return '';
  if (codes.length === 0) return 'WHERE 1 = 0';
  return `WHERE ${column} IN (${codes.map((code) => `'${code}'`).join(', ')})`;
}

/** "gemeente Emmen", "regio Twente", "Nederland". */
export function areaName({ region, municipality }: Asked): string {
  if (municipality !== null) return `gemeente ${findMunicipality(municipality)?.name ?? municipality}`;
  if (region !== null) return `regio ${findRegion(region)?.name ?? region}`;
  return 'alle gemeenten';
}
