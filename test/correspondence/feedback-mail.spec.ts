import { SchoolMail } from '../../src/correspondence/feedback/school-mail';
import { SendMail } from '../../src/correspondence/mail/send-mail';
import { AnswerSchool } from '../../src/cases/meldingen/handle-melding';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { asDay } from '../../src/law/day';
import { Settings } from '../../src/platform/settings';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { actor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';
import { type MailServer, openMailServer } from '../support/smtp';

const school = (code: string) => actor({ employee: `school-${code}`, roles: ['schoolmedewerker'], schools: [code] });
const po = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0114'] });

describe('mail to a school about its meldingen', () => {
  let house: House;
  let server: MailServer;
  let dossier: string;
  let melding: string;

  beforeEach(async () => {
    server = await openMailServer();
    const settings = Object.assign(new Settings(), {
      ...{ LEERSPOOR_SMTP: server.address, LEERSPOOR_MAIL_VAN: 'leerspoor@emmen.example' },
    });
    house = await openHouse('2026-03-09', { settings });
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
    const pupil = await house.build.pupil('2012-05-06', { last_name: 'Zevenster', first_names: 'Quirijn' });
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    const row = await house.database.read.get<{ id: string; dossier: string }>(
      'SELECT id, dossier_id AS "dossier" FROM melding',
    );
    [melding, dossier] = [row!.id, row!.dossier];
  });
  afterEach(async () => {
    await house.close();
    await server.close();
  });

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  const work = async () => {
    await house.workAll();
    await get(SendMail).start();
  };
  const answer = (bericht: string) => get(AnswerSchool).run(officer(), melding, { bericht });

  it('holds the reference and the kind of news alone, and goes out once', async () => {
    await get(SchoolMail).choose(school('01AB'), '01AB00', ' verzuim@school.example ');
    await get(PickUpDossier).run(officer(), dossier);
    await work();
    await work();
    expect(server.received).toHaveLength(1);
    const [{ to, text }] = server.received as [MailServer['received'][number]];
    expect(to).toEqual(['verzuim@school.example']);
    expect(text).toContain('in behandeling genomen');
    expect(text).toContain(`M-${melding.slice(-8).toUpperCase()}`);
    expect(text).not.toMatch(/Zevenster|Quirijn|99900/);
    await answer('Quirijn komt morgen weer.');
    await work();
    expect(server.received).toHaveLength(2);
    expect(server.received[1]!.text).toContain('een bericht geschreven');
    expect(server.received[1]!.text).not.toContain('Quirijn');
    const raw = JSON.stringify(await house.database.read.all('SELECT * FROM school_mail'));
    expect(raw).not.toContain('school.example');
  });

  it('goes nowhere without a mailbox, and tells who sets one later the news of a week, not more', async () => {
    await answer('Oud nieuws');
    await house.database.work((unit) => unit.run(`UPDATE melding_feedback SET made_at = '2020-01-01T10:00:00.000Z'`));
    await answer('Nieuw nieuws');
    await work();
    expect(server.received).toEqual([]);
    await get(SchoolMail).choose(school('01AB'), '01AB00', 'verzuim@school.example');
    await answer('Nog nieuwer');
    await work();
    expect(server.received).toHaveLength(2);
  });

  it('of who is restricted waits until that is lifted, also what lies in the postbox already', async () => {
    await get(SchoolMail).choose(school('01AB'), '01AB00', 'verzuim@school.example');
    const { pupil } = (await house.database.read.get<{ pupil: string }>('SELECT pupil_id AS "pupil" FROM melding'))!;
    const keep = get(Restrictions);
    await get(PickUpDossier).run(officer(), dossier);
    const first = await keep.place(po, pupil, 'betwist');
    await work();
    expect(await house.database.read.all('SELECT id FROM mail')).toEqual([]);
    // long ago when it is lifted: held back is not the same as old
    await house.database.work((unit) => unit.run(`UPDATE melding_feedback SET made_at = '2026-03-10T10:00:00.000Z'`));
    house.clock.day = asDay(new Date().toISOString().slice(0, 10));
    await keep.lift(po, first);
    await work();
    expect(server.received).toHaveLength(1);

    // as it lies there when a restriction comes between the two handlers
    await answer('Nog een keer?');
    server.answer = () => Object.assign(new Error('later'), { responseCode: 451 });
    await work();
    await house.database.work((unit) => unit.run(`UPDATE mail SET free_at = made_at WHERE state = 'wacht'`));
    server.answer = () => null;
    const second = await keep.place(po, pupil, 'betwist');
    await get(SendMail).start();
    expect(server.received).toHaveLength(1);
    await keep.lift(po, second);
    await work();
    expect(server.received).toHaveLength(2);
  });

  it('is set by the school itself: no other school, no word that is no address', async () => {
    const mail = get(SchoolMail);
    await expect(mail.choose(school('88XX'), '01AB00', 'a@b.nl')).rejects.toMatchObject({ status: 404 });
    await expect(mail.choose(officer(), '01AB00', 'a@b.nl')).rejects.toMatchObject({ status: 404 });
    for (const wrong of ['a', 'a@b', 'a b@c.nl', 'a@b.nl,c@d.nl']) {
      await expect(mail.choose(school('01AB'), '01AB00', wrong)).rejects.toMatchObject({ status: 400 });
    }
    await mail.choose(school('01AB'), '01AB00', 'a@b.nl');
    expect(await mail.own(school('01AB'))).toMatchObject([{ location: '01AB00', email: 'a@b.nl' }]);
    expect(await mail.own(school('88XX'))).toEqual([]);
    await mail.choose(school('01AB'), '01AB00', '');
    expect(await mail.own(school('01AB'))).toMatchObject([{ email: null }]);
  });
});
