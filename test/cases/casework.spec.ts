import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountService } from '../../src/access/accounts/accounts';
import { ManageAccounts } from '../../src/access/accounts/manage-accounts';
import { Audit } from '../../src/access/audit';
import { packPupils } from '../../src/access/log/entry';
import { AddAttachment, LARGEST_ATTACHMENT, ReadAttachment } from '../../src/cases/casework/add-attachment';
import { CalendarFeed } from '../../src/cases/casework/calendar-feed';
import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { AddItem } from '../../src/cases/items/add-item';
import { ITEM_FORMS } from '../../src/cases/items/forms';
import { ITEM_KINDS, type ItemKind } from '../../src/cases/items/item';
import { ItemQuery } from '../../src/cases/items/item-query';
import { CorrectItem, StepItem } from '../../src/cases/items/step-item';
import type { Given } from '../../src/cases/input';
import { asDay } from '../../src/law/day';
import { type CaseHouse, openCaseHouse } from './support/case-house';

const GIVEN: Record<Exclude<ItemKind, 'bijlage'>, object> = {
  contact: { wijze: 'telefoon', met: 'ouders', bereikt: 'ja', verslag: 'Moeder gesproken' },
  afspraak: { soort: 'gesprek', met: 'ouders', begin: '2026-06-30T10:00+02:00', einde: '2026-06-30T11:00+02:00' },
  taak: { tekst: 'Mentor bellen', tot: '2026-06-26' },
  notitie: { tekst: 'Maakt een sombere indruk' },
  overeenkomst: { met: 'leerling', tekst: 'Elke dag om acht uur op school', tot: '2026-07-10' },
  betrokkene: { naam: 'J. de Voogd', rol: 'voogd', gezag: true },
  'mas-route': { route: 'vrijwillige-hulp', reden: 'Het gezin wil hulp' },
  waarschuwing: { aan: 'ouders', reden: 'Derde melding' },
  halt: { reden: 'Spijbelt met vrienden', toestemmingJongere: true, toestemmingOuders: true },
  'proces-verbaal': { grond: 'relatief', verdachte: 'ouders', reden: 'Weigeren mee te werken' },
  zorgmelding: { signalen: 'Blauwe plekken' },
  svb: { reden: 'Komt niet' },
  raad: { reden: 'Zorgen om de ontwikkeling' },
};

