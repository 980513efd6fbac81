import type { InjectOptions } from 'fastify';
import { PASSWORD, type TestWeb } from './support';

type Answer = Awaited<ReturnType<ReturnType<ReturnType<TestWeb['app']['getHttpAdapter']>['getInstance']>['inject']>>;

/** A visitor without a screen: keeps cookies and takes the token out of the last form, as a browser would. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrf = '';

  constructor(
    private readonly web: TestWeb,
    private readonly address = '127.0.0.1',
  ) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ method: 'GET', url, headers: { accept: 'text/html', ...headers } });
  }

  async post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const payload = new URLSearchParams({ _csrf: this.csrf, ...fields }).toString();
    return this.send({ method: 'POST', url, payload, headers: { ...type, ...headers } });
  }

  /** As a script on one of our pages does. */
  async ask(method: 'PUT' | 'POST' | 'PATCH', url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ method, url, headers: { accept: 'application/json', ...headers } });
  }

  /** A form in which one name is sent many times, as boxes do. */
  async postMany(
    url: string,
    fields: Record<string, string>,
    name: string,
    values: readonly string[],
  ): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: this.csrf, ...fields });
    for (const value of values) body.append(name, value);
    return this.postRaw(url, body.toString(), 'application/x-www-form-urlencoded');
  }

  /** A body of any type; the token must be in it. */
  async postRaw(url: string, payload: string, contentType: string): Promise<Answer> {
    return this.send({ method: 'POST', url, payload, headers: { accept: 'text/html', 'content-type': contentType } });
  }

  async login(username: string, password = PASSWORD): Promise<Answer> {
    await this.get('/inloggen');
    const answer = await this.post('/inloggen', { gebruikersnaam: username, wachtwoord: password });
    if (answer.statusCode === 303) await this.get('/dossiers');
    return answer;
  }

  async send(options: InjectOptions): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.web.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        ...options,
        remoteAddress: this.address,
        headers: { ...options.headers, ...(cookie ? { cookie } : {}) },
      });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.csrf;
    return answer;
  }
}
