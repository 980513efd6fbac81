import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { FigureDesk, type FigureDetails } from '../../src/figures/desk/figure-desk';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import type { Report } from '../../src/figures/report/report';
import { type Storable, STORED_KINDS, type StoredKind } from '../../src/figures/stored/kinds';
import { listStored } from '../../src/figures/stored/read-stored';
import { StoreFigures } from '../../src/figures/stored/store-figures';
import { StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { newId } from '../../src/platform/ids';
import { asDay } from '../../src/law/day';
import { forEachEngine } from '../support/database';
import { type House, openHouse } from '../support/house';
import { fillYear, somebody, TOWNS } from './support/stored-year';

const system = systemActor('opdracht');
const AREAS: Partial<FigureQuestion>[] = [
  ...[{}, { region: '08' }, { region: '21' }, { municipality: '0114' }, { municipality: '0363' }],
  ...[{ municipality: '0114', region: '21' }, { within: ['0114', '0363'] }, { within: TOWNS.slice(0, 2) }],
];
const question = (more: Partial<FigureQuestion> = {}): FigureQuestion => ({
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false, ...more },
});
/** What a figure says, without when and from what it was counted. */
const said = ({ titel, rijen, totaal, peildatum }: Figure) => ({ titel, rijen, totaal, peildatum });

