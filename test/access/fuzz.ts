/** Malformed requests and files, the same for the same seed. */
import type { InjectOptions } from 'fastify';

/** mulberry32: small, and good enough to spread tries. */
export class Dice {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  chance(part: number): boolean {
    return this.next() < part;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}

const LONG = 'é'.repeat(70_000);
/** Texts that have broken programs before. */
export const NASTY = [
  ...['', ' ', '0', '-1', '1e309', 'NaN', '9'.repeat(40), '0x10', '1,5', '2026-02-30', '0000-00-00', '9999-12-31'],
  ...["' OR 1=1 --", '"; DROP TABLE pupil; --', '%', '_', '\\', "\\'", '%00', '\u0000', 'a\u0000b', '\uD800', '\uFFFE'],
  ...['../../etc/passwd', '..\\..\\x', '/', '//', '.', '..', '%2e%2e%2f', 'file:///etc/passwd', 'http://127.0.0.1:1/'],
  ...['<script>x</script>', '{{7*7}}', '${7*7}', '=1+1', '@SUM(A1)', '\r\nX-Evil: 1', '\t', '\u202E', '😀', 'ﬀ', 'İ'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'true', '[]', '{}', '[object Object]', LONG],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '01a20000-0000-7000-8000-000000000001',
    '01A20000-0000-7000-8000-00000000000G',
  ],
];

const TYPES = [
  ...[
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/plain',
    'text/csv',
    'text/xml',
  ],
  ...['application/json; charset=utf-16', 'application/merge-patch+json', 'multipart/form-data; boundary=', 'x', ''],
];

/** What is known of the routes: names of fields and values that they take, and ids that are there. */
export interface Words {
  names: readonly string[];
  values: readonly string[];
  ids: readonly string[];
}

export function nastyText(dice: Dice, words: Words): string {
  const kind = dice.next();
  if (kind < 0.35) return dice.one(NASTY);
  if (kind < 0.6) return dice.one(words.values);
  if (kind < 0.75) return dice.one(words.ids);
  if (kind < 0.9) return mangled(dice, dice.one(words.values));
  return dice.bytes(dice.below(30)).toString('latin1');
}

/** A text with a few characters changed, lost or doubled. */
export function mangled(dice: Dice, text: string): string {
  let out = text;
  for (let i = 0; i <= dice.below(3); i++) {
    const at = dice.below(out.length + 1);
    const what = dice.one(['', dice.one(NASTY).slice(0, 40), out.slice(at, at + 5) + out.slice(at, at + 5)]);
    out = out.slice(0, at) + what + out.slice(at + dice.below(4));
  }
  return out;
}

function json(dice: Dice, words: Words, depth = 0): unknown {
  const kind = dice.next();
  if (depth > 4 || kind < 0.3) return nastyText(dice, words);
  if (kind < 0.4) return dice.one([null, true, false, 0, -1, 1.5, 1e21, 2 ** 53]);
  if (kind < 0.55) return Array.from({ length: dice.below(4) }, () => json(dice, words, depth + 1));
  const fields = Array.from({ length: dice.below(8) }, () => [dice.one(words.names), json(dice, words, depth + 1)]);
  return Object.fromEntries(fields) as unknown;
}

const escaped = (dice: Dice, text: string): string => {
  if (dice.chance(0.1)) return text.replace(/[\s\u0000-\u001f\u007f-\uffff]/g, '%').slice(0, 2000);
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
};

function pairs(dice: Dice, words: Words): string {
  const one = () => `${escaped(dice, dice.one(words.names))}${dice.one(['', '[]', '[a]', '[0][b]'])}`;
  return Array.from(
    { length: dice.below(8) },
    () => `${one()}=${escaped(dice, nastyText(dice, words).slice(0, 3000))}`,
  ).join(dice.one(['&', '&', '&', '&&', ';']));
}

