/**
 * How fast the law alone judges: pupils with a realistic school year of absence, no database. The limit
 * is a bare loop that sums the same records.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asDay, fromNumber, toNumber } from '../../src/law/day';
import type { AbsenceFact, AbsenceKind, PupilFacts } from '../../src/law/facts';
import { type Calendars, judgePupil } from '../../src/law/judge';
import { parseParameters } from '../../src/law/parameters';
import { type Period, TeachingCalendar } from '../../src/law/teaching-weeks';
import { type BenchResult, perSecond, randomFrom, rateResult } from './measure';

const PUPILS = 5_000;
const RECORDS = 30;
const RUNS = 7;
const SWEEP = asDay('2026-06-30');

const HOLIDAYS: Period[] = [
  ['2025-07-05', '2025-08-17'],
  ['2025-10-11', '2025-10-19'],
  ['2025-12-20', '2026-01-04'],
  ['2026-02-14', '2026-02-22'],
  ['2026-04-25', '2026-05-03'],
  ['2026-07-11', '2026-08-23'],
].map(([from, until]) => ({ from: asDay(from as string), until: asDay(until as string) }));

function kindOf(draw: number): AbsenceKind {
  if (draw < 45) return 'ongeoorloofd';
  if (draw < 65) return 'ziek';
  if (draw < 83) return 'te_laat';
  return draw < 97 ? 'geoorloofd' : 'luxe';
}

function absenceOf(pupil: number, location: string, random: (below: number) => number): AbsenceFact[] {
  const start = toNumber(asDay('2025-08-18'));
  const records: AbsenceFact[] = [];
  for (let r = 0; r < RECORDS; r++) {
    const kind = kindOf(random(100));
    const hundredths = kind === 'te_laat' ? 25 : (1 + random(6)) * 100;
    // Made from pieces at run time, as texts from a database are: none is shared between records.
    const day = asDay(fromNumber(start + random(315)));
    records.push({ number: `${pupil}-${r}`, location, day, hundredths, kind, wholeDay: hundredths >= 500 });
  }
  return records.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function makePupils(): PupilFacts[] {
  const random = randomFrom(20251001);
  return Array.from({ length: PUPILS }, (_, i) => {
    const location = `${10 + (i % 80)}AA0${i % 4}`;
    return {
      birthDate: fromNumber(toNumber(asDay('2007-01-01')) + random(12 * 365)),
      deathDate: null,
      departureDate: null,
      residences: [{ from: null, municipality: '0363' }],
      enrolments: [
        { location, education: 'vo', profile: null, teachingDays: null, from: asDay('2024-08-01'), until: null },
      ],
      diplomas: i % 20 === 0 ? [{ kind: 'vmbo', day: asDay('2025-06-20') }] : [],
      exemptions: i % 50 === 0 ? [{ article: 'ART11G', from: asDay('2025-11-10'), until: asDay('2025-11-12') }] : [],
      absence: absenceOf(i, location, random),
    };
  });
}

export async function run(): Promise<BenchResult> {
  const params = parseParameters(JSON.parse(readFileSync(join(process.cwd(), 'config/law/parameters.json'), 'utf8')));
  const calendar = TeachingCalendar.compile(HOLIDAYS);
  const calendars: Calendars = { ofLocation: () => calendar, ofMunicipality: () => calendar };
  const pupils = makePupils();
  let signals = 0;
  let total = 0;
  const judge = (): void => {
    for (const facts of pupils) signals += judgePupil(facts, calendars, params, SWEEP).length;
  };
  const sum = (): void => {
    for (const facts of pupils) for (const record of facts.absence) total += record.hundredths;
  };
  for (let warm = 0; warm < 3; warm++) {
    judge();
    sum();
  }
  const rates: number[] = [];
  const limits: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    rates.push(await perSecond(PUPILS, judge));
    limits.push(await perSecond(PUPILS, sum));
  }
  if (signals === 0 || total === 0) throw new Error('de meting van de wet heeft niets beoordeeld');
  return rateResult('law', 'leerlingen/s', rates, limits);
}
