import { Browser } from './browser';
import { aLogin } from './builders';
import { startWeb, type TestWeb } from './support';

const A_MINUTE = 30;
let web: TestWeb;

beforeAll(async () => {
  web = await startWeb({ LEERSPOOR_VERZOEKEN_PER_MINUUT: A_MINUTE });
  for (const name of ['druk', 'rustig', 'overal'])
    await aLogin(web, name, 'leerplichtambtenaar', { gemeente: ['0037'] });
});
afterAll(() => web.close());

async function statuses(visitor: Browser, times: number, url = '/dossiers'): Promise<number[]> {
  const codes: number[] = [];
  for (let i = 0; i < times; i++) codes.push((await visitor.get(url)).statusCode);
  return codes;
}

describe('how much an account may ask', () => {
  it('ends at the limit with 429, says how long to wait, and leaves others alone', async () => {
    const visitor = new Browser(web, '10.1.0.1');
    await visitor.login('druk');
    const codes = await statuses(visitor, A_MINUTE + 5);
    expect(codes[0]).toBe(200);
    expect(codes.at(-1)).toBe(429);
    expect(codes.filter((code) => code === 200).length).toBeLessThanOrEqual(A_MINUTE);
    const answer = await visitor.get('/dossiers');
    expect(answer.body).toMatch(/Wacht \d+ seconden/);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const other = new Browser(web, '10.1.0.1');
    expect((await other.login('rustig')).statusCode).toBe(303);
    expect((await other.get('/dossiers')).statusCode).toBe(200);
  });

  it('is counted for the account, from however many addresses and sessions it comes', async () => {
    const codes: number[] = [];
    for (let place = 0; place < 4; place++) {
      const visitor = new Browser(web, `10.2.0.${place}`);
      await visitor.login('overal');
      codes.push(...(await statuses(visitor, 12)));
    }
    expect(codes.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(codes).toContain(429);
  });

  it('tells a program in problem+json', async () => {
    const visitor = new Browser(web, '10.3.0.1');
    await statuses(visitor, A_MINUTE, '/dossiers');
    const answer = await visitor.get('/dossiers', { accept: 'application/json' });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'urn:leerspoor:probleem:te-veel-verzoeken', status: 429 });
  });

  it('holds for an address too where nobody is logged in, also with a made-up cookie or key', async () => {
    const visitor = new Browser(web, '10.4.0.1');
    for (let i = 0; i < A_MINUTE + 1; i++) {
      visitor.cookies.set('leerspoor_sessie', `verzonnen-${i}`);
      await visitor.get('/dossiers');
    }
    expect((await visitor.get('/dossiers')).statusCode).toBe(429);
  });
});
