import { type AreaKind, type DatedArea, writeArea } from '../../access/area';
import { type Day, parseDay } from '../../law/day';
import { findMunicipality, findRegion, municipalities, regions } from '../../registry/facts';

/** The name a person knows an area by; its code where it has none. */
export function areaNameOf(code: string): string {
  return findMunicipality(code)?.name ?? findRegion(code)?.name ?? code;
}

/** Areas as lines to edit: `Assen`, or `Assen; 01-08-2026; 31-07-2027` with its first and last day. */
export function toLines(areas: readonly DatedArea[]): string {
  return areas
    .map(({ code, from, until }) => {
      const days = [from, until].map((day) => (day === null ? '' : dayInNumbers(day)));
      return [areaNameOf(code), ...(days[0] || days[1] ? days : [])].join('; ').replace(/(; )+$/, '');
    })
    .join('\n');
}

/** The lines as the file `medewerkers` writes them; what we do not know stays as typed, for its reader to refuse. */
export function fromLines(kind: AreaKind, text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter(Boolean)
    .map((line) => {
      const [name = '', from = '', until = '', ...more] = line.split(';').map((part) => part.trim());
      const days = [from, until].map((day) => (day === '' ? null : (parseDay(day) ?? parseDutch(day))));
      const unreadable = days.some((day, i) => day === null && [from, until][i] !== '');
      if (more.length > 0 || unreadable) return `${codeOf(kind, name)}/${from}/${until || '?'}`;
      return writeArea({ code: codeOf(kind, name), from: days[0] ?? null, until: days[1] ?? null });
    })
    .join(',');
}

function dayInNumbers(day: Day): string {
  return day.split('-').reverse().join('-');
}

function parseDutch(text: string) {
  const [, day, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  return day ? parseDay(`${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`) : null;
}

export function codeOf(kind: AreaKind, name: string): string {
  if (kind === 'school') return name.replace(/[\s,/]/g, '').toUpperCase();
  const known = kind === 'gemeente' ? municipalities() : regions();
  const same = known.find((one) => one.name.toLocaleLowerCase('nl') === name.toLocaleLowerCase('nl'));
  return same?.code ?? name.replace(/[,/]/g, ' ');
}
