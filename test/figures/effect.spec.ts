import fc from 'fast-check';
import { addDays, asDay, type Day } from '../../src/law/day';
import { EffectFigures } from '../../src/figures/effect/effect-figures';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { shares } from '../../src/figures/shares';
import { newId } from '../../src/platform/ids';
import { DESTINATIONS } from '../../src/trajectories/vocabulary';
import { Builders } from '../support/builders';
import { forEachEngine, freshDatabase } from '../support/database';
import { TestClock } from '../support/house';

const QUESTION: FigureQuestion = {
  schoolYear: 2025,
  region: null,
  municipality: null,
  per: 'regio',
  publication: false,
};
const value = (figure: Figure, key: string) =>
  figure.rijen.find(({ cells }) => cells['sleutel'] === key)!.cells['aantal'];
const sumOf = (figure: Figure, table: string, keys?: string[]) =>
  figure.rijen
    .filter(({ cells }) => cells['tabel'] === table && cells['sleutel'] !== `${table}-totaal`)
    .filter(({ cells }) => !keys || keys.includes(String(cells['sleutel'])))
    .reduce((sum, { cells }) => sum + Number(cells['aantal']), 0);

describe('shares', () => {
  it('add up to exactly 100, and lie within a hundredth of the truth', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 1, maxLength: 9 }), (counts) => {
        const whole = counts.reduce((a, b) => a + b, 0);
        const found = shares(counts);
        expect(Math.round(found.reduce((a, b) => a + b, 0) * 100)).toBe(whole === 0 ? 0 : 10_000);
        found.forEach((share, i) =>
          expect(Math.abs(share - (whole === 0 ? 0 : (100 * counts[i]!) / whole))).toBeLessThan(0.01),
        );
      }),
    );
  });
});

forEachEngine('effectrapportage', (engine) => {
  it('closes: what is in one table is in the others', async () => {
    const { database, remove } = await freshDatabase(engine);
    try {
      const build = new Builders(database);
      const day = fc.integer({ min: -400, max: 500 }).map((n) => addDays(asDay('2025-08-01'), n));
      const later = (from: Day | null, days: number, gone: boolean) =>
        from === null || gone ? null : addDays(from, days);
      const given = fc.record({
        delivered: day,
        steps: fc.array(fc.record({ days: fc.nat(60), gone: fc.integer({ min: 0, max: 5 }).map((n) => n === 0) }), {
          minLength: 4,
          maxLength: 4,
        }),
        destination: fc.option(fc.constantFrom(...DESTINATIONS)),
        returning: fc.boolean(),
        region: fc.constantFrom('08', '28'),
        birth: fc.constantFrom('2003-05-01', '2008-02-01', '2008-08-01'),
      });
      for (const one of fc.sample(given, { seed: 3, numRuns: 250 })) {
        const pupil = await build.pupil(one.birth);
        const approached = later(one.delivered, one.steps[0]!.days, one.steps[0]!.gone);
        const intake = later(approached, one.steps[1]!.days, one.steps[1]!.gone);
        const started = later(intake, one.steps[2]!.days, one.steps[2]!.gone);
        const ended = later(started ?? approached, 5 * one.steps[3]!.days, one.steps[3]!.gone);
        await build.insert('trajectory', {
          ...{
            id: newId(),
            pupil_id: pupil,
            dossier_id: newId(),
            state: 'gestart',
            source: 'school',
            region: one.region,
          },
          ...{ municipality: '0114', delivered_on: one.delivered, approached_on: approached, intake_on: intake },
          ...{ started_on: started, ended_on: ended, destination: started && ended ? one.destination : null },
          ...{ came_back: Number(one.returning), contact_every: 14, changed_at: '2026-01-01T00:00:00.000Z' },
        });
      }
      const figures = new EffectFigures(database, new TestClock(asDay('2026-11-24')));
      const figure = await figures.run(QUESTION);
      expect(value(figure, '3A-intakes')).toBe(sumOf(figure, '3B'));
      expect(value(figure, '3C-gestart')).toBe(sumOf(figure, '3D', ['3D-nieuw', '3D-terugkerend']));
      expect(value(figure, '3C-beeindigd')).toBe(sumOf(figure, '3E'));
      expect(value(figure, '3C-beeindigd')).toBe(sumOf(figure, '3F'));
      for (const table of ['3B', '3D', '3E', '3F']) {
        expect(value(figure, `${table}-totaal`)).toBe(sumOf(figure, table));
        const percentages = figure.rijen
          .filter(({ cells }) => cells['tabel'] === table)
          .map(({ cells }) => Number(cells['percentage'] ?? 0));
        expect(percentages.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 6);
      }
      for (const key of ['3A-benaderd', '3B-2-tot-4-weken', '3D-doorlopend', '3F-overig', '3G-vroeg'])
        expect(value(figure, key)).toBeGreaterThan(0);
      const parts = await Promise.all(['08', '28'].map((region) => figures.run({ ...QUESTION, region })));
      figure.rijen.forEach(({ cells }, i) =>
        expect(cells['aantal']).toBe(parts.reduce((sum, part) => sum + Number(part.rijen[i]!.cells['aantal']), 0)),
      );
      const published = await figures.run({ ...QUESTION, region: '08', publication: true });
      for (const { cells } of published.rijen) expect([1, 2, 3, 4]).not.toContain(cells['aantal']);
      expect(await figures.run({ ...QUESTION, schoolYear: null })).toMatchObject({
        kenmerken: { schooljaar: 2025, indienenVoor: '2026-12-15' },
      });
    } finally {
      await remove();
    }
  });
});
