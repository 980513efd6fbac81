import * as build from './builders';
import { Browser } from './browser';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let browser: Browser;

/** Sixty open dossiers named Nr00 … Nr59, one opened each day; every third is mine, every fourth waits. */
beforeAll(async () => {
  web = await startWeb();
  await build.aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await build.anEmployee(web, 'ander', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Een Ander' });
  for (let i = 0; i < 60; i++) {
    const nr = String(i).padStart(2, '0');
    const pupil = await build.aPupil(web, { municipality: '0037', first: 'Kind', prefix: null, last: `Nr${nr}` });
    const day = `2026-0${i < 31 ? 1 : 2}-${String((i % 31) + 1).padStart(2, '0')}`;
    const employee = i % 4 === 0 ? null : i % 3 === 0 ? 'lpa' : 'ander';
    await build.aDossier(web, pupil.id, { opened_on: day, employee, for_closing: i === 7 ? 1 : 0 });
  }
  const named = [
    ['Özgür', null, 'Özdemir'],
    ['Anna', 'van den', 'Berg'],
    ['Bert', 'van', 'Aalst'],
  ] as const;
  for (const [first, prefix, last] of named) {
    const pupil = await build.aPupil(web, { municipality: '0037', first, prefix, last });
    await build.aDossier(web, pupil.id, { status: 'afgesloten', opened_on: '2025-10-01', closed_on: '2025-12-01' });
  }
  browser = new Browser(web);
  await browser.login('lpa');
});
afterAll(() => web.close());

const names = (body: string) =>
  [...body.matchAll(/href="\/dossiers\/[0-9a-f-]{36}">([^<]+)</g)].map((match) => match[1]!);
const shown = async (url: string) => names((await browser.get(url)).body);

async function search(fields: Record<string, string>): Promise<{ address: string; names: string[]; body: string }> {
  await browser.get('/dossiers');
  const answer = await browser.post('/dossiers', fields);
  expect(answer.statusCode).toBe(303);
  const address = answer.headers.location as string;
  const { body } = await browser.get(address);
  return { address, names: names(body), body };
}

describe('the work list', () => {
  it('pages without gaps or doubles, newest first', async () => {
    const pages = [await shown('/dossiers'), await shown('/dossiers?pagina=2'), await shown('/dossiers?pagina=3')];
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
    expect(pages.flat()).toEqual(Array.from({ length: 60 }, (_, i) => `Kind Nr${String(59 - i).padStart(2, '0')}`));
    const { body } = await browser.get('/dossiers?pagina=2');
    expect(body).toContain('u ziet 26 tot en met 50');
    expect(body).toMatch(/aria-current="page"><span class="ls-unseen">Pagina <\/span>2</);
  });

  it('takes a page that is too far, or no number, for one that exists', async () => {
    expect(await shown('/dossiers?pagina=99')).toHaveLength(10);
    for (const page of ['0', '-1', '1e9', 'x', '1&pagina=2'])
      expect(await shown(`/dossiers?pagina=${page}`)).toHaveLength(25);
  });

  it('tells mine from what waits in the verdeelbak, with their numbers', async () => {
    const { body } = await browser.get('/dossiers?toon=mijn');
    expect(names(body)).toHaveLength(15);
    expect(body).toMatch(/Heel het team <span class="ls-views__count">60</);
    expect(body).toMatch(/Van mij <span class="ls-views__count">15</);
    expect(body).toMatch(/Verdeelbak <span class="ls-views__count">15</);
    expect(await shown('/dossiers?toon=verdeelbak')).toHaveLength(15);
  });

  it('filters on status, and marks what can be closed', async () => {
    expect(await shown('/dossiers?status=afgesloten')).toHaveLength(3);
    const closing = await browser.get('/dossiers?status=te-sluiten');
    expect(names(closing.body)).toEqual(['Kind Nr07']);
    expect(closing.body).toMatch(/utrecht-status-badge--warning">Te sluiten</);
    expect((await browser.get('/dossiers?status=alle')).body).toContain('63 dossiers');
  });

  it('sorts oldest first, and by last name without the tussenvoegsel', async () => {
    expect((await shown('/dossiers?sorteer=oudste'))[0]).toBe('Kind Nr00');
    expect(await shown('/dossiers?sorteer=naam&status=afgesloten')).toEqual([
      'Bert van Aalst',
      'Anna van den Berg',
      'Özgür Özdemir',
    ]);
  });

  it('searches a name without regard to accents and case, and keeps it out of the address', async () => {
    const { address, names: found, body } = await search({ naam: 'OZDEMIR', status: 'alle' });
    expect(found).toEqual(['Özgür Özdemir']);
    expect(address.toLowerCase()).not.toContain('dem');
    expect(body).toContain('value="OZDEMIR"');
    expect((await search({ naam: 'van den berg', status: 'alle' })).names).toEqual(['Anna van den Berg']);
    expect((await search({ naam: 'nr5' })).names).toHaveLength(10);
    expect((await search({ naam: '%' })).names).toEqual([]);
  });

  it('keeps the search while paging', async () => {
    const { body } = await search({ naam: 'kind', sorteer: 'naam' });
    const next = /href="([^"]+)" rel="next"/.exec(body)![1]!.replaceAll('&amp;', '&');
    expect((await shown(next))[0]).toBe('Kind Nr25');
  });

  it('takes a search that was tampered with for no search', async () => {
    expect(await shown('/dossiers?zoek=1.AAAA')).toHaveLength(25);
  });
});

