import fc from 'fast-check';
import { systemActor } from '../../src/access/actor';
import { FigureDesk } from '../../src/figures/desk/figure-desk';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { forEachEngine } from '../support/database';
import { openHouse } from '../support/house';
import { person, storePeople } from './support/population';

const system = systemActor('opdracht');
const ASKED: Partial<FigureQuestion>[] = [
  ...(['niveau', 'onderwijssoort'] as const).flatMap((per) =>
    [{}, { region: '28' }, { region: '21' }, { municipality: '0518' }, { municipality: '0363' }].map((area) => ({
      ...{ per, ...area },
    })),
  ),
  ...['28', '21'].map((region) => ({ per: 'school' as const, region })),
];
const rowsOf = ({ rijen, totaal }: Figure) => [...rijen, ...(totaal ? [totaal] : [])];

forEachEngine('levels, kinds of education and schools for the public', (engine) => {
  it('are of the data of now what they are when those are stored, and in the series; what is shown is the number', async () => {
    const house = await openHouse('2027-02-01', { engine });
    try {
      await storePeople(house.database, fc.sample(person, { seed: 5, numRuns: 500 }));
      const desk = house.module.get(FigureDesk, { strict: false });
      const question = (more: Partial<FigureQuestion>): FigureQuestion => ({
        ...{ schoolYear: 2025, region: null, municipality: null, per: 'niveau', publication: true, ...more },
      });
      const before: Figure[] = [];
      let [shown, withheld] = [0, 0];
      for (const more of ASKED) {
        const figure = await desk.table(system, 'vsv', question(more));
        const open = rowsOf(await desk.table(system, 'vsv', question({ ...more, publication: false })));
        before.push(figure);
        for (const { cells } of rowsOf(figure)) {
          const real = open.find((row) => row.cells['sleutel'] === cells['sleutel']);
          for (const column of ['vsv', 'deelnemers']) {
            if (cells[column] === null) withheld++;
            else shown++;
            if (cells[column] !== null) expect([more, cells[column]]).toEqual([more, real!.cells[column]]);
          }
        }
      }
      expect(Math.min(shown, withheld)).toBeGreaterThan(10);
      await house.module.get(StoreSnapshot, { strict: false }).run(system, { schoolYear: 2025, state: 'definitief' });
      for (const [i, more] of ASKED.entries()) {
        const figure = await desk.table(system, 'vsv', question(more));
        expect([more, rowsOf(figure)]).toEqual([more, rowsOf(before[i]!)]);
        const series = await desk.table(system, 'vsv-trend', question(more));
        const own = series.rijen.filter(({ cells }) => cells['schooljaar'] === '2025-2026');
        const numbers = (rows: Figure['rijen']) =>
          rows.map(({ cells }) => `${cells['sleutel']} ${cells['vsv']} ${cells['deelnemers']}`).sort();
        expect([more, numbers(own)]).toEqual([more, numbers(figure.rijen)]);
      }
    } finally {
      await house.close();
    }
  }, 240_000);
});
