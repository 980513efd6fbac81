import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { FigureDesk, type FigureDetails } from '../../src/figures/desk/figure-desk';
import type { FigureKindName } from '../../src/figures/desk/kinds';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { PersonKeeper } from '../../src/figures/stored/keep-persons';
import type { StoredKind } from '../../src/figures/stored/kinds';
import { StoreFigures } from '../../src/figures/stored/store-figures';
import { dropUnfinished } from '../../src/figures/stored/unfinished-persons';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { PupilMerges } from '../../src/registry/pupil-merge';
import { Ownership } from '../../src/retention/ownership';
import { OwnDataReader } from '../../src/retention/rights/own-data';
import { forEachEngine } from '../support/database';
import { type House, openHouse } from '../support/house';
import { fillYear, somebody, TOWNS } from './support/stored-year';

const system = systemActor('opdracht');
const KINDS = [
  ['telling', 'telling-personen'],
  ['effectrapportage', 'effect-personen'],
  ['thuiszitters', 'thuiszitters-personen'],
] as const;
const AREAS: Partial<FigureQuestion>[] = [
  ...[{}, { region: '08' }, { region: '21' }, { municipality: '0114' }, { municipality: '0363' }],
  ...[{ within: ['0114', '0363'] }, { region: '08', within: TOWNS.slice(0, 2) }],
];
const question = (more: Partial<FigureQuestion> = {}): FigureQuestion => ({
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false, ...more },
});
const visitor = (more: Partial<Visitor>): Actor => ({
  ...systemActor('pagina'),
  visitor: {
    ...{ employee: 'x', name: 'X', roles: ['leerplichtambtenaar'], boa: false, from: null, until: null },
    ...{ municipalities: ['0114'], regions: [], schools: [], ...more },
  },
});
const numbersOf = ({ rijen, kolommen }: Figure) =>
  rijen.flatMap(({ cells }) =>
    kolommen
      .filter(({ type }) => type === 'getal')
      .map(({ key }) => ({ key: String(cells['sleutel']), column: key, value: Number(cells[key]) })),
  );
const birthsOf = ({ rijen }: Figure) => rijen.map(({ cells }) => [cells['leerling'], cells['dag'], cells['wat']]);

