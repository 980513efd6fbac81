import { AddItem } from '../../src/cases/items/add-item';
import type { ItemKind } from '../../src/cases/items/item';
import { StepItem } from '../../src/cases/items/step-item';
import { ItemStore } from '../../src/cases/items/item-store';
import { StateHistory } from '../../src/cases/states/state-history';
import { asDay } from '../../src/law/day';
import { type CaseHouse, openCaseHouse } from './support/case-house';

describe('measures in a dossier', () => {
  let house: CaseHouse;
  let dossier: string;
  let pupil: string;
  beforeEach(async () => {
    house = await openCaseHouse();
    ({ dossier, pupil } = await house.skipping());
  });
  afterEach(() => house.close());

  const add = async (kind: ItemKind, given: object) =>
    house.get(AddItem).run(await house.as('lpa'), dossier, kind, { ...given });
  const step = async (id: string, name: string, given: object = {}) =>
    house.get(StepItem).run(await house.as('lpa'), id, name, { ...given });
  const missing = (item: { findings: readonly { code: string; voldaan: boolean }[] }) =>
    item.findings.filter((one) => !one.voldaan).map((one) => one.code);
  const consents = { toestemmingJongere: true, toestemmingOuders: true };
  const terms = (kind: string) => house.rows('SELECT started_on, due_on, outcome FROM term WHERE kind = ?', kind);
  const hearing = async (met: string, day: string) => {
    const times = { begin: `${day}T10:00+02:00`, einde: `${day}T11:00+02:00` };
    const item = await add('afspraak', { soort: 'hoorgesprek', met, ...times });
    return step(item.id, 'houden');
  };

  it('Halt: shows what is missing, refuses to refer while it is, and looks again', async () => {
    const proposal = await add('halt', { reden: 'Spijbelt', toestemmingJongere: true });
    expect(missing(proposal)).toEqual(['toestemming-ouders']);
    await expect(step(proposal.id, 'verwijzen', { toelichting: 'Toch' })).rejects.toMatchObject({
      code: 'voorwaarde-ontbreekt',
      message: expect.stringContaining('ouders'),
    });
    const good = await add('halt', { reden: 'Spijbelt', ...consents });
    expect(missing(good)).toEqual([]);
    await house.database.work((work) => work.run('UPDATE absence_record SET hundredths = 224'));
    await expect(step(good.id, 'verwijzen')).rejects.toMatchObject({ code: 'voorwaarde-ontbreekt' });
    await house.database.work((work) => work.run('UPDATE absence_record SET hundredths = 225'));
    expect((await step(good.id, 'verwijzen')).state).toBe('verwezen');
    await step(good.id, 'starten');
    await expect(step(good.id, 'slagen')).rejects.toMatchObject({ fields: [{ pointer: '/uitkomst' }] });
    const done = await step(good.id, 'slagen', { uitkomst: 'Werkstraf gedaan' });
    expect(done).toMatchObject({ state: 'geslaagd', details: { uitkomst: 'Werkstraf gedaan' } });
    expect(missing(await add('halt', { reden: 'Weer', ...consents }))).toEqual(['niet-eerder']);
  });

  it('Halt: a proposal that never went is no earlier referral, one in another dossier is', async () => {
    const proposal = await add('halt', { reden: 'x', ...consents });
    expect(missing(await add('halt', { reden: 'y', ...consents }))).toEqual([]);
    await step(proposal.id, 'verwijzen');
    await step(proposal.id, 'terugsturen', { toelichting: 'Geen plaats' });
    expect(missing(await add('halt', { reden: 'z', ...consents }))).toEqual([]);
  });

  it('proces-verbaal: waits for the hearing, asks why where practice wants more, and has its terms', async () => {
    const report = await add('proces-verbaal', { grond: 'relatief', verdachte: 'ouders', reden: 'Weigert' });
    expect(missing(report)).toEqual(['gehoord', 'ook-gehoord', 'gewaarschuwd', 'raad-gevraagd']);
    expect(await terms('pv-na-melding')).toEqual([{ started_on: '2026-06-24', due_on: '2026-08-24', outcome: null }]);
    await expect(step(report.id, 'opmaken', { nummer: 'PV1' })).rejects.toMatchObject({ code: 'voorwaarde-ontbreekt' });
    await hearing('ouders', '2026-06-24');
    // what is missing is told as it is now, not as it was when the proces-verbaal was begun
    const [now] = await house.get(ItemStore).rows(house.database.read, 'i.id = ?', [report.id]);
    expect(missing(now!)).toEqual(['ook-gehoord', 'gewaarschuwd', 'raad-gevraagd']);
    // the month runs from the hearing, whether or not it was drawn up
    expect(await terms('pv-na-verhoor')).toEqual([{ started_on: '2026-06-24', due_on: '2026-07-24', outcome: null }]);
    await expect(step(report.id, 'opmaken', { nummer: 'PV1' })).rejects.toMatchObject({ code: 'toelichting-nodig' });
    await step(report.id, 'opmaken', { nummer: 'PV1', toelichting: 'Spoed' });
    expect(await terms('pv-na-verhoor')).toEqual([{ started_on: '2026-06-24', due_on: '2026-07-24', outcome: null }]);
    const history = await house.get(StateHistory).ofObject(house.database.read, report.id);
    expect(history.at(-1)).toMatchObject({
      ...{ step: 'opmaken', employee: 'lpa', room: 'wpg' },
      reason:
        'Spoed (ondanks: De jongere is nog niet gehoord. Er is nog niet gewaarschuwd. De Raad voor de Kinderbescherming is nog niet gevraagd.)',
    });
    house.clock.day = asDay('2026-07-27');
    const tomorrow = { toelichting: 'Zoals besproken', ingezondenOp: '2026-07-28' };
    await expect(step(report.id, 'inzenden', tomorrow)).rejects.toMatchObject({
      fields: [{ pointer: '/ingezondenOp' }],
    });
    await step(report.id, 'inzenden', { toelichting: 'Zoals besproken' });
    expect(await terms('pv-na-verhoor')).toEqual([expect.objectContaining({ outcome: 'te_laat' })]);
    expect(await terms('pv-na-melding')).toEqual([expect.objectContaining({ outcome: 'gehaald' })]);
  });

  it.each([
    ['2026-07-24', 'gehaald'],
    ['2026-07-25', 'te_laat'],
  ])('proces-verbaal: sent on %s and written down on a Monday is %s', async (ingezondenOp, outcome) => {
    const report = await add('proces-verbaal', { grond: 'relatief', verdachte: 'ouders', reden: 'Weigert' });
    await hearing('ouders', '2026-06-24');
    await step(report.id, 'opmaken', { nummer: 'PV1', toelichting: 'Spoed' });
    house.clock.day = asDay('2026-07-27');
    await step(report.id, 'inzenden', { toelichting: 'Zoals besproken', ingezondenOp });
    expect(await terms('pv-na-verhoor')).toEqual([expect.objectContaining({ outcome })]);
  });

  it.each([
    ['2026-08-24', 'gehaald'],
    ['2026-08-25', 'te_laat'],
  ])('proces-verbaal: two months after the melding, sent on %s, is %s', async (day, outcome) => {
    const report = await add('proces-verbaal', { grond: 'relatief', verdachte: 'ouders', reden: 'Weigert' });
    await hearing('ouders', '2026-06-24');
    await step(report.id, 'opmaken', { nummer: 'PV1', toelichting: 'Spoed' });
    house.clock.day = asDay(day);
    await step(report.id, 'inzenden', { toelichting: 'Zoals besproken' });
    expect(await terms('pv-na-melding')).toEqual([expect.objectContaining({ outcome })]);
  });

  it('proces-verbaal: keeps the verdict, with a fine where it is one', async () => {
    await hearing('ouders', '2026-06-24');
    await hearing('leerling', '2026-06-24');
    const warning = await add('waarschuwing', { aan: 'ouders', reden: 'Derde keer' });
    await step(warning.id, 'verzenden');
    const council = await add('raad', { reden: 'Zorgen' });
    await step(council.id, 'verzoeken');
    const report = await add('proces-verbaal', { grond: 'luxe', verdachte: 'ouders', reden: 'Op vakantie' });
    expect(missing(report)).toEqual([]);
    await step(report.id, 'opmaken', { nummer: 'PV2' });
    await step(report.id, 'inzenden', { ingezondenOp: '2026-06-23' });
    const verdict = { soortSanctie: 'geldboete', uitspraak: 'Schuldig', uitspraakOp: '2026-10-01', proeftijd: 24 };
    await expect(step(report.id, 'uitspraak', { ...verdict, uitspraakOp: '2026-06-24' })).rejects.toMatchObject({
      fields: [{ pointer: '/boete' }],
    });
    // a verdict that is still to come is none
    await expect(step(report.id, 'uitspraak', { ...verdict, boete: '200' })).rejects.toMatchObject({
      fields: [{ pointer: '/uitspraakOp' }],
    });
    // nor is one of before it was sent
    const tooEarly = { ...verdict, boete: '200', uitspraakOp: '2026-06-22' };
    await expect(step(report.id, 'uitspraak', tooEarly)).rejects.toMatchObject({
      fields: [{ pointer: '/uitspraakOp' }],
    });
    house.clock.day = asDay('2026-10-01');
    const done = await step(report.id, 'uitspraak', { ...verdict, boete: '200' });
    expect(done).toMatchObject({
      state: 'uitspraak',
      ground: 'luxe',
      details: { ...verdict, boete: 200, nummer: 'PV2' },
    });
  });

  it('zorgmelding: takes the steps of the meldcode in order, and at once where there is danger', async () => {
    const report = await add('zorgmelding', { signalen: 'Angst' });
    await expect(step(report.id, 'wegen', { weging: 'x', acuut: 'nee' })).rejects.toMatchObject({
      code: 'stap-kan-niet',
    });
    await step(report.id, 'overleggen', { deskundige: 'Veilig Thuis', overleg: 'Advies: bespreken' });
    await step(report.id, 'bespreken', { gesprek: 'Ouders schrikken' });
    await step(report.id, 'wegen', { weging: 'Onveilig', acuut: false });
    await step(report.id, 'melden');
    expect((await step(report.id, 'terugkoppeling', { toelichting: 'In onderzoek' })).state).toBe('teruggekoppeld');
    const danger = await add('zorgmelding', { signalen: 'Mes' });
    await expect(step(danger.id, 'direct-melden')).rejects.toMatchObject({ fields: [{ pointer: '/toelichting' }] });
    expect((await step(danger.id, 'direct-melden', { toelichting: 'Acuut' })).state).toBe('gemeld');
  });

  it('SVB: stops for who is 16 or 17, and tells of recovery', async () => {
    const young = await add('svb', { reden: 'Komt niet' });
    await expect(step(young.id, 'stop-melden')).rejects.toMatchObject({ code: 'voorwaarde-ontbreekt' });
    await house.database.work((work) => work.run("UPDATE pupil SET birth_date = '2010-06-24' WHERE id = ?", [pupil]));
    await step(young.id, 'stop-melden');
    await step(young.id, 'gestopt');
    expect((await step(young.id, 'herstel-melden')).details['herstelVanaf']).toBe('2026-06-24');
  });

  it('MAS routes: heavier ones after voluntary help or with an explanation; left with a reason', async () => {
    const heavy = await add('mas-route', { route: 'strafrecht', reden: 'Weigert alles' });
    expect(missing(heavy)).toEqual(['eerst-vrijwillig']);
    await expect(step(heavy.id, 'starten')).rejects.toMatchObject({ code: 'toelichting-nodig' });
    const never = await add('mas-route', { route: 'vrijwillige-hulp', reden: 'Wil hulp' });
    await step(never.id, 'verlaten', { toelichting: 'Toch niet' });
    // one that never began was not tried
    await expect(step(heavy.id, 'starten')).rejects.toMatchObject({ code: 'toelichting-nodig' });
    const light = await add('mas-route', { route: 'vrijwillige-hulp', reden: 'Wil hulp' });
    await step(light.id, 'starten');
    await step(heavy.id, 'starten');
    await expect(step(light.id, 'verlaten')).rejects.toMatchObject({ fields: [{ pointer: '/toelichting' }] });
    expect((await step(light.id, 'verlaten', { toelichting: 'Kwam niet' })).state).toBe('verlaten');
    // one that was begun and left was
    const other = await add('mas-route', { route: 'verplicht-kader', reden: 'Weigert weer' });
    expect((await step(other.id, 'starten')).state).toBe('loopt');
  });
});
