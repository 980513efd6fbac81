import type { TestWeb } from '../web/support';
import { Browser } from '../web/browser';

export interface ApiAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  /** of a file */
  bytes: Buffer;
  /** the body, read; any test says itself what it expects of it */
  json: <T = Record<string, never>>() => T;
}

export interface Send {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A program that logs in as a person does, and then asks for JSON. */
export class ApiClient {
  csrf: string | null = null;

  private constructor(
    private readonly web: TestWeb,
    private readonly browser: Browser | null,
    private readonly extra: Record<string, string> = {},
  ) {}

  static async login(web: TestWeb, username: string): Promise<ApiClient> {
    const browser = new Browser(web, `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`);
    await browser.login(username);
    const client = new ApiClient(web, browser);
    client.csrf = (await client.get('/sessie')).json<{ csrfToken: string }>().csrfToken;
    return client;
  }

  static stranger(web: TestWeb, headers: Record<string, string> = {}): ApiClient {
    return new ApiClient(web, null, headers);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.send('POST', path, { body, headers });
  }

  async send(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, { body, headers = {} }: Send) {
    const cookie = [...(this.browser?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const answer = await this.web.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method,
        url: `/api/v1${path}`,
        ...(body === undefined ? {} : { payload }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie ? { cookie } : {}),
          ...(method !== 'GET' && this.csrf ? { 'x-csrf-token': this.csrf } : {}),
          ...this.extra,
          ...headers,
        },
      });
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, unknown>,
      body: answer.body,
      bytes: answer.rawPayload,
      json: <T>() => JSON.parse(answer.body) as T,
    };
  }
}
