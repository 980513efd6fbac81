import { ConsentStore } from '../../src/cases/consent/consent-store';
import { AddItem } from '../../src/cases/items/add-item';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { JoinPupils } from '../../src/retention/double/join-pupils';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import { actor, counsellor, officer } from '../support/actors';
import { ABSENCE, ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse } from '../support/import-house';
import { workAll } from '../support/transport';

const lpa = officer('LPA-1', '0363');
const LPA_OF_BOTH = actor({ employee: 'LPA-1', roles: ['leerplichtambtenaar'], municipalities: ['0363', '0518'] });
const REASON = { reason: 'zelfde kind, tikfout in het nummer' };

let house: ImportHouse;
let join: JoinPupils;

beforeEach(async () => {
  house = await openImportHouse('2026-03-25');
  await house.fill();
  await house.import('medewerkers', ['medewerker;naam;rol;gemeenten', 'LPA-1;Ada;leerplichtambtenaar;0363']);
  join = house.module.get(JoinPupils, { strict: false });
});
afterEach(() => house.close());

const idOf = async (pgn: string) =>
  (await house.module.get(PupilDirectory, { strict: false }).findOne(house.database.read, pgn))!;
const days = (pgn: string, school: string, first: number, ...on: string[]) =>
  house.import('verzuim', [
    ABSENCE,
    ...on.map((day, i) => `${first + i};${pgn};01AB;${school};${day};8;ongeoorloofd;ja;`),
  ]);
const signals = async () =>
  (await house.rows("SELECT rule FROM signal WHERE status <> 'ingetrokken' ORDER BY rule")).map((one) => one['rule']);
const of = (table: string, pupil: string) =>
  house.rows(`SELECT COUNT(*) AS "n" FROM ${table} WHERE pupil_id = ?`, pupil).then(([row]) => Number(row!['n']));

