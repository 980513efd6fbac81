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
    expect(body).toMatch(/Alle dossiers <span class="ls-views__count">60</);
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

describe('giving dossiers to a colleague', () => {
  const idsOn = (body: string) =>
    [...body.matchAll(/name="dossier" value="([0-9a-f-]{36})"/g)].map((match) => match[1]!);

  it('gives the ticked ones, with the reason, and says so', async () => {
    const { body } = await browser.get('/dossiers?toon=verdeelbak');
    const [first, second] = idsOn(body);
    const form = { terug: '/dossiers?toon=verdeelbak', medewerker: 'ander', reden: 'Kent het gezin' };
    const answer = await browser.postMany('/dossiers/toewijzen', form, 'dossier', [first!, second!]);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/dossiers?toon=verdeelbak']);
    const after = (await browser.get('/dossiers?toon=verdeelbak')).body;
    expect(after).toContain('De dossiers zijn gegeven.');
    expect(idsOn(after)).not.toContain(first);
    expect((await browser.get(`/dossiers/${first}`)).body).toContain('Kent het gezin');
  });

  it('changes nothing without a reason, and leads to no other house', async () => {
    const { body } = await browser.get('/dossiers?toon=verdeelbak');
    const form = { terug: 'https://elders.example', medewerker: 'ander', reden: ' ' };
    const answer = await browser.postMany('/dossiers/toewijzen', form, 'dossier', idsOn(body));
    expect(answer.headers.location).toBe('/dossiers');
    expect(idsOn((await browser.get('/dossiers?toon=verdeelbak')).body)).toEqual(idsOn(body));
  });

  it('marks what is past its term', async () => {
    const { body } = await browser.get('/dossiers?toon=mijn');
    const [id] = idsOn(body);
    const pupil = await web.database.read.get<{ pupil: string }>(
      'SELECT pupil_id AS "pupil" FROM dossier WHERE id = ?',
      [id!],
    );
    await web.database.work((work) =>
      work.insert(
        'term',
        ['id', 'kind', 'subject_id', 'dossier_id', 'pupil_id', 'started_on', 'remind_on', 'due_on'],
        [
          [
            '01a20000-0000-7000-8000-00000000000a',
            'oppakken',
            id!,
            id!,
            pupil!.pupil,
            '2026-03-10',
            '2026-03-16',
            '2026-03-17',
          ],
        ],
      ),
    );
    expect(idsOn((await browser.get('/dossiers?toon=te-laat')).body)).toEqual([id]);
  });
});