describe('searching', () => {
  it('finds a pupil by pgn, and by the name, place or code of the school it goes to now', async () => {
    await build.aSchool(web, '99VA00', 'De Veenborg', '0037');
    const pupil = await build.aPupil(web, { municipality: '0037', first: 'Zoek', prefix: null, last: 'Mij' });
    await build.aDossier(web, pupil.id, { opened_on: '2025-01-01' });
    await build.anEnrolment(web, pupil.id, '99VA00');
    const left = await build.aPupil(web, { municipality: '0037', first: 'Al', prefix: null, last: 'Weg' });
    await build.aDossier(web, left.id, { opened_on: '2025-01-01' });
    await build.anEnrolment(web, left.id, '99VA00');
    await web.database.work((work) =>
      work.run('UPDATE enrolment SET until_date = ? WHERE pupil_id = ?', ['2025-07-31', left.id]),
    );
    for (const naam of [pupil.pgn, `${pupil.pgn.slice(0, 3)} ${pupil.pgn.slice(3)}`, 'veenborg', '99va', '99VA00']) {
      const found = await search({ naam });
      expect([naam, found.names]).toEqual([naam, ['Zoek Mij']]);
      expect(found.address).not.toContain(naam);
    }
    expect((await search({ naam: '99VB' })).names).toEqual([]);
  });

  it('finds no number of a pupil elsewhere', async () => {
    const pupil = await build.aPupil(web, { municipality: '0363' });
    await build.aDossier(web, pupil.id);
    expect((await search({ naam: pupil.pgn })).names).toEqual([]);
  });
});