describe('two pupils who are one', () => {
  it('come together with all that lies in any room, are judged as one, and become two again as they were', async () => {
    await house.import('contactpersonen', ['pgn;naam;relatie;telefoon', `${BILAL};M. Vader;vader;06-1`]);
    await days(ANNE, '00', 1, '2026-03-02');
    await days(BILAL, '00', 10, '2026-03-03');
    await workAll(house.module);
    expect(await signals()).toEqual([]);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const before = await house.contents();
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    expect(await idOf(BILAL)).toBe(anne);
    expect(await of('absence_record', anne)).toBe(2);
    await workAll(house.module);
    // eight hours under each number are sixteen of one pupil
    expect(await signals()).toEqual(['verzuim-16u']);
    await join.undo(lpa, id);
    await workAll(house.module);
    expect(await idOf(BILAL)).toBe(bilal);
    expect(await house.contents()).toEqual(before);
    expect([await of('absence_record', anne), await of('absence_record', bilal)]).toEqual([1, 1]);
    expect(await signals()).toEqual([]);
    const own = await house.rows('SELECT pupil_id FROM contact_person');
    expect(own).toEqual([{ pupil_id: bilal }]);
  });

  it('keep one open dossier; the way back opens the other again, and leaves what was done since', async () => {
    await days(ANNE, '00', 1, '2026-03-02', '2026-03-03');
    await days(BILAL, '00', 10, '2026-03-09', '2026-03-10');
    await workAll(house.module);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const status = () =>
      house
        .rows('SELECT pupil_id, status FROM dossier ORDER BY pupil_id')
        .then((rows) => rows.map((one) => ({ ...one })));
    const was = await status();
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    expect((await status()).map((one) => [one['pupil_id'] === anne, one['status']]).sort()).toEqual([
      [true, 'afgesloten'],
      [true, 'nieuw'],
    ]);
    await days(ANNE, '00', 20, '2026-03-16');
    await workAll(house.module);
    await join.undo(lpa, id);
    await workAll(house.module);
    expect(await status()).toEqual(was);
    expect([await of('absence_record', anne), await of('absence_record', bilal)]).toEqual([3, 2]);
    expect(await signals()).toEqual(['verzuim-16u', 'verzuim-16u']);
    const steps = await house.rows("SELECT reason FROM state_change WHERE step = 'sluiten'");
    expect(steps).toEqual([]);
  });

  it.each([
    ['nieuw', 'nieuw', 'the one opened first', 'theirs'],
    ['in_behandeling', 'nieuw', 'the one that is worked in, though opened later', 'own'],
    ['nieuw', 'aangehouden', 'the one that is worked in', 'theirs'],
    ['heropend', 'in_behandeling', 'of two that are worked in the one opened first', 'theirs'],
  ] as const)('go on in one dossier (%s and %s): %s', async (own, theirs, _, goesOn) => {
    await days(BILAL, '00', 10, '2026-03-09', '2026-03-10');
    await workAll(house.module);
    await days(ANNE, '00', 1, '2026-03-02', '2026-03-03');
    await workAll(house.module);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    await house.database.work(async (work) => {
      await work.run('UPDATE dossier SET status = ? WHERE pupil_id = ?', [own, anne]);
      // a signal without a melding follows its dossier
      await work.run('DELETE FROM melding');
      await work.run('UPDATE dossier SET status = ?, opened_on = ? WHERE pupil_id = ?', [theirs, '2026-03-11', bilal]);
    });
    const open = async () =>
      (await house.rows("SELECT id, pupil_id FROM dossier WHERE status <> 'afgesloten' ORDER BY pupil_id")).map(
        (one) => ({ ...one }),
      );
    const before = await open();
    const kept = before.find((one) => one['pupil_id'] === (goesOn === 'own' ? anne : bilal))!;
    const told = () => house.rows('SELECT dossier_id, status FROM signal ORDER BY id');
    const toldBefore = await told();
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    // the signals of both lie in it, and are told as it stands
    const status = { own, theirs }[goesOn] === 'nieuw' ? 'geregistreerd' : 'in_behandeling';
    expect(await told()).toEqual(toldBefore.map(() => ({ dossier_id: kept['id'], status })));
    await workAll(house.module);
    expect(await open()).toEqual([{ id: kept['id'], pupil_id: anne }]);
    await join.undo(lpa, id);
    await workAll(house.module);
    expect(await open()).toEqual(before);
  });

  it('are not made two again while the one who stays has a new open dossier beside the one that would open', async () => {
    await days(BILAL, '00', 10, '2026-03-09', '2026-03-10');
    await workAll(house.module);
    await days(ANNE, '00', 1, '2026-03-02', '2026-03-03');
    await workAll(house.module);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const set = (status: string, where: string, value: string) =>
      house.database.work((work) => work.run(`UPDATE dossier SET status = ? WHERE ${where} = ?`, [status, value]));
    await set('in_behandeling', 'pupil_id', bilal);
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    await workAll(house.module);
    const ids = async () => (await house.rows('SELECT id FROM dossier ORDER BY id')).map((one) => String(one['id']));
    const before = await ids();
    await set('afgesloten', 'status', 'in_behandeling');
    house.clock.day = asDay('2026-06-10');
    await days(ANNE, '00', 20, '2026-06-08', '2026-06-09');
    await workAll(house.module);
    const [opened] = (await ids()).filter((one) => !before.includes(one));
    await expect(join.undo(lpa, id)).rejects.toMatchObject({ code: 'ander-dossier-open', status: 409 });
    await set('afgesloten', 'id', opened!);
    await join.undo(lpa, id);
    expect(await house.rows("SELECT pupil_id FROM dossier WHERE status <> 'afgesloten'")).toEqual([{ pupil_id: anne }]);
  });

  it('go on where the pupil who stays lives, whatever was done elsewhere', async () => {
    await days(ANNE, '00', 1, '2026-03-02', '2026-03-03');
    await days(BILAL, '00', 10, '2026-03-09', '2026-03-10');
    await workAll(house.module);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    await house.database.work((work) =>
      work.run("UPDATE dossier SET status = 'in_behandeling', municipality = '0518' WHERE pupil_id = ?", [bilal]),
    );
    const [own] = await house.rows('SELECT id FROM dossier WHERE pupil_id = ?', anne);
    await join.join(LPA_OF_BOTH, { keepId: anne, doubleId: bilal, ...REASON });
    expect(await house.rows("SELECT id FROM dossier WHERE status <> 'afgesloten'")).toEqual([own]);
  });

  it('keep what runs in sight: tasks, their steps and terms go along, and back', async () => {
    await days(ANNE, '00', 1, '2026-03-02', '2026-03-03');
    await days(BILAL, '00', 10, '2026-03-09', '2026-03-10');
    await workAll(house.module);
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const dossierOf = async (pupil: string) =>
      String(
        (await house.rows("SELECT id FROM dossier WHERE pupil_id = ? AND status <> 'afgesloten'", pupil))[0]!['id'],
      );
    const [kept, left] = [await dossierOf(anne), await dossierOf(bilal)];
    const task = await house.module
      .get(AddItem, { strict: false })
      .run(lpa, left, 'taak', { tekst: 'Bel de mentor.', tot: '2026-04-01' });
    const lies = async () => [
      await house.rows('SELECT dossier_id FROM dossier_item WHERE id = ?', task.id),
      await house.rows('SELECT dossier_id FROM state_change WHERE object_id = ?', task.id),
      await house.rows('SELECT dossier_id, outcome FROM term WHERE subject_id = ?', task.id),
    ];
    const at = (dossier_id: string) => [[{ dossier_id }], [{ dossier_id }], [{ dossier_id, outcome: null }]];
    expect(await lies()).toEqual(at(left));
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    expect(await lies()).toEqual(at(kept));
    expect(await house.rows('SELECT id FROM term WHERE subject_id = ? AND ended_on IS NULL', left)).toEqual([]);
    await join.undo(lpa, id);
    expect(await lies()).toEqual(at(left));
  });

  it('keep a withdrawal for both when they are made two again, and a consent that nobody withdrew', async () => {
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const give = (id: string, pupil_id: string, kind: string, rest: Record<string, string> = {}) => {
      const given = { given_on: '2026-01-05', given_by: 'jongere', recorded_by: 'rmc' };
      const row = { id, pupil_id, kind, ...given, recorded_at: '2026-01-05T09:00:00.000Z', ...rest };
      return house.database.work((work) => work.insert('consent', Object.keys(row), [Object.values(row)]));
    };
    const [a, b] = [newId(), newId()];
    const [c, d, e, f] = [newId(), newId(), newId(), newId()];
    await give(a, anne, 'gezondheid');
    await give(b, bilal, 'gezondheid');
    // withdrawn and given anew before they were one: that withdrawal is not the double's
    await give(c, anne, 'strafrecht', { withdrawn_on: '2026-01-06', withdrawn_by: 'rmc' });
    await give(d, anne, 'strafrecht', { recorded_at: '2026-01-07T09:00:00.000Z' });
    await give(e, bilal, 'strafrecht');
    const standing = async () =>
      (await house.rows('SELECT id FROM consent WHERE withdrawn_on IS NULL ORDER BY id')).map((one) => one['id']);
    const id = await join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON });
    expect(await standing()).toEqual([a, d]);
    await house.database.work((work) =>
      work.run("UPDATE consent SET withdrawn_on = '2026-03-25', withdrawn_by = 'tim' WHERE id = ?", [a]),
    );
    await give(f, anne, 'gezondheid', { recorded_at: '2099-01-01T00:00:00.000Z' });
    const removed: string[] = [];
    const store = house.module.get(ConsentStore, { strict: false });
    store.onWithdrawal((_, pupil, kind) => Promise.resolve(void removed.push(`${pupil} ${kind}`)));
    await join.undo(lpa, id);
    // the new consent is of who stayed; the double's that was kept all the while stands again
    expect(await standing()).toEqual([d, e, f].sort());
    const [back] = await house.rows('SELECT pupil_id, withdrawn_on, withdrawn_by FROM consent WHERE id = ?', b);
    expect({ ...back }).toEqual({ pupil_id: bilal, withdrawn_on: '2026-03-25', withdrawn_by: 'tim' });
    expect(removed).toEqual([`${bilal} gezondheid`]);
  });

  it('are joined and made two only by who may see both, with a reason, once, the last first', async () => {
    const [anne, bilal, chris] = [await idOf(ANNE), await idOf(BILAL), await idOf(CHRIS)];
    const asked = { keepId: anne, doubleId: bilal, ...REASON };
    await expect(join.join(lpa, { ...asked, doubleId: chris })).rejects.toMatchObject({ status: 404 });
    await expect(join.join(officer('x', '0518'), asked)).rejects.toMatchObject({ status: 404 });
    await expect(join.join(counsellor('rmc', '21'), asked)).rejects.toMatchObject({ status: 404 });
    const school = actor({ employee: 's', roles: ['schoolmedewerker'], schools: ['01AB'] });
    await expect(join.join(school, asked)).rejects.toMatchObject({ status: 403 });
    await expect(join.join(lpa, { ...asked, doubleId: anne, reason: ' ' })).rejects.toMatchObject({
      fields: [{ pointer: '/reden' }, { pointer: '/dubbel' }],
    });
    const first = await join.join(lpa, asked);
    await expect(join.undo(officer('x', '0518'), first)).rejects.toMatchObject({ status: 404 });
    expect(await join.list(lpa)).toMatchObject([{ id: first, reason: REASON.reason, undoneAt: null }]);
    expect(await join.list(officer('x', '0518'))).toEqual([]);
    await house.import('leerlingen', ['pgn;geboortedatum;gemeentecode', '100000019;2010-03-01;0363']);
    const second = await join.join(lpa, { ...asked, doubleId: await idOf('100000019') });
    await expect(join.undo(lpa, first)).rejects.toMatchObject({ code: 'later-samengevoegd' });
    await join.undo(lpa, second);
    await join.undo(lpa, first);
    await expect(join.undo(lpa, first)).rejects.toMatchObject({ code: 'al-ongedaan' });
    const [kept] = await house.rows('SELECT reason, undo FROM pupil_union WHERE id = ?', first);
    expect([kept!['undo'], String(kept!['reason']).includes('tikfout')]).toEqual([null, false]);
  });

  it('are not joined while one of them is restricted', async () => {
    const [anne, bilal] = [await idOf(ANNE), await idOf(BILAL)];
    const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0363'] });
    await house.module.get(Restrictions, { strict: false }).place(officer, bilal, 'betwist');
    await expect(join.join(lpa, { keepId: anne, doubleId: bilal, ...REASON })).rejects.toMatchObject({ status: 404 });
  });

  it('shows by their numbers only who may be seen, with the number masked', async () => {
    const found = await join.look(lpa, [ANNE, CHRIS, BILAL, '100000019']);
    expect(found.map((one) => [one.number.slice(-2), one.birthDate, one.dossiers])).toEqual([
      [ANNE.slice(-2), '2010-03-01', 0],
      [BILAL.slice(-2), '2009-05-05', 0],
    ]);
    expect(JSON.stringify(found)).not.toContain(ANNE);
  });
});
