import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Chosen {
  account: string;
  claims?: Record<string, unknown>;
  acr?: string;
  amr?: string[];
}

/** A real OpenID provider in a process of its own: it is an ES module. */
export class OidcServer {
  private readonly cookies = new Map<string, string>();

  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  /** @param application address of Leerspoor, where the provider sends people back to */
  static async start(application: string): Promise<OidcServer> {
    const child = spawn(process.execPath, [join(__dirname, 'oidc-server.mjs'), application], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const issuer = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
      child.once('exit', () => reject(new Error(`the OpenID provider ended: ${said}`)));
    });
    return new OidcServer(child, issuer);
  }

  stop(): void {
    this.child.kill();
  }

  /** Who is at the keyboard, at a browser that the provider has not seen before. */
  async choose(chosen: Chosen): Promise<void> {
    this.cookies.clear();
    await this.say(chosen);
  }

  async say(chosen: Chosen): Promise<void> {
    await fetch(`${this.issuer}/kies`, { method: 'POST', body: JSON.stringify({ claims: {}, amr: [], ...chosen }) });
  }

  /** Goes through the pages of the provider, as a browser does, until it sends us away; gives where to. */
  async walk(address: string): Promise<string> {
    let next = address;
    for (let steps = 0; steps < 10; steps++) {
      const answer = await this.ask(next);
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`the provider stops at ${answer.status}: ${await answer.text()}`);
      next = new URL(location, next).href;
      if (!next.startsWith(this.issuer)) return next;
    }
    throw new Error('the provider sends us round and round');
  }

  /** Says yes on the provider's page of logging out. */
  async logOut(address: string): Promise<void> {
    const page = await (await this.ask(address)).text();
    const action = /action="([^"]+)"/.exec(page)![1]!;
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!;
    await this.ask(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
  }

  /** An access token by client credentials. */
  async token(client: string, secret: string): Promise<string> {
    const basic = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64');
    const answer = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  private async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }
}
