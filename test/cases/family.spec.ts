import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { ReopenDossier } from '../../src/cases/dossier/reopen-dossier';
import { FamilyQuery } from '../../src/cases/family/family-query';
import { HoldMeeting } from '../../src/cases/meeting/hold-meeting';
import { MeetingAgreements } from '../../src/cases/meeting/meeting-agreements';
import { MeetingDesk } from '../../src/cases/meeting/meeting-desk';
import { RecordPrevention } from '../../src/cases/prevention/record-prevention';
import { WatchTerms } from '../../src/cases/terms/watch-terms';
import { asDay } from '../../src/law/day';
import { fileCell } from '../../src/platform/place';
import { storedContact } from '../../src/registry/contact-details';
import { newId } from '../../src/platform/ids';
import { counsellor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const day = asDay;
const lpa = officer();

describe('one plan for child and family', () => {
  let house: House;

  beforeEach(async () => {
    house = await openHouse('2026-03-09');
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
  });
  afterEach(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const contact = (given: Record<string, string>) => {
    // the builder encrypts it for its row
    const stored = storedContact(house.build.encryption, fileCell('bijlage', 'x'), given, null);
    return { ...stored, contact: JSON.stringify(given) };
  };
  const child = async (more: Record<string, string | number | null> = {}, municipality = '0114') => {
    const pupil = await house.build.pupil('2012-05-06', more, municipality);
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    const sql = 'SELECT id FROM dossier WHERE pupil_id = ?';
    return { pupil, id: (await house.database.read.get<{ id: string }>(sql, [pupil]))!.id };
  };
  const family = async (id: string) => (await get(FamilyQuery).of(lpa, id)).map((one) => [one.id, one.link]);

  it('finds children at one address, however it is written, and no others', async () => {
    const first = await child(contact({ postcode: '7811 AA', huisnummer: '1 a' }));
    const second = await child(contact({ postcode: '7811aa', huisnummer: '1A', telefoon: '06' }));
    await child(contact({ postcode: '7811AA', huisnummer: '2' }));
    await child();
    expect(await family(first.id)).toEqual([[second.id, 'adres']]);
    expect(await family(second.id)).toEqual([[first.id, 'adres']]);
    const stored = JSON.stringify(await house.database.read.all('SELECT address_index, contact FROM pupil'));
    expect(stored).not.toMatch(/7811/i);
  });

  it('links by a shared contact person, and nobody by the name alone', async () => {
    const [first, second, third] = [await child(), await child(), await child()];
    const person = (pupil: string, telefoon: string) =>
      house.build.insert('contact_person', {
        ...{ id: newId(), pupil_id: pupil, name: 'M. de Wit', relation: 'moeder', ...contact({ telefoon }) },
      });
    await person(first.pupil, '06-1');
    await person(second.pupil, '06-1');
    await person(third.pupil, '06-2');
    expect(await family(first.id)).toEqual([[second.id, 'contactpersoon']]);
  });

  it('shows no child of a secret address, and no dossier that may not be seen anyway', async () => {
    const at = contact({ postcode: '7811AA', huisnummer: '1' });
    const first = await child(at);
    const secret = await child({ ...at, secret_address: 1 });
    await child(at, '0363');
    expect(await family(first.id)).toEqual([]);
    expect(await family(secret.id)).toEqual([]);
    await expect(get(FamilyQuery).of(officer('x', '0106'), first.id)).rejects.toMatchObject({ status: 404 });
  });

  it('holds a leerlingoverleg with agenda, participants and who does what', async () => {
    const [first, second] = [await child(), await child()];
    const plan = {
      ...{ dossierIds: [first.id, second.id], day: day('2026-03-09'), place: 'De Eik', agenda: 'hulp thuis' },
      participants: [
        { kind: 'school', name: 'J. Bakker' },
        { kind: 'zorg', name: 'P. Smit' },
      ] as const,
    };
    const meetings = get(HoldMeeting);
    await expect(meetings.plan(officer('x', '0363'), plan)).rejects.toMatchObject({ status: 404 });
    await expect(meetings.plan(lpa, { ...plan, participants: [], agenda: ' ' })).rejects.toMatchObject({
      fields: [{ pointer: '/deelnemers' }, { pointer: '/agenda' }],
    });
    const id = await meetings.plan(lpa, plan);
    const [school, care] = (await get(MeetingDesk).find(lpa, id)).participants.map((one) => one.id) as [string, string];
    const agreement = {
      dossierId: first.id,
      participantId: care,
      description: 'belt moeder',
      dueOn: day('2026-03-16'),
    };
    const report = { meetingId: id, report: 'besproken', present: [school], agreements: [agreement] };
    await expect(
      meetings.report(lpa, { ...report, agreements: [{ ...agreement, participantId: first.id }] }),
    ).rejects.toMatchObject({ fields: [{ pointer: '/afspraken/0/wie' }] });
    await meetings.report(lpa, report);
    await expect(meetings.report(lpa, report)).rejects.toMatchObject({ code: 'overleg-klaar' });
    await expect(meetings.cancel(lpa, id)).rejects.toMatchObject({ status: 409 });
    expect((await get(MeetingDesk).find(lpa, id)).participants.map((one) => one.present)).toEqual([true, false]);
    const [open] = await get(MeetingAgreements).open(lpa, first.id);
    expect(open).toMatchObject({ kind: 'zorg', name: 'P. Smit', description: 'belt moeder', dueOn: '2026-03-16' });
    expect(await get(MeetingAgreements).open(lpa, second.id)).toEqual([]);
    await expect(get(MeetingAgreements).finish(lpa, open!.id, day('2026-03-10'))).rejects.toMatchObject({
      status: 400,
    });
    await expect(get(MeetingAgreements).finish(officer('x', '0363'), open!.id, null)).rejects.toMatchObject({
      status: 404,
    });
    await get(MeetingAgreements).finish(lpa, open!.id, day('2026-03-09'));
    expect(await get(MeetingAgreements).open(lpa, first.id)).toEqual([]);
    const raw = JSON.stringify(await house.database.read.all('SELECT * FROM meeting_participant'));
    expect(raw).not.toContain('Smit');
  });

  it('reminds of what was agreed once, and tells once that its day passed; of what was kept or closed never', async () => {
    const [first, second] = [await child(), await child()];
    const participants = [{ kind: 'zorg' as const, name: 'P. Smit' }];
    const dossierIds = [first.id, second.id];
    const plan = { dossierIds, day: day('2026-03-09'), place: null, agenda: 'hulp', participants };
    const meetingId = await get(HoldMeeting).plan(lpa, plan);
    const participantId = (await get(MeetingDesk).find(lpa, meetingId)).participants[0]!.id;
    const agreed = (dossierId: string, dueOn: string | null) => ({
      ...{ dossierId, participantId, description: 'belt', dueOn: dueOn === null ? null : day(dueOn) },
    });
    const report = { meetingId, report: 'besproken', present: [] };
    await expect(
      get(HoldMeeting).report(lpa, { ...report, agreements: [agreed(first.id, '2026-03-08')] }),
    ).rejects.toMatchObject({ fields: [{ pointer: '/afspraken/0/uiterlijk' }] });
    const agreements = [agreed(first.id, '2026-03-16'), agreed(first.id, null), agreed(second.id, '2026-03-16')];
    await get(HoldMeeting).report(lpa, { ...report, agreements });
    const told = async (...days: string[]) => {
      for (const one of days) {
        house.clock.day = day(one);
        await house.database.work((work) => get(WatchTerms).handle(work, [one]));
      }
      const sql = `SELECT t.dossier_id AS "dossier", n.stage, n.day FROM term_notice n JOIN term t ON t.id = n.term_id
        WHERE t.kind = 'afspraak-overleg' ORDER BY n.day, n.stage`;
      const rows = await house.database.read.all<{ dossier: string; stage: string; day: string }>(sql);
      return rows.map((one) => `${one.dossier === first.id ? 'first' : 'second'} ${one.stage} ${one.day}`);
    };
    expect(await told('2026-03-12')).toEqual([]);
    const close = (id: string) =>
      get(CloseDossier).run(lpa, id, { reden: 'beeindigd_werk', opmerking: 'geen_actie_meer' });
    await close(second.id);
    expect(await told('2026-03-13', '2026-03-13')).toEqual(['first herinnering 2026-03-13']);
    const open = (await get(MeetingAgreements).open(lpa, first.id))[0]!;
    await get(MeetingAgreements).finish(lpa, open.id, day('2026-03-13'));
    await get(MeetingAgreements).finish(lpa, open.id, null);
    expect(await told('2026-03-14')).toEqual(['first herinnering 2026-03-13']);
    await get(MeetingAgreements).finish(lpa, open.id, day('2026-03-14'));
    await get(ReopenDossier).run(lpa, second.id, { toelichting: 'te vroeg gesloten' });
    expect(await told('2026-03-17', '2026-03-18')).toEqual([
      'first herinnering 2026-03-13',
      'second verlopen 2026-03-17',
    ]);
  });

  it('goes at the sweep when the last of its dossiers was destroyed, and not before', async () => {
    const [first, second] = [await child(), await child()];
    const participants = [{ kind: 'ouder' as const, name: 'Moeder' }];
    const dossierIds = [first.id, second.id];
    await get(HoldMeeting).plan(lpa, { dossierIds, day: day('2026-03-10'), place: null, agenda: 'a', participants });
    const left = async () => {
      for (let i = 0; i < 2; i++) await house.database.work((work) => get(HoldMeeting).forget(work));
      return (await house.database.read.all('SELECT id FROM meeting_participant')).length;
    };
    const destroy = (id: string) =>
      house.database.work((work) => work.run('DELETE FROM meeting_dossier WHERE dossier_id = ?', [id]));
    await destroy(first.id);
    expect(await left()).toBe(1);
    await destroy(second.id);
    expect(await left()).toBe(0);
    expect(await house.database.read.all('SELECT id FROM meeting')).toEqual([]);
  });

  it('is not reported before it is held, and may be cancelled', async () => {
    const { id: dossierId } = await child();
    const meetings = get(HoldMeeting);
    const participants = [{ kind: 'ouder' as const, name: 'Moeder' }];
    const plan = { dossierIds: [dossierId], day: day('2026-03-10'), place: null, agenda: 'a', participants };
    const id = await meetings.plan(lpa, plan);
    const report = { meetingId: id, report: 'x', present: [], agreements: [] };
    await expect(meetings.report(lpa, report)).rejects.toMatchObject({ fields: [{ pointer: '/datum' }] });
    await meetings.cancel(lpa, id);
    await expect(meetings.report(lpa, report)).rejects.toMatchObject({ status: 409 });
  });

  it('records preventive work without a dossier, for the own municipality alone', async () => {
    const pupil = await house.build.pupil('2012-05-06');
    const work = {
      municipality: '0114',
      kind: 'spreekuur',
      day: day('2026-03-09'),
      location: '01AB00',
      note: 'twee leerlingen',
    } as const;
    const prevention = get(RecordPrevention);
    await prevention.record(lpa, { ...work, pupilId: pupil });
    await prevention.record(counsellor(), { ...work, pupilId: null });
    await expect(prevention.record(officer('x', '0363'), { ...work, pupilId: null })).rejects.toMatchObject({
      status: 404,
    });
    const elsewhere = await house.build.pupil('2012-05-06', {}, '0363');
    await expect(prevention.record(lpa, { ...work, pupilId: elsewhere })).rejects.toMatchObject({ status: 404 });
    await expect(prevention.record(lpa, { ...work, pupilId: null, location: '99ZZ99' })).rejects.toMatchObject({
      status: 400,
    });
    expect(await house.database.read.all('SELECT id FROM dossier')).toEqual([]);
    expect(await prevention.list(lpa, day('2026-03-01'), 10)).toMatchObject([
      { pupilId: null },
      { pupilId: pupil, note: 'twee leerlingen' },
    ]);
    // what is about a child is for leerplicht, and about a youth for the Doorstroompunt
    const youth = await house.build.pupil('2005-05-06');
    await prevention.record(counsellor(), { ...work, pupilId: youth, note: 'een jongere' });
    await expect(prevention.record(counsellor(), { ...work, pupilId: pupil })).rejects.toMatchObject({ status: 404 });
    await expect(prevention.record(lpa, { ...work, pupilId: youth })).rejects.toMatchObject({ status: 404 });
    expect(await prevention.list(counsellor(), day('2026-03-01'), 10)).toMatchObject([
      { pupilId: youth, note: 'een jongere' },
      { pupilId: null },
    ]);
    expect(await prevention.list(lpa, day('2026-03-01'), 10)).toHaveLength(2);
    expect(await prevention.list(lpa, day('2026-03-10'), 10)).toEqual([]);
    expect(await prevention.list(officer('x', '0363'), day('2026-03-01'), 10)).toEqual([]);
  });
});
