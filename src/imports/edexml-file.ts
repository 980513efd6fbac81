import { decode } from 'iconv-lite';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseDay, type Day } from '../law/day';
import { Problem } from '../platform/errors';

/** What an EDEXML 2.1 file says of one pupil, as far as it completes what we know. */
export interface EdexmlPupil {
  /** the school's own key within its file */
  key: string;
  lastName: string | null;
  prefix: string | null;
  firstNames: string | null;
  callName: string | null;
  birthDate: Day | null;
  sex: string | null;
  postcode: string | null;
}

export interface EdexmlFile {
  /** brin and dependance: six characters */
  location: string;
  pupils: EdexmlPupil[];
}

const LARGEST = 50_000_000;
const DEEPEST = 20;
const SEXES: Record<string, string> = { 1: 'man', 2: 'vrouw' };

/** All bytes of a file of bounded size. */
export async function readWhole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > LARGEST)
      throw new Problem(
        'bestand-te-groot',
        'Dit bestand is groter dan 50 MB; een EDEXML-bestand van een school is kleiner.',
      );
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Throws a Problem where the bytes are no EDEXML. A DTD is refused and no entity of one is ever followed. */
export function parseEdexml(bytes: Buffer): EdexmlFile {
  const text = toText(bytes);
  if (text.trim() === '') throw new Problem('bestand-leeg', 'Dit bestand is leeg.');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw malformed('een DTD (DOCTYPE) is niet toegestaan');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw malformed(`de XML is niet welgevormd op regel ${valid.err.line}`);
  const edex = record(record(parse(text))['EDEX']);
  const school = record(edex['school']);
  const brin = textAt(school, 'brincode')?.toUpperCase() ?? '';
  if (!/^\d\d[A-Z]{2}$/.test(brin)) throw malformed('de brincode van de school ontbreekt');
  const location = brin + (textAt(school, 'dependancecode') ?? '00').padStart(2, '0');
  const pupils = record(edex['leerlingen'])['leerling'];
  return { location, pupils: (Array.isArray(pupils) ? pupils : []).map((one) => pupilOf(record(one))) };
}

function parse(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    isArray: (_name, path) => path === 'EDEX.leerlingen.leerling',
    maxNestedTags: DEEPEST,
  });
  try {
    return parser.parse(text);
  } catch (cause) {
    throw malformed('de XML kan niet worden gelezen', cause);
  }
}

function toText(bytes: Buffer): string {
  const declared = /^[^>]*encoding=["']([\w-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8';
  return decode(bytes, /^(iso-8859-1|windows-1252)$/i.test(declared) ? 'cp1252' : 'utf8');
}

function pupilOf(one: Record<string, unknown>): EdexmlPupil {
  return {
    key: textAt(one, '@key') ?? '',
    lastName: textAt(one, 'achternaam'),
    prefix: textAt(one, 'voorvoegsel'),
    firstNames: textAt(one, 'voornamen'),
    callName: textAt(one, 'roepnaam'),
    birthDate: parseDay(textAt(one, 'geboortedatum') ?? ''),
    sex: SEXES[textAt(one, 'geslacht') ?? ''] ?? null,
    postcode: textAt(one, 'postcodenl'),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textAt(of: Record<string, unknown>, name: string): string | null {
  const value = of[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function malformed(why: string, cause?: unknown): Problem {
  return new Problem('geen-edexml', `Dit is geen bruikbaar EDEXML-bestand: ${why}. Er is niets ingelezen.`, { cause });
}