forEachEngine('stored figures', (engine) => {
  let house: House;
  let desk: FigureDesk;
  beforeEach(async () => {
    house = await openHouse('2026-09-15', { engine });
    desk = house.module.get(FigureDesk, { strict: false });
    await house.build.location('01AB00');
  });
  afterEach(() => house.close());

  const store = (kind: Storable, schoolYear = 2025, actor: Actor = system) =>
    house.module.get(StoreFigures, { strict: false }).run(actor, { kind, schoolYear });
  const ask = (kind: StoredKind, more: Partial<FigureQuestion> = {}, details: FigureDetails = {}) =>
    desk.table(system, kind, question(more), details);
  const report = async (details: FigureDetails = {}, schoolYear = 2025) =>
    (await desk.ask(system, 'jaarverslag', question({ municipality: '0114', schoolYear }), details)) as Report;
  const destroy = async (...tables: string[]) => {
    for (const table of tables) await house.database.work((work) => work.run(`DELETE FROM ${table}`));
  };

  const someone = (month: string, towns: readonly string[], days: number) => somebody(house, month, towns, days);
  const fill = (runs: number, seed = 3) => fillYear(house, runs, seed);
  const ROWS = ['term', 'signal', 'dossier_item', 'trajectory', 'dossier', 'enrolment', 'residence', 'pupil'];

  it('say of every area what a count said, published or not, after the rows are destroyed', async () => {
    await fill(60);
    const asks = STORED_KINDS.flatMap((kind) =>
      AREAS.flatMap((area) =>
        [false, true]
          .filter(
            (publication) =>
              !publication ||
              kind !== 'effectrapportage' ||
              ('region' in area && !('municipality' in area || 'within' in area)),
          )
          .flatMap((publication) =>
            [undefined, ...(kind === 'thuiszitters' ? ['lrv-absoluut'] : [])].map((definition) => ({
              ...{ kind, more: { ...area, publication }, definition },
            })),
          ),
      ),
    );
    const before = new Map<object, Figure>();
    for (const one of asks) before.set(one, await ask(one.kind, one.more, { definition: one.definition }));
    for (const kind of STORED_KINDS) {
      const [stored] = await store(kind);
      for (const one of asks.filter((other) => other.kind === kind)) {
        const figure = await ask(kind, one.more, { definition: one.definition, snapshot: stored!.id });
        expect([one, said(figure)]).toEqual([one, said(before.get(one)!)]);
        expect(figure.kenmerken).toMatchObject({ vastlegging: stored!.id, kenmerk: stored!.digest });
      }
    }
    const filled = [...before.values()].flatMap(({ rijen }) => rijen.flatMap(({ cells }) => Object.values(cells)));
    expect(filled.filter((value) => typeof value === 'number' && value > 0).length).toBeGreaterThan(300);
    await destroy(...ROWS);
    house.clock.day = asDay('2031-02-01');
    const stored = await listStored(house.database.read, STORED_KINDS, 2025);
    for (const one of asks) {
      const { id } = stored.find(({ kind }) => kind === one.kind)!;
      const figure = await ask(one.kind, one.more, { definition: one.definition, snapshot: id });
      expect([one, said(figure)]).toEqual([one, said(before.get(one)!)]);
      expect(figure.gegevensdatum).toBe('2026-09-15');
    }
    expect((await ask('telling')).rijen.every(({ cells }) => cells['totaal'] === 0)).toBe(true);
  });

  it('are what is published: a later correction does not show, until it is stored again beside the first', async () => {
    await fill(30);
    const published = (kind: StoredKind, details: FigureDetails = {}) =>
      ask(kind, { region: '08', publication: true }, details);
    const first = new Map<StoredKind, [string, Figure]>();
    for (const kind of STORED_KINDS) first.set(kind, [(await store(kind))[0]!.id, await published(kind)]);
    await fill(30, 8);
    for (const kind of STORED_KINDS) {
      const [id, figure] = first.get(kind)!;
      expect(await published(kind)).toEqual(figure);
      expect(said(await ask(kind, { region: '08' }))).not.toEqual(
        said(await ask(kind, { region: '08' }, { snapshot: id })),
      );
      const [second] = await store(kind);
      expect(await published(kind)).not.toEqual(figure);
      expect(await published(kind, { snapshot: id })).toEqual(figure);
      expect((await listStored(house.database.read, [kind])).map((one) => one.id)).toEqual([second!.id, id]);
    }
  });

  it('make the annual report: of one moment, with the years before as they were stored', async () => {
    await fill(40);
    const vsv = house.module.get(StoreSnapshot, { strict: false });
    await vsv.run(system, { schoolYear: 2024, state: 'voorlopig' });
    const before = await report();
    expect(JSON.stringify(before)).not.toContain('vastgelegd op');
    const made = await store('jaarverslag');
    expect(made.map(({ kind }) => kind)).toEqual(['telling', 'thuiszitters', 'maatregelen']);
    expect(new Set(made.map(({ madeAt }) => madeAt)).size).toBe(1);
    const chapters = ({ delen }: Report) => delen.flatMap(({ figuur }) => (figuur ? [said(figuur)] : []));
    expect(chapters(await report())).toEqual(chapters(before));
    await fill(20, 8);
    await destroy('exemption');
    const signed = await report();
    expect(chapters(signed)).toEqual(chapters(before));
    expect(signed.gegevensdatum).toBe('2026-09-15');
    house.clock.day = asDay('2027-09-01');
    const next = (await report({}, 2026)).delen.find(({ titel }) => titel.startsWith('Vergeleken'))!.figuur!;
    expect(next.toelichting).toEqual(
      expect.arrayContaining([
        'Schooljaar 2025-2026: zoals vastgelegd op 2026-09-15.',
        'Schooljaar 2024-2025: niet vastgelegd, geteld op 2027-09-01.',
      ]),
    );
    const old = signed.delen.find(({ titel }) => titel.startsWith('Vergeleken'))!.figuur!;
    expect(next.rijen.map(({ cells }) => cells['2025'])).toEqual(old.rijen.map(({ cells }) => cells['2025']));
    await vsv.run(system, { schoolYear: 2024, state: 'voorlopig' });
    await store('jaarverslag');
    expect(chapters(await report())).not.toEqual(chapters(before));
    // years of vsv that nobody stored have the day of the question
    house.clock.day = asDay('2026-09-15');
    expect(chapters(await report({ snapshot: made[0]!.id }))).toEqual(chapters(before));
  });

  it('hold numbers alone, are accounted for, and show where somebody changed them', async () => {
    await fill(3);
    const [stored] = await store('telling');
    const rows = await house.database.read.all<{ counts: string; made_by: string }>('SELECT * FROM stored_figure');
    const pupils = await house.database.read.all<{ id: string }>('SELECT id FROM pupil');
    for (const { id } of pupils) expect(rows[0]!.counts).not.toContain(id);
    expect(rows[0]!.made_by).toBe('opdracht');
    await house.module.get(Audit, { strict: false }).flush();
    const logged = "SELECT object_id FROM audit_entry WHERE object = 'vastgelegde-cijfers'";
    expect(await house.database.read.all(logged)).toEqual([{ object_id: stored!.id }]);
    await house.database.work((work) => work.run("UPDATE stored_figure SET counts = '[]'"));
    await expect(ask('telling', {}, { snapshot: stored!.id })).rejects.toMatchObject({ code: 'cijfers-gewijzigd' });
    await expect(ask('telling', { publication: true })).rejects.toMatchObject({ code: 'cijfers-gewijzigd' });
  });

  it('are of a closed school year, by who coordinates everything, and shown of the own area alone', async () => {
    await expect(store('telling', 2026)).rejects.toMatchObject({ code: 'te-vroeg', status: 409 });
    const visitor = (more: Partial<Visitor>): Actor => ({
      ...systemActor('pagina'),
      visitor: {
        ...{ employee: 'x', name: 'X', roles: ['rmc-coordinator'], boa: false, from: null, until: null },
        ...{ municipalities: [], regions: ['08'], schools: [], ...more },
      },
    });
    await expect(store('telling', 2025, visitor({ roles: ['leerplichtambtenaar'] }))).rejects.toMatchObject({
      status: 403,
    });
    const [stored] = await store('telling', 2025, visitor({}));
    expect(stored!.madeBy).toBe('x');
    await house.build.employee('ander', ['regio:21'], { roles: 'rmc-coordinator' });
    await expect(store('telling', 2025, visitor({}))).rejects.toMatchObject({ code: 'mag-niet', status: 403 });
    const seen = (more: Partial<FigureQuestion>, kind: StoredKind = 'telling', id = stored!.id) =>
      desk.table(visitor({}), kind, question(more), { snapshot: id });
    await expect(seen({ region: '08' })).resolves.toMatchObject({ kenmerken: { vastlegging: stored!.id } });
    await expect(seen({ region: '21' })).rejects.toMatchObject({ code: 'niet-gevonden', status: 404 });
    await expect(seen({ municipality: '0363' })).rejects.toMatchObject({ status: 404 });
    await expect(seen({}, 'management')).rejects.toMatchObject({ code: 'geen-vastgelegde-cijfers', status: 404 });
    await expect(seen({}, 'telling', newId())).rejects.toMatchObject({ code: 'geen-vastgelegde-cijfers', status: 404 });
  });

  it('are counted of one moment', async () => {
    await someone('2025-09', ['0114'], 3);
    const counts = await house.database.moment(async (sql) => {
      const n = () => sql.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM pupil').then((row) => row!.n);
      const first = await n();
      await house.build.pupil();
      let streamed = 0;
      for await (const _ of sql.stream('SELECT id FROM pupil')) streamed++;
      return [first, await n(), streamed, (await sql.scan('SELECT id FROM pupil')).length];
    });
    expect(counts).toEqual([1, 1, 1, 1]);
    expect(await house.database.read.all('SELECT id FROM pupil')).toHaveLength(2);
  });
});
