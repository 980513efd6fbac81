import fc from 'fast-check';
import { systemActor } from '../../src/access/actor';
import { FigureDesk } from '../../src/figures/desk/figure-desk';
import type { FigureKindName } from '../../src/figures/desk/kinds';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { municipalitiesOf } from '../../src/registry/facts';
import { type House, openHouse } from '../support/house';
import { Attacker } from './attacker';

const DAY = asDay('2026-06-30');
const townsOf = (region: string) => municipalitiesOf(region, DAY).map(({ code }) => code);
const TOWNS = [...townsOf('01'), ...townsOf('28').slice(0, 2), ...townsOf('03').slice(0, 1)];
const MONTHS = ['2025-09', '2025-11', '2026-02'];
const STATES = ['opgesteld', 'verzonden'];
const system = systemActor('opdracht');
const small = (n: number) => n >= 1 && n <= LARGEST_SMALL;

let house: House;
let desk: FigureDesk;
beforeAll(async () => {
  house = await openHouse('2026-09-01');
  desk = house.module.get(FigureDesk, { strict: false });
});
afterAll(() => house.close());

/** Dossiers, warnings and pupils at home: so many for each town and month. */
async function fill(counts: readonly (readonly number[])[]): Promise<void> {
  for (const table of ['dossier', 'dossier_item', 'signal', 'residence', 'pupil']) {
    await house.database.work((work) => work.run(`DELETE FROM ${table}`));
  }
  const at = '2026-01-01T00:00:00.000Z';
  for (const [t, town] of TOWNS.entries()) {
    for (const [m, month] of MONTHS.entries()) {
      for (let i = 0; i < counts[t]![m]!; i++) {
        const pupil = await house.build.pupil('2012-05-06', {}, town);
        const dossier = newId();
        await house.build.insert('dossier', {
          ...{ id: dossier, pupil_id: pupil, regime: 'leerplicht', status: 'afgesloten', opened_on: `${month}-05` },
          ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: `${month}-05`, assignment_reason: '' },
          ...{ municipality: town, changed_at: at },
        });
        await house.build.insert('dossier_item', {
          ...{ id: newId(), dossier_id: dossier, kind: 'waarschuwing', room: 'avg', confidential: 0, details: '' },
          ...{ state: STATES[m % 2]!, day: `${month}-06`, version: 1, made_at: at, changed_at: at },
        });
        await house.build.insert('signal', {
          ...{ id: newId(), pupil_id: pupil, rule: 'verzuim-absoluut', location: '', mark: '', phase: 'leerplicht' },
          ...{ from_date: `${month}-05`, until_date: null, evidence: '{}', raised_at: at, changed_at: at },
          ...(m === 0 ? { status: 'ingetrokken', reason: 'geeindigd', ended_on: '2025-10-20' } : { status: 'open' }),
        });
      }
    }
  }
}

const question = (more: Partial<FigureQuestion>): FigureQuestion => ({
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false, ...more },
});
const AREAS: Partial<FigureQuestion>[] = [
  {},
  ...['01', '28', '03'].map((region) => ({ region })),
  ...TOWNS.map((municipality) => ({ municipality })),
];
const inArea = ({ region, municipality }: Partial<FigureQuestion>) =>
  TOWNS.filter((town) => (municipality ? town === municipality : region ? townsOf(region).includes(town) : true));

interface Series {
  kind: Exclude<FigureKindName, 'jaarverslag'>;
  column: string;
  /** rows that add up to the last one, where there is one */
  rows: readonly string[];
  total: string | null;
  definition?: string;
}
const SERIES: Series[] = [
  { kind: 'management', column: 'dossiersGeopend', rows: MONTHS, total: 'totaal' },
  {
    kind: 'maatregelen',
    column: 'aantal',
    rows: STATES.map((one) => `waarschuwing-${one}`),
    total: 'waarschuwing-totaal',
  },
  { kind: 'thuiszitters', column: 'opPeildatum', rows: ['lrv-absoluut'], total: null },
  { kind: 'thuiszitters', column: 'inSchooljaar', rows: ['lrv-absoluut'], total: null },
  { kind: 'thuiszitters', column: 'inMaand', rows: ['2025-09'], total: null, definition: 'lrv-absoluut' },
];

