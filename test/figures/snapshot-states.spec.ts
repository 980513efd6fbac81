import fc from 'fast-check';
import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { asDay } from '../../src/law/day';
import type { FigureQuestion } from '../../src/figures/figure';
import { listSnapshots } from '../../src/figures/vsv/snapshots';
import { VsvStates } from '../../src/figures/vsv/states';
import { mayStore, StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { type House, openHouse } from '../support/house';
import { person, storePeople } from './support/population';

let house: House;
beforeEach(async () => {
  house = await openHouse('2027-02-01');
});
afterEach(() => house.close());

const QUESTION: FigureQuestion = {
  schoolYear: 2025,
  region: null,
  municipality: null,
  per: 'gemeente',
  publication: false,
};
const get = <T>(type: abstract new (...args: never[]) => T) => house.module.get<T>(type, { strict: false });
const store = (state: 'voorlopig' | 'definitief', actor: Actor = systemActor('opdracht')) =>
  new StoreSnapshot(house.database, get(Audit), house.clock).run(actor, { schoolYear: 2025, state });
const vsv = (question: FigureQuestion, state?: 'voorlopig' | 'definitief', id?: string) =>
  new VsvFigures(house.database, house.clock).run(question, state, id);

const visitor = (more: Partial<Visitor>): Visitor => ({
  ...{ employee: 'c1', name: 'C', roles: ['rmc-coordinator'], boa: false, from: null, until: null },
  ...{ municipalities: [], regions: ['28'], schools: [], ...more },
});
const as = (who: Visitor): Actor => ({ ...systemActor('pagina'), visitor: who });

/** A coordinator of a region who is in service here. */
async function employ(code: string, roles: string, region: string): Promise<void> {
  await house.database.work(async (work) => {
    await work.insert('employee', 'code name roles boa fte'.split(' '), [[code, code, roles, 0, 100]]);
    await work.insert('employee_area', ['employee', 'kind', 'area'], [[code, 'regio', region]]);
  });
}

describe('stored counts', () => {
  it('stay open one by one, also the provisional ones that a later one replaced', async () => {
    const people = fc.sample(person, { seed: 41, numRuns: 200 });
    await storePeople(house.database, people);
    const first = await vsv(QUESTION);
    const old = await store('voorlopig');
    await storePeople(house.database, fc.sample(person, { seed: 42, numRuns: 60 }));
    const later = await store('voorlopig');
    expect((await vsv(QUESTION, 'voorlopig', old.id)).rijen).toEqual(first.rijen);
    expect((await vsv(QUESTION, 'voorlopig')).rijen).toEqual((await vsv(QUESTION, undefined, later.id)).rijen);
    expect((await vsv(QUESTION, 'voorlopig')).rijen).not.toEqual(first.rijen);
    expect((await listSnapshots(house.database.read)).map(({ id }) => id)).toEqual([later.id, old.id]);
    const nobody = '0197c0de-0000-7000-8000-000000000000';
    await expect(vsv(QUESTION, undefined, nobody)).rejects.toMatchObject({ status: 404 });
  });

  it.each(['regio', 'gemeente', 'school', 'niveau', 'onderwijssoort'] as const)(
    'lie beside each other per %s, with what changed since',
    async (per) => {
      const question = { ...QUESTION, per };
      const states = () => new VsvStates(house.database, house.clock).run(question);
      await storePeople(house.database, fc.sample(person, { seed: 43, numRuns: 150 }));
      expect((await states()).kolommen.map(({ key }) => key)).toEqual([
        'sleutel',
        'naam',
        'deelnemers-actueel',
        'vsv-actueel',
        'percentage-actueel',
      ]);
      await store('voorlopig');
      await storePeople(house.database, fc.sample(person, { seed: 44, numRuns: 80 }));
      await store('definitief');
      await storePeople(house.database, fc.sample(person, { seed: 45, numRuns: 80 }));
      const figure = await states();
      for (const state of ['voorlopig', 'definitief', 'actueel'] as const) {
        const own = await vsv(question, state === 'actueel' ? undefined : state);
        for (const row of figure.rijen) {
          const told = own.rijen.find(({ cells }) => cells['sleutel'] === row.cells['sleutel']);
          for (const key of ['deelnemers', 'vsv', 'percentage']) {
            expect(row.cells[`${key}-${state}`]).toBe(told?.cells[key] ?? 0);
          }
        }
        expect(figure.totaal!.cells[`vsv-${state}`]).toBe(own.totaal!.cells['vsv']);
      }
      for (const { cells } of [...figure.rijen, figure.totaal!]) {
        expect(cells['verschil']).toBe(Number(cells['vsv-actueel']) - Number(cells['vsv-definitief']));
      }
    },
  );
});

describe('who may store', () => {
  it('is the coordinator, where nobody coordinates another region here', async () => {
    await storePeople(house.database, fc.sample(person, { seed: 46, numRuns: 20 }));
    await employ('c1', 'rmc-coordinator', '28');
    await employ('t1', 'rmc-trajectbegeleider', '03');
    const may = (who: Visitor) => mayStore(house.database.read, who, house.clock.today());
    expect(await may(visitor({}))).toBe(true);
    expect(await may(visitor({ roles: ['leerplichtambtenaar'] }))).toBe(false);
    expect(await may(visitor({ regions: [] }))).toBe(false);
    const left = visitor({ until: asDay('2027-01-31') });
    expect(await may(left)).toBe(false);
    await store('voorlopig', as(visitor({})));
    await employ('c2', 'rmc-trajectbegeleider,rmc-coordinator', '03');
    expect(await may(visitor({}))).toBe(false);
    expect(await may(visitor({ regions: ['28', '03'] }))).toBe(true);
    await expect(store('voorlopig', as(visitor({})))).rejects.toMatchObject({ status: 403 });
    await expect(store('definitief', as(visitor({ roles: ['leerplichtambtenaar'] })))).rejects.toMatchObject({
      status: 403,
    });
    expect(await listSnapshots(house.database.read)).toHaveLength(1);
  });
});

describe('targets in the table of one year', () => {
  it('stand beside the row and the total they were agreed for, and nowhere else', async () => {
    await storePeople(house.database, fc.sample(person, { seed: 47, numRuns: 200 }));
    expect((await vsv(QUESTION)).kolommen.some(({ key }) => key === 'streefcijfer')).toBe(false);
    const target = (kind: string, area: string, level: string, hundredths: number, year = 2025) => [
      kind,
      area,
      year,
      level,
      hundredths,
      'akkoord',
      '2026-01-01T00:00:00.000Z',
    ];
    await house.database.work((work) =>
      work.insert('vsv_target', 'area_kind area school_year level hundredths source changed_at'.split(' '), [
        target('gemeente', '0518', '', 175),
        target('land', '', '', 200),
        target('land', '', 'mbo-2', 950),
        target('gemeente', '0363', '', 100, 2024),
      ]),
    );
    const of = async (question: FigureQuestion) => {
      const figure = await vsv(question);
      const set = figure.rijen.filter(({ cells }) => (cells['streefcijfer'] ?? null) !== null);
      return [set.map(({ cells }) => [cells['sleutel'], cells['streefcijfer']]), figure.totaal!.cells['streefcijfer']];
    };
    expect(await of(QUESTION)).toEqual([[['0518', 1.75]], 2]);
    expect(await of({ ...QUESTION, publication: true })).toEqual([[['0518', 1.75]], 2]);
    expect(await of({ ...QUESTION, per: 'niveau' })).toEqual([[['mbo-2', 9.5]], 2]);
    expect(await of({ ...QUESTION, per: 'school' })).toEqual([[], 2]);
    expect(await of({ ...QUESTION, municipality: '0518' })).toEqual([[['0518', 1.75]], 1.75]);
  });
});