function multipart(dice: Dice, words: Words, csrf: string): { payload: Buffer; type: string } {
  const boundary = dice.one(['x', '----grens', 'a b', '"']);
  const parts: Buffer[] = [];
  const field = (head: string, body: Buffer) =>
    parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`, 'latin1'), body, Buffer.from('\r\n'));
  field('content-disposition: form-data; name="_csrf"', Buffer.from(csrf));
  for (let i = 0; i < dice.below(6); i++) {
    const name = dice.one([...words.names, 'bestand', 'bestand', 'bijlage']).replace(/[\r\n"]/g, '');
    if (dice.chance(0.5)) {
      const file = dice
        .one(['a.csv', 'a.pdf', '../../x', '', 'x.exe', 'é\u0000.png', 'a.docx'])
        .replace(/[\r\n"]/g, '');
      const type = dice.one(['text/csv', 'application/pdf', 'image/png', 'x', '']);
      field(
        `content-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: ${type}`,
        aFile(dice, words),
      );
    } else field(`content-disposition: form-data; name="${name}"`, Buffer.from(nastyText(dice, words).slice(0, 3000)));
  }
  if (dice.chance(0.8)) parts.push(Buffer.from(`--${boundary}--\r\n`));
  const told = dice.chance(0.9) ? boundary : 'anders';
  return { payload: Buffer.concat(parts), type: `multipart/form-data; boundary=${told}` };
}

const MAGIC = ['%PDF-1.7\n', '\x89PNG\r\n\x1a\n', 'PK\x03\x04', '\xff\xd8\xff\xe0', '<?xml version="1.0"?>', '\ufeff'];
function aFile(dice: Dice, words: Words): Buffer {
  const kind = dice.next();
  if (kind < 0.3) return dice.bytes(dice.below(400));
  if (kind < 0.6) return Buffer.concat([Buffer.from(dice.one(MAGIC), 'latin1'), dice.bytes(dice.below(200))]);
  const row = () => Array.from({ length: 5 }, () => dice.one(words.names)).join(';');
  return Buffer.from(Array.from({ length: dice.below(6) }, row).join('\n'));
}

/** Bytes of a file of a kind, damaged in one of the ways in which files are. */
export function damaged(dice: Dice, text: string, words: Words): Buffer {
  const lines = text.split('\n');
  for (let i = 0; i <= dice.below(4); i++) {
    const at = dice.below(lines.length);
    const cells = lines[at]!.split(';');
    const kind = dice.below(9);
    if (kind === 0) lines.splice(at, 1);
    else if (kind === 1) lines.splice(at, 0, lines[at]!);
    else if (kind === 2) lines[at] = mangled(dice, lines[at]!);
    else if (kind === 3) lines[at] = `"${lines[at]}`;
    else if (kind === 4) lines[at] += ';'.repeat(dice.below(50));
    else cells[dice.below(cells.length)] = nastyText(dice, words).replace(/\uD800/g, 'x');
    if (kind > 4) lines[at] = cells.join(';');
    if (lines.length === 0) lines.push('');
  }
  const joined = lines.join(dice.one(['\n', '\n', '\r\n', '\r']));
  let bytes = Buffer.from(joined, dice.one(['utf8', 'utf8', 'utf8', 'latin1', 'utf16le']));
  if (dice.chance(0.15)) bytes = bytes.subarray(0, dice.below(bytes.length + 1));
  if (dice.chance(0.15)) bytes = Buffer.concat([bytes, dice.bytes(20)]);
  return bytes;
}

/** A schema of the OpenAPI document, as far as a body is made by it. */
export interface Shape {
  $ref?: string;
  allOf?: Shape[];
  oneOf?: Shape[];
  type?: string;
  format?: string;
  enum?: unknown[];
  example?: unknown;
  items?: Shape;
  properties?: Record<string, Shape>;
}

