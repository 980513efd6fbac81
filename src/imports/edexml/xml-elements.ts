import { SaxesParser } from 'saxes';
import { Problem } from '../../platform/errors';

/** What happens in the file, in order. `path`: names of the open elements, joined by `/`; `before`: text ahead of it. */
export type XmlEvent =
  | { kind: 'open'; path: string; attributes: Record<string, string>; before: string; line: number }
  | { kind: 'close'; path: string; text: string; line: number };

const DEEPEST = 20;
/** characters without the begin or end of an element; a value of a school's file is a few hundred at most */
const LONGEST_VALUE = 1_000_000;

/**
 * Reads XML as it comes in and never holds more than a piece and one value of it. A DTD is refused before anything of
 * it is followed, so no entity of one is ever known. Throws a Problem with the line where the XML is not well formed.
 */
export async function* readXml(source: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent[]> {
  const reader = new XmlReader();
  for await (const piece of source) yield reader.write(piece);
  yield reader.end();
}

class XmlReader {
  private readonly parser = new SaxesParser({ position: true });
  private readonly open: string[] = [];
  private events: XmlEvent[] = [];
  private text = '';
  private decoder: TextDecoder | null = null;
  private quiet = 0;

  constructor() {
    this.parser.on('error', (cause) => {
      throw malformed(`de XML is niet welgevormd op regel ${this.parser.line}`, cause);
    });
    this.parser.on('doctype', () => {
      throw malformed(NO_DTD);
    });
    this.parser.on('text', (text) => (this.text += text));
    this.parser.on('cdata', (text) => (this.text += text));
    this.parser.on('opentag', ({ name, attributes }) => this.begin(name, attributes as Record<string, string>));
    this.parser.on('closetag', () => this.finish());
  }

  write(piece: Buffer): XmlEvent[] {
    this.decoder ??= decoderOf(piece);
    this.feed(this.decode(piece));
    const events = this.taken();
    this.quiet = events.length > 0 ? 0 : this.quiet + piece.length;
    if (this.quiet > LONGEST_VALUE) {
      throw malformed(`op regel ${this.parser.line} staat een waarde van meer dan 1 MB`);
    }
    return events;
  }

  end(): XmlEvent[] {
    if (this.decoder === null) throw new Problem('bestand-leeg', 'Dit bestand is leeg.');
    this.feed(this.decode());
    this.parser.close();
    return this.taken();
  }

  /** A DTD is refused where it begins: its end may be far away. */
  private feed(text: string): void {
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw malformed(NO_DTD);
    this.parser.write(text);
  }

  private decode(piece?: Buffer): string {
    try {
      return this.decoder!.decode(piece, { stream: piece !== undefined });
    } catch (cause) {
      throw malformed(`vanaf regel ${this.parser.line} staan tekens die niet bij de codering passen`, cause);
    }
  }

  private taken(): XmlEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.open.push(name);
    if (this.open.length > DEEPEST) {
      throw malformed(`op regel ${this.parser.line} staan meer dan ${DEEPEST} elementen in elkaar`);
    }
    const before = this.text.trim();
    this.text = '';
    this.events.push({ kind: 'open', path: this.open.join('/'), attributes, before, line: this.parser.line });
  }

  private finish(): void {
    this.events.push({ kind: 'close', path: this.open.join('/'), text: this.text.trim(), line: this.parser.line });
    this.open.pop();
    this.text = '';
  }
}

const NO_DTD = 'een DTD (DOCTYPE) is niet toegestaan';

/** By the encoding that the file declares; UTF-8 unless it says otherwise. */
function decoderOf(piece: Buffer): TextDecoder {
  const declared = /^[^>]*encoding=["']([\w-]+)["']/.exec(piece.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8';
  return /^(iso-8859-1|windows-1252)$/i.test(declared)
    ? new TextDecoder('windows-1252')
    : new TextDecoder('utf-8', { fatal: true });
}

export function malformed(why: string, cause?: unknown): Problem {
  return new Problem('geen-edexml', `Dit is geen bruikbaar EDEXML-bestand: ${why}. Er is niets ingelezen.`, { cause });
}
