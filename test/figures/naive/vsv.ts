/**
 * The statistic read a second time, straight from domain.md 5 and with nothing of the project's own code: slow, in the
 * order of the text, with literal values for the school year 2025-2026.
 */
import type { VsvFacts } from '../../../src/figures/vsv/steps';

const START = '2025-10-01';
const END = '2026-10-01';

function holds(from: string, until: string | null, day: string): boolean {
  return !(from > day) && !(until !== null && until < day);
}

const HEIGHT = ['vo/', 'vo/onderbouw', 'vo/vmbo', 'vo/havo-vwo', 'mbo/', 'mbo/1', 'mbo/2', 'mbo/3', 'mbo/4'];

export interface NaiveStep {
  reason: string;
  municipality: string | null;
  location: string;
  height: string;
}

export function naiveStep(facts: VsvFacts): NaiveStep | null {
  const [year, rest] = [Number(facts.birthDate.slice(0, 4)), facts.birthDate.slice(5)];
  const age = 2025 - year - (rest > '10-01' ? 1 : 0);
  if (age >= 22) return null;
  const counting = facts.enrolments
    .filter((e) => (e.education === 'vo' || e.education === 'mbo') && holds(e.from, e.until, START))
    .map((e) => ({ ...e, height: `${e.education}/${e.level ?? ''}` }))
    .sort(
      (a, b) =>
        HEIGHT.indexOf(b.height) - HEIGHT.indexOf(a.height) ||
        b.from.localeCompare(a.from) ||
        b.location.localeCompare(a.location),
    );
  const [counted] = counting;
  if (!counted) return null;
  const on = (day: string) => facts.statuses.filter((s) => s.day === day).map((s) => s.status as string);
  if (counted.education === 'vo' && on(START).includes('nieuwkomer')) return null;
  let municipality: string | null = null;
  for (const r of facts.residences) if (r.from === null || r.from <= START) municipality = r.municipality;
  return { reason: why(facts, on), municipality, location: counted.location, height: counted.height };
}

function why(facts: VsvFacts, on: (day: string) => string[]): string {
  // B
  if (facts.deathDate !== null && !(facts.deathDate > END)) return 'overleden';
  if (facts.departureDate !== null && !(facts.departureDate > END)) return 'vertrokken';
  const both = [...on(START), ...on(END)];
  if (both.includes('buitenland')) return 'buitenland';
  if (both.includes('geen-vast-adres')) return 'geen-vast-adres';
  for (const x of facts.exemptions) {
    if (/^(ART5_[ABC]|ART15)$/.test(x.article) && holds(x.from, x.until, END)) return 'vrijgesteld';
  }
  // C
  for (const e of facts.enrolments) {
    if (e.education !== 'po' && e.education !== 'sbo' && holds(e.from, e.until, END)) return 'onderwijs';
  }
  for (const status of on(END)) if (/^(ho|niet-bekostigd|dji|politie-defensie)$/.test(status)) return status;
  // D
  const start = facts.diplomas.filter(({ kind }) => /^(havo|vwo|mbo[234])$/.test(kind));
  if (start.some(({ day }) => day <= '2026-09-30')) return 'startkwalificatie';
  if (start.some(({ day }) => day <= '2026-12-31')) return 'late-startkwalificatie';
  if (on(END).includes('werkend') && facts.diplomas.some((d) => d.kind === 'mbo1' && d.day <= END)) {
    return 'entree-werkend';
  }
  return 'vsv';
}
