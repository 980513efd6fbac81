/** A population for the figures: youths of whom each was enrolled on 1 October 2025, with what the statistic looks at. */
import { asDay, fromNumber, toNumber } from '../../src/law/day';
import type { Database } from '../../src/platform/database/database';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { randomFrom } from './measure';

const NOW = '2026-01-01T00:00:00.000Z';
const PER_UNIT = 20_000;
const LOCATIONS = 400;
const FIRST_BIRTH = toNumber(asDay('2004-01-01'));

/** One in ten left during the year, a quarter has a diploma; most have an earlier enrolment too. */
export async function fillYouths(database: Database, youths: number, municipalities: readonly string[]): Promise<void> {
  const random = randomFrom(20251001);
  for (let done = 0; done < youths; done += PER_UNIT) {
    const people: Value[][] = [];
    const homes: Value[][] = [];
    const enrolments: Value[][] = [];
    const diplomas: Value[][] = [];
    const exemptions: Value[][] = [];
    for (let i = done; i < Math.min(youths, done + PER_UNIT); i++) {
      const id = newId();
      const location = `${String(10 + random(80))}AB${String(random(LOCATIONS) % 100).padStart(2, '0')}`;
      people.push([
        id,
        '',
        String(i),
        fromNumber(FIRST_BIRTH + random(3_600)),
        random(2_000) === 0 ? '2026-03-01' : null,
        0,
        NOW,
      ]);
      homes.push([id, '0001-01-01', municipalities[random(municipalities.length)]!]);
      const mbo = random(10) < 3;
      const level = mbo ? String(1 + random(4)) : ['onderbouw', 'vmbo', 'havo-vwo'][random(3)]!;
      enrolments.push([newId(), id, location, '2021-08-01', '2024-07-31', 'po', null]);
      enrolments.push([
        newId(),
        id,
        location,
        '2024-08-01',
        random(10) === 0 ? '2026-02-15' : null,
        mbo ? 'mbo' : 'vo',
        level,
      ]);
      if (random(4) === 0) diplomas.push([id, ['vmbo', 'havo', 'mbo2', 'mbo1'][random(4)]!, '2025-07-01']);
      if (random(300) === 0) exemptions.push([id, 'ART5_A', '2026-03-01', null]);
    }
    await database.work(async (work) => {
      const insert = (table: string, columns: string, rows: Value[][]) => work.insert(table, columns.split(' '), rows);
      await insert('pupil', 'id pgn pgn_index birth_date death_date secret_address changed_at', people);
      await insert('residence', 'pupil_id from_date municipality', homes);
      await insert('enrolment', 'id pupil_id location from_date until_date education level', enrolments);
      await insert('diploma', 'pupil_id kind day', diplomas);
      await insert('exemption', 'pupil_id article from_date until_date', exemptions);
    });
  }
}

/** How much the resident set grows at most while `work` runs, in MiB. */
export async function growth(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  await work();
  clearInterval(timer);
  return Math.round((Math.max(most, process.memoryUsage.rss()) - before) / 2 ** 20);
}

/** The result of a time in milliseconds measured several times beside its limit. */
export function timeResult(name: string, times: number[], limits: number[]) {
  const middle = (values: number[]) => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!);
  const [value, limit] = [middle(times), middle(limits)];
  const ratio = Number((limit / value).toPrecision(3));
  return {
    name,
    value,
    unit: 'ms',
    limit,
    ratio,
    runs: times.length,
    min: Math.round(Math.min(...times)),
    max: Math.round(Math.max(...times)),
  };
}

export async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
