import { ApplyForLeave } from '../../src/cases/leave/apply-for-leave';
import { DecideLeave } from '../../src/cases/leave/decide-leave';
import { LeaveDesk } from '../../src/cases/leave/leave-desk';
import { asDay } from '../../src/law/day';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { actor } from '../support/actors';
import { type CaseHouse, openCaseHouse } from './support/case-house';

describe('leave and exemptions', () => {
  let house: CaseHouse;
  let pupil: string;
  beforeEach(async () => {
    house = await openCaseHouse();
    ({ pupil } = await house.skipping());
  });
  afterEach(() => house.close());

  const given = (more: object = {}) => ({
    ...{ pgn: '999000001', artikel: 'ART11G', begindatum: '2026-06-15', einddatum: '2026-06-18' },
    ...{ aanvrager: 'Ouders', reden: 'Begrafenis', ...more },
  });
  const apply = async (employee: string, more: object = {}) =>
    house.get(ApplyForLeave).run(await house.as(employee), given(more));
  const decide = async (employee: string, id: string, step: string, more: object = {}) =>
    house.get(DecideLeave).run(await house.as(employee), id, step, { ...more });
  const signal = async () => (await house.rows('SELECT status, reason FROM signal'))[0];
  const exemptions = () => house.rows('SELECT article, from_date, until_date FROM exemption WHERE pupil_id = ?', pupil);

  it('of 4 days is the head’s: granted, it takes the signal away at once; revoked, it comes back', async () => {
    const leave = await apply('school');
    expect(leave).toMatchObject({ decider: 'hoofd', schoolDays: 4, state: 'ingediend', location: '01AB00' });
    await expect(decide('lpa', leave.id, 'toekennen')).rejects.toMatchObject({ status: 403 });
    expect(await exemptions()).toEqual([]);
    await decide('school', leave.id, 'toekennen', { toelichting: 'Akkoord' });
    expect(await exemptions()).toEqual([{ article: 'ART11G', from_date: '2026-06-15', until_date: '2026-06-18' }]);
    await house.workAll();
    expect(await signal()).toMatchObject({ status: 'ingetrokken', reason: 'vrijgesteld' });
    await expect(decide('school', leave.id, 'toekennen')).rejects.toMatchObject({ code: 'stap-kan-niet' });
    await decide('school', leave.id, 'herroepen', { toelichting: 'Vergissing' });
    await house.workAll();
    expect([await signal(), await exemptions()]).toEqual([{ status: 'geregistreerd', reason: null }, []]);
  });

  it('above 10 days is the officer’s, who hears the head first', async () => {
    const first = await apply('school', { begindatum: '2026-05-11', einddatum: '2026-05-22' });
    await decide('school', first.id, 'toekennen');
    const second = await apply('school');
    expect(second.decider).toBe('leerplichtambtenaar');
    await expect(decide('school', second.id, 'toekennen')).rejects.toMatchObject({ status: 403 });
    await expect(decide('lpa', second.id, 'toekennen')).rejects.toMatchObject({ code: 'voorwaarde-ontbreekt' });
    await decide('lpa', second.id, 'aanvulling-vragen', { toelichting: 'Wat vindt het hoofd?' });
    await decide('school', second.id, 'aanvullen', { hoofdGehoord: true });
    expect(await decide('lpa', second.id, 'toekennen')).toMatchObject({ state: 'toegekend', decidedBy: 'lpa' });
  });

  it('that becomes too long while it waits passes to the officer', async () => {
    const one = await apply('school', { begindatum: '2026-05-11', einddatum: '2026-05-22' });
    const other = await apply('school');
    expect([one.decider, other.decider]).toEqual(['hoofd', 'hoofd']);
    await decide('school', one.id, 'toekennen');
    const [passed] = await house.rows(
      'SELECT l.decider, t.location FROM leave_application l JOIN term t ON t.subject_id = l.id WHERE l.id = ?',
      other.id,
    );
    expect(passed).toEqual({ decider: 'leerplichtambtenaar', location: null });
    await expect(decide('school', other.id, 'toekennen')).rejects.toMatchObject({ status: 403 });
    await decide('school', one.id, 'herroepen', { toelichting: 'Gaat niet door' });
    expect(await decide('school', other.id, 'toekennen')).toMatchObject({ decider: 'hoofd', state: 'toegekend' });
  });

  it('that became too long by what another system granted passes to the officer when the head wants to decide', async () => {
    const leave = await apply('school');
    const key = ['pupil_id', 'article', 'from_date'];
    const row = [pupil, 'ART11G', '2026-05-11', '2026-05-22'];
    await house.database.work((work) => work.insert('exemption', [...key, 'until_date'], [row]));
    await expect(decide('school', leave.id, 'afwijzen', { toelichting: 'Nee' })).rejects.toMatchObject({ status: 403 });
    expect(await decide('lpa', leave.id, 'afwijzen', { toelichting: 'Nee' })).toMatchObject({ state: 'afgewezen' });
  });

  it('has a term for the decision, which is met by it', async () => {
    const leave = await apply('school');
    const replaced = await apply('lpa', { artikel: 'ART3A' });
    const terms = () =>
      house.rows(
        'SELECT kind, due_on, outcome FROM term WHERE subject_id IN (?, ?) ORDER BY due_on',
        leave.id,
        replaced.id,
      );
    expect(await terms()).toEqual([
      { kind: 'besluit-vervangende-leerplicht', due_on: '2026-07-22', outcome: null },
      { kind: 'besluit-verlof', due_on: '2026-08-19', outcome: null },
    ]);
    house.clock.day = asDay('2026-07-23');
    await decide('lpa', replaced.id, 'toekennen');
    await decide('school', leave.id, 'afwijzen', { toelichting: 'Geen reden' });
    expect((await terms()).map((row) => row.outcome)).toEqual(['te_laat', 'gehaald']);
    expect(await exemptions()).toMatchObject([{ article: 'ART3A' }]);
  });

  it.each([
    ['2010-07-31', '2026-07-31', false],
    ['2010-07-31', '2026-08-01', true],
    ['2008-09-02', '2026-09-01', true],
    ['2008-09-01', '2026-09-01', false],
  ])('for other education (art. 15) of a youth born on %s from %s: %s', async (birth, from, granted) => {
    await house.database.work((work) => work.run('UPDATE pupil SET birth_date = ? WHERE id = ?', [birth, pupil]));
    const leave = await apply('lpa', { artikel: 'ART15', begindatum: from, einddatum: '2027-07-31' });
    expect(leave.findings).toEqual([expect.objectContaining({ code: 'kwalificatieplichtig', voldaan: granted })]);
    const decided = decide('lpa', leave.id, 'toekennen');
    if (granted) expect(await decided).toMatchObject({ state: 'toegekend' });
    else await expect(decided).rejects.toMatchObject({ code: 'voorwaarde-ontbreekt' });
    expect(await exemptions()).toHaveLength(granted ? 1 : 0);
  });

  it('is seen by the school where it is leave; an exemption is between parents and the municipality', async () => {
    const notice = { artikel: 'ART5_A', reden: 'Angst', verklaringOp: '2026-06-20' };
    const exempt = await apply('lpa', notice);
    const leave = await apply('lpa');
    expect(exempt.location).toBe('01AB00');
    const desk = house.get(LeaveDesk);
    const seen = async (employee: string) => {
      const asked = { view: 'open', schoolYear: 2025, limit: 10, offset: 0 } as const;
      const { rows, total } = await desk.page(await house.as(employee), asked);
      return [total, rows.map(({ id }) => id).sort()];
    };
    expect(await seen('lpa')).toEqual([2, [exempt.id, leave.id].sort()]);
    expect(await seen('school')).toEqual([1, [leave.id]]);
    await expect(house.as('school').then((who) => desk.see(who, exempt.id))).rejects.toMatchObject({ status: 404 });
    expect(await desk.see(await house.as('school'), leave.id)).toMatchObject({ article: 'ART11G' });
    await expect(apply('school', notice)).rejects.toMatchObject({
      fields: [expect.objectContaining({ pointer: '/artikel' })],
    });
  });

  it('is refused with the fields that are wrong, and nothing is written', async () => {
    const fields = (...names: string[]) => ({
      fields: names.map((name) => expect.objectContaining({ pointer: `/${name}` })),
    });
    await expect(async () => apply('school', { artikel: 'ART99', reden: '' })).rejects.toMatchObject(
      fields('artikel', 'reden'),
    );
    await expect(async () => apply('school', { einddatum: '2026-06-14' })).rejects.toMatchObject(fields('einddatum'));
    await expect(async () => apply('school', { einddatum: '2028-06-14' })).rejects.toMatchObject(fields('einddatum'));
    await expect(async () => apply('school', { aangevraagdOp: '2026-06-25' })).rejects.toMatchObject(
      fields('aangevraagdOp'),
    );
    for (const employee of ['buur', 'elders', 'rmc', 'beheer'])
      await expect(apply(employee)).rejects.toMatchObject(fields('pgn'));
    await expect(apply('school', { pgn: '123456782' })).rejects.toMatchObject(fields('pgn'));
    const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0114'] });
    const restriction = await house.get(Restrictions).place(officer, pupil, 'betwist de juistheid');
    for (const employee of ['school', 'lpa']) await expect(apply(employee)).rejects.toMatchObject(fields('pgn'));
    await house.get(Restrictions).lift(officer, restriction);
    expect(await house.rows('SELECT id FROM leave_application')).toEqual([]);
    const leave = await apply('school');
    await expect(async () => decide('school', leave.id, 'afwijzen')).rejects.toMatchObject(fields('toelichting'));
    await expect(async () => decide('school', leave.id, 'toString')).rejects.toMatchObject({ code: 'stap-kan-niet' });
  });

  it('is there for the school and the municipality, and encrypted', async () => {
    const leave = await apply('school');
    const desk = house.get(LeaveDesk);
    for (const employee of ['school', 'lpa'])
      expect((await desk.see(await house.as(employee), leave.id)).id).toBe(leave.id);
    for (const employee of ['buur', 'elders', 'rmc', 'beheer']) {
      await expect(desk.see(await house.as(employee), leave.id)).rejects.toMatchObject({ status: 404 });
      await expect(decide(employee, leave.id, 'toekennen')).rejects.toMatchObject({ status: 404 });
    }
    expect(JSON.stringify(await house.rows('SELECT * FROM leave_application'))).not.toContain('Begrafenis');
    await decide('school', leave.id, 'toekennen');
    const counts: Record<string, number> = {};
    for (const employee of ['school', 'lpa', 'buur', 'elders', 'beheer'])
      counts[employee] = (await desk.register(await house.as(employee), 2025)).length;
    expect(counts).toEqual({ school: 1, lpa: 1, buur: 0, elders: 0, beheer: 0 });
    expect(await desk.register(await house.as('lpa'), 2026)).toEqual([]);
  });
});
