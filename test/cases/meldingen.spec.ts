import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { CompleteMelding } from '../../src/cases/meldingen/complete-melding';
import { AnswerSchool, CloseMelding, NoteMelding, TakeUpMelding } from '../../src/cases/meldingen/handle-melding';
import { MeldingDesk } from '../../src/cases/meldingen/melding-desk';
import { ReportByHand } from '../../src/cases/meldingen/report-by-hand';
import { WithdrawMelding } from '../../src/cases/meldingen/withdraw-melding';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { actor } from '../support/actors';
import { asDay } from '../../src/law/day';
import { type CaseHouse, openCaseHouse, SCHOOL_FIELDS } from './support/case-house';

const CLOSING = { reden: 'terug_naar_school', opmerking: 'geen_actie_meer' };

describe('meldingen', () => {
  let house: CaseHouse;
  beforeEach(async () => (house = await openCaseHouse()));
  afterEach(() => house.close());

  const melding = async (id: string) => (await house.rows('SELECT * FROM melding WHERE id = ?', id))[0]!;
  const signalStatus = async (id: string) =>
    (await house.rows('SELECT status FROM signal WHERE id = ?', id))[0]!.status;
  const termOf = async (id: string, kind: string) =>
    (await house.rows('SELECT due_on, outcome FROM term WHERE subject_id = ? AND kind = ?', id, kind))[0];

  it('arise with the signal that must be reported, with its days and hours, once', async () => {
    const { pupil, melding: id, signal } = await house.skipping();
    expect(await melding(id)).toMatchObject({
      ...{ signal_id: signal, kind: '16-uur', from_date: '2026-06-15', until_date: '2026-06-18', hundredths: 1600 },
      ...{ status: 'geregistreerd', completed_on: null, location: '01AB00' },
    });
    const days = JSON.parse(String((await melding(id)).days)) as unknown[];
    expect(days).toEqual(['15', '16', '17', '18'].map((day) => [`2026-06-${day}`, 400]));
    const before = [await house.rows('SELECT * FROM state_change ORDER BY id'), await house.rows('SELECT * FROM term')];
    await house.judge(pupil);
    await house.judge(pupil);
    expect([
      await house.rows('SELECT * FROM state_change ORDER BY id'),
      await house.rows('SELECT * FROM term'),
    ]).toEqual(before);
  });

  it('do not arise for what no school has to report', async () => {
    const pupil = await house.build.pupil();
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-08'])
      await house.build.absence(pupil, day, 0.25, 'te_laat');
    await house.judge(pupil);
    expect(await house.rows('SELECT rule FROM signal')).toEqual([{ rule: 'te-laat' }]);
    expect(await house.rows('SELECT id FROM melding')).toEqual([]);
  });

  it.each([
    ['2026-06-25', 'gehaald'],
    ['2026-06-26', 'te_laat'],
  ])('completed by the school on %s are %s', async (day, outcome) => {
    const { melding: id } = await house.skipping();
    house.clock.day = asDay(day);
    await house.get(CompleteMelding).run(await house.as('school'), id, SCHOOL_FIELDS);
    expect(await termOf(id, 'melden')).toEqual({ due_on: '2026-06-25', outcome });
    expect(await melding(id)).toMatchObject({ completed_on: day, reporter: 'school', suspected_reason: 'motivatie' });
    expect(String((await melding(id)).details)).not.toContain('Mentor');
  });

  it('are corrected by the school while they are open, and not after', async () => {
    const { melding: id } = await house.skipping();
    const [school, lpa] = [await house.as('school'), await house.as('lpa')];
    await house.get(CompleteMelding).run(school, id, SCHOOL_FIELDS);
    const other = { ...SCHOOL_FIELDS, actieGemeenteGewenst: 'nee', prioriteit: '', toelichting: 'Wij lossen het op' };
    expect(await house.get(CompleteMelding).run(school, id, other)).toMatchObject({
      actionWanted: false,
      details: { toelichting: 'Wij lossen het op' },
    });
    await house.get(NoteMelding).run(lpa, id, {});
    await expect(house.get(CompleteMelding).run(school, id, SCHOOL_FIELDS)).rejects.toMatchObject({
      code: 'melding-gesloten',
    });
  });

  it('name every field that is missing', async () => {
    const { melding: id } = await house.skipping();
    const school = await house.as('school');
    const run = async (change: object) => house.get(CompleteMelding).run(school, id, { ...SCHOOL_FIELDS, ...change });
    const pointers = async (change: object) => {
      const error = (await run(change).catch((one: unknown) => one)) as { fields: { pointer: string }[] };
      return error.fields.map((field) => field.pointer);
    };
    expect(await pointers({ prioriteit: '' })).toEqual(['/prioriteit']);
    expect(await pointers({ actieGemeenteGewenst: false })).toEqual(['/toelichting']);
    expect(await pointers({ contactEmail: 'geen adres', contactNaam: ' ' })).toEqual(['/contactNaam', '/contactEmail']);
    expect(await pointers({ contactEmail: '' })).toEqual(['/contactTelefoon']);
    expect(await pointers({ actieInstelling: 'x'.repeat(2001) })).toEqual(['/actieInstelling']);
    expect(await pointers({ actieInstelling: 'x\u0000' })).toEqual(['/actieInstelling']);
    expect(await pointers({ vermoedelijkeReden: 3, alleLessenGemist: 'soms' })).toEqual([
      '/vermoedelijkeReden',
      '/alleLessenGemist',
    ]);
    expect((await run({ actieInstelling: 'x'.repeat(2000) })).completedOn).toBe('2026-06-24');
  });

  it('are withdrawn with the absence, restored with it, and marked so in the signal', async () => {
    const { melding: id, signal, pupil } = await house.skipping();
    const set = (hundredths: number) =>
      house.database.work((work) =>
        work.run("UPDATE absence_record SET hundredths = ? WHERE day = '2026-06-18' AND pupil_id = ?", [
          hundredths,
          pupil,
        ]),
      );
    await set(399);
    await house.judge(pupil);
    expect([(await melding(id)).status, await signalStatus(signal)]).toEqual(['ingetrokken', 'ingetrokken']);
    expect(await termOf(id, 'melden')).toMatchObject({ outcome: 'vervallen' });
    await set(400);
    await house.judge(pupil);
    expect([(await melding(id)).status, await signalStatus(signal)]).toEqual(['geregistreerd', 'geregistreerd']);
    expect(await termOf(id, 'melden')).toMatchObject({ outcome: null });
    const steps = await house.rows('SELECT step FROM state_change WHERE object_id = ? ORDER BY id', id);
    expect(steps.map((row) => row.step)).toEqual(['registreren', 'intrekken', 'herstellen']);
  });

  it('stay closed once the municipality closed them, also when the absence comes and goes', async () => {
    const { melding: id, signal, pupil, dossier } = await house.skipping();
    await house.get(CloseDossier).run(await house.as('lpa'), dossier, {
      reden: 'geen_verzuim_legitiem_afwezig',
      opmerking: 'geen_actie_meer',
    });
    const set = (hundredths: number) =>
      house.database.work((work) => work.run('UPDATE absence_record SET hundredths = ?', [hundredths]));
    await set(100);
    await house.judge(pupil);
    expect([(await melding(id)).status, await signalStatus(signal)]).toEqual(['afgesloten', 'ingetrokken']);
    await set(400);
    await house.judge(pupil);
    expect([(await melding(id)).status, await signalStatus(signal)]).toEqual(['afgesloten', 'afgesloten']);
    expect(await house.rows('SELECT id FROM dossier')).toHaveLength(1);
  });

  it('cannot be withdrawn by hand while the absence obliges to report', async () => {
    const { melding: id } = await house.skipping();
    await expect(
      house.get(WithdrawMelding).run(await house.as('school'), id, { reden: 'Vergissing' }),
    ).rejects.toMatchObject({ code: 'verzuim-staat-nog', status: 409 });
  });

  it('are taken up, closed or noted by the municipality alone', async () => {
    const { melding: id, signal } = await house.skipping();
    const [lpa, school] = [await house.as('lpa'), await house.as('school')];
    await expect(house.get(TakeUpMelding).run(school, id)).rejects.toMatchObject({ status: 403 });
    await expect(house.get(CompleteMelding).run(lpa, id, SCHOOL_FIELDS)).rejects.toMatchObject({ status: 403 });
    await expect(house.get(CloseMelding).run(lpa, id, CLOSING)).rejects.toMatchObject({ code: 'stap-kan-niet' });
    await house.get(TakeUpMelding).run(lpa, id);
    await expect(house.get(NoteMelding).run(lpa, id, {})).rejects.toMatchObject({ code: 'stap-kan-niet' });
    await house.get(CloseMelding).run(lpa, id, CLOSING);
    expect(await melding(id)).toMatchObject({
      ...{ status: 'afgesloten', closing_reason: 'terug_naar_school', closing_note: 'geen_actie_meer' },
      closed_on: '2026-06-24',
    });
    expect(await signalStatus(signal)).toBe('afgesloten');
    const log =
      "SELECT result FROM audit_entry WHERE object = 'melding' AND employee IN ('school', 'lpa') ORDER BY seq";
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await house.rows(log)).map((row) => row.result).sort()).toEqual([
      ...['gelukt', 'gelukt', 'geweigerd', 'geweigerd'],
    ]);
  });

  it.each(['elders', 'buur', 'beheer', 'rmc'])('are not there for %s', async (employee) => {
    const { melding: id } = await house.skipping();
    await expect(house.get(MeldingDesk).see(await house.as(employee), id)).rejects.toMatchObject({ status: 404 });
    await expect(house.get(TakeUpMelding).run(await house.as(employee), id)).rejects.toMatchObject({ status: 404 });
  });

  it('are answered to the school: each status once, messages encrypted, nothing of the pupil in what is mailed', async () => {
    const { melding: id, dossier } = await house.skipping();
    const lpa = await house.as('lpa');
    await house.get(PickUpDossier).run(lpa, dossier);
    await house.get(AnswerSchool).run(lpa, id, { bericht: 'Wij spraken de ouders' });
    await house.get(AnswerSchool).run(lpa, id, { bericht: 'En nog eens' });
    await house.get(CloseDossier).run(lpa, dossier, CLOSING);
    const rows = await house.rows('SELECT kind, reference, text, sent_at FROM melding_feedback ORDER BY id');
    expect(rows.map((row) => row.kind)).toEqual(['in_behandeling', 'bericht', 'bericht', 'afgesloten']);
    for (const row of rows) expect(row).toMatchObject({ reference: `M-${id.slice(-8).toUpperCase()}`, sent_at: null });
    expect(rows.some((row) => String(row.text).includes('ouders'))).toBe(false);
  });

  it('that join a dossier in hand wait to be taken up, with a term', async () => {
    const { dossier, pupil } = await house.skipping();
    const lpa = await house.as('lpa');
    await house.get(PickUpDossier).run(lpa, dossier);
    for (const day of ['2026-06-22', '2026-06-23']) await house.build.absence(pupil, day, 8);
    await house.judge(pupil);
    const [second] = await house.rows<{ id: string }>(
      "SELECT id FROM melding WHERE dossier_id = ? AND status = 'geregistreerd'",
      dossier,
    );
    expect(await termOf(second!.id, 'oppakken')).toEqual({ due_on: '2026-07-01', outcome: null });
    await house.get(TakeUpMelding).run(lpa, second!.id);
    expect(await termOf(second!.id, 'oppakken')).toMatchObject({ outcome: 'gehaald' });
  });
});

