import type { Actor } from '../../src/access/actor';
import { Audit, PURPOSES } from '../../src/access/audit';
import { packPupils } from '../../src/access/log/entry';
import { asDay } from '../../src/law/day';
import { HandOver } from '../../src/cases/handover/hand-over';
import { HandoverQuery } from '../../src/cases/handover/handover-query';
import { HANDOVER, HANDOVER_STATES, HANDOVER_STEPS, SIDE_OF } from '../../src/cases/handover/states';
import { SweepService } from '../../src/cases/sweep/sweep';
import { CHECKLIST_ITEMS, type ChecklistItem, WARM_HANDOVER, WARM_STATES } from '../../src/cases/warm/states';
import { isPrepared } from '../../src/cases/warm/prepare-warm';
import { WarmHandover } from '../../src/cases/warm/warm-handover';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { actor, counsellor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const day = asDay;
const [emmen, amsterdam] = [officer('lpa', '0114'), officer('ams', '0363')];

describe('handing a dossier over', () => {
  let house: House;

  beforeEach(async () => {
    house = await openHouse('2026-03-09');
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
    await house.build.employee('ams', ['gemeente:0363']);
    await house.build.employee('rmc', ['regio:08'], { roles: 'rmc-trajectbegeleider' });
  });
  afterEach(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const sweep = async (on: string) => {
    house.clock.day = day(on);
    await get(SweepService).sweep(day(on));
    await house.workAll();
  };
  const dossier = async (born = '2012-05-06'): Promise<{ id: string; pupil: string }> => {
    const pupil = await house.build.pupil(born);
    await house.build.enrolment(pupil, '2024-08-01');
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    const found = await house.database.read.get<{ id: string }>('SELECT id FROM dossier WHERE pupil_id = ?', [pupil]);
    return { id: found!.id, pupil };
  };
  const move = (pupil: string, on: string, municipality: string) =>
    house.build.insert('residence', { pupil_id: pupil, from_date: on, municipality });
  const handovers = () =>
    house.database.read.all<Record<string, string>>(
      'SELECT id, kind, state, from_municipality, to_municipality, from_employee, due_on FROM handover ORDER BY id',
    );
  const moved = async () => {
    const { id, pupil } = await dossier();
    await move(pupil, '2026-03-10', '0363');
    await sweep('2026-03-10');
    return { dossierId: id, pupil, id: (await handovers())[0]!['id']! };
  };

  it('offers it when the pupil moves, once, and the assignment follows the residence as ever', async () => {
    const { dossierId } = await moved();
    await sweep('2026-03-10');
    await house.build.outbox('wijs-toe', dossierId);
    await house.workAll();
    expect(await handovers()).toMatchObject([
      {
        kind: 'verhuizing',
        state: 'aangeboden',
        from_municipality: '0114',
        to_municipality: '0363',
        from_employee: 'lpa',
        due_on: '2026-03-24',
      },
    ]);
    expect(await house.database.read.all('SELECT employee FROM dossier')).toEqual([{ employee: 'ams' }]);
  });

  it('offers none for a move within the region of the Doorstroompunt', async () => {
    const pupil = await house.build.pupil('2006-05-06');
    await house.build.enrolment(pupil, '2023-08-01', '2026-02-20', 'mbo');
    await sweep('2026-03-09');
    await move(pupil, '2026-03-10', '0109');
    await sweep('2026-03-10');
    expect(await house.database.read.all('SELECT municipality FROM dossier')).toEqual([{ municipality: '0109' }]);
    expect(await handovers()).toEqual([]);
  });

  it('tells the new officer what is needed before accepting, and no name', async () => {
    const { id } = await moved();
    await get(HandOver).explain(emmen, id, 'Moeder is het best te bereiken na zes uur.');
    const view = await get(HandoverQuery).find(amsterdam, id);
    expect(view).toMatchObject({
      ...{ age: 13, openedOn: '2026-03-09', note: 'Moeder is het best te bereiken na zes uur.' },
      signals: [{ rule: 'verzuim-16u', from: '2026-03-02', until: '2026-03-03' }],
    });
    expect(JSON.stringify(view)).not.toMatch(/pupil|pgn|(?<!employee)name/i);
    expect((await get(HandoverQuery).list(amsterdam, { side: 'naar', limit: 5 })).map((one) => one.id)).toEqual([id]);
    expect(await get(HandoverQuery).list(amsterdam, { side: 'van', limit: 5 })).toEqual([]);
    expect(await house.database.read.all("SELECT id FROM handover WHERE note LIKE '%Moeder%'")).toEqual([]);
  });

  it('is accounted for with the purpose of its regime', async () => {
    const pupil = await house.build.pupil('2006-05-06');
    await house.build.enrolment(pupil, '2023-08-01', '2026-02-20', 'mbo');
    await sweep('2026-03-09');
    await move(pupil, '2026-03-10', '0363');
    await moved();
    const [regional] = await get(HandoverQuery).list(counsellor(), { side: 'van', limit: 5 });
    await get(HandoverQuery).find(counsellor(), regional!.id);
    await get(HandoverQuery).list(emmen, { side: 'van', limit: 5 });
    await get(Audit).flush();
    const lines = await house.database.read.all(
      "SELECT employee, purpose FROM audit_entry WHERE object = 'overdracht' AND action = 'lezen' ORDER BY employee",
    );
    expect(lines).toEqual([
      { employee: 'lpa', purpose: PURPOSES.leerplicht },
      { employee: 'rmc', purpose: PURPOSES.doorstroompunt },
      { employee: 'rmc', purpose: PURPOSES.doorstroompunt },
    ]);
  });

  describe('the area that had it reads along', () => {
    const readBy = () => house.database.read.all('SELECT handed_from, handed_on FROM dossier');
    const NOBODY = [{ handed_from: null, handed_on: null }];
    const EMMEN = [{ handed_from: '0114', handed_on: '2026-03-10' }];

    it.each(['accepteren', 'intrekken'] as const)('until someone takes the step %s', async (step) => {
      const { id } = await moved();
      expect(await readBy()).toEqual(EMMEN);
      await get(HandOver).take(amsterdam, id, 'weigeren', 'Woont hier niet.');
      // refused it is still to be offered again or withdrawn
      expect(await readBy()).toEqual(EMMEN);
      if (step === 'accepteren') await get(HandOver).take(emmen, id, 'opnieuw_aanbieden', 'Toch wel.');
      await get(HandOver).take(step === 'accepteren' ? amsterdam : emmen, id, step, 'klaar');
      expect(await readBy()).toEqual(NOBODY);
    });

    it('for eight weeks, and not a day more, whatever became of the offer', async () => {
      await moved();
      await sweep('2026-05-05');
      expect(await readBy()).toEqual(EMMEN);
      await sweep('2026-05-06');
      expect(await readBy()).toEqual(NOBODY);
    });

    it('and not the one in between where the pupil moved on, and nobody where the pupil came back', async () => {
      const { pupil } = await moved();
      await move(pupil, '2026-03-12', '0599');
      await sweep('2026-03-12');
      expect(await readBy()).toEqual(EMMEN);
      await move(pupil, '2026-03-13', '0114');
      await sweep('2026-03-13');
      expect(await readBy()).toEqual(NOBODY);
    });
  });

  it('is accepted by the side that gets it, and is done then', async () => {
    const { id } = await moved();
    const take = get(HandOver).take.bind(get(HandOver));
    await expect(take(emmen, id, 'accepteren', null)).rejects.toMatchObject({ status: 403 });
    await expect(take(amsterdam, id, 'intrekken', 'x')).rejects.toMatchObject({ status: 403 });
    await expect(take(officer('x', '0106'), id, 'accepteren', null)).rejects.toMatchObject({ status: 404 });
    await take(amsterdam, id, 'accepteren', null);
    expect(await handovers()).toMatchObject([{ state: 'geaccepteerd' }]);
    await expect(take(amsterdam, id, 'weigeren', 'toch niet')).rejects.toMatchObject({ status: 409 });
    await expect(get(HandOver).explain(emmen, id, 'nog iets')).rejects.toMatchObject({ status: 409 });
  });

  it('is refused with a reason and offered again with one; nothing is lost on the way', async () => {
    const { id, dossierId } = await moved();
    const take = get(HandOver).take.bind(get(HandOver));
    await expect(take(amsterdam, id, 'weigeren', ' ')).rejects.toMatchObject({ fields: [{ pointer: '/reden' }] });
    await take(amsterdam, id, 'weigeren', 'Woont hier niet echt.');
    expect(await house.database.read.all('SELECT id, employee FROM dossier')).toEqual([
      { id: dossierId, employee: 'ams' },
    ]);
    house.clock.day = day('2026-03-16');
    await take(emmen, id, 'opnieuw_aanbieden', 'Staat er wel ingeschreven.');
    expect(await handovers()).toMatchObject([{ state: 'aangeboden', due_on: '2026-03-30' }]);
    const { steps } = await get(HandoverQuery).find(emmen, id);
    expect(steps.map((one) => [one.step, one.employee, one.reason])).toEqual([
      ['aanbieden', null, 'De leerling is verhuisd.'],
      ['weigeren', 'ams', 'Woont hier niet echt.'],
      ['opnieuw_aanbieden', 'lpa', 'Staat er wel ingeschreven.'],
    ]);
  });

  it('runs out after ten working days, not a day before, once; and can still be accepted', async () => {
    const { id } = await moved();
    await sweep('2026-03-24');
    expect(await handovers()).toMatchObject([{ state: 'aangeboden' }]);
    await sweep('2026-03-25');
    await sweep('2026-03-25');
    expect(await handovers()).toMatchObject([{ state: 'verlopen' }]);
    expect((await get(HandoverQuery).find(emmen, id)).steps.filter((one) => one.step === 'verlopen')).toHaveLength(1);
    await get(HandOver).take(amsterdam, id, 'accepteren', null);
    expect(await handovers()).toMatchObject([{ state: 'geaccepteerd' }]);
  });

  it('goes along when the pupil moves on, and is withdrawn when the pupil comes back', async () => {
    const { pupil, id } = await moved();
    await get(HandOver).explain(emmen, id, 'let op');
    await move(pupil, '2026-03-12', '0599');
    await sweep('2026-03-12');
    expect(await handovers()).toMatchObject([
      { state: 'ingetrokken', to_municipality: '0363' },
      { state: 'aangeboden', from_municipality: '0114', to_municipality: '0599', from_employee: 'lpa' },
    ]);
    const second = (await handovers())[1]!['id']!;
    expect((await get(HandoverQuery).find(emmen, second)).note).toBe('let op');
    await move(pupil, '2026-03-13', '0114');
    await sweep('2026-03-13');
    expect((await handovers()).map((one) => one['state'])).toEqual(['ingetrokken', 'ingetrokken']);
  });

  it('can be offered before the move, and needs no second answer when it comes true', async () => {
    const { id: dossierId, pupil } = await dossier();
    const ask = { dossierId, toMunicipality: '0363', reason: 'verhuist in april', note: null };
    await expect(get(HandOver).offerBeforeMove(amsterdam, ask)).rejects.toMatchObject({ status: 404 });
    await expect(get(HandOver).offerBeforeMove(emmen, { ...ask, toMunicipality: '0114' })).rejects.toMatchObject({
      status: 400,
    });
    const id = await get(HandOver).offerBeforeMove(emmen, ask);
    await expect(get(HandOver).offerBeforeMove(emmen, ask)).rejects.toMatchObject({ status: 409 });
    await get(HandOver).take(amsterdam, id, 'accepteren', null);
    await move(pupil, '2026-04-01', '0363');
    await sweep('2026-04-01');
    expect(await handovers()).toMatchObject([{ kind: 'aankomend', state: 'geaccepteerd' }]);
    expect(await house.database.read.all('SELECT employee FROM dossier')).toEqual([{ employee: 'ams' }]);
  });

  it('takes every step of its literal, by the side whose it is, and no other', async () => {
    const { id } = await moved();
    const run = (sql: string, ...values: string[]) => house.database.work((work) => work.run(sql, values));
    const state = async () => (await handovers())[0]!['state'];
    for (const from of HANDOVER_STATES) {
      for (const step of HANDOVER_STEPS) {
        await run('UPDATE handover SET state = ? WHERE id = ?', from, id);
        const take = (actor: Actor) => get(HandOver).take(actor, id, step as 'accepteren', 'Daarom');
        const side = SIDE_OF[step];
        // Leerspoor lets it run out by itself
        if (side === null) {
          for (const actor of [emmen, amsterdam]) await expect(take(actor)).rejects.toMatchObject({ status: 409 });
          continue;
        }
        const [own, other] = side === 'van' ? [emmen, amsterdam] : [amsterdam, emmen];
        await expect(take(other)).rejects.toMatchObject({ status: 403 });
        const next = HANDOVER.step(step, from, 'gemeente');
        if (next) await take(own);
        else await expect(take(own)).rejects.toMatchObject({ code: 'stap-kan-niet' });
        expect(await state()).toBe(next?.to ?? from);
      }
    }
  });

  describe('at 18', () => {
    const warm = () =>
      house.database.read.all<Record<string, string>>('SELECT id, state, birthday, to_dossier_id FROM warm_handover');

    it('is prepared from three months before until the day before', () => {
      const born = day('2008-05-31');
      expect(['2026-02-27', '2026-02-28', '2026-05-30', '2026-05-31'].map((on) => isPrepared(born, day(on)))).toEqual([
        ...[false, true, true, false],
      ]);
    });

    it('prepares by the sweep, once, and lapses with a diploma or a closed dossier', async () => {
      const { pupil } = await dossier('2008-06-15');
      await sweep('2026-03-14');
      expect(await warm()).toEqual([]);
      await sweep('2026-03-15');
      await sweep('2026-03-16');
      expect(await warm()).toMatchObject([{ state: 'voorbereiding', birthday: '2026-06-15' }]);
      await house.build.insert('diploma', { pupil_id: pupil, kind: 'mbo2', day: '2026-03-01' });
      await sweep('2026-03-17');
      await sweep('2026-03-18');
      expect(await warm()).toMatchObject([{ state: 'vervallen' }]);
    });

    it('tells the Doorstroompunt who is coming without a name, accounts for it, and leaves out who is restricted', async () => {
      const { pupil } = await dossier('2008-06-15');
      await sweep('2026-03-15');
      const desk = get(WarmHandover);
      expect(await desk.expected(counsellor(), 10)).toEqual([
        {
          ...{ id: (await warm())[0]!['id'], state: 'voorbereiding', birthday: '2026-06-15', municipality: '0114' },
          ...{ employee: 'lpa', employeeName: expect.any(String) as string },
        },
      ]);
      expect(await desk.expected(counsellor('ver', '01'), 10)).toEqual([]);
      await get(Audit).flush();
      const looks = `SELECT employee, pupils, purpose FROM audit_entry WHERE object = 'warme-overdracht' AND action = 'lezen'`;
      expect(await house.database.read.all(looks)).toEqual([
        { employee: 'rmc', pupils: packPupils([pupil]), purpose: PURPOSES.doorstroompunt },
      ]);
      const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0114'] });
      await get(Restrictions).place(officer, pupil, 'betwist de juistheid');
      expect(await desk.expected(counsellor(), 10)).toEqual([]);
    });

    it('is handed over only when it is ready, and takes no step once it has ended', async () => {
      await dossier('2008-06-15');
      await sweep('2026-03-15');
      const id = (await warm())[0]!['id']!;
      const run = (sql: string, ...values: string[]) => house.database.work((work) => work.run(sql, values));
      const desk = get(WarmHandover);
      const steps: Record<string, () => Promise<unknown>> = {
        overdragen: () => desk.handOver(emmen, id),
        laten_vervallen: () => desk.letLapse(emmen, id, 'Niet meer nodig'),
      };
      await expect(desk.letLapse(emmen, id, ' ')).rejects.toMatchObject({ fields: [{ pointer: '/reden' }] });
      for (const from of WARM_STATES) {
        for (const [step, take] of Object.entries(steps)) {
          await run('UPDATE warm_handover SET state = ?, ended_on = NULL WHERE id = ?', from, id);
          const next = WARM_HANDOVER.step(step, from, 'gemeente');
          if (next) await take();
          else await expect(take()).rejects.toMatchObject({ status: 409 });
          expect(await warm()).toMatchObject([{ state: next?.to ?? from }]);
        }
        await run('UPDATE warm_handover SET state = ?, ended_on = NULL WHERE id = ?', from, id);
        const told = desk.summarise(emmen, id, 'Nieuwe woorden');
        if (WARM_HANDOVER.isEnd(from)) await expect(told).rejects.toMatchObject({ status: 409 });
        else await told;
        expect(await warm()).toMatchObject([{ state: WARM_HANDOVER.isEnd(from) ? from : 'voorbereiding' }]);
      }
    });

    it('goes over when the list is done: a dossier and a trajectory begin, with the summary and nothing else', async () => {
      await dossier('2008-06-15');
      await sweep('2026-03-15');
      const id = (await warm())[0]!['id']!;
      const desk = get(WarmHandover);
      await expect(desk.handOver(emmen, id)).rejects.toMatchObject({ code: 'overdracht-niet-gereed' });
      await expect(desk.check(emmen, id, 'samenvatting')).rejects.toMatchObject({ code: 'samenvatting-ontbreekt' });
      await expect(desk.check(amsterdam, id, 'strafrecht')).rejects.toMatchObject({ status: 404 });
      await desk.summarise(emmen, id, 'Wil een opleiding in de zorg.');
      for (const item of CHECKLIST_ITEMS) await desk.check(emmen, id, item);
      expect(await warm()).toMatchObject([{ state: 'gereed' }]);
      // other words must be looked at again
      await desk.summarise(emmen, id, 'Wil een opleiding in de techniek.');
      expect(await warm()).toMatchObject([{ state: 'voorbereiding' }]);
      await desk.check(emmen, id, 'strafrecht' satisfies ChecklistItem);
      await expect(desk.find(counsellor(), id)).rejects.toMatchObject({ status: 404 });
      const to = await desk.handOver(emmen, id);
      await house.workAll();
      const found = await house.database.read.all('SELECT regime, employee FROM dossier WHERE id = ?', [to]);
      expect(found).toEqual([{ regime: 'doorstroompunt', employee: 'rmc' }]);
      expect(await house.database.read.all('SELECT source FROM trajectory')).toEqual([{ source: 'leerplicht' }]);
      expect(await desk.find(counsellor(), id)).toMatchObject({ summary: 'Wil een opleiding in de techniek.' });
      await expect(desk.check(emmen, id, 'strafrecht')).rejects.toMatchObject({ status: 409 });
    });
  });
});
