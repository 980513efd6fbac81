import { packPupils } from '../../src/access/log/entry';
import { Destruction } from '../../src/retention/destruction';
import { PORTION } from '../../src/retention/carry-out';
import { LegalHolds } from '../../src/retention/legal-holds';
import { actor } from '../support/actors';
import { Keeping, officer } from './support';

const [first, second, elsewhere] = [officer('een'), officer('twee'), officer('drie', '0363')];

describe('a destruction list', () => {
  let it_: Keeping;
  let destruction: Destruction;
  beforeEach(async () => {
    it_ = await Keeping.open();
    destruction = it_.get(Destruction);
  });
  afterEach(() => it_.house.close());
  it('holds a closed dossier on the day and not the day before, once a month', async () => {
    await it_.dossier(await it_.house.build.pupil('2007-06-30'));
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    expect(await it_.make()).toBe(1);
    expect(await it_.make()).toBe(0);
    expect(await it_.listed()).toEqual(['leerplicht']);
    expect(await destruction.lists(elsewhere)).toEqual([]);
  });

  it('is made by the work of the queue too, once however often it is asked for', async () => {
    await it_.dossier(await it_.house.build.pupil('2007-06-30'));
    for (let i = 0; i < 2; i++) {
      await it_.house.build.outbox('maak-vernietigingslijsten', '2026-06-01');
      await it_.house.workAll();
    }
    expect(await it_.listed()).toEqual(['leerplicht']);
  });

  it('keeps the destruction date with each closed dossier, also where it lies ahead', async () => {
    const pupil = await it_.house.build.pupil('2012-02-29');
    const closed = await it_.dossier(pupil);
    const other = await it_.dossier(await it_.house.build.pupil('2012-02-29'), { status: 'nieuw' });
    await it_.make();
    const dates = await it_.house.database.read.all('SELECT id, destroy_on FROM dossier ORDER BY id');
    expect(dates).toEqual([
      { id: closed, destroy_on: '2031-03-01' },
      { id: other, destroy_on: null },
    ]);
  });

  it('lets the dossiers of a pupil and regime go together: none while one is open, and the longest term for all', async () => {
    const pupil = await it_.house.build.pupil('2007-01-01');
    const old = await it_.dossier(pupil);
    await it_.signal(pupil, old);
    const open = await it_.dossier(pupil, { status: 'nieuw' });
    await it_.signal(pupil, open, { from_date: '2024-01-08', until_date: '2024-01-12', phase: 'kwalificatieplicht' });
    it_.at('2028-01-01');
    expect(await it_.make()).toBe(0);
    await it_.house.database.work((work) => work.run("UPDATE dossier SET status = 'afgesloten' WHERE id = ?", [open]));
    it_.at('2026-12-31');
    expect(await it_.make()).toBe(0);
    it_.at('2027-01-01');
    expect(await it_.make()).toBe(1);
    expect(await it_.listed()).toEqual(['kwalificatieplicht', 'kwalificatieplicht']);
  });

  it('of the Doorstroompunt counts from the age limit, or from a startkwalificatie before it', async () => {
    const qualified = await it_.house.build.pupil('2005-01-01');
    await it_.house.build.insert('diploma', { pupil_id: qualified, kind: 'mbo2', day: '2024-06-30' });
    await it_.dossier(qualified, { regime: 'doorstroompunt' });
    await it_.dossier(await it_.house.build.pupil('1997-06-30'), { regime: 'doorstroompunt' });
    await it_.dossier(await it_.house.build.pupil('1997-07-01'), { regime: 'doorstroompunt' });
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    await it_.make();
    expect(await it_.listed()).toEqual(['doorstroompunt', 'doorstroompunt']);
  });

  it('holds the Wpg part five years after it began, also of a dossier that is open', async () => {
    const dossier = await it_.dossier(await it_.house.build.pupil('2012-01-01'), { status: 'nieuw' });
    await it_.fill('dossier_item', { dossier_id: dossier, room: 'wpg', day: '2021-06-30' });
    await it_.fill('dossier_item', { dossier_id: dossier, room: 'avg', day: '2010-06-30' });
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    await it_.make();
    expect(await it_.listed()).toEqual(['wpg']);
  });

  it('holds a letter of the Wpg part where there is nothing else in it, and takes it', async () => {
    const dossier = await it_.dossier(await it_.house.build.pupil('2012-01-01'), { status: 'nieuw' });
    await it_.fill('letter', { dossier_id: dossier, room: 'wpg', made_on: '2021-06-30' });
    await it_.fill('letter', { dossier_id: dossier, room: 'avg', made_on: '2010-06-30' });
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    expect(await it_.carryOut()).toMatchObject({ records: { wpg: 1 }, rijen: { letter: 1 } });
    expect(await it_.left('letter')).toBe(1);
  });

  it('holds an exemption a year after its end, and one without an end a year after the 18th birthday', async () => {
    const child = await it_.house.build.pupil('2014-01-01');
    await it_.house.build.exemption(child, 'ART5_A', '2024-08-01', '2025-06-30');
    await it_.house.build.exemption(child, 'ART11F', '2024-08-01', '2025-07-01');
    await it_.house.build.exemption(child, 'ART15', '2024-08-01');
    const grown = await it_.house.build.pupil('2007-06-30');
    await it_.house.build.exemption(grown, 'ART5_B', '2015-08-01');
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    await it_.make();
    expect(await it_.listed()).toEqual(['vrijstelling ART5_A 2024-08-01', 'vrijstelling ART5_B 2015-08-01']);
  });

  it('holds an application that came to nothing, a year after the days it asked for', async () => {
    const pupil = await it_.house.build.pupil('2014-01-01');
    await it_.fill('leave_application', { pupil_id: pupil, article: 'ART11F', until_date: '2025-06-30' });
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    expect(await it_.make()).toBe(1);
  });

  it('holds absence of a child without a dossier, and a pupil without any, each on its day', async () => {
    await it_.house.build.location();
    const absent = await it_.house.build.pupil('2006-06-30');
    await it_.house.build.absence(absent, '2020-01-06', 4);
    const grownOnly = await it_.house.build.pupil('2006-06-30');
    await it_.house.build.absence(grownOnly, '2024-06-30', 4);
    const withDossier = await it_.house.build.pupil('2006-06-30');
    await it_.house.build.absence(withDossier, '2020-01-06', 4);
    await it_.dossier(withDossier, { status: 'nieuw' });
    it_.at('2026-06-29');
    expect(await it_.make()).toBe(0);
    it_.at('2026-06-30');
    await it_.make();
    expect(await it_.listed()).toEqual(['verzuim']);
    it_.at('2035-06-29');
    await it_.make();
    expect(await it_.listed()).toEqual(['verzuim']);
    it_.at('2035-07-30');
    await it_.make();
    expect((await it_.listed()).sort()).toEqual(['leerling', 'leerling', 'verzuim']);
  });

  it('goes only when a second person approves, and out of scope it is not there', async () => {
    await it_.dossier(await it_.house.build.pupil('2000-01-01'));
    await it_.make();
    const { id } = await it_.list();
    await expect(destruction.approve(second, id)).rejects.toMatchObject({ status: 409 });
    await expect(destruction.propose(elsewhere, id)).rejects.toMatchObject({ status: 404 });
    await expect(destruction.items(elsewhere, id, 1, 10)).rejects.toMatchObject({ status: 404 });
    await destruction.propose(first, id);
    await expect(destruction.approve(first, id)).rejects.toMatchObject({ code: 'tweede-persoon-nodig', status: 403 });
    await expect(destruction.approve(elsewhere, id)).rejects.toMatchObject({ status: 404 });
    const beheerder = actor({ employee: 'fb', roles: ['functioneel-beheerder'], municipalities: ['0114'] });
    await expect(destruction.approve(beheerder, id)).rejects.toMatchObject({ status: 404 });
    await it_.house.workAll();
    expect(await it_.left('dossier')).toBe(1);
    await destruction.approve(second, id);
    await expect(destruction.approve(second, id)).rejects.toMatchObject({ status: 409 });
    await it_.house.workAll();
    expect(await it_.left('dossier')).toBe(0);
    const list = await it_.list();
    expect(list.state).toBe('uitgevoerd');
    expect(JSON.parse(list.certificate!)).toMatchObject({
      ...{ gemeente: '0114', voorgedragenDoor: 'een', goedgekeurdDoor: 'twee', vernietigdOp: '2026-06-30' },
      ...{ records: { leerplicht: 1 }, aangehouden: 0, rijen: { dossier: 1 } },
    });
  });

  it('can be rejected: then nothing goes, and the next month it is made anew', async () => {
    await it_.dossier(await it_.house.build.pupil('2000-01-01'));
    await it_.make();
    const { id } = await it_.list();
    await destruction.propose(first, id);
    await destruction.reject(first, id);
    await it_.house.workAll();
    expect(await it_.left('dossier')).toBe(1);
    it_.at('2026-07-01');
    expect(await it_.make()).toBe(1);
  });

  it('does not hold what an earlier list holds that nobody decided on', async () => {
    await it_.dossier(await it_.house.build.pupil('2000-01-01'));
    await it_.make();
    it_.at('2026-07-01');
    expect(await it_.make()).toBe(0);
  });

  it('keeps what was put on hold, restricted or reopened after it was made', async () => {
    const [held, restricted, reopened] = [
      await it_.house.build.pupil('2000-01-01'),
      await it_.house.build.pupil('2000-01-01'),
      await it_.house.build.pupil('2000-01-01'),
    ];
    for (const pupil of [held, restricted, reopened]) await it_.dossier(pupil);
    await it_.make();
    const { id } = await it_.list();
    await destruction.propose(first, id);
    const holds = it_.get(LegalHolds);
    const hold = await holds.place(first, held, 'beroep bij de rechtbank');
    const school = actor({ employee: 's', roles: ['schoolmedewerker'], schools: ['01AB'] });
    await expect(holds.place(school, held, 'x')).rejects.toMatchObject({ status: 403 });
    await expect(holds.place(first, held, ' ')).rejects.toMatchObject({ fields: [{ pointer: '/reden' }] });
    await it_.fill('restriction', { pupil_id: restricted });
    await it_.house.database.work(async (work) => {
      await work.run('UPDATE restriction SET lifted_on = NULL');
      await work.run("UPDATE dossier SET status = 'heropend' WHERE pupil_id = ?", [reopened]);
    });
    await destruction.approve(second, id);
    await it_.house.workAll();
    expect(JSON.parse((await it_.list()).certificate!)).toMatchObject({ records: {}, aangehouden: 3 });
    expect(await it_.left('dossier')).toBe(3);
    await holds.lift(second, hold);
    const lifted = "SELECT pupils FROM audit_entry WHERE object = 'bewaarplicht' AND action = 'wijzigen'";
    expect(await it_.house.database.read.all(lifted)).toEqual([{ pupils: packPupils([held]) }]);
    await expect(holds.lift(second, hold)).rejects.toMatchObject({ status: 404 });
    it_.at('2026-07-01');
    await it_.make();
    expect((await it_.list()).items).toBe(1);
  });

  it('leaves whoever became of another municipality after it was approved to that one, and says so', async () => {
    const [moved, stayed, returned] = [
      await it_.house.build.pupil('1990-01-01'),
      await it_.house.build.pupil('1990-01-01'),
      await it_.house.build.pupil('1990-01-01'),
    ];
    // a dossier stays with the municipality that closed it, and the pupil goes with where it lives
    const withDossier = await it_.house.build.pupil('1990-01-01');
    await it_.dossier(withDossier);
    const live = (pupil_id: string, municipality: string, from_date: string) =>
      it_.house.build.insert('residence', { pupil_id, municipality, from_date });
    const lives = (pupil: string) =>
      it_.house.database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM pupil WHERE id = ?', [pupil]);
    await it_.make();
    const { id } = await it_.list();
    await destruction.propose(first, id);
    await destruction.approve(second, id);
    await live(moved, '0363', '2026-06-01');
    await live(withDossier, '0363', '2026-06-01');
    await live(returned, '0363', '2026-05-01');
    await live(returned, '0114', '2026-06-01');
    await it_.house.workAll();
    const list = await it_.list();
    expect(JSON.parse(list.certificate!)).toMatchObject({
      ...{ records: { leerling: 2, leerplicht: 1 }, leerlingen: 2, aangehouden: 0, elders: 1 },
      rijen: { dossier: 1 },
    });
    const left = await Promise.all([moved, withDossier, stayed, returned].map(lives));
    expect(left.map((one) => one!.n)).toEqual([1, 1, 0, 0]);
    const { rows } = await destruction.items(first, id, 1, 10);
    expect(rows.map((one) => one.state).sort()).toEqual(['elders', 'vernietigd', 'vernietigd', 'vernietigd']);
    // the other one has them on its own list, and decides itself
    expect(await it_.make()).toBe(1);
    expect(await it_.listed('0363')).toEqual(['leerling', 'leerling']);
  });

  it('of many records is worked in portions, each once, and the certificate counts them all', async () => {
    const many = PORTION + 3;
    for (let i = 0; i < many; i++) await it_.dossier(await it_.house.build.pupil('1990-01-01'));
    const certificate = await it_.carryOut();
    expect(certificate).toMatchObject({ records: { leerplicht: many }, leerlingen: many, rijen: { dossier: many } });
    const told = await it_.house.database.read.all(
      "SELECT seq FROM audit_entry WHERE object = 'vernietigingslijst' AND action = 'verwijderen'",
    );
    expect(told).toHaveLength(2);
    await it_.house.build.outbox('vernietig', (await it_.list()).id);
    await it_.house.workAll();
    expect(JSON.parse((await it_.list()).certificate!)).toEqual(certificate);
  });

  it('says of whom a record is by nothing but a year of birth', async () => {
    await it_.dossier(await it_.house.build.pupil('2000-01-01', { last_name: 'Geheim' }));
    await it_.make();
    const { rows, total } = await destruction.items(first, (await it_.list()).id, 1, 10);
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ recordClass: 'leerplicht', birthYear: 2000, destroyOn: '2019-01-01', held: false }]);
    expect(JSON.stringify(rows)).not.toMatch(/Geheim|2000-01-01/);
  });
});