const valueOf = (figure: Figure, key: string, column: string): number | null => {
  const row = [...figure.rijen, ...(figure.totaal ? [figure.totaal] : [])].find(
    ({ cells }) => cells['sleutel'] === key,
  );
  return (row?.cells[column] ?? null) as number | null;
};

describe('publications of every area beside each other', () => {
  it('give no small number away, whatever is subtracted', async () => {
    const town = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 12 })), {
      ...{ minLength: MONTHS.length, maxLength: MONTHS.length },
    });
    let [shown, guarded] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(town, { minLength: TOWNS.length, maxLength: TOWNS.length }), async (counts) => {
        await fill(counts);
        for (const { kind, column, rows, total, definition } of SERIES) {
          const attacker = new Attacker(TOWNS.length * rows.length);
          const sum = (towns: readonly string[], keys: readonly string[]) =>
            TOWNS.flatMap((one) => rows.map((key) => (towns.includes(one) && keys.includes(key) ? 1 : 0)));
          const asked = [...rows.map((key) => [key, [key]] as const), ...(total ? [[total, rows] as const] : [])];
          const truth: [number, number[]][] = [];
          for (const area of AREAS) {
            const open = await desk.table(system, kind, question(area), { definition });
            const figure = await desk.table(system, kind, question({ ...area, publication: true }), { definition });
            for (const [key, keys] of asked) {
              const value = valueOf(figure, key, column);
              const real = valueOf(open, key, column)!;
              truth.push([real, sum(inArea(area), keys)]);
              if (value === null) continue;
              shown++;
              expect([kind, area, key, value]).toEqual([kind, area, key, real]);
              expect([kind, area, key, small(value)]).toEqual([kind, area, key, false]);
              attacker.learn(sum(inArea(area), keys));
            }
          }
          for (const [real, unknowns] of truth) {
            if (!small(real)) continue;
            guarded++;
            expect([kind, column, real, attacker.knows(unknowns)]).toEqual([kind, column, real, false]);
          }
        }
      }),
      { numRuns: process.env['LEERSPOOR_LANG'] === undefined ? 12 : 100, seed: 20261130 },
    );
    expect(Math.min(shown, guarded)).toBeGreaterThan(50);
  }, 600_000);

  it('are made of whole regions alone where tables share numbers, or schools have pupils of everywhere', async () => {
    for (const [kind, per] of [
      ['effectrapportage', 'regio'],
      ['vsv', 'school'],
    ] as const) {
      const ask = (more: Partial<FigureQuestion>) =>
        desk.table(system, kind, question({ schoolYear: 2024, per, publication: true, ...more }));
      await expect(ask({ region: '01' })).resolves.toMatchObject({ soort: kind });
      // everything less the other regions is what a region withholds
      for (const more of [{}, { municipality: TOWNS[0]! }, { region: '01', municipality: TOWNS[0]! }]) {
        await expect(ask(more)).rejects.toMatchObject({ code: 'publicatie-per-regio' });
      }
    }
    for (const per of ['niveau', 'onderwijssoort'] as const) {
      const months = desk.table(system, 'duo-maand', question({ per, publication: true }));
      await expect(months).rejects.toMatchObject({ code: 'publicatie-per-regio' });
      const levels = desk.table(system, 'vsv', question({ per, schoolYear: 2024, publication: true }));
      await expect(levels).resolves.toMatchObject({ soort: 'vsv' });
    }
    const some = {
      ...systemActor('pagina'),
      visitor: {
        ...{ employee: 'lpa', name: 'A', roles: ['leerplichtambtenaar' as const], boa: false, from: null, until: null },
        ...{ municipalities: [TOWNS[0]!], regions: [], schools: [] },
      },
    };
    for (const region of ['01', null]) {
      const asked = question({ region, publication: true });
      await expect(desk.table(some, 'effectrapportage', asked)).rejects.toMatchObject({ code: 'publicatie-per-regio' });
    }
  });
});
