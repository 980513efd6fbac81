/** A visitor without a screen, over HTTP: keeps cookies as a browser would. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly address: string) {}

  async login(username: string, password: string): Promise<void> {
    const { text } = await this.ask('/inloggen');
    const token = /name="_csrf" value="([^"]+)"/.exec(text)![1]!;
    const body = new URLSearchParams({ _csrf: token, gebruikersnaam: username, wachtwoord: password });
    const { status } = await this.ask('/inloggen', { method: 'POST', body });
    if (status !== 303) throw new Error(`inloggen als ${username} lukt niet`);
  }

  get(path: string): Promise<Answer> {
    return this.ask(path);
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const begin = performance.now();
    const answer = await fetch(this.address + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
    });
    const text = await answer.text();
    const milliseconds = performance.now() - begin;
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.cookies.set(name!, value!);
    }
    return { status: answer.status, text, milliseconds };
  }
}

export interface Answer {
  status: number;
  text: string;
  /** from asking until the last byte */
  milliseconds: number;
}
