import { Browser } from './browser';
import { aLogin } from './builders';
import { startWeb, type TestWeb } from './support';

const PAGES = ['/beheer', '/beheer/medewerkers', '/beheer/taken', '/beheer/kalenders', '/beheer/regels'];
const OTHERS = [
  'leerplichtambtenaar',
  'rmc-trajectbegeleider',
  'rmc-coordinator',
  'schoolmedewerker',
  'privacy-officer',
];

let web: TestWeb;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder', {}, { name: 'Fenna Feenstra' });
  for (const role of OTHERS) await aLogin(web, role, role, { gemeente: ['0037'] });
});
afterAll(() => web.close());

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  return browser;
}

describe('the pages of the functioneel-beheerder', () => {
  it.each(PAGES)('shows %s', async (page) => {
    const answer = await (await as('beheer')).get(page);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('aria-current="true"');
  });

  it.each(OTHERS)('do not exist for a %s', async (role) => {
    const browser = await as(role);
    const unknown = await browser.get('/bestaat-niet');
    for (const page of PAGES) {
      const answer = await browser.get(page);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe(unknown.body);
    }
    expect((await browser.post('/beheer/taken', { taak: 'x' })).statusCode).toBe(404);
  });

  it('show the law as it is applied, with its source and its date', async () => {
    const { body } = await (await as('beheer')).get('/beheer/regels');
    expect(body).toContain('LPW art. 21a lid 1');
    expect(body).toContain('1 januari 2026');
    expect(body).toContain('16 uur');
  });

  it('show what failed and try it again, and say so once', async () => {
    await web.database.work((work) =>
      work.insert(
        'outbox',
        ['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'asked_at', 'last_error', 'created_at'],
        [
          [
            '01a20000-0000-7000-8000-000000000001',
            ...['wijs-toe', '01a20000-0000-7000-8000-0000000000ff', 'mislukt'],
            ...[
              '2026-03-25T08:00:00.000Z',
              5,
              '2026-03-25T08:00:00.000Z',
              'SQLITE_CORRUPT',
              '2026-03-25T08:00:00.000Z',
            ],
          ],
        ],
      ),
    );
    const browser = await as('beheer');
    const before = (await browser.get('/beheer/taken')).body;
    expect(before).toContain('SQLITE_CORRUPT');
    expect(before).not.toContain('0000000000ff');
    const answer = await browser.post('/beheer/taken', { taak: '01a20000-0000-7000-8000-000000000001' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/beheer/taken']);
    const after = (await browser.get('/beheer/taken')).body;
    expect(after).toContain('De taken worden opnieuw geprobeerd.');
    expect(after).not.toContain('SQLITE_CORRUPT');
    expect((await browser.get('/beheer/taken')).body).not.toContain('De taken worden opnieuw geprobeerd.');
  });
});
