import { asDay } from '../../src/law/day';
import { SweepService } from '../../src/cases/sweep/sweep';
import { PupilMerges } from '../../src/registry/pupil-merge';
import { type House, openHouse } from '../support/house';

/** Monday to Thursday of a week in March 2026: four days of four hours are sixteen. */
const FOUR_DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];

describe('from absence to an explained dossier', () => {
  let house: House;

  beforeEach(async () => {
    house = await openHouse();
    await house.build.location();
  });
  afterEach(() => house.close());

  const signals = () =>
    house.database.read.all<Record<string, unknown>>(
      'SELECT rule, from_date, until_date, hundredths, status, reason, dossier_id, ended_on FROM signal ORDER BY from_date, rule, mark',
    );
  const dossiers = () =>
    house.database.read.all<Record<string, unknown>>(
      'SELECT id, pupil_id, regime, employee, assignment_reason, for_closing, status, municipality FROM dossier ORDER BY id',
    );
  const changes = () => house.database.read.all<{ change: string }>('SELECT change FROM signal_change ORDER BY id');
  const skips = async (pupil: string, hours = 4) => {
    const numbers: string[] = [];
    for (const day of FOUR_DAYS) numbers.push(await house.build.absence(pupil, day, hours));
    return numbers;
  };

  it('raises a signal, opens a dossier and gives it to the officer of the municipality, with the reasons', async () => {
    await house.build.employee('lpa', ['gemeente:0114']);
    await house.build.employee('elders', ['gemeente:0106']);
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    const [dossier] = await dossiers();
    expect(dossier).toMatchObject({ pupil_id: pupil, regime: 'leerplicht', employee: 'lpa', for_closing: 0 });
    expect(await signals()).toEqual([
      expect.objectContaining({
        ...{ rule: 'verzuim-16u', from_date: '2026-03-02', until_date: '2026-03-05', hundredths: 1600 },
        ...{ status: 'geregistreerd', dossier_id: dossier?.id },
      }),
    ]);
    const [assignment] = await house.database.read.all<{ steps: string }>('SELECT steps FROM assignment');
    expect(JSON.parse(assignment!.steps).kandidaten).toEqual([
      { medewerker: 'lpa', naam: 'Medewerker lpa', uitkomst: 'gekozen', reden: '0 open dossiers bij 1 fte' },
    ]);
  });

  it('changes nothing when it judges again', async () => {
    await house.build.employee('lpa', ['gemeente:0114']);
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    const before = [await signals(), await dossiers(), await changes()];
    await house.judge(pupil);
    await house.judge(pupil);
    expect([await signals(), await dossiers(), await changes()]).toEqual(before);
    expect(await house.database.read.all('SELECT id FROM assignment')).toHaveLength(1);
  });

  it('withdraws with the reason when a record is corrected, marks the dossier, and takes both back', async () => {
    await house.build.employee('lpa', ['gemeente:0114']);
    const pupil = await house.build.pupil();
    const [first] = await skips(pupil);
    await house.judge(pupil);
    const set = (hundredths: number) =>
      house.database.work((work) =>
        work.run('UPDATE absence_record SET hundredths = ? WHERE number = ?', [hundredths, first!]),
      );
    await set(399);
    await house.judge(pupil);
    expect(await signals()).toMatchObject([{ status: 'ingetrokken', reason: 'verzuim_gewijzigd' }]);
    expect(await dossiers()).toMatchObject([{ for_closing: 1, status: 'nieuw', employee: 'lpa' }]);
    await set(400);
    await house.judge(pupil);
    expect(await signals()).toMatchObject([{ status: 'geregistreerd', reason: null }]);
    expect(await dossiers()).toMatchObject([{ for_closing: 0 }]);
    expect((await changes()).map((one) => one.change)).toEqual(['opgeworpen', 'ingetrokken', 'hersteld']);
  });

  it('says that an exemption took the ground away', async () => {
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    await house.build.exemption(pupil, 'ART11G', '2026-03-03', '2026-03-03');
    await house.judge(pupil);
    expect(await signals()).toMatchObject([{ status: 'ingetrokken', reason: 'vrijgesteld' }]);
  });

  it('spreads dossiers by load within one batch, in the order of arrival', async () => {
    await house.build.employee('b', ['gemeente:0114']);
    await house.build.employee('a', ['gemeente:0114'], { fte: 50 });
    const pupils = [];
    for (let i = 0; i < 6; i++) {
      const pupil = await house.build.pupil();
      await skips(pupil);
      pupils.push(pupil);
    }
    await house.judge(...pupils);
    const given = new Map((await dossiers()).map((one) => [one.pupil_id, one.employee]));
    expect(pupils.map((pupil) => given.get(pupil))).toEqual(['a', 'b', 'b', 'a', 'b', 'b']);
  });

  it('gives a later signal of the pupil to who has the open dossier', async () => {
    await house.build.employee('b', ['gemeente:0114'], { maximum: 1 });
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    await house.build.employee('a', ['gemeente:0114']);
    for (const day of ['2026-05-11', '2026-05-12', '2026-05-18', '2026-05-19'])
      await house.build.absence(pupil, day, 4);
    await house.judge(pupil);
    expect(await signals()).toHaveLength(2);
    expect(await dossiers()).toMatchObject([{ employee: 'b' }]);
  });

  it('waits in the verdeelbak, and leaves it when staff changes', async () => {
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    expect(await dossiers()).toMatchObject([
      { employee: null, assignment_reason: 'niemand met de rol leerplichtambtenaar heeft gemeente Emmen' },
    ]);
    await house.build.employee('lpa', ['gemeente:0114']);
    await house.build.outbox('verdeel', '');
    await house.workAll();
    expect(await dossiers()).toMatchObject([{ employee: 'lpa' }]);
  });

  it('finds the child without a school at the sweep, and ends the signal on the day of enrolment', async () => {
    const sweeper = house.module.get(SweepService, { strict: false });
    await house.build.employee('lpa', ['gemeente:0114']);
    const pupil = await house.build.pupil();
    await house.build.enrolment(pupil, '2025-08-01', '2026-02-01');
    await sweeper.sweep(asDay('2026-03-02'));
    await house.workAll();
    expect(await signals()).toMatchObject([
      { rule: 'verzuim-absoluut', from_date: '2026-02-02', status: 'geregistreerd' },
    ]);
    await house.build.enrolment(pupil, '2026-03-09');
    await sweeper.sweep(asDay('2026-03-16'));
    await house.workAll();
    expect(await signals()).toMatchObject([{ status: 'ingetrokken', reason: 'geeindigd', ended_on: '2026-03-09' }]);
    expect(await dossiers()).toMatchObject([{ for_closing: 1 }]);
  });

  it('sends a dossier on at the sweep when its officer leaves, and when the pupil moves', async () => {
    const sweeper = house.module.get(SweepService, { strict: false });
    await house.build.employee('gaat', ['gemeente:0114'], { until_date: '2026-07-01' });
    await house.build.employee('elders', ['gemeente:0106']);
    const pupil = await house.build.pupil();
    await skips(pupil);
    await house.judge(pupil);
    await house.build.employee('opvolger', ['gemeente:0114']);
    await sweeper.sweep(asDay('2026-06-30'));
    await house.workAll();
    expect(await dossiers()).toMatchObject([{ employee: 'gaat' }]);
    house.clock.day = asDay('2026-07-02');
    await sweeper.sweep(asDay('2026-07-02'));
    await house.workAll();
    expect(await dossiers()).toMatchObject([{ employee: 'opvolger' }]);
    await house.build.insert('residence', { pupil_id: pupil, from_date: '2026-07-02', municipality: '0106' });
    await sweeper.sweep(asDay('2026-07-02'));
    await house.workAll();
    expect(await dossiers()).toMatchObject([{ employee: 'elders', municipality: '0106' }]);
  });

  it('gives the place that a sweep sets free to who waited longest, in that same sweep', async () => {
    const sweeper = house.module.get(SweepService, { strict: false });
    const [waits, moves] = [await house.build.pupil(), await house.build.pupil()];
    await skips(waits);
    await house.judge(waits);
    await house.build.employee('vol', ['gemeente:0114'], { maximum: 1 });
    await house.build.employee('elders', ['gemeente:0106']);
    await skips(moves);
    await house.judge(moves);
    expect((await dossiers()).map((row) => row.employee)).toEqual([null, 'vol']);
    await house.build.insert('residence', { pupil_id: moves, from_date: '2026-03-01', municipality: '0106' });
    await sweeper.sweep(asDay('2026-06-30'));
    await house.workAll();
    expect((await dossiers()).map((row) => row.employee)).toEqual(['vol', 'elders']);
  });

  it('makes one dossier of two when two numbers turn out to be one pupil', async () => {
    const [one, other] = [await house.build.pupil(), await house.build.pupil()];
    await skips(one);
    await skips(other);
    await house.judge(one, other);
    expect(await dossiers()).toHaveLength(2);
    const merges = house.module.get(PupilMerges, { strict: false });
    await house.database.work((work) => merges.merge(work, one, other));
    await house.judge(other);
    expect((await dossiers()).map((row) => [row.pupil_id, row.status])).toEqual([
      [other, 'afgesloten'],
      [other, 'nieuw'],
    ]);
    expect((await signals()).filter((row) => row.status === 'geregistreerd')).toMatchObject([
      { from_date: '2026-03-02', until_date: '2026-03-03', hundredths: 1600 },
      { from_date: '2026-03-04', until_date: '2026-03-05', hundredths: 1600 },
    ]);
    const orphans = 'SELECT id FROM signal_change WHERE signal_id NOT IN (SELECT id FROM signal)';
    expect(await house.database.read.all(orphans)).toEqual([]);
  });

  it('opens no dossier for sickness, and one of each regime for a youth who turns 18', async () => {
    await house.build.employee('rmc', ['regio:08'], { roles: 'rmc-trajectbegeleider' });
    const pupil = await house.build.pupil('2008-01-10');
    for (const day of [
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
      '2026-03-11',
    ])
      await house.build.absence(pupil, day, 8, 'ziek', true);
    for (const day of ['2025-12-01', '2025-12-02']) await house.build.absence(pupil, day, 8);
    await house.build.enrolment(pupil, '2025-08-01', '2026-04-01');
    await house.module.get(SweepService, { strict: false }).sweep(asDay('2026-04-15'));
    await house.judge(pupil);
    const found = await signals();
    expect(found.map((one) => [one.rule, one.dossier_id !== null])).toEqual([
      ['verzuim-16u', true],
      ['ziekteverzuim', false],
      ['uitval-18plus', true],
    ]);
    expect((await dossiers()).map((one) => [one.regime, one.employee]).sort()).toEqual([
      ['doorstroompunt', 'rmc'],
      ['leerplicht', null],
    ]);
  });
});