/** A body that a route would take, but for what is spoilt in it: it reaches further than nonsense. */
export function nearly(dice: Dice, shape: Shape, words: Words, known: Record<string, Shape>, depth = 0): unknown {
  if (dice.chance(0.08) || depth > 5) return json(dice, words, 3);
  const part = shape.allOf?.[0] ?? (shape.oneOf ? dice.one(shape.oneOf) : shape);
  if (part.$ref) return nearly(dice, known[part.$ref.split('/').at(-1)!] ?? {}, words, known, depth);
  if (part.enum) return dice.one(part.enum);
  if (part.properties) {
    const fields = Object.entries(part.properties).filter(() => dice.chance(0.9));
    return Object.fromEntries(fields.map(([name, one]) => [name, nearly(dice, one, words, known, depth + 1)]));
  }
  if (part.type === 'array')
    return Array.from({ length: dice.below(3) }, () => nearly(dice, part.items ?? {}, words, known, depth + 1));
  if (part.format === 'uuid') return dice.one(words.ids);
  if (part.example !== undefined) return part.example;
  if (part.type === 'boolean') return dice.chance(0.5);
  if (part.type === 'integer' || part.type === 'number') return dice.one([0, 1, 2, 60, -1, 2026, 1e12, 0.01]);
  return part.format === 'date' ? dice.one(['2026-03-09', '2010-01-01', '2099-12-31']) : dice.one(words.values);
}

/** A form of one of our pages as a browser would send it, with one or two fields spoilt. */
export function spoiltForm(
  dice: Dice,
  form: { action: string; fields: Record<string, string> },
  words: Words,
  csrf: string,
): InjectOptions {
  const fields: Record<string, string> = { ...form.fields, _csrf: csrf };
  const names = Object.keys(form.fields).filter((name) => name !== '_csrf');
  for (const name of names) if (fields[name] === '') fields[name] = dice.one(words.values);
  for (let i = 0; i <= dice.below(2); i++) {
    fields[dice.one(names.length > 0 ? names : words.names)] = nastyText(dice, words).slice(0, 5000);
  }
  const payload = Object.entries(fields)
    .map(([name, value]) => `${escaped(dice, name)}=${escaped(dice, value)}`)
    .join('&');
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url: form.action, headers, payload };
}

/** One request to a route: mostly of its own method, with its parameters, query, headers and body spoilt. */
export function aRequest(
  dice: Dice,
  route: { method: string; path: string; body?: unknown },
  words: Words,
  csrf: string,
): InjectOptions {
  const method = dice.chance(0.9)
    ? route.method
    : dice.one(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']);
  const url = route.path.replace(/:\w+/g, () =>
    dice.chance(0.6) ? dice.one(words.ids) : escaped(dice, nastyText(dice, words).slice(0, 500)),
  );
  const query = dice.chance(0.5) ? `?${pairs(dice, words)}` : '';
  const headers: Record<string, string> = { accept: dice.one(['text/html', 'application/json', '*/*', 'x', '']) };
  if (dice.chance(0.2))
    headers['accept-language'] = dice.one(['en', 'nl', '*;q=', LONG.slice(0, 500).replace(/é/g, 'e')]);
  if (dice.chance(0.2)) headers['if-match'] = dice.one(['*', '"x"', 'W/"1"', 'x', '"']);
  if (dice.chance(0.1)) headers['x-forwarded-for'] = dice.one(['1.2.3.4', '::', 'x, y', '"']);
  if (dice.chance(0.1)) headers['range'] = 'bytes=9-1';
  if (dice.chance(0.1)) headers['last-event-id'] = dice.one(['x', '-1', '99999999999999999999']);
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return { method: method as 'GET', url: url + query, headers };
  if (dice.chance(0.9)) headers['x-csrf-token'] = csrf;
  const kind = dice.next();
  let payload: string | Buffer;
  if (route.body !== undefined && kind < 0.6) {
    headers['content-type'] = 'application/json';
    headers['if-match'] ??= '*';
    payload = JSON.stringify(route.body);
  } else if (kind < 0.35) {
    headers['content-type'] = 'application/json';
    payload = JSON.stringify(json(dice, words)) ?? '';
    if (dice.chance(0.2)) payload = mangled(dice, payload.slice(0, 500));
  } else if (kind < 0.7) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    payload = `_csrf=${csrf}&${pairs(dice, words)}`;
  } else if (kind < 0.85) {
    const made = multipart(dice, words, csrf);
    headers['content-type'] = made.type;
    payload = made.payload;
  } else {
    headers['content-type'] = dice.one(TYPES);
    payload = dice.bytes(dice.below(300));
  }
  if (dice.chance(0.03)) headers['content-length'] = dice.one(['0', '5', '-1', 'x']);
  return { method: method as 'POST', url: url + query, headers, payload };
}
