import fc from 'fast-check';
import { addDays, asDay, type Day } from '../../src/law/day';
import { EXEMPTION_CELLS, TELLING_CELLS } from '../../src/figures/telling/cells';
import { TellingFigures } from '../../src/figures/telling/telling';
import { TELLING_COLUMNS } from '../../src/figures/telling/telling-table';
import type { VsvFacts } from '../../src/figures/vsv/steps';
import type { Database } from '../../src/platform/database/database';
import { newId } from '../../src/platform/ids';
import { forEachEngine, freshDatabase } from '../support/database';
import { TestClock } from '../support/house';
import { LOCATIONS, person, storePeople } from './support/population';

/** A signal of one pupil as it stands or stood. */
interface Given {
  pupil: number;
  rule: 'verzuim-16u' | 'verzuim-langdurig' | 'verzuim-luxe' | 'verzuim-absoluut' | 'te-laat';
  location: string;
  from: Day;
  until: Day;
  state: 'staat' | 'ingetrokken' | 'geeindigd';
}

const day = fc
  .tuple(
    fc.constantFrom('2025-07-31', '2025-08-01', '2026-07-31', '2026-08-01', '2026-01-15', '2025-10-02'),
    fc.constantFrom(-1, 0, 0, 1),
  )
  .map(([text, shift]) => addDays(asDay(text), shift));

const signal: fc.Arbitrary<Given> = fc
  .record({
    pupil: fc.nat(199),
    rule: fc.constantFrom('verzuim-16u', 'verzuim-langdurig', 'verzuim-luxe', 'verzuim-absoluut', 'te-laat'),
    location: fc.constantFrom(...LOCATIONS),
    from: day,
    length: fc.integer({ min: 0, max: 60 }),
    state: fc.constantFrom('staat', 'staat', 'ingetrokken', 'geeindigd'),
  })
  .map(({ length, ...one }) => ({
    ...one,
    location: one.rule === 'verzuim-absoluut' ? '' : one.location,
    until: addDays(one.from, length),
    state: one.rule !== 'verzuim-absoluut' && one.state === 'geeindigd' ? 'ingetrokken' : one.state,
  })) as fc.Arbitrary<Given>;

