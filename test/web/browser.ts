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

  async login(username: string, password = PASSWORD): Promise<Answer> {
    await this.get('/inloggen');
    const answer = await this.post('/inloggen', { gebruikersnaam: username, wachtwoord: password });
    if (answer.statusCode === 303) await this.get('/dossiers');
    return answer;
  }

  private async send(options: InjectOptions): Promise<Answer> {
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