describe('saved views', () => {
  const links = (body: string) => [...body.matchAll(/href="([^"]+)"[^>]*>Met zoekterm</g)].map(([, href]) => href!);

  it('are kept by name, replaced by the same name, seen by nobody else, and taken away', async () => {
    const view = { toon: 'mijn', sorteer: 'naam', status: 'alle', naam: 'veenborg', weergave: 'Met zoekterm' };
    const kept = await browser.post('/dossiers/weergaven', view);
    expect(kept.statusCode).toBe(303);
    expect(kept.headers.location).not.toContain('veenborg');
    await browser.post('/dossiers/weergaven', view);
    const { body } = await browser.get(String(kept.headers.location));
    expect(body).toContain('De weergave is bewaard.');
    expect(links(body)).toHaveLength(1);
    expect(await shown(links(body)[0]!.replaceAll('&amp;', '&'))).toEqual(names(body));
    const stored = await web.database.read.all<{ content: string }>('SELECT content FROM saved_view');
    expect(JSON.stringify(stored)).not.toMatch(/zoekterm|veenborg/i);

    await build.aLogin(web, 'lpa3', 'leerplichtambtenaar', { gemeente: ['0037'] });
    const other = new Browser(web);
    await other.login('lpa3');
    expect((await other.get('/dossiers')).body).not.toContain('Met zoekterm');
    const [, id] = /weergaven\/([0-9a-f-]{36})\/weg/.exec(body)!;
    expect((await other.post(`/dossiers/weergaven/${id}/weg`, {})).statusCode).toBe(404);
    expect((await browser.post(`/dossiers/weergaven/${id}/weg`, {})).statusCode).toBe(303);
    expect((await browser.get('/dossiers')).body).not.toContain('Met zoekterm');
  });

  it('keep no name of a child, which would outlive its file', async () => {
    await browser.post('/dossiers/weergaven', { toon: 'mijn', naam: 'kind', weergave: 'Zonder naam' });
    const { body } = await browser.get('/dossiers');
    const [, address] = /href="([^"]+)"[^>]*>Zonder naam</.exec(body)!;
    expect(address).toBe('/dossiers?toon=mijn');
  });

  it('are not kept without a name', async () => {
    await browser.post('/dossiers/weergaven', { weergave: ' ' });
    expect((await browser.get('/dossiers')).body).toContain('De weergave is niet bewaard.');
  });
});

describe('many dossiers at once', () => {
  const idsOn = (body: string) =>
    [...body.matchAll(/name="dossier" value="([0-9a-f-]{36})"/g)].map((match) => match[1]!);
  const bin = '/dossiers?toon=verdeelbak';

  it('are given to a colleague with the reason, after a page that shows them', async () => {
    const [first, second] = idsOn((await browser.get(bin)).body);
    const form = { terug: bin, actie: 'toewijzen', medewerker: 'ander', reden: 'Kent het gezin' };
    const asked = await browser.postMany('/dossiers/bulk', form, 'dossier', [first!, second!]);
    expect(asked.statusCode).toBe(200);
    expect(idsOn(asked.body).sort()).toEqual([first, second].sort());
    const answer = await browser.postMany('/dossiers/bulk/uitvoeren', form, 'dossier', [first!, second!]);
    expect(answer.body).toContain('Gelukt: 2 dossiers. Niet gelukt: 0 dossiers.');
    expect(idsOn((await browser.get(bin)).body)).not.toContain(first);
    expect((await browser.get(`/dossiers/${first}`)).body).toContain('Kent het gezin');
  });

  it('stay as they are without a reason, and the form says so; nothing leads to another house', async () => {
    const ids = idsOn((await browser.get(bin)).body);
    const form = { terug: 'https://elders.example', actie: 'toewijzen', medewerker: 'ander', reden: ' ' };
    const answer = await browser.postMany('/dossiers/bulk/uitvoeren', form, 'dossier', ids);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Vul dit in.');
    expect(answer.body).not.toContain('elders.example');
    expect(idsOn((await browser.get(bin)).body)).toEqual(ids);
    const none = await browser.post('/dossiers/bulk', form);
    expect([none.statusCode, none.headers.location]).toEqual([303, '/dossiers']);
  });

  it('are taken in hand, and each that cannot be is told with its reason', async () => {
    const [first, second] = idsOn((await browser.get('/dossiers?toon=mijn')).body);
    const form = { terug: '/dossiers', actie: 'oppakken' };
    await browser.postMany('/dossiers/bulk/uitvoeren', form, 'dossier', [first!]);
    const elsewhere = await build.aPupil(web, { municipality: '0363' });
    const hidden = await build.aDossier(web, elsewhere.id);
    const { body } = await browser.postMany('/dossiers/bulk/uitvoeren', form, 'dossier', [first!, second!, hidden]);
    expect(body).toContain('Gelukt: 1 dossier. Niet gelukt: 1 dossier.');
    expect(body).toContain(first);
    expect(body).not.toContain(hidden);
    const states = await web.database.read.all<{ id: string; status: string }>(
      "SELECT id, status FROM dossier WHERE status = 'in_behandeling'",
    );
    expect(states.map((one) => one.id).sort()).toEqual([first, second].sort());
  });

  it('get a task each, for who has the dossier; a wrong task is none', async () => {
    const ids = idsOn((await browser.get('/dossiers?sorteer=oudste')).body).slice(0, 2);
    const form = { terug: '/dossiers', actie: 'taak', tekst: 'School bellen', tot: '2026-03-01', wie: 'behandelaar' };
    const tasks = () =>
      web.database.read.all<{ dossier: string; employee: string | null }>(
        `SELECT i.dossier_id AS "dossier", i.employee FROM dossier_item i WHERE i.kind = 'taak'`,
      );
    const wrong = await browser.postMany('/dossiers/bulk/uitvoeren', form, 'dossier', ids);
    expect([wrong.statusCode, (await tasks()).length]).toEqual([422, 0]);
    const good = await browser.postMany('/dossiers/bulk/uitvoeren', { ...form, tot: '2026-04-01' }, 'dossier', ids);
    expect(good.body).toContain('Gelukt: 2 dossiers.');
    const owners = await web.database.read.all<{ id: string; employee: string | null }>(
      'SELECT id, employee FROM dossier',
    );
    for (const { dossier, employee } of await tasks()) {
      expect(employee).toBe(owners.find((one) => one.id === dossier)!.employee ?? 'lpa');
    }
  });
});

