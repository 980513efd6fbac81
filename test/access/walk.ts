/** Somebody who walks over the pages of a running server, without a browser: cookies, links and forms. */
export interface WalkedForm {
  page: string;
  action: string;
  multipart: boolean;
  fields: Record<string, string>;
}

export interface Answer {
  path: string;
  status: number;
  location: string | null;
  body: string;
}

const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
const attribute = (tag: string, name: string): string | null => {
  const match = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return match ? decoded(match[1]!) : null;
};

/** The forms on a page that send something, with what stands in their fields. */
export function formsOn(page: string, body: string): WalkedForm[] {
  const forms: WalkedForm[] = [];
  for (const [form, tag] of body.matchAll(/(<form\s[^>]*>)[\s\S]*?<\/form>/g)) {
    const action = attribute(tag!, 'action') ?? page;
    if (!/method="post"/i.test(tag!)) continue;
    const fields: Record<string, string> = {};
    for (const [input] of form.matchAll(/<(input|button|select|textarea)\s[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (name) fields[name] = attribute(input, 'value') ?? '';
    }
    forms.push({ page, action, multipart: /multipart/.test(tag!), fields });
  }
  return forms;
}

export class Walker {
  readonly answers: Answer[] = [];
  /** every address that was seen: asked for, linked to, led to, or posted to */
  readonly addresses = new Set<string>();
  readonly forms: WalkedForm[] = [];
  private readonly cookies = new Map<string, string>();

  constructor(private readonly server: string) {}

  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    this.addresses.add(path);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(this.server + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    const location = answer.headers.get('location');
    if (location) this.addresses.add(location);
    const told = { path, status: answer.status, location, body: await answer.text() };
    this.answers.push(told);
    return told;
  }

  /** A page, with its links and forms noted. */
  async page(path: string): Promise<{ answer: Answer; links: string[]; forms: WalkedForm[] }> {
    const answer = await this.send(path);
    const links: string[] = [];
    for (const [tag] of answer.body.matchAll(/<a\s[^>]*>/g)) {
      const href = attribute(tag, 'href');
      if (href !== null) this.addresses.add(href);
      if (href?.startsWith('/') && !href.startsWith('//')) links.push(href.replace(/#.*/, ''));
    }
    for (const [tag] of answer.body.matchAll(/<form\s[^>]*>/g)) this.addresses.add(attribute(tag, 'action') ?? path);
    const forms = formsOn(path, answer.body);
    this.forms.push(...forms);
    return { answer, links, forms };
  }

  post(form: Pick<WalkedForm, 'action' | 'multipart'>, fields: Record<string, string>): Promise<Answer> {
    const body = form.multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.send(form.action, { method: 'POST', body });
  }

  async login(username: string, password: string): Promise<string> {
    const { forms } = await this.page('/inloggen');
    const form = forms.find(({ action }) => action === '/inloggen')!;
    const answer = await this.post(form, { ...form.fields, gebruikersnaam: username, wachtwoord: password });
    if (answer.status !== 303) throw new Error(`no login for ${username}: ${answer.status}`);
    return answer.location!;
  }

  /** Follows links from there, one of each kind of page at first, until so many pages were seen. */
  async walk(start: string, most: number): Promise<void> {
    const kindOf = (path: string) => path.replace(/[?].*/, '?').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
    const seen = new Set<string>();
    const waiting = [start];
    while (waiting.length > 0 && seen.size < most) {
      const path = waiting.shift()!;
      const kind = kindOf(path);
      if (seen.has(kind) || /^\/(uitloggen|stijl|beheer\/wachtrij)/.test(path)) continue;
      seen.add(kind);
      const { links, answer } = await this.page(path);
      if (answer.location?.startsWith('/')) waiting.push(answer.location);
      waiting.push(...links.filter((link) => !seen.has(kindOf(link))));
    }
  }
}