forEachEngine('the persons behind stored figures', (engine) => {
  let house: House;
  let desk: FigureDesk;
  beforeEach(async () => {
    house = await openHouse('2026-09-15', { engine });
    desk = house.module.get(FigureDesk, { strict: false });
    await house.build.location('01AB00');
  });
  afterEach(() => house.close());

  const store = async (kind: StoredKind) => {
    const made = await house.module.get(StoreFigures, { strict: false }).run(system, { kind, schoolYear: 2025 });
    return made[0]!.id;
  };
  const ask = (kind: FigureKindName, details: FigureDetails, more = {}, actor: Actor = system) =>
    desk.table(actor, kind as 'telling', question(more), details);
  const change = (sql: string, values: string[] = []) => house.database.work((work) => work.run(sql, values));
  const destroy = (pupil: string) =>
    house.database.work((work) => house.module.get(Ownership, { strict: false }).destroy(work, 'pupil', [pupil]));
  const kept = () => house.database.read.all<{ n: number }>('SELECT person AS "n" FROM stored_figure_person');

  it('are as many as each cell of each area says, and the same as behind the count of that day', async () => {
    await fillYear(house, 40);
    let [filled, seen] = [0, 0];
    for (const [kind, persons] of KINDS) {
      const snapshot = await store(kind);
      for (const definition of kind === 'thuiszitters' ? [undefined, 'lrv-absoluut', 'drie-maanden'] : [undefined]) {
        for (const area of AREAS) {
          for (const { key, column, value } of numbersOf(await ask(kind, { snapshot, definition }, area))) {
            if (value === 0 && filled++ % 9 > 0) continue;
            const behind = await ask(persons, { snapshot, definition, key, column }, area);
            expect([area, key, column, behind.rijen.length]).toEqual([area, key, column, value]);
            expect(behind.kenmerken).toMatchObject({ vastlegging: snapshot, aantal: value, vernietigd: 0 });
            const live = await ask(persons, { definition, key, column }, area);
            expect(birthsOf(behind)).toEqual(birthsOf(live));
            seen += value;
          }
        }
      }
      for (const key of ['', '%', 'niets', 'bestaat|niet', '_']) {
        expect((await ask(persons, { snapshot, key })).rijen).toEqual([]);
      }
    }
    expect(seen).toBeGreaterThan(1_000);
  }, 300_000);

  it('stay who they were when data are corrected, come a portion at a time, and stand in the log', async () => {
    await fillYear(house, 12);
    const snapshot = await store('telling');
    const asked = { snapshot, key: 'absoluut', column: 'totaal' };
    const before = await ask('telling-personen', asked);
    await fillYear(house, 5, 8);
    await change('DELETE FROM signal');
    await change('DELETE FROM residence');
    await change('DELETE FROM enrolment');
    house.clock.day = asDay('2031-02-01');
    const after = await ask('telling-personen', asked);
    expect(after).toEqual(before);
    expect(after.gegevensdatum).toBe('2026-09-15');
    expect(before.rijen).toHaveLength(12);
    expect((await ask('telling-personen', { key: 'absoluut' }, { schoolYear: 2025 })).rijen).toEqual([]);
    const parts = await Promise.all(
      [0, 5, 10].map((offset) => ask('telling-personen', { ...asked, offset, limit: 5 })),
    );
    expect(parts.flatMap(({ rijen }) => rijen)).toEqual(before.rijen);
    await house.module.get(Audit, { strict: false }).flush();
    const logged = "SELECT object_id FROM audit_entry WHERE object = 'telling-personen' AND object_id IS NOT NULL";
    expect((await house.database.read.all<{ object_id: string }>(logged))[0]!.object_id).toBe(snapshot);
    await expect(ask('telling-personen', { ...asked, snapshot: newId() })).rejects.toMatchObject({ status: 404 });
    await expect(ask('effect-personen', asked)).rejects.toMatchObject({ status: 404 });
  });

  it('are gone when they are destroyed: the number stays, and it is told how many', async () => {
    const pupils: string[] = [];
    for (const days of [2, 3, 4]) pupils.push(await somebody(house, '2025-09', ['0114'], days));
    const cells = [
      ['telling', 'telling-personen', 'relatief', 'totaal'],
      ['effectrapportage', 'effect-personen', '3C-gestart', 'aantal'],
      ['thuiszitters', 'thuiszitters-personen', 'lrv-absoluut', 'inSchooljaar'],
    ] as const;
    const stored = new Map<string, string>();
    for (const [kind] of cells) stored.set(kind, await store(kind));
    const notes = (figure: Figure) => figure.toelichting.filter((one) => one.includes('vernietigd'));
    const look = async (pupil: string | null, left: number, told: string[]) => {
      if (pupil) await destroy(pupil);
      for (const [kind, persons, key, column] of cells) {
        const snapshot = stored.get(kind)!;
        const behind = await ask(persons, { snapshot, key, column });
        expect([kind, behind.rijen.length, notes(behind)]).toEqual([kind, left, told]);
        expect(behind.kenmerken).toMatchObject({ aantal: 3, vernietigd: 3 - left });
        const figure = await ask(kind, { snapshot });
        expect(figure.rijen.find(({ cells: own }) => own['sleutel'] === key)!.cells[column]).toBe(3);
      }
    };
    await look(null, 3, []);
    await look(pupils[0]!, 2, ['1 persoon is er niet meer: die gegevens zijn vernietigd.']);
    await look(pupils[1]!, 1, ['2 personen zijn er niet meer: hun gegevens zijn vernietigd.']);
    await look(pupils[2]!, 0, ['3 personen zijn er niet meer: hun gegevens zijn vernietigd.']);
    expect(await kept()).toEqual([]);
  });

  it('go with the trajectory that was counted, and with the proces-verbaal', async () => {
    const pupil = await somebody(house, '2025-09', ['0114'], 2);
    const [dossier] = await house.database.read.all<{ id: string }>('SELECT id FROM dossier');
    const item = await officialReport(house, dossier!.id);
    const [telling, effect] = [await store('telling'), await store('effectrapportage')];
    const pv = { snapshot: telling, key: 'pv-absoluut', column: 'totaal' };
    const started = { snapshot: effect, key: '3C-gestart', column: 'aantal' };
    expect((await ask('telling-personen', pv)).rijen).toHaveLength(1);
    expect((await ask('effect-personen', started)).rijen).toHaveLength(1);
    const ownership = house.module.get(Ownership, { strict: false });
    const [trajectory] = await house.database.read.all<{ id: string }>('SELECT id FROM trajectory');
    await house.database.work(async (work) => {
      await ownership.destroy(work, 'dossier_item', [item]);
      await ownership.destroy(work, 'trajectory', [trajectory!.id]);
    });
    expect((await ask('telling-personen', pv)).kenmerken).toMatchObject({ aantal: 1, vernietigd: 1 });
    expect((await ask('effect-personen', started)).kenmerken).toMatchObject({ aantal: 1, vernietigd: 1 });
    const other = await ask('telling-personen', { ...pv, key: 'relatief' });
    expect(other.rijen.map(({ cells }) => cells['leerling'])).toEqual([pupil]);
  });

  it('are for who may see them: by area, phase, regime, restriction, and a proces-verbaal by who is boa', async () => {
    house.clock.day = asDay('2026-08-15');
    const seen = await house.build.pupil('2012-05-06', {}, '0114');
    const else_ = await house.build.pupil('2012-05-06', {}, '0363');
    for (const pupil of [seen, else_]) {
      await house.build.insert('exemption', {
        pupil_id: pupil,
        article: 'ART15',
        from_date: '2025-09-01',
        until_date: null,
      });
    }
    const dossier = newId();
    await house.build.insert('dossier', {
      ...{ id: dossier, pupil_id: seen, regime: 'leerplicht', status: 'afgesloten', opened_on: '2025-09-05' },
      ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: '2025-09-05', assignment_reason: '' },
      ...{ municipality: '0114', changed_at: '2026-01-01T00:00:00.000Z' },
    });
    await officialReport(house, dossier);
    const snapshot = await store('telling');
    const exempt = { snapshot, key: 'vrijstelling-15', column: 'totaal' };
    const pv = { snapshot, key: 'pv-absoluut', column: 'totaal' };
    const officer = visitor({});
    const found = async (details: FigureDetails, actor: Actor, more = {}) =>
      (await ask('telling-personen', details, more, actor)).rijen.map(({ cells }) => cells['leerling']);
    expect(await found(exempt, system)).toEqual([seen, else_].sort());
    expect(await found(exempt, officer)).toEqual([seen]);
    expect(await found(exempt, visitor({ municipalities: [], regions: ['21'], roles: ['rmc-coordinator'] }))).toEqual(
      [],
    );
    await expect(found(exempt, officer, { municipality: '0363' })).rejects.toMatchObject({ status: 404 });
    await expect(found(pv, officer)).rejects.toMatchObject({ status: 404 });
    expect(await found(pv, visitor({ boa: true }))).toEqual([seen]);
    await expect(ask('telling-personen', exempt, { publication: true })).rejects.toMatchObject({
      code: 'personen-niet-openbaar',
    });
    await house.build.insert('restriction', {
      ...{ id: newId(), pupil_id: seen, reason: '', placed_by: 'x', placed_on: '2026-08-01', lifted_on: null },
    });
    for (const actor of [system, officer]) expect(await found(exempt, actor)).not.toContain(seen);
    const hidden = await ask('telling-personen', exempt, {}, officer);
    // hidden is not destroyed
    expect(hidden.kenmerken).toMatchObject({ aantal: 1, vernietigd: 0 });
  });

  it('are told to the pupil who asks what is held, without what falls under the Wpg', async () => {
    const pupil = await somebody(house, '2025-09', ['0114'], 2);
    const [dossier] = await house.database.read.all<{ id: string }>('SELECT id FROM dossier');
    await officialReport(house, dossier!.id);
    await store('telling');
    const told = await house.module
      .get(OwnDataReader, { strict: false })
      .of(visitor({ roles: ['privacy-officer'] }), pupil);
    const part = told.onderdelen.find(({ onderdeel }) => onderdeel === 'Andere vastgelegde cijfers waarin u meetelt')!;
    expect(part.rijen).toHaveLength(2);
    expect(part.rijen[0]).toMatchObject({ gemeente: '0114', regime: 'leerplicht' });
    expect(await kept()).toHaveLength(3);
  });

  it('of two pupils who become one are found by that one, and count as two', async () => {
    const [stays, double] = [
      await somebody(house, '2025-09', ['0114'], 2),
      await somebody(house, '2025-09', ['0114'], 3),
    ];
    const snapshot = await store('thuiszitters');
    await house.database.work((work) => house.module.get(PupilMerges, { strict: false }).merge(work, double, stays));
    const behind = await ask('thuiszitters-personen', { snapshot, key: 'lrv-absoluut', column: 'inSchooljaar' });
    expect(behind.rijen.map(({ cells }) => cells['leerling'])).toEqual([stays, stays]);
    expect(behind.kenmerken).toMatchObject({ vernietigd: 0 });
  });

  it('are not known of figures that were stored before they were kept, and that is said', async () => {
    await somebody(house, '2025-09', ['0114'], 2);
    const snapshot = await store('telling');
    await change('DELETE FROM stored_figure_person');
    await change('UPDATE stored_figure SET people = NULL');
    const behind = await ask('telling-personen', { snapshot, key: 'relatief' });
    expect(behind.rijen).toEqual([]);
    expect(behind.toelichting).toContain('Bij deze vastgelegde cijfers is niet bewaard om welke personen het ging.');
    expect(behind.toelichting.join(' ')).not.toContain('vernietigd');
  });

  it('are written in portions, and leave nothing behind where the storing came to nothing', async () => {
    const sizes: number[] = [];
    const keeper = new PersonKeeper(newId(), async (write) => {
      sizes.push(
        await house.database.work(async (work) => {
          await write(work);
          return (await work.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM stored_figure_person'))!.n;
        }),
      );
    });
    for (let i = 0; i < 2_500; i++) {
      await keeper.keep({
        once: `${i}`,
        pupil: newId(),
        regime: 'leerplicht',
        municipality: null,
        day: null,
        what: null,
        cells: ['0'],
      });
    }
    await keeper.flush();
    expect([sizes, keeper.people]).toEqual([[1_000, 2_000, 2_500], 2_500]);
    await house.database.work((work) => dropUnfinished(work, Date.now() + 86_300_000));
    expect(await kept()).toHaveLength(2_500);
    await house.database.work((work) => dropUnfinished(work, Date.now() + 86_500_000));
    expect(await kept()).toEqual([]);
    await somebody(house, '2025-09', ['0114'], 2);
    await change('DROP TABLE stored_figure');
    await expect(store('telling')).rejects.toMatchObject({ message: expect.stringContaining('stored_figure') });
    expect(await kept()).toEqual([]);
  });
});

/** A proces-verbaal for absoluut verzuim, drawn up in October 2025; gives its id. */
async function officialReport(house: House, dossier: string): Promise<string> {
  const [item, at] = [newId(), '2026-01-01T00:00:00.000Z'];
  await house.build.insert('dossier_item', {
    ...{ id: item, dossier_id: dossier, kind: 'proces-verbaal', room: 'wpg', confidential: 0, state: 'opgemaakt' },
    ...{ day: '2025-10-04', ground: 'absoluut', details: '', version: 1, made_at: at, changed_at: at },
  });
  await house.build.insert('state_change', {
    ...{ id: newId(), machine: 'proces-verbaal', object_id: item, room: 'wpg', at, step: 'opgemaakt' },
    ...{ from_state: 'in_voorbereiding', to_state: 'opgemaakt', day: '2025-10-04' },
  });
  return item;
}