describe('who died or left', () => {
  const pupilOf = async (dossier: string) =>
    (await web.database.read.get<{ id: string }>('SELECT pupil_id AS "id" FROM dossier WHERE id = ?', [dossier]))!.id;
  const set = (column: string, day: string | null, pupil: string) =>
    web.database.work((work) => work.run(`UPDATE pupil SET ${column} = ? WHERE id = ?`, [day, pupil]));

  it('is told above the dossier and in the list, from the day itself', async () => {
    const [dossier] = [...(await browser.get('/dossiers')).body.matchAll(/href="\/dossiers\/([0-9a-f-]{36})"/g)].map(
      (match) => match[1]!,
    );
    const pupil = await pupilOf(dossier!);
    const look = async () => [(await browser.get('/dossiers')).body, (await browser.get(`/dossiers/${dossier}`)).body];
    await set('death_date', '2026-03-26', pupil);
    for (const body of await look())
      expect(body).not.toMatch(/badge--danger[^>]*>Overleden|Overleden op 26 maart 2026\./);
    await set('death_date', '2026-03-25', pupil);
    const [list, page] = await look();
    expect(list).toMatch(/badge--danger[^>]*>Overleden</);
    expect(page).toContain('Overleden op 25 maart 2026. Stuur geen uitnodigingen meer');
    await set('death_date', null, pupil);
    await set('departure_date', '2026-03-25', pupil);
    expect((await look())[1]).toContain('Vertrokken uit Nederland op 25 maart 2026.');
    await set('departure_date', null, pupil);
  });
});

describe('terms on the list', () => {
  const idsOn = (body: string) =>
    [...body.matchAll(/name="dossier" value="([0-9a-f-]{36})"/g)].map((match) => match[1]!);

  it('tell what is past its term from what is due soon, and sort by the first of them', async () => {
    const [late, soon] = idsOn((await browser.get('/dossiers?toon=mijn&status=alle')).body);
    const pupilOf = async (id: string) =>
      (await web.database.read.get<{ pupil: string }>('SELECT pupil_id AS "pupil" FROM dossier WHERE id = ?', [id]))!
        .pupil;
    await web.database.work((work) => work.run('DELETE FROM term', []));
    await build.aTerm(web, await pupilOf(late!), late!, '2026-03-17');
    await build.aTerm(web, await pupilOf(soon!), soon!, '2026-03-30');
    expect(idsOn((await browser.get('/dossiers?toon=te-laat')).body)).toEqual([late]);
    expect(idsOn((await browser.get('/dossiers?toon=binnenkort')).body)).toEqual([soon]);
    expect(idsOn((await browser.get('/dossiers?sorteer=termijn')).body).slice(0, 2)).toEqual([late, soon]);
  });
});