describe('meldingen by hand', () => {
  let house: CaseHouse;
  let pgn: string;
  let pupil: string;
  beforeEach(async () => {
    house = await openCaseHouse();
    pupil = await house.build.pupil();
    pgn = '999000001';
    await house.build.enrolment(pupil, '2025-08-01');
  });
  afterEach(() => house.close());

  const report = (more: object = {}) => ({
    ...SCHOOL_FIELDS,
    ...{ pgn, vestiging: '01AB00', soort: 'overig', begindatum: '2026-06-22' },
    ...more,
  });
  const run = async (employee: string, more: object = {}) =>
    house.get(ReportByHand).run(await house.as(employee), report(more));

  it.each(['luxe', 'overig', 'zorg'])('of the kind %s open a dossier and are assigned', async (soort) => {
    const made = await run('school', { soort, uren: '3,25' });
    expect(made).toMatchObject({ kind: soort, status: 'geregistreerd', hundredths: 325, completedOn: '2026-06-24' });
    expect(await house.rows('SELECT pupil_id, status, employee, regime FROM dossier')).toEqual([
      { pupil_id: pupil, status: 'nieuw', employee: 'lpa', regime: 'leerplicht' },
    ]);
  });

  it('join the dossier that is open, and make no second one', async () => {
    await run('school');
    await run('school', { soort: 'zorg' });
    expect(await house.rows('SELECT id FROM dossier')).toHaveLength(1);
    expect(await house.rows('SELECT DISTINCT dossier_id FROM melding')).toHaveLength(1);
  });

  it('of 18 and older go to the Doorstroompunt, with an end date', async () => {
    const grown = await house.build.pupil('2007-01-01');
    await house.build.enrolment(grown, '2025-08-01', null, 'mbo');
    const of18 = { pgn: '999000002', soort: '18plus' };
    await expect(run('school', of18)).rejects.toMatchObject({ fields: [{ pointer: '/einddatum' }] });
    await expect(run('school', { ...of18, soort: 'luxe' })).rejects.toMatchObject({ fields: [{ pointer: '/soort' }] });
    await expect(run('school', { soort: '18plus', einddatum: '2026-06-23' })).rejects.toMatchObject({
      fields: [{ pointer: '/soort' }],
    });
    expect(await house.rows('SELECT id FROM dossier')).toEqual([]);
    await run('school', { ...of18, einddatum: '2026-06-23' });
    expect(await house.rows('SELECT regime, employee FROM dossier')).toEqual([
      { regime: 'doorstroompunt', employee: 'rmc' },
    ]);
  });

  it('are made once, withdrawn by the school, and can then be made again', async () => {
    const { id } = await run('school');
    await expect(run('school')).rejects.toMatchObject({ code: 'melding-bestaat', status: 409 });
    await expect(house.get(WithdrawMelding).run(await house.as('lpa'), id, { reden: 'x' })).rejects.toMatchObject({
      status: 403,
    });
    await house.get(WithdrawMelding).run(await house.as('school'), id, { reden: 'Vergissing' });
    await expect(house.get(WithdrawMelding).run(await house.as('school'), id, { reden: 'x' })).rejects.toMatchObject({
      code: 'stap-kan-niet',
    });
    await run('school');
    expect((await house.rows('SELECT status FROM melding ORDER BY id')).map((row) => row.status)).toEqual([
      ...['ingetrokken', 'geregistreerd'],
    ]);
  });

  it('give one answer for an unknown pupil, for one of another school and for one who asked for restriction', async () => {
    const elsewhere = await house.build.pupil();
    await house.build.enrolment(elsewhere, '2025-08-01', null, 'vo', '02CD00');
    const restricted = await house.build.pupil();
    await house.build.enrolment(restricted, '2025-08-01');
    const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0114'] });
    await house.get(Restrictions).place(officer, restricted, 'betwist de juistheid');
    const answers = await Promise.all(
      ['999000002', '123456782', '999000003'].map((other) =>
        run('school', { pgn: other }).catch((error: unknown) => error),
      ),
    );
    expect(answers[0]).toMatchObject({ status: 400, fields: [{ pointer: '/pgn' }] });
    for (const answer of answers) expect((answer as Error).message).toBe((answers[0] as Error).message);
    expect(await house.rows('SELECT id FROM dossier')).toEqual([]);
  });

  it('are for the own school, of pupils that a law covers, of days up to today', async () => {
    await expect(run('buur')).rejects.toMatchObject({ status: 403 });
    await expect(run('lpa')).rejects.toMatchObject({ status: 403 });
    await expect(run('school', { begindatum: '2026-06-25' })).rejects.toMatchObject({
      fields: [{ pointer: '/begindatum' }],
    });
    await expect(run('school', { einddatum: '2026-06-21' })).rejects.toMatchObject({
      fields: [{ pointer: '/einddatum' }],
    });
    const old = await house.build.pupil('1990-01-01');
    await house.build.enrolment(old, '2025-08-01', null, 'mbo');
    await expect(run('school', { pgn: '999000002' })).rejects.toMatchObject({ code: 'niet-in-fase' });
  });
});
