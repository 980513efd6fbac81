import { asDay } from '../../src/law/day';
import { GiveDossiers } from '../../src/cases/bulk/give-dossiers';
import { Covers } from '../../src/cases/cover/cover';
import { SweepService } from '../../src/cases/sweep/sweep';
import { AutomaticActions } from '../../src/cases/worklist/automatic-actions';
import { WorkLists } from '../../src/cases/worklist/work-lists';
import { newId } from '../../src/platform/ids';
import { coordinator, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const day = asDay;
const lpa = officer();

describe('assignment at work', () => {
  let house: House;

  beforeEach(async () => {
    house = await openHouse('2026-03-09');
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
    await house.build.employee('lpb', ['gemeente:0114'], { fte: 0 });
    await house.build.employee('elders', ['gemeente:0363']);
  });
  afterEach(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  /** a dossier of a pupil who was absent too much */
  const dossier = async (municipality = '0114'): Promise<string> => {
    const pupil = await house.build.pupil('2012-05-06', {}, municipality);
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    const sql = 'SELECT id FROM dossier WHERE pupil_id = ?';
    return (await house.database.read.get<{ id: string }>(sql, [pupil]))!.id;
  };
  const sweep = async (on: string) => {
    house.clock.day = day(on);
    await get(SweepService).sweep(day(on));
    await house.workAll();
  };
  const holders = () => house.database.read.all('SELECT employee, assignment_reason FROM dossier ORDER BY id');
  const give = (ids: string[], to: string, more: { mode?: 'alles' | 'per-dossier'; by?: typeof lpa } = {}) =>
    get(GiveDossiers).give(more.by ?? lpa, { dossierIds: ids, to, reason: 'verdeling', mode: more.mode ?? 'alles' });

  it('gives many dossiers at once, with the reason, and the sweep leaves them there', async () => {
    const ids = [await dossier(), await dossier()];
    expect(await give([...ids, ids[0]!], 'lpb')).toEqual({
      done: true,
      results: ids.map((id) => ({ dossier: id, result: 'toegewezen', reason: null })),
    });
    await sweep('2026-03-10');
    expect(await holders()).toEqual(
      ids.map(() => ({ employee: 'lpb', assignment_reason: 'toegewezen door lpa: verdeling' })),
    );
    expect((await give(ids, 'lpb')).results.map((one) => one.result)).toEqual(['ongewijzigd', 'ongewijzigd']);
    expect(await house.database.read.all('SELECT id FROM assignment')).toHaveLength(4);
  });

  it('changes nothing where one is refused and all were asked; else those that can', async () => {
    const [own, other] = [await dossier(), await dossier('0363')];
    const refused = await give([own, other, 'geen-id'], 'lpb');
    expect(refused).toMatchObject({
      done: false,
      results: [{ result: 'toegewezen' }, { result: 'geweigerd' }, { result: 'geweigerd' }],
    });
    // what is out of scope and what does not exist are told alike
    expect(refused.results[1]!.reason).toBe(refused.results[2]!.reason);
    expect(await holders()).toMatchObject([{ employee: 'lpa' }, { employee: 'elders' }]);
    expect((await give([own, other], 'lpb', { mode: 'per-dossier' })).done).toBe(true);
    expect(await holders()).toMatchObject([{ employee: 'lpb' }, { employee: 'elders' }]);
  });

  it('gives to nobody without role, area or service, and only for who may', async () => {
    const id = await dossier();
    await house.build.employee('weg', ['gemeente:0114'], { until_date: '2026-03-08' });
    await house.build.employee('blijft', ['gemeente:0114'], { until_date: '2026-03-09' });
    const reasons = async (to: string, by = lpa) => (await give([id], to, { by })).results[0]!.result;
    expect([await reasons('elders'), await reasons('niemand'), await reasons('weg')]).toEqual(
      Array(3).fill('geweigerd'),
    );
    expect([await reasons('lpb', officer('x', '0363')), await reasons('lpb', coordinator('x', '21'))]).toEqual([
      ...['geweigerd', 'geweigerd'],
    ]);
    expect([await reasons('blijft', coordinator())]).toEqual(['toegewezen']);
    await expect(
      get(GiveDossiers).give(lpa, { dossierIds: [], to: 'lpb', reason: ' ', mode: 'alles' }),
    ).rejects.toMatchObject({
      fields: [{ pointer: '/dossiers' }, { pointer: '/reden' }],
    });
  });

  it('lets a colleague with the same work cover, on those days and no others', async () => {
    await dossier();
    const covers = get(Covers);
    const lpb = officer('lpb');
    const asked = {
      employee: 'lpa',
      substitute: 'lpb',
      from: day('2026-03-10'),
      until: day('2026-03-12'),
      reason: null,
    };
    await expect(covers.arrange(lpa, { ...asked, substitute: 'elders' })).rejects.toMatchObject({ status: 400 });
    await expect(covers.arrange(lpb, asked)).rejects.toMatchObject({ status: 403 });
    const id = await covers.arrange(lpa, asked);
    await expect(covers.arrange(coordinator(), { ...asked, from: day('2026-03-12') })).rejects.toMatchObject({
      status: 409,
    });
    const seen = async (on: string) => {
      house.clock.day = day(on);
      return (await get(WorkLists).page(lpb, { kind: 'pas-toegewezen', limit: 10 })).length;
    };
    expect([
      await seen('2026-03-09'),
      await seen('2026-03-10'),
      await seen('2026-03-12'),
      await seen('2026-03-13'),
    ]).toEqual([...[0, 1, 1, 0]]);
    await covers.withdraw(lpa, id);
    expect(await seen('2026-03-11')).toBe(0);
    await expect(covers.withdraw(lpa, id)).rejects.toMatchObject({ status: 404 });
  });

  it('lists what was just assigned and untouched, what lies still, what is late, and the verdeelbak', async () => {
    const id = await dossier();
    const waiting = await dossier('0106');
    const list = async (kind: Parameters<WorkLists['page']>[1]['kind'], by = lpa) =>
      (await get(WorkLists).page(by, { kind, limit: 10 })).map((one) => one.id);
    expect(await list('pas-toegewezen')).toEqual([id]);
    expect([await list('onbewerkt'), await list('te-laat'), await list('verdeelbak')]).toEqual([[], [], []]);
    expect(await list('verdeelbak', coordinator('coo', '07'))).toEqual([waiting]);
    const [row] = await get(WorkLists).page(coordinator('coo', '07'), { kind: 'verdeelbak', limit: 10 });
    expect(row).toMatchObject({ pupilId: null, reason: expect.stringContaining('niemand') });
    const school = { ...lpa, visitor: { ...lpa.visitor!, roles: ['schoolmedewerker' as const] } };
    await expect(list('verdeelbak', school)).rejects.toMatchObject({ status: 403 });
    await house.database.work((work) =>
      work.insert(
        'state_change',
        ['id', 'machine', 'object_id', 'dossier_id', 'room', 'at', 'day', 'step', 'from_state', 'to_state', 'employee'],
        [
          [
            newId(),
            'dossier',
            id,
            id,
            'avg',
            '2026-03-09T10:00:00.000Z',
            '2026-03-09',
            'oppakken',
            'nieuw',
            'in_behandeling',
            'lpa',
          ],
        ],
      ),
    );
    expect(await list('pas-toegewezen')).toEqual([]);
    house.clock.day = day('2026-04-06');
    expect(await list('onbewerkt')).toEqual([]);
    house.clock.day = day('2026-04-07');
    expect(await list('onbewerkt')).toEqual([id]);
    expect(await list('te-laat')).toEqual([id]);
    expect(await get(WorkLists).counts(lpa)).toMatchObject({ onbewerkt: 1, 'te-laat': 1, verdeelbak: 0 });
  });

  it('tells every automatic action with its reason, and none by hand', async () => {
    const id = await dossier();
    await give([id], 'lpb');
    const all = await get(AutomaticActions).page(lpa, { limit: 50 });
    expect(all).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'toewijzing', what: 'lpa', dossierId: id }),
        expect.objectContaining({ kind: 'dossier', what: 'openen', dossierId: id }),
      ]),
    );
    expect(all.some((one) => one.what === 'lpb')).toBe(false);
    const [first, second] = await get(AutomaticActions).page(lpa, { dossierId: id, limit: 2 });
    expect(await get(AutomaticActions).page(lpa, { before: first!.id, limit: 1 })).toEqual([second]);
    expect(await get(AutomaticActions).page(officer('x', '0363'), { limit: 50 })).toEqual([]);
  });
});