async function storeSignals(database: Database, ids: string[], signals: Given[]): Promise<void> {
  const columns =
    'id pupil_id rule location from_date mark until_date hundredths phase status reason ended_on dossier_id evidence raised_at changed_at';
  const rows = signals.map((s) => {
    const sweep = s.rule === 'verzuim-absoluut';
    const status = s.state === 'staat' ? 'geregistreerd' : 'ingetrokken';
    const reason = s.state === 'staat' ? null : s.state === 'geeindigd' ? 'geeindigd' : 'verzuim_gewijzigd';
    return [
      ...[
        newId(),
        ids[s.pupil]!,
        s.rule,
        s.location,
        s.from,
        '',
        sweep ? null : s.until,
        100,
        'leerplicht',
        status,
        reason,
      ],
      ...[s.state === 'geeindigd' ? s.until : null, null, '{}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ];
  });
  await database.work((work) => work.insert('signal', columns.split(' '), rows));
}

/** Processen-verbaal: for each state and ground some, on and around the edges of the year. */
const REPORTS = ['in_voorbereiding', 'opgemaakt', 'ingezonden', 'uitspraak', 'geseponeerd', 'ingetrokken'].flatMap(
  (state, s) =>
    ['absoluut', 'relatief', 'luxe'].flatMap((ground, g) =>
      ['2025-07-31', '2025-08-01', '2026-07-31', '2026-08-01', '2026-03-02'].map((text, d) => ({
        ...{ pupil: (s * 31 + g * 17 + d * 7) % 200, ground, day: asDay(text), state },
      })),
    ),
);

async function storeReports(database: Database, ids: string[]): Promise<void> {
  const now = '2026-01-01T00:00:00.000Z';
  for (const { pupil, ground, day: when, state } of REPORTS) {
    const [item, dossier] = [newId(), newId()];
    const rows: [string, Record<string, string | number | null>][] = [
      [
        'dossier',
        {
          ...{ id: dossier, pupil_id: ids[pupil]!, regime: 'leerplicht', status: 'afgesloten', opened_on: when },
          ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: when, assignment_reason: '', changed_at: now },
        },
      ],
      [
        'dossier_item',
        {
          ...{
            id: item,
            dossier_id: dossier,
            kind: 'proces-verbaal',
            room: 'wpg',
            confidential: 0,
            state,
            day: '2024-01-01',
          },
          ...{ ground, details: '', version: 1, made_at: now, changed_at: now },
        },
      ],
    ];
    const steps = state === 'in_voorbereiding' ? ['in_voorbereiding'] : ['in_voorbereiding', 'opgemaakt', 'ingezonden'];
    for (const to of steps) {
      const change = {
        id: newId(),
        machine: 'proces-verbaal',
        object_id: item,
        room: 'wpg',
        at: now,
        step: to,
        to_state: to,
      };
      rows.push(['state_change', { ...change, day: to === 'opgemaakt' ? when : '2026-05-05' }]);
    }
    await database.work(async (work) => {
      for (const [table, row] of rows) await work.insert(table, Object.keys(row), [Object.values(row)]);
    });
  }
}

/** Read straight from the text: every case of the year as cell, pupil, day and place, then pupils once a cell. */
function naive(
  people: readonly VsvFacts[],
  signals: readonly Given[],
  municipality: string | null,
  reports: typeof REPORTS,
): Map<string, number> {
  const [first, last] = [asDay('2025-08-01'), asDay('2026-07-31')];
  const found: { cell: string; pupil: number; day: Day; location: string }[] = [];
  people.forEach((facts, pupil) => {
    for (const x of facts.exemptions) {
      const cell = EXEMPTION_CELLS[x.article];
      if (cell && x.from <= last && (x.until ?? last) >= first)
        found.push({ cell, pupil, day: x.from < first ? first : x.from, location: '' });
    }
  });
  for (const s of signals) {
    const at = (cell: string, when: Day) => found.push({ cell, pupil: s.pupil, day: when, location: s.location });
    const reached = s.state === 'staat' && s.until >= first && s.until <= last;
    if (s.rule === 'verzuim-16u' || s.rule === 'verzuim-langdurig') if (reached) at('relatief', s.until);
    if (s.rule === 'verzuim-luxe' && reached) at('luxe', s.until);
    if (s.rule !== 'verzuim-absoluut' || s.from > last) {
      // ended in a year before it began to count is no case of this year
    } else if (s.state === 'staat' || (s.state === 'geeindigd' && s.until >= first))
      at('absoluut', s.from < first ? first : s.from);
    const back = people[s.pupil]!.enrolments.some((e) => e.from <= s.until && (e.until ?? s.until) >= s.until);
    if (s.rule === 'verzuim-absoluut' && s.state === 'geeindigd' && s.until >= first && s.until <= last && back)
      at('absoluut-heringeschreven', s.until);
  }
  for (const { pupil, ground, day: when, state } of reports) {
    const counts = state !== 'in_voorbereiding' && state !== 'ingetrokken' && when >= first && when <= last;
    if (counts) found.push({ cell: `pv-${ground}`, pupil, day: when, location: '' });
  }
  const latest = new Map<string, string>();
  for (const { cell, pupil, day: when, location } of found) {
    const facts = people[pupil]!;
    let home: string | null = null;
    for (const r of facts.residences) if (r.from === null || r.from <= when) home = r.municipality;
    if (municipality !== null && home !== municipality) continue;
    const begun = facts.enrolments
      .filter((e) => e.from <= when)
      .sort((a, b) => (b.from + b.location).localeCompare(a.from + a.location));
    const here = begun.find((e) => e.location === location && (e.until ?? when) >= when);
    const mark = `${when}${(here ?? begun[0])?.education ?? 'geen'}`;
    const key = `${cell}|${pupil}`;
    if (mark > (latest.get(key) ?? '')) latest.set(key, mark);
  }
  const counts = new Map<string, number>();
  for (const [key, mark] of latest) {
    const place = `${key.split('|')[0]}|${mark.slice(10)}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

forEachEngine('leerplichttelling', (engine) => {
  it('counts pupils per cell and onderwijssoort as a naive reading does', async () => {
    const { database, remove } = await freshDatabase(engine);
    try {
      const people = fc.sample(person, { seed: 7, numRuns: 200 });
      const ids = await storePeople(database, people);
      const unique = new Map(
        fc.sample(signal, { seed: 7, numRuns: 900 }).map((s) => [`${s.pupil}${s.rule}${s.location}${s.from}`, s]),
      );
      const signals = [...unique.values()];
      await storeSignals(database, ids, signals);
      await storeReports(database, ids);
      const telling = new TellingFigures(database, new TestClock(asDay('2026-11-24')));
      for (const municipality of [null, '0518', '0363']) {
        const question = { schoolYear: null, region: null, municipality, per: 'regio' as const, publication: false };
        const figure = await telling.run(question);
        const expected = naive(people, signals, municipality, REPORTS);
        for (const { key } of TELLING_CELLS) {
          const row = figure.rijen.find(({ cells }) => cells['sleutel'] === key)!;
          const split = TELLING_COLUMNS.map((column) => row.cells[column]);
          expect([key, ...split]).toEqual([
            key,
            ...TELLING_COLUMNS.map((column) => expected.get(`${key}|${column}`) ?? 0),
          ]);
          expect(row.cells['totaal']).toBe(split.reduce<number>((a, b) => a + Number(b), 0));
        }
        const published = await telling.run({ ...question, publication: true });
        for (const { cells } of published.rijen) {
          for (const column of [...TELLING_COLUMNS, 'totaal']) expect([1, 2, 3, 4]).not.toContain(cells[column]);
        }
      }
      expect(
        await telling.run({ schoolYear: 2025, region: '28', municipality: '0363', per: 'regio', publication: false }),
      ).toMatchObject({
        rijen: expect.arrayContaining([
          expect.objectContaining({ cells: expect.objectContaining({ sleutel: 'relatief', totaal: 0 }) }),
        ]),
      });
    } finally {
      await remove();
    }
  });
});