describe('work in a dossier', () => {
  let house: CaseHouse;
  let dossier: string;
  let pupil: string;
  beforeEach(async () => {
    house = await openCaseHouse();
    ({ dossier, pupil } = await house.skipping());
  });
  afterEach(() => house.close());

  const add = async (kind: ItemKind, given: object = {}, employee = 'lpa') =>
    house.get(AddItem).run(await house.as(employee), dossier, kind, { ...GIVEN[kind as 'taak'], ...given });
  const step = async (id: string, name: string, given: object = {}, employee = 'lpa') =>
    house.get(StepItem).run(await house.as(employee), id, name, { ...given });
  const list = async (employee = 'lpa') => house.get(ItemQuery).ofDossier(await house.as(employee), dossier);
  const terms = (kind: string) => house.rows('SELECT due_on, outcome FROM term WHERE kind = ? ORDER BY due_on', kind);

  it('is of every kind, begins in its first state, encrypted, with who and when in the history', async () => {
    for (const kind of ITEM_KINDS.filter((one) => one !== 'bijlage')) await add(kind);
    const items = await list();
    expect(items.map((one) => [one.kind, one.state]).sort()).toEqual(
      ITEM_KINDS.filter((one) => one !== 'bijlage')
        .map((kind) => [kind, ITEM_FORMS[kind].machine.begin[0]])
        .sort(),
    );
    expect(items.find((one) => one.kind === 'notitie')?.details).toEqual({ tekst: 'Maakt een sombere indruk' });
    const raw = JSON.stringify(await house.rows('SELECT * FROM dossier_item'));
    for (const word of ['sombere', 'Moeder', 'Voogd', 'Blauwe']) expect(raw).not.toContain(word);
    const history = "SELECT employee FROM state_change WHERE step = 'toevoegen'";
    expect(await house.rows(history)).toHaveLength(ITEM_KINDS.length - 1);
  });

  it('names the fields that are missing, and writes nothing', async () => {
    await expect(add('taak', { tekst: ' ' })).rejects.toMatchObject({ fields: [{ pointer: '/tekst' }] });
    await expect(add('taak', { tot: '2026-06-23' })).rejects.toMatchObject({ fields: [{ pointer: '/tot' }] });
    expect((await add('taak', { tot: '2026-06-24' })).until).toBe('2026-06-24');
    await expect(add('contact', { datum: '2026-06-25' })).rejects.toMatchObject({ fields: [{ pointer: '/datum' }] });
    await expect(add('contact', { wijze: 'postduif', bereikt: 'misschien' })).rejects.toMatchObject({
      fields: [{ pointer: '/wijze' }, { pointer: '/bereikt' }],
    });
    for (const begin of ['morgen', '2026-02-30T10:00+01:00', '2026-06-30T10:00', '2026-06-30T25:00+02:00'])
      await expect(add('afspraak', { begin })).rejects.toMatchObject({ fields: [{ pointer: '/begin' }] });
    await expect(add('afspraak', { einde: '2026-06-30T10:00+02:00' })).rejects.toMatchObject({
      fields: [{ pointer: '/einde' }],
    });
    expect(await list()).toHaveLength(1);
  });

  it('of a task has a term, which is met or falls away', async () => {
    const task = await add('taak');
    const other = await add('taak', { tot: '' });
    expect(await terms('taak')).toEqual([
      { due_on: '2026-06-26', outcome: null },
      { due_on: '2026-07-01', outcome: null },
    ]);
    house.clock.day = asDay('2026-06-29');
    await step(task.id, 'afronden');
    await expect(step(other.id, 'vervallen')).rejects.toMatchObject({ fields: [{ pointer: '/toelichting' }] });
    await step(other.id, 'vervallen', { toelichting: 'Niet meer nodig' });
    expect((await terms('taak')).map((row) => row.outcome)).toEqual(['te_laat', 'vervallen']);
    await expect(step(task.id, 'vervallen', { toelichting: 'x' })).rejects.toMatchObject({ code: 'stap-kan-niet' });
    await expect(step(task.id, 'bestaat-niet')).rejects.toMatchObject({ code: 'stap-kan-niet' });
  });

  it('a talk that was held meets its term, and begins that of feedback; one with others does not', async () => {
    await house.get(PickUpDossier).run(await house.as('lpa'), dossier);
    const consult = await add('afspraak', { soort: 'overleg', met: 'school' });
    const talk = await add('afspraak');
    // not before its day
    house.clock.day = asDay('2026-06-29');
    for (const name of ['houden', 'niet-verschenen'])
      await expect(step(consult.id, name)).rejects.toMatchObject({ status: 409, code: 'afspraak-nog-niet-geweest' });
    house.clock.day = asDay('2026-06-30');
    await step(consult.id, 'houden');
    // a hearing tells of itself to nobody but boa
    await step((await add('afspraak', { soort: 'hoorgesprek' })).id, 'houden');
    expect(await terms('gesprek')).toEqual([{ due_on: '2026-07-08', outcome: null }]);
    expect(await terms('terugkoppeling')).toEqual([]);
    // written down later: what counts is the day of the talk
    house.clock.day = asDay('2026-07-09');
    expect((await step(talk.id, 'houden', { verslag: 'Goed gesprek' })).details['verslag']).toBe('Goed gesprek');
    expect(await terms('gesprek')).toEqual([{ due_on: '2026-07-08', outcome: 'gehaald' }]);
    expect(await terms('terugkoppeling')).toEqual([{ due_on: '2026-07-07', outcome: null }]);
    const closing = { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' };
    await house.get(CloseDossier).run(await house.as('lpa'), dossier, closing);
    expect(await terms('terugkoppeling')).toEqual([{ due_on: '2026-07-07', outcome: 'te_laat' }]);
  });

  it.each(['taak', 'afspraak'] as const)(
    'a %s may be for a colleague who can see it, and for no other',
    async (kind) => {
      const item = await add(kind, { medewerker: 'lpz' });
      expect(item).toMatchObject({ author: 'lpa', employee: 'lpz' });
      expect((await add(kind)).employee).toBe('lpa');
      const refused = { status: 400, fields: [{ pointer: '/medewerker' }] };
      for (const medewerker of ['elders', 'rmc', 'school', 'beheer', 'bestaat-niet'])
        await expect(add(kind, { medewerker })).rejects.toMatchObject(refused);
      await expect(add(kind, { medewerker: 'lpz', vertrouwelijk: 'ja' })).rejects.toMatchObject(refused);
      // the Wpg part is for boa alone
      const wpg = kind === 'taak' ? { deel: 'wpg' } : { soort: 'hoorgesprek' };
      await expect(add(kind, { medewerker: 'lpz', ...wpg })).rejects.toMatchObject(refused);
      expect((await add(kind, { medewerker: 'lpa', ...wpg })).room).toBe('wpg');
      const correct = async (medewerker: string) =>
        house.get(CorrectItem).run(await house.as('lpa'), item.id, { ...GIVEN[kind], medewerker });
      await expect(correct('rmc')).rejects.toMatchObject(refused);
      expect((await correct('lpa')).employee).toBe('lpa');
      await house.database.work((work) => work.run("UPDATE employee SET until_date = '2026-06-23' WHERE code = 'lpz'"));
      await expect(add(kind, { medewerker: 'lpz' })).rejects.toMatchObject(refused);
    },
  );

  it('keeps a dossier open while it runs', async () => {
    const task = await add('taak');
    const close = async () =>
      house.get(CloseDossier).run(await house.as('lpa'), dossier, {
        ...{ reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' },
      });
    await expect(close()).rejects.toMatchObject({
      code: 'dossier-loopt-nog',
      message: expect.stringContaining('open taak'),
    });
    await step(task.id, 'afronden');
    await close();
    await expect(add('notitie')).rejects.toMatchObject({ code: 'dossier-gesloten' });
  });

  it('is corrected with the version before it kept, and not once it went on', async () => {
    const task = await add('taak');
    const correct = house.get(CorrectItem);
    const lpa = await house.as('lpa');
    const corrected = await correct.run(lpa, task.id, { tekst: 'Teamleider bellen', tot: '2026-06-29' });
    expect(corrected).toMatchObject({ version: 2, details: { tekst: 'Teamleider bellen' }, until: '2026-06-29' });
    expect(await house.rows('SELECT version, employee FROM dossier_item_version')).toEqual([
      { version: 1, employee: 'lpa' },
    ]);
    expect(await terms('taak')).toEqual([{ due_on: '2026-06-29', outcome: null }]);
    await step(task.id, 'afronden');
    await expect(correct.run(lpa, task.id, { tekst: 'x' })).rejects.toMatchObject({ code: 'verbeteren-kan-niet' });
    const talk = await add('afspraak');
    const hearing = { ...GIVEN.afspraak, soort: 'hoorgesprek' };
    await expect(correct.run(lpa, talk.id, hearing)).rejects.toMatchObject({ code: 'verbeteren-kan-niet' });
  });

  it('that is confidential is there for its author alone, also by its id', async () => {
    const note = await add('notitie', { vertrouwelijk: true });
    await add('notitie', { tekst: 'Voor allen' });
    expect((await list('lpa')).map((one) => one.kind)).toHaveLength(2);
    expect((await list('lpz')).map((one) => one.details['tekst'])).toEqual(['Voor allen']);
    await expect(step(note.id, 'vervallen', { toelichting: 'x' }, 'lpz')).rejects.toMatchObject({ status: 404 });
  });

  it('under the Wpg is there for a boa alone', async () => {
    const hearing = await add('afspraak', { soort: 'hoorgesprek' });
    await add('halt');
    expect(await list('lpz')).toEqual([]);
    expect((await list('lpa')).map((one) => one.room)).toEqual(['wpg', 'wpg']);
    await expect(add('halt', {}, 'lpz')).rejects.toMatchObject({ status: 403, code: 'alleen-boa' });
    await expect(step(hearing.id, 'houden', {}, 'lpz')).rejects.toMatchObject({ status: 404 });
    const closing = { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' };
    const close = house.get(CloseDossier).run(await house.as('lpz'), dossier, closing);
    await expect(close).rejects.toMatchObject({ message: expect.stringMatching(/: het afgeschermde deel\.$/) });
    const logged = await house.rows("SELECT DISTINCT log FROM audit_entry WHERE object IN ('halt', 'afspraak')");
    expect(logged).toEqual([{ log: 'wpg' }]);
  });

  it.each(['contact', 'notitie', 'taak', 'overeenkomst'] as const)(
    'a %s about a hearing goes into the Wpg part, by who is boa alone, and stays there',
    async (kind) => {
      const item = await add(kind, { deel: 'wpg' });
      expect([item.room, (await add(kind)).room, (await add(kind, { deel: 'avg' })).room]).toEqual([
        'wpg',
        'avg',
        'avg',
      ]);
      expect((await list('lpz')).map((one) => one.id)).not.toContain(item.id);
      expect((await list()).map((one) => one.id)).toContain(item.id);
      await expect(add(kind, { deel: 'wpg' }, 'lpz')).rejects.toMatchObject({ code: 'alleen-boa' });
      await expect(add(kind, { deel: 'anders' })).rejects.toMatchObject({ fields: [{ pointer: '/deel' }] });
      const corrected = await house.get(CorrectItem).run(await house.as('lpa'), item.id, GIVEN[kind] as Given);
      expect(corrected.room).toBe('wpg');
      await expect(
        house.get(CorrectItem).run(await house.as('lpz'), item.id, GIVEN[kind] as Given),
      ).rejects.toMatchObject({ status: 404 });
    },
  );

  it('what always lies in one part is not moved to the other', async () => {
    expect((await add('betrokkene', { deel: 'wpg' })).room).toBe('avg');
    expect((await add('halt', { deel: 'avg' })).room).toBe('wpg');
  });

  it.each(['elders', 'rmc', 'school', 'beheer'])('is not there for %s', async (employee) => {
    const note = await add('notitie');
    await expect(list(employee)).rejects.toMatchObject({ status: 404 });
    await expect(add('notitie', {}, employee)).rejects.toMatchObject({ status: 404 });
    await expect(step(note.id, 'vervallen', { toelichting: 'x' }, employee)).rejects.toMatchObject({ status: 404 });
  });

  describe('attached files', () => {
    const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n');
    const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const attach = async (name: string, content: Buffer, employee = 'lpa') =>
      house.get(AddAttachment).run(await house.as(employee), dossier, { name, content, confidential: false });
    const files = () =>
      readdirSync(house.attachments, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

    it('come back as they went in, and lie on the disk encrypted under a name that tells nothing', async () => {
      const item = await attach('C:\\map\\brief.pdf', PDF);
      expect(item.details).toMatchObject({ naam: 'brief.pdf', type: 'application/pdf', grootte: PDF.length });
      const back = await house.get(ReadAttachment).run(await house.as('lpz'), item.id);
      expect([back.naam, back.content.equals(PDF)]).toEqual(['brief.pdf', true]);
      expect(files()).toHaveLength(1);
      const [file] = files();
      expect(file!.name).toMatch(/^[0-9a-f-]{36}\.bijlage$/);
      expect(readFileSync(join(file!.parentPath, file!.name), 'utf8')).not.toContain('PDF');
      await expect(house.get(ReadAttachment).run(await house.as('elders'), item.id)).rejects.toMatchObject({
        status: 404,
      });
      await expect(house.get(CorrectItem).run(await house.as('lpa'), item.id, {})).rejects.toMatchObject({
        fields: [{ pointer: '/bestand' }],
      });
      await step(item.id, 'vervallen', { toelichting: 'Verkeerde brief' });
      await expect(house.get(ReadAttachment).run(await house.as('lpa'), item.id)).rejects.toMatchObject({
        status: 404,
      });
    });

    it.each<[string, Buffer, number]>([
      ['foto.pdf', PNG, 415],
      ['brief.exe', PDF, 415],
      ['brief', PDF, 415],
      ['script.svg', Buffer.from('<svg onload="alert(1)"/>'), 415],
      ['leeg.pdf', Buffer.alloc(0), 400],
      ['groot.pdf', Buffer.concat([PDF, Buffer.alloc(LARGEST_ATTACHMENT)]), 413],
    ])('are refused as %s', async (name, content, status) => {
      await expect(attach(name, content)).rejects.toMatchObject({ status, fields: [{ pointer: '/bestand' }] });
      expect(files()).toEqual([]);
      expect(await list()).toEqual([]);
    });

    it('of the Wpg part are for who is boa, in the log of its own', async () => {
      const file = { name: 'verhoor.pdf', content: PDF, confidential: false, room: 'wpg' as const };
      await expect(house.get(AddAttachment).run(await house.as('lpz'), dossier, file)).rejects.toMatchObject({
        code: 'alleen-boa',
      });
      expect(files()).toEqual([]);
      const { id } = await house.get(AddAttachment).run(await house.as('lpa'), dossier, file);
      await expect(house.get(ReadAttachment).run(await house.as('lpz'), id)).rejects.toMatchObject({ status: 404 });
      expect((await house.get(ReadAttachment).run(await house.as('lpa'), id)).content.equals(PDF)).toBe(true);
      await house.get(Audit).flush();
      const logged = "SELECT DISTINCT log FROM audit_entry WHERE object = 'bijlage'";
      expect(await house.rows(logged)).toEqual([{ log: 'wpg' }]);
    });

    it('may be as large as 10 MB', async () => {
      const largest = Buffer.concat([PDF, Buffer.alloc(LARGEST_ATTACHMENT - PDF.length)]);
      expect((await attach('groot.pdf', largest)).details['grootte']).toBe(LARGEST_ATTACHMENT);
    });

    it('leave no file behind where the record is refused', async () => {
      await expect(attach('brief.pdf', PDF, 'elders')).rejects.toMatchObject({ status: 404 });
      const closing = { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' };
      await house.get(CloseDossier).run(await house.as('lpa'), dossier, closing);
      await expect(attach('brief.pdf', PDF)).rejects.toMatchObject({ code: 'dossier-gesloten' });
      expect(files()).toEqual([]);
    });
  });

  describe('the calendar of an officer', () => {
    it('is read by its secret, and says nothing of the pupil', async () => {
      await add('afspraak', { plaats: 'Dorpsstraat 1', onderwerp: 'Verzuim van Jan' });
      const cancelled = await add('afspraak', { begin: '2026-07-01T09:00+02:00', einde: '2026-07-01T09:30+02:00' });
      await step(cancelled.id, 'afzeggen', { toelichting: 'Ziek' });
      await add('afspraak', { medewerker: 'lpz' });
      const feed = house.get(CalendarFeed);
      const token = await feed.open(await house.as('lpa'));
      const text = (await feed.read(token))!.replaceAll('\r\n ', '');
      expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
      expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
      expect(text).toContain('DTSTART:20260630T080000Z');
      expect(text).toContain('DTEND:20260630T090000Z');
      expect(text).toContain('STATUS:CANCELLED');
      expect(text).toContain(`SUMMARY:Afspraak dossier ${dossier.slice(-8).toUpperCase()}`);
      for (const word of ['Dorpsstraat', 'Jan', 'Verzuim']) expect(text).not.toContain(word);
      expect(JSON.stringify(await house.rows('SELECT * FROM calendar_feed'))).not.toContain(token);
    });

    it('ends with a new secret, with revoking, and with the service', async () => {
      const feed = house.get(CalendarFeed);
      const lpa = await house.as('lpa');
      const first = await feed.open(lpa);
      const second = await feed.open(lpa);
      expect([await feed.read(first), await feed.read('')]).toEqual([null, null]);
      expect(await feed.read(second)).toContain('BEGIN:VCALENDAR');
      await house.database.work((work) => work.run("UPDATE employee SET until_date = '2026-06-23' WHERE code = 'lpa'"));
      expect(await feed.read(second)).toBeNull();
      await house.database.work((work) => work.run("UPDATE employee SET until_date = '2026-06-24' WHERE code = 'lpa'"));
      expect(await feed.read(second)).not.toBeNull();
      await feed.revoke(lpa);
      expect(await feed.read(second)).toBeNull();
    });

    it('holds what the officer may see today: the Wpg part for a boa, no dossiers of an area that is past', async () => {
      await add('afspraak');
      await add('afspraak', { soort: 'hoorgesprek' });
      const feed = house.get(CalendarFeed);
      const token = await feed.open(await house.as('lpa'));
      const events = async () => (await feed.read(token, '10.0.0.7'))?.match(/BEGIN:VEVENT/g)?.length ?? 0;
      const change = (sql: string) => house.database.work((work) => work.run(`${sql} WHERE code = 'lpa'`));
      expect(await events()).toBe(2);
      await house.get(Audit).flush();
      const logged = `SELECT log, from_address AS "from", pupils FROM audit_entry
        WHERE object = 'agenda' AND action = 'lezen' ORDER BY log`;
      expect(await house.rows(logged)).toEqual([
        { log: 'avg', from: '10.0.0.7', pupils: packPupils([pupil]) },
        { log: 'wpg', from: '10.0.0.7', pupils: packPupils([pupil]) },
      ]);
      await change('UPDATE employee SET boa = 0');
      expect(await events()).toBe(1);
      await house.database.work((work) =>
        work.run("UPDATE employee_area SET until_date = '2026-06-23' WHERE employee = 'lpa'"),
      );
      expect(await events()).toBe(0);
    });

    it('is shut with the account, and opened with it', async () => {
      const feed = house.get(CalendarFeed);
      const token = await feed.open(await house.as('lpa'));
      const id = await house.get(AccountService).create({ username: 'lpa', employee: 'lpa' });
      expect(await feed.read(token)).not.toBeNull();
      const manager = { ...(await house.as('beheer')) };
      await house.get(ManageAccounts).lock(manager, id, true);
      expect(await feed.read(token)).toBeNull();
      await house.get(ManageAccounts).lock(manager, id, false);
      expect(await feed.read(token)).not.toBeNull();
    });
  });
});
