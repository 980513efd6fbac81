import { Audit } from '../../src/access/audit';
import { Browser } from './browser';
import { aDossier, aLogin, aPupil, aSignal, EVIDENCE } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let browser: Browser;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await aLogin(web, 'boa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Bo Boa', boa: 1 });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['1895'] });
  const pupil = await aPupil(web, { municipality: '0037' });
  dossier = await aDossier(web, pupil.id, { status: 'nieuw' });
  await aSignal(web, pupil.id, dossier, EVIDENCE);
  browser = new Browser(web);
  await browser.login('lpa');
});
afterAll(() => web.close());

const page = async () => (await browser.get(`/dossiers/${dossier}`)).body;

describe('working a dossier', () => {
  it('takes it up, holds it and resumes it, each told in the course of it', async () => {
    await page();
    const taken = await browser.post(`/dossiers/${dossier}/stap/oppakken`, {});
    expect([taken.statusCode, taken.headers.location]).toEqual([303, `/dossiers/${dossier}`]);
    expect(await page()).toContain('De stap is gezet.');
    const wrong = await browser.post(`/dossiers/${dossier}/stap/aanhouden`, { reden: '', tot: '2026-04-10' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('id="reden-fout"');
    expect(wrong.body).toContain('value="2026-04-10"');
    await browser.post(`/dossiers/${dossier}/stap/aanhouden`, { reden: 'Wacht op de school', tot: '2026-04-10' });
    const held = await page();
    expect(held).toContain('Aangehouden');
    // told on the page itself too, by the name of who did it
    expect(held).toMatch(
      /id="verloop"[^]*Dossier: Aangehouden \([^)]+\)\. <span lang="nl">Wacht op de school[^]*id="verzuim"/,
    );
    expect((await browser.get(`/dossiers/${dossier}/verloop`)).body).toContain('Wacht op de school');
    await browser.post(`/dossiers/${dossier}/stap/hervatten`, {});
    expect(await page()).toContain('In behandeling');
  });

  it('refuses a step that cannot be taken now, in words', async () => {
    await page();
    const answer = await browser.post(`/dossiers/${dossier}/stap/heropenen`, { toelichting: 'toch weer' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('kan nu niet');
  });

  it('gives a task to a colleague, who is named on it', async () => {
    const form = await browser.get(`/dossiers/${dossier}/toevoegen/taak`);
    expect(form.body).toMatch(/<option value="boa"[^>]*>Bo Boa/);
    expect(form.body).toMatch(/<option value="lpa" selected[^>]*>Ada Adema/);
    expect(form.body).not.toContain('value="elders"');
    const answer = await browser.post(`/dossiers/${dossier}/toevoegen/taak`, { tekst: 'Voor Bo', medewerker: 'boa' });
    expect(answer.statusCode).toBe(303);
    expect(await page()).toContain('voor Bo Boa');
  });

  it.each([
    ['contact', { wijze: 'telefoon', met: 'ouders', bereikt: 'ja', verslag: 'Moeder gesproken.' }, 'Moeder gesproken.'],
    ['taak', { tekst: 'Bel de mentor', tot: '2026-03-30' }, 'Bel de mentor'],
    ['notitie', { tekst: 'Let op de bus' }, 'Let op de bus'],
    ['mas-route', { route: 'vrijwillige-hulp', reden: 'Gezin wil hulp' }, 'Vrijwillige hulp'],
  ])('adds %s by a form', async (kind, fields, shown) => {
    const form = await browser.get(`/dossiers/${dossier}/toevoegen/${kind}`);
    expect(form.statusCode).toBe(200);
    const answer = await browser.post(`/dossiers/${dossier}/toevoegen/${kind}`, fields);
    expect(answer.statusCode).toBe(303);
    expect(await page()).toContain(shown);
  });

  it('plans a talk by the clock on the wall', async () => {
    await browser.get(`/dossiers/${dossier}/toevoegen/afspraak`);
    const fields = {
      soort: 'gesprek',
      begin: '2026-04-01T10:00',
      einde: '2026-04-01T11:00',
      met: 'ouders',
      plaats: '',
    };
    expect(
      (await browser.post(`/dossiers/${dossier}/toevoegen/afspraak`, { ...fields, onderwerp: '' })).statusCode,
    ).toBe(303);
    expect(await page()).toContain('1 april 2026, 10:00');
  });

  it('takes the step of an item, and asks what the step needs', async () => {
    const body = await page();
    const [, task] = /onderdelen\/([0-9a-f-]{36})\/afronden/.exec(body)!;
    await browser.post(`/dossiers/${dossier}/onderdelen/${task}/afronden`, {});
    expect(await page()).toContain('Klaar');
    const drop = await browser.post(`/dossiers/${dossier}/onderdelen/${task}/heropenen`, {});
    expect(drop.statusCode).toBe(303);
    const refused = await browser.post(`/dossiers/${dossier}/onderdelen/${task}/vervallen`, {});
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('id="toelichting-fout"');
  });

  it('accounts for a look at an item in a form', async () => {
    const [item] = await web.database.read.all<{ id: string }>("SELECT id FROM dossier_item WHERE kind = 'notitie'");
    for (const form of ['corrigeren', 'vervallen']) {
      const { statusCode, headers } = await browser.get(`/dossiers/${dossier}/onderdelen/${item!.id}/${form}`);
      if (statusCode === 404) continue;
      await web.app.get(Audit, { strict: false }).flush();
      const looked = 'SELECT action, object_id AS "id" FROM audit_entry WHERE operation = ?';
      expect(await web.database.read.all(looked, [String(headers['x-request-id'])])).toEqual([
        { action: 'lezen', id: dossier },
      ]);
    }
  });

  it('offers Halt and proces-verbaal to boa only, and shows the Wpg part to nobody else', async () => {
    expect(await page()).not.toContain('toevoegen/proces-verbaal');
    expect((await browser.get(`/dossiers/${dossier}/toevoegen/proces-verbaal`)).statusCode).toBe(404);
    const boa = new Browser(web);
    await boa.login('boa');
    await boa.get(`/dossiers/${dossier}/toevoegen/proces-verbaal`);
    const fields = { grond: 'relatief', verdachte: 'ouders', reden: 'Ouders weigeren elk gesprek' };
    expect((await boa.post(`/dossiers/${dossier}/toevoegen/proces-verbaal`, fields)).statusCode).toBe(303);
    expect((await boa.get(`/dossiers/${dossier}`)).body).toContain('Ouders weigeren elk gesprek');
    expect(await page()).not.toContain('Ouders weigeren elk gesprek');
    // what is about it goes into that part too, and only a boa is asked whether it does
    const note = `/dossiers/${dossier}/toevoegen/notitie`;
    expect((await browser.get(note)).body).not.toContain('name="deel"');
    expect((await boa.get(note)).body).toContain('name="deel"');
    expect((await boa.get(`/dossiers/${dossier}/toevoegen/betrokkene`)).body).not.toContain('name="deel"');
    expect((await boa.post(note, { tekst: 'Zei bij het verhoor niets', deel: 'wpg' })).statusCode).toBe(303);
    expect((await boa.get(`/dossiers/${dossier}`)).body).toContain('Zei bij het verhoor niets');
    expect(await page()).not.toContain('Zei bij het verhoor niets');
    await browser.get(note);
    const refused = await browser.post(note, { tekst: 'Zonder recht', deel: 'wpg' });
    expect([refused.statusCode, refused.body.includes('als boa zijn aangewezen')]).toEqual([422, true]);
    // nor by its term: not as what comes next, and not in the agenda of who has the dossier
    const run = (sql: string) => web.database.work((work) => work.run(sql, [dossier]));
    await run("UPDATE term SET due_on = '2026-03-26' WHERE kind = 'pv-na-melding' AND dossier_id = ?");
    for (const [who, told] of [
      ['lpa', false],
      ['boa', true],
    ] as const) {
      await run(`UPDATE dossier SET employee = '${who}' WHERE id = ?`);
      const visitor = who === 'boa' ? boa : browser;
      for (const path of [`/dossiers/${dossier}`, '/agenda']) {
        const { body } = await visitor.get(path);
        expect({ who, path, told: body.includes('Proces-verbaal opmaken') }).toEqual({ who, path, told });
      }
    }
    // nor by its day in the list and what is late there
    await run("UPDATE term SET ended_on = '2026-03-24' WHERE kind <> 'pv-na-melding' AND dossier_id = ?");
    await run("UPDATE term SET due_on = '2026-03-19' WHERE kind = 'pv-na-melding' AND dossier_id = ?");
    for (const [who, visitor] of [
      ['lpa', browser],
      ['boa', boa],
    ] as const) {
      await run(`UPDATE dossier SET employee = '${who}' WHERE id = ?`);
      const pages = await Promise.all(
        ['te-laat', 'mijn'].map((view) => visitor.get(`/dossiers?toon=${view}&sorteer=termijn`)),
      );
      const told = pages.map(({ body }) => [body.includes(`/dossiers/${dossier}`), body.includes('19 maart 2026')]);
      expect({ who, told }).toEqual({
        who,
        told:
          who === 'boa'
            ? [
                [true, true],
                [true, true],
              ]
            : [
                [false, false],
                [true, false],
              ],
      });
    }
    // nor by the day of a task in it
    await run("UPDATE term SET ended_on = '2026-03-24' WHERE dossier_id = ?");
    const task = { tekst: 'Verhoor voorbereiden', tot: '2026-03-31', deel: 'wpg' };
    await boa.get(`/dossiers/${dossier}/toevoegen/taak`);
    expect((await boa.post(`/dossiers/${dossier}/toevoegen/taak`, task)).statusCode).toBe(303);
    for (const [who, visitor, told] of [
      ['lpa', browser, false],
      ['boa', boa, true],
    ] as const) {
      await run(`UPDATE dossier SET employee = '${who}' WHERE id = ?`);
      const views = ['binnenkort', 'mijn'].map((view) => visitor.get(`/dossiers?toon=${view}&sorteer=termijn`));
      const pages = (await Promise.all(views)).map(({ body }) => body.includes('31 maart 2026'));
      expect({ who, pages }).toEqual({ who, pages: [told, told] });
    }
    await run('UPDATE dossier SET employee = NULL WHERE id = ?');
  });

  it('attaches a file, gives it back, and refuses what it is not', async () => {
    await browser.get(`/dossiers/${dossier}/toevoegen/bijlage`);
    const send = (name: string, content: string) => {
      const parts = [
        `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${browser.csrf}\r\n`,
        `--x\r\ncontent-disposition: form-data; name="bestand"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`,
        `${content}\r\n--x--\r\n`,
      ];
      return browser.postRaw(
        `/dossiers/${dossier}/toevoegen/bijlage`,
        parts.join(''),
        'multipart/form-data; boundary=x',
      );
    };
    expect((await send('brief.pdf', '%PDF-1.4 een brief')).statusCode).toBe(303);
    const [, address] = /href="([^"]+\/bestand)"/.exec(await page())!;
    const file = await browser.get(address!);
    expect(file.body).toContain('%PDF-1.4 een brief');
    expect(file.headers['content-disposition']).toContain('attachment');
    await browser.get(`/dossiers/${dossier}/toevoegen/bijlage`);
    expect((await send('virus.pdf', 'MZ geen pdf')).statusCode).toBe(422);
  });

  it('does not exist outside the own area', async () => {
    const other = new Browser(web);
    await other.login('elders');
    for (const path of ['stap/aanhouden', 'toevoegen/notitie', 'toevoegen/bijlage']) {
      expect((await other.get(`/dossiers/${dossier}/${path}`)).statusCode).toBe(404);
      expect((await other.post(`/dossiers/${dossier}/${path}`, { tekst: 'x', reden: 'x' })).statusCode).toBe(404);
    }
  });

  it('closes with a reason once nothing runs, and reopens with an explanation', async () => {
    const given = { reden: 'anders', opmerking: '', toelichting: 'Verhuisd' };
    await browser.get(`/dossiers/${dossier}/stap/sluiten`);
    const running = await browser.post(`/dossiers/${dossier}/stap/sluiten`, given);
    expect([running.statusCode, running.body.includes('Rond eerst af wat in dit dossier nog loopt')]).toEqual([
      422,
      true,
    ]);
    const pupil = await aPupil(web, { municipality: '0037' });
    const quiet = `/dossiers/${await aDossier(web, pupil.id)}`;
    const form = (await browser.get(`${quiet}/stap/sluiten`)).body;
    // two dossiers become one by joining the pupils
    expect([form.includes('value="anders"'), form.includes('value="samengevoegd"')]).toEqual([true, false]);
    const untrue = await browser.post(`${quiet}/stap/sluiten`, { ...given, reden: 'samengevoegd' });
    expect(untrue.statusCode).toBe(422);
    expect((await browser.post(`${quiet}/stap/sluiten`, given)).statusCode).toBe(303);
    expect((await browser.get(quiet)).body).toContain('Anders: <span lang="nl">Verhuisd</span>');
    await browser.get(`${quiet}/stap/heropenen`);
    expect((await browser.post(`${quiet}/stap/heropenen`, { toelichting: '' })).statusCode).toBe(422);
    expect((await browser.post(`${quiet}/stap/heropenen`, { toelichting: 'Te vroeg' })).statusCode).toBe(303);
    expect((await browser.get(quiet)).body).toContain('Dossier: Heropend');
  });
});
