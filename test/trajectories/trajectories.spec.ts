import { asDay } from '../../src/law/day';
import { ConsentStore } from '../../src/cases/consent/consent-store';
import { newId } from '../../src/platform/ids';
import { SweepService } from '../../src/cases/sweep/sweep';
import { PupilMerges } from '../../src/registry/pupil-merge';
import { Partners } from '../../src/trajectories/contact/partners';
import { RecordContact } from '../../src/trajectories/contact/record-contact';
import { TakeOnEarly } from '../../src/trajectories/course/take-on-early';
import { TakeStep } from '../../src/trajectories/course/take-step';
import { RecordMoment } from '../../src/trajectories/leavers/record-moment';
import { KeepPlan } from '../../src/trajectories/plan/keep-plan';
import type { Plan } from '../../src/trajectories/plan/plan';
import { ConsultSchool } from '../../src/trajectories/school/consult-school';
import { TrajectoryQuery } from '../../src/trajectories/trajectory-query';
import { counsellor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const day = asDay;
const rmc = counsellor();
const PLAN: Plan = {
  summary: 'Ik wil weer naar school',
  goals: [
    {
      ...{ area: 'onderwijs', description: 'inschrijven bij het mbo', reachedOn: null },
      steps: [{ description: 'open dag bezoeken', taker: 'jongere', dueOn: day('2026-04-01'), doneOn: null }],
    },
  ],
};

describe('trajectories of the Doorstroompunt', () => {
  let house: House;
  let pupil: string;

  beforeEach(async () => {
    house = await openHouse('2026-03-02');
    await house.build.location();
    await house.build.employee('rmc', ['regio:08'], { roles: 'rmc-trajectbegeleider' });
    pupil = await house.build.pupil('2006-05-06');
    await house.build.enrolment(pupil, '2023-08-01', '2026-02-20', 'mbo');
  });
  afterEach(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const sweep = async (on: string) => {
    house.clock.day = day(on);
    await get(SweepService).sweep(day(on));
    await house.workAll();
  };
  const trajectories = () =>
    house.database.read.all<Record<string, unknown>>(
      'SELECT id, pupil_id, state, delivered_on, approached_on, contact_on, came_back, destination, region, municipality, ended_on FROM trajectory ORDER BY id',
    );
  /** the sweep finds the drop-out, which opens a dossier, which begins a trajectory */
  const begun = async (): Promise<string> => {
    await sweep('2026-03-02');
    return String((await trajectories())[0]!['id']);
  };
  const step = (trajectoryId: string, to: Parameters<TakeStep['take']>[1]['to'], on: string, more = {}) =>
    get(TakeStep).take(rmc, { trajectoryId, to, day: day(on), ...more });
  const contact = (trajectoryId: string, on: string, reached = true) =>
    get(RecordContact).record(rmc, { trajectoryId, day: day(on), kind: 'telefoon', reached, note: 'gebeld' });

  it('begins one trajectory for a dossier of the Doorstroompunt, however often the sweep comes by', async () => {
    await begun();
    await sweep('2026-03-02');
    await house.build.outbox(
      'begin-traject',
      String((await house.database.read.all('SELECT id FROM dossier'))[0]!['id']),
    );
    await house.workAll();
    expect(await trajectories()).toMatchObject([
      { pupil_id: pupil, state: 'aangemeld', delivered_on: '2026-03-02', region: '08', municipality: '0114' },
    ]);
  });

  it('begins none for a dossier of leerplicht', async () => {
    const young = await house.build.pupil('2012-05-06');
    for (const on of ['2026-02-09', '2026-02-10']) await house.build.absence(young, on, 8);
    await house.judge(young);
    expect(await house.database.read.all('SELECT regime FROM dossier')).toEqual([{ regime: 'leerplicht' }]);
    expect(await trajectories()).toEqual([]);
  });

  it('goes from approach to a counted outcome, with the plan agreed before the start', async () => {
    const id = await begun();
    house.clock.day = day('2026-03-20');
    await contact(id, '2026-03-05', false);
    expect(await trajectories()).toMatchObject([{ state: 'benaderd', approached_on: '2026-03-05', contact_on: null }]);
    await expect(step(id, 'lopend', '2026-03-10')).rejects.toMatchObject({ code: 'stap-kan-niet', status: 409 });
    await step(id, 'intake', '2026-03-10');
    await expect(step(id, 'lopend', '2026-03-12')).rejects.toMatchObject({ message: expect.stringContaining('plan') });
    const plan = get(KeepPlan);
    house.clock.day = day('2026-03-12');
    expect(await plan.draft(rmc, id, PLAN)).toBe(1);
    await expect(step(id, 'lopend', '2026-03-12')).rejects.toMatchObject({ status: 409 });
    await plan.agree(rmc, id, 1, day('2026-03-12'));
    house.clock.day = day('2026-09-20');
    await expect(step(id, 'lopend', '2026-03-09')).rejects.toMatchObject({ fields: [{ pointer: '/datum' }] });
    await step(id, 'lopend', '2026-03-12');
    await expect(step(id, 'afgesloten', '2026-09-14')).rejects.toMatchObject({ status: 409 });
    await expect(step(id, 'afgesloten', '2026-09-14', { outcome: 'werk' })).rejects.toMatchObject({
      fields: [{ pointer: '/urenPerWeek' }],
    });
    await step(id, 'afgesloten', '2026-09-14', { outcome: 'werk', weeklyHundredths: 1150 });
    expect(await trajectories()).toMatchObject([
      { state: 'afgesloten', ended_on: '2026-09-14', destination: 'overig' },
    ]);
    const view = await get(TrajectoryQuery).find(rmc, id);
    expect(view.steps.map((one) => one.to)).toEqual(['aangemeld', 'benaderd', 'intake', 'lopend', 'afgesloten']);
    expect(view.contacts).toMatchObject([{ reached: false, note: 'gebeld' }]);
    await expect(contact(id, '2026-09-15')).rejects.toMatchObject({ code: 'traject-beeindigd' });
  });

  it('keeps versions of the plan: a draft is replaced, what was agreed stands, and progress is kept', async () => {
    const id = await begun();
    const plan = get(KeepPlan);
    expect([await plan.draft(rmc, id, PLAN), await plan.draft(rmc, id, { ...PLAN, summary: 'Anders' })]).toEqual([
      1, 1,
    ]);
    await plan.agree(rmc, id, 1, day('2026-03-02'));
    await expect(plan.agree(rmc, id, 1, day('2026-03-02'))).rejects.toMatchObject({ code: 'plan-staat-vast' });
    const [first] = (await get(TrajectoryQuery).find(rmc, id)).plans;
    expect(first).toMatchObject({ version: 1, summary: 'Anders', agreedOn: '2026-03-02' });
    await plan.finish(rmc, id, first!.goals[0]!.steps[0]!.id, day('2026-03-01'));
    await plan.reach(rmc, id, first!.goals[0]!.id, day('2026-03-02'));
    expect(await plan.draft(rmc, id, PLAN)).toBe(2);
    const { plans } = await get(TrajectoryQuery).find(rmc, id);
    expect(plans.map((one) => [one.version, one.goals[0]!.reachedOn, one.goals[0]!.steps[0]!.doneOn])).toEqual([
      [2, null, null],
      [1, '2026-03-02', '2026-03-01'],
    ]);
    // a step of an older version is no longer there to finish
    await expect(plan.finish(rmc, id, first!.goals[0]!.steps[0]!.id, null)).rejects.toMatchObject({ status: 404 });
    const raw = JSON.stringify(await house.database.read.all('SELECT description FROM trajectory_goal'));
    expect(raw).not.toContain('inschrijven');
  });

  it('keeps goals on health and justice with consent only, and forgets them when it is withdrawn', async () => {
    const id = await begun();
    const goal = (area: 'gezondheid' | 'justitie') => ({ ...PLAN.goals[0]!, area });
    const plan = { ...PLAN, goals: [PLAN.goals[0]!, goal('gezondheid'), goal('justitie')] };
    await expect(get(KeepPlan).draft(rmc, id, plan)).rejects.toMatchObject({
      ...{ code: 'toestemming-ontbreekt', status: 409, message: expect.stringContaining('gezondheid en strafrecht') },
    });
    const consent = (kind: string) =>
      house.build.insert('consent', {
        ...{ id: newId(), pupil_id: pupil, kind, given_on: '2026-03-02', given_by: 'jongere', recorded_by: 'rmc' },
        recorded_at: '2026-03-02T09:00:00.000Z',
      });
    await consent('gezondheid');
    await expect(get(KeepPlan).draft(rmc, id, plan)).rejects.toMatchObject({ code: 'toestemming-ontbreekt' });
    await consent('strafrecht');
    await get(KeepPlan).draft(rmc, id, plan);
    for (let i = 0; i < 2; i++) {
      await house.database.work((work) => get(ConsentStore).removeAll(work, pupil, 'gezondheid'));
    }
    const [kept] = (await get(TrajectoryQuery).find(rmc, id)).plans;
    expect(kept!.goals.map((one) => one.area)).toEqual(['onderwijs', 'justitie']);
  });

  it('names every bad field of a plan', async () => {
    const id = await begun();
    const goal = PLAN.goals[0]!;
    const bad = {
      ...PLAN,
      goals: [{ ...goal, area: 'sport' as 'werk', description: ' ', reachedOn: day('2026-03-03') }],
    };
    await expect(get(KeepPlan).draft(rmc, id, bad)).rejects.toMatchObject({
      fields: [
        { pointer: '/doelen/0/leefgebied' },
        { pointer: '/doelen/0/omschrijving' },
        { pointer: '/doelen/0/bereiktOp' },
      ],
    });
    await expect(get(KeepPlan).draft(rmc, id, { ...PLAN, goals: [] })).rejects.toMatchObject({ status: 400 });
  });

  it('gives an alarm when contact stops, once, and ends it at the next contact', async () => {
    const id = await begun();
    await get(RecordContact).agreeFrequency(rmc, id, 14);
    const alarms = () =>
      house.database.read.all('SELECT about, raised_on, settled_on FROM trajectory_alarm ORDER BY about');
    await sweep('2026-03-16');
    expect(await alarms()).toEqual([]);
    await sweep('2026-03-17');
    await sweep('2026-03-17');
    await sweep('2026-03-30');
    expect(await alarms()).toEqual([{ about: '2026-03-02', raised_on: '2026-03-17', settled_on: null }]);
    expect(await get(TrajectoryQuery).list(rmc, { alarm: true, limit: 10 })).toMatchObject([
      { alarmSince: '2026-03-02' },
    ]);
    await contact(id, '2026-03-30', false);
    expect(await alarms()).toMatchObject([{ settled_on: null }]);
    await contact(id, '2026-03-30');
    expect(await alarms()).toMatchObject([{ settled_on: '2026-03-30' }]);
    expect(await get(TrajectoryQuery).list(rmc, { alarm: true, limit: 10 })).toEqual([]);
    await sweep('2026-04-14');
    expect(await alarms()).toMatchObject([{ about: '2026-03-02' }, { about: '2026-03-30', raised_on: '2026-04-14' }]);
  });

  it('gives no alarm of a youth who died', async () => {
    const id = await begun();
    await get(RecordContact).agreeFrequency(rmc, id, 14);
    const died = (on: string) => house.database.work((work) => work.run('UPDATE pupil SET death_date = ?', [on]));
    await died('2026-03-17');
    await sweep('2026-03-17');
    expect(await house.database.read.all('SELECT about FROM trajectory_alarm')).toEqual([]);
    await died('2026-03-18');
    await sweep('2026-03-17');
    expect(await house.database.read.all('SELECT about FROM trajectory_alarm')).toHaveLength(1);
  });

  it('asks for the talk with the school first where WEB 9.2.5 does, and not where it does not', async () => {
    const id = await begun();
    house.clock.day = day('2026-03-20');
    await get(KeepPlan).draft(rmc, id, PLAN);
    await get(KeepPlan).agree(rmc, id, 1, day('2026-03-20'));
    await step(id, 'intake', '2026-03-20');
    await get(ConsultSchool).state(rmc, { trajectoryId: id, kind: 'vso', day: day('2024-07-01') });
    expect((await get(TrajectoryQuery).find(rmc, id)).schoolFirst).toMatchObject({ kind: 'vso', until: '2026-07-01' });
    await expect(step(id, 'lopend', '2026-03-20')).rejects.toMatchObject({ message: expect.stringContaining('9.2.5') });
    const talk = { trajectoryId: id, location: '01AB00', result: 'school ziet terugkeer niet' };
    await get(ConsultSchool).consult(rmc, { ...talk, day: day('2026-03-18') });
    expect((await get(TrajectoryQuery).find(rmc, id)).schoolFirst).toBeNull();
    await step(id, 'lopend', '2026-03-20');
  });

  it('calls a second trajectory returning only where the first one was started', async () => {
    const id = await begun();
    await get(KeepPlan).draft(rmc, id, PLAN);
    await get(KeepPlan).agree(rmc, id, 1, day('2026-03-02'));
    await step(id, 'intake', '2026-03-02');
    await step(id, 'lopend', '2026-03-02');
    await step(id, 'afgesloten', '2026-03-02', { outcome: 'bbl' });
    await house.database.work((work) => work.run(`UPDATE dossier SET status = 'afgesloten', closed_on = '2026-03-02'`));
    await house.database.work((work) => work.run(`UPDATE signal SET status = 'ingetrokken'`));
    await sweep('2026-03-09');
    const [, second] = await trajectories();
    expect(second).toMatchObject({ state: 'aangemeld', came_back: 0 });
    const other = String(second!['id']);
    await get(KeepPlan).draft(rmc, other, PLAN);
    await get(KeepPlan).agree(rmc, other, 1, day('2026-03-09'));
    await step(other, 'intake', '2026-03-09');
    await step(other, 'lopend', '2026-03-09');
    expect(await trajectories()).toMatchObject([{ came_back: 0 }, { came_back: 1 }]);
  });

  it('takes on a youth of 17, not of 16 or 18, and only for who may', async () => {
    const early = get(TakeOnEarly);
    const take = (who: string, by = officer()) =>
      early.takeOn(by, { pupilId: who, source: 'leerplicht', reason: 'dreigt uit te vallen' });
    const [tooYoung, young, grown] = [
      await house.build.pupil('2009-03-03'),
      await house.build.pupil('2009-03-02'),
      await house.build.pupil('2008-03-02'),
    ];
    await expect(take(tooYoung)).rejects.toMatchObject({ code: 'niet-zeventien' });
    await expect(take(grown)).rejects.toMatchObject({ code: 'niet-zeventien' });
    await expect(take(young, officer('elders', '0363'))).rejects.toMatchObject({ status: 404 });
    const id = await take(young);
    expect(await house.database.read.all('SELECT regime, employee FROM dossier')).toEqual([
      { regime: 'doorstroompunt', employee: 'rmc' },
    ]);
    await expect(take(young)).rejects.toMatchObject({ code: 'traject-loopt', status: 409 });
    expect(await get(TrajectoryQuery).find(rmc, id)).toMatchObject({ trajectory: { source: 'leerplicht' } });
  });

  it('shows and changes nothing for another region, an officer or nobody', async () => {
    const id = await begun();
    const elsewhere = counsellor('ander', '21');
    for (const other of [elsewhere, officer()]) {
      await expect(get(TrajectoryQuery).find(other, id)).rejects.toMatchObject({ status: 404 });
      await expect(get(KeepPlan).draft(other, id, PLAN)).rejects.toMatchObject({ status: 404 });
      await expect(
        get(RecordContact).record(other, {
          trajectoryId: id,
          day: day('2026-03-02'),
          kind: 'brief',
          reached: true,
          note: null,
        }),
      ).rejects.toMatchObject({ status: 404 });
      expect(await get(TrajectoryQuery).list(other, { limit: 10 })).toEqual([]);
    }
    await expect(get(TrajectoryQuery).find(rmc, 'geen-id')).rejects.toMatchObject({ status: 404 });
    expect((await get(TrajectoryQuery).list(rmc, { limit: 10, employee: 'rmc' })).map((one) => one.id)).toEqual([id]);
    expect(await get(TrajectoryQuery).list(rmc, { limit: 10, after: id })).toEqual([]);
  });

  it('keeps partners with their period', async () => {
    const id = await begun();
    const partner = { trajectoryId: id, kind: 'uwv', name: 'UWV Emmen', contact: '0591-1', until: null } as const;
    const partnerId = await get(Partners).add(rmc, { ...partner, from: day('2026-03-01') });
    await expect(get(Partners).end(rmc, id, partnerId, day('2026-02-28'))).rejects.toMatchObject({ status: 400 });
    await get(Partners).end(rmc, id, partnerId, day('2026-03-02'));
    expect((await get(TrajectoryQuery).find(rmc, id)).partners).toMatchObject([
      { kind: 'uwv', contact: '0591-1', from: '2026-03-01', until: '2026-03-02' },
    ]);
  });

  it('follows who left pro for two years, every half year, and stops when the youth goes back', async () => {
    await house.build.enrolment(pupil, '2020-08-01', '2023-07-31', 'pro');
    const leaver = await house.build.pupil('2008-01-01');
    await house.build.enrolment(leaver, '2021-08-01', '2025-07-31', 'pro');
    const back = await house.build.pupil('2008-01-01');
    await house.build.enrolment(back, '2021-08-01', '2025-07-31', 'vso');
    await house.build.enrolment(back, '2025-08-01', null, 'vso');
    await sweep('2026-01-31');
    await sweep('2026-01-31');
    const rows = () => house.database.read.all('SELECT id, pupil_id, left_on, until_date, next_on FROM leaver');
    expect(await rows()).toMatchObject([{ pupil_id: leaver, until_date: '2027-07-31', next_on: '2026-01-31' }]);
    const id = String((await rows())[0]!['id']);
    expect(await get(RecordMoment).due(rmc, day('2026-01-30'), 10, null)).toEqual([]);
    expect(await get(RecordMoment).due(rmc, day('2026-01-31'), 10, null)).toMatchObject([{ id, situation: null }]);
    expect(await get(RecordMoment).due(counsellor('x', '21'), day('2026-01-31'), 10, null)).toEqual([]);
    const moment = { leaverId: id, situation: 'werk', note: 'bij de bakker' } as const;
    await expect(
      get(RecordMoment).record(counsellor('x', '21'), { ...moment, day: day('2026-01-31') }),
    ).rejects.toMatchObject({ status: 404 });
    await get(RecordMoment).record(rmc, { ...moment, day: day('2026-01-31') });
    expect(await rows()).toMatchObject([{ next_on: '2026-07-31' }]);
    await house.build.enrolment(leaver, '2026-02-01', null, 'pro');
    await sweep('2026-02-02');
    expect(await rows()).toMatchObject([{ next_on: null }]);
  });

  it('goes on with one trajectory when two pupils turn out to be one', async () => {
    const other = await house.build.pupil('2006-05-06');
    await house.build.enrolment(other, '2023-08-01', '2026-02-20', 'mbo');
    await begun();
    expect(await trajectories()).toHaveLength(2);
    await house.database.work((work) => get(PupilMerges).merge(work, other, pupil));
    await house.workAll();
    const open = (await trajectories()).filter((one) => one['ended_on'] === null);
    expect(open).toMatchObject([{ pupil_id: pupil }]);
    expect((await trajectories()).map((one) => one['pupil_id'])).toEqual([pupil, pupil]);
  });
});
