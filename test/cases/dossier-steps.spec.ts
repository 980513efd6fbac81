import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { HoldDossier, ResumeDossier } from '../../src/cases/dossier/hold-dossier';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { ReopenDossier } from '../../src/cases/dossier/reopen-dossier';
import { StateHistory } from '../../src/cases/states/state-history';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { type CaseHouse, openCaseHouse } from './support/case-house';

const CLOSED = { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' };

describe('the steps of a dossier', () => {
  let house: CaseHouse;
  beforeEach(async () => (house = await openCaseHouse()));
  afterEach(() => house.close());

  const statuses = async () => ({
    dossier: (await house.rows<{ status: string }>('SELECT status FROM dossier ORDER BY id')).map((row) => row.status),
    melding: (await house.rows<{ status: string }>('SELECT status FROM melding ORDER BY id')).map((row) => row.status),
    signal: (await house.rows<{ status: string }>('SELECT status FROM signal ORDER BY id')).map((row) => row.status),
  });
  const terms = (dossier: string) =>
    house.rows(
      'SELECT kind, started_on, due_on, outcome FROM term WHERE dossier_id = ? ORDER BY due_on, kind',
      dossier,
    );

  it('begin with a dossier and a melding that wait, and with their terms', async () => {
    const { dossier } = await house.skipping();
    expect(await statuses()).toEqual({ dossier: ['nieuw'], melding: ['geregistreerd'], signal: ['geregistreerd'] });
    expect(await terms(dossier)).toEqual([
      { kind: 'melden', started_on: '2026-06-18', due_on: '2026-06-25', outcome: null },
      { kind: 'oppakken', started_on: '2026-06-24', due_on: '2026-07-01', outcome: null },
      { kind: 'gesprek', started_on: '2026-06-24', due_on: '2026-07-08', outcome: null },
    ]);
  });

  it('take the melding and its signal along, with who, when and why', async () => {
    const { dossier } = await house.skipping();
    const lpa = await house.as('lpa');
    await house.get(PickUpDossier).run(lpa, dossier);
    const working = { dossier: ['in_behandeling'], melding: ['in_behandeling'], signal: ['in_behandeling'] };
    expect(await statuses()).toEqual(working);
    await house.get(HoldDossier).run(lpa, dossier, { reden: 'Ziekenhuisopname', tot: '2026-07-20' });
    expect(await statuses()).toEqual({ ...working, dossier: ['aangehouden'] });
    await house.get(ResumeDossier).run(lpa, dossier);
    await house.get(CloseDossier).run(lpa, dossier, { ...CLOSED, toelichting: 'Gaat weer' });
    expect(await statuses()).toEqual({ dossier: ['afgesloten'], melding: ['afgesloten'], signal: ['afgesloten'] });
    await house.get(ReopenDossier).run(lpa, dossier, { toelichting: 'Te vroeg gesloten' });
    expect(await statuses()).toEqual({ dossier: ['heropend'], melding: ['afgesloten'], signal: ['afgesloten'] });
    await house.get(PickUpDossier).run(lpa, dossier);
    const history = await house.get(StateHistory).ofObject(house.database.read, dossier);
    expect(history.map(({ step, from, to, employee, reason }) => [step, from, to, employee, reason])).toEqual([
      ['openen', null, 'nieuw', null, null],
      ['oppakken', 'nieuw', 'in_behandeling', 'lpa', null],
      ['aanhouden', 'in_behandeling', 'aangehouden', 'lpa', 'Ziekenhuisopname'],
      ['hervatten', 'aangehouden', 'in_behandeling', 'lpa', null],
      ['sluiten', 'in_behandeling', 'afgesloten', 'lpa', 'terug_naar_school: Gaat weer'],
      ['heropenen', 'afgesloten', 'heropend', 'lpa', 'Te vroeg gesloten'],
      ['oppakken', 'heropend', 'in_behandeling', 'lpa', null],
    ]);
    const raw = await house.rows<{ reason: string }>('SELECT reason FROM state_change WHERE reason IS NOT NULL');
    expect(raw.filter(({ reason }) => /Ziekenhuis|vroeg/.test(reason))).toEqual([]);
  });

  it('meet and drop the terms', async () => {
    const { dossier } = await house.skipping();
    const lpa = await house.as('lpa');
    house.clock.day = asDay('2026-07-01');
    await house.get(PickUpDossier).run(lpa, dossier);
    expect(await terms(dossier)).toContainEqual(expect.objectContaining({ kind: 'oppakken', outcome: 'gehaald' }));
    await house.get(HoldDossier).run(lpa, dossier, { reden: 'Vakantie' });
    expect(await terms(dossier)).toContainEqual(expect.objectContaining({ kind: 'aanhouding', due_on: '2026-08-12' }));
    await house.get(ResumeDossier).run(lpa, dossier);
    await house.get(CloseDossier).run(lpa, dossier, CLOSED);
    const ended = await terms(dossier);
    expect(ended.map((one) => one.outcome)).not.toContain(null);
    expect(ended).toContainEqual(expect.objectContaining({ kind: 'gesprek', outcome: 'vervallen' }));
  });

  it('are late on the first day after the term', async () => {
    const { dossier } = await house.skipping();
    house.clock.day = asDay('2026-07-02');
    await house.get(PickUpDossier).run(await house.as('lpa'), dossier);
    expect(await terms(dossier)).toContainEqual(expect.objectContaining({ kind: 'oppakken', outcome: 'te_laat' }));
  });

  it.each([
    ['hervatten', (actor: never, id: string) => house.get(ResumeDossier).run(actor, id)],
    ['aanhouden', (actor: never, id: string) => house.get(HoldDossier).run(actor, id, { reden: 'x' })],
    ['heropenen', (actor: never, id: string) => house.get(ReopenDossier).run(actor, id, { toelichting: 'x' })],
  ])('refuse "%s" from a state where it does not fit, and change nothing', async (_, run) => {
    const { dossier } = await house.skipping();
    const before = await house.rows('SELECT * FROM state_change ORDER BY id');
    await expect(run((await house.as('lpa')) as never, dossier)).rejects.toMatchObject({
      code: 'stap-kan-niet',
      status: 409,
    });
    expect(await house.rows('SELECT * FROM state_change ORDER BY id')).toEqual(before);
  });

  it('need their fields, each named in Dutch', async () => {
    const { dossier } = await house.skipping();
    const lpa = await house.as('lpa');
    const close = house.get(CloseDossier);
    const pointers = (fields: string[]) => ({
      fields: fields.map((name) => expect.objectContaining({ pointer: name })),
    });
    await expect(async () => close.run(lpa, dossier, {})).rejects.toMatchObject(pointers(['/reden']));
    await expect(async () => close.run(lpa, dossier, { reden: 'zomaar' })).rejects.toMatchObject(pointers(['/reden']));
    await expect(close.run(lpa, dossier, { reden: 'terug_naar_school' })).rejects.toMatchObject(
      pointers(['/opmerking']),
    );
    await expect(close.run(lpa, dossier, { ...CLOSED, reden: 'anders' })).rejects.toMatchObject({
      code: 'melding-nog-open',
    });
    const hold = house.get(HoldDossier);
    await expect(async () => hold.run(lpa, dossier, { reden: 'x', tot: '2026-06-24' })).rejects.toMatchObject(
      pointers(['/tot']),
    );
    expect((await statuses()).dossier).toEqual(['nieuw']);
  });

  it.each(['elders', 'rmc', 'school', 'beheer'])('are not there for %s', async (employee) => {
    const { dossier } = await house.skipping();
    const missing = house.get(PickUpDossier).run(await house.as('lpa'), newId());
    const hidden = house.get(PickUpDossier).run(await house.as(employee), dossier);
    const answers = await Promise.all([missing, hidden].map((one) => one.catch((error: Error) => error)));
    expect(answers[1]).toMatchObject({ status: 404, message: (answers[0] as Error).message });
    expect((await statuses()).dossier).toEqual(['nieuw']);
  });

  it('leave a line in the audit log with whose dossier it was', async () => {
    const { dossier } = await house.skipping();
    await house.get(PickUpDossier).run(await house.as('lpa'), dossier);
    expect(await house.rows("SELECT action, object, employee FROM audit_entry WHERE employee = 'lpa'")).toEqual([
      { action: 'wijzigen', object: 'dossier', employee: 'lpa' },
    ]);
  });

  it('a new signal opens another dossier where the first is closed, and that one cannot be reopened then', async () => {
    const { dossier, pupil } = await house.skipping();
    const lpa = await house.as('lpa');
    await house.get(CloseDossier).run(lpa, dossier, CLOSED);
    for (const day of ['2026-06-22', '2026-06-23']) await house.build.absence(pupil, day, 8);
    await house.judge(pupil);
    expect(await statuses()).toEqual({
      ...{ dossier: ['afgesloten', 'nieuw'], melding: ['afgesloten', 'geregistreerd'] },
      signal: ['afgesloten', 'geregistreerd'],
    });
    await expect(house.get(ReopenDossier).run(lpa, dossier, { toelichting: 'x' })).rejects.toMatchObject({
      code: 'ander-dossier-open',
    });
    await house.judge(pupil);
    expect((await statuses()).dossier).toEqual(['afgesloten', 'nieuw']);
  });

  it('a signal without a melding takes the status of its dossier', async () => {
    const pupil = await house.build.pupil();
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-08'])
      await house.build.absence(pupil, day, 0.25, 'te_laat');
    await house.judge(pupil);
    const [{ id }] = (await house.rows<{ id: string }>('SELECT id FROM dossier')) as [{ id: string }];
    const lpa = await house.as('lpa');
    expect(await statuses()).toEqual({ dossier: ['nieuw'], melding: [], signal: ['geregistreerd'] });
    await house.get(PickUpDossier).run(lpa, id);
    expect((await statuses()).signal).toEqual(['in_behandeling']);
    for (const day of ['2026-06-09', '2026-06-10', '2026-06-11'])
      await house.build.absence(pupil, day, 0.25, 'te_laat');
    await house.judge(pupil);
    expect((await statuses()).signal).toEqual(['in_behandeling', 'in_behandeling']);
    await house.get(CloseDossier).run(lpa, id, { reden: 'anders', toelichting: 'Komt op tijd' });
    expect((await statuses()).signal).toEqual(['afgesloten', 'afgesloten']);
    await house.judge(pupil);
    expect(await statuses()).toEqual({ dossier: ['afgesloten'], melding: [], signal: ['afgesloten', 'afgesloten'] });
  });
});
