import type { AddressInfo } from 'node:net';
import { Browser } from './browser';
import { aChange, aDossier, aLogin, aPupil, aSignal, EVIDENCE } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let signal: string;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  const pupil = await aPupil(web, { municipality: '0037' });
  signal = await aSignal(web, pupil.id, await aDossier(web, pupil.id), EVIDENCE);
  await web.app.listen(0, '127.0.0.1');
});
afterAll(() => web.close());

const address = () => `http://127.0.0.1:${(web.app.getHttpServer().address() as AddressInfo).port}/live`;

/** What arrives until `text` does, or until time is up. */
async function readUntil(body: ReadableStream<Uint8Array>, text: string, ms: number): Promise<string> {
  const reader = body.getReader();
  const until = setTimeout(() => void reader.cancel(), ms);
  let read = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (value) read += Buffer.from(value).toString('utf8');
    if (done || read.includes(text)) break;
  }
  clearTimeout(until);
  await reader.cancel();
  return read;
}

describe('following changes', () => {
  it('says that something changed, and nothing of what', async () => {
    const browser = new Browser(web);
    await browser.login('lpa');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address(), { headers: { cookie } });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    // the first look only remembers
    const changing = setTimeout(() => void aChange(web, signal, {}), 500);
    const read = await readUntil(answer.body!, 'event: gewijzigd', 15_000);
    clearTimeout(changing);
    expect(read).toContain('event: gewijzigd');
    expect(read).not.toContain(signal);
  });

  it('is kept open by one account so often and no more: the others still can', async () => {
    await aLogin(web, 'tweede', 'leerplichtambtenaar', { gemeente: ['0037'] });
    const cookieOf = async (name: string) => {
      const browser = new Browser(web);
      await browser.login(name);
      return [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    };
    const [cookie, other] = [await cookieOf('lpa'), await cookieOf('tweede')];
    const ending = new AbortController();
    const waits: (string | null)[] = [];
    const follow = async (one: string) => {
      const answer = await fetch(address(), { headers: { cookie: one }, signal: ending.signal });
      waits.push(answer.headers.get('retry-after'));
      return answer.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push(await follow(cookie));
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 503]);
    // who is refused hears after how many seconds to ask again, and nobody else does
    expect(waits).toEqual([...Array.from({ length: 20 }, () => null), '10']);
    expect(await follow(other)).toBe(200);
    ending.abort();
    // whoever closed the windows can open others
    const until = Date.now() + 10_000;
    let again = 503;
    while (again === 503 && Date.now() < until) {
      const once = new AbortController();
      again = (await fetch(address(), { headers: { cookie }, signal: once.signal })).status;
      once.abort();
    }
    expect(again).toBe(200);
  });

  it('asks for a login', async () => {
    expect((await fetch(address())).status).toBe(401);
  });
});
