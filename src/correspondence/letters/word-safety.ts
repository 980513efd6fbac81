import type PizZip from 'pizzip';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { FieldCodes } from './field-codes';
import { isXml } from './word-archive';
import { badTemplate } from './word-fault';

/** Parts that a letter is made of: text, settings, pictures and fonts. */
const PARTS = /\.(xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf|ttf)$/i;
const MACROS = /vbaProject|vbaData|\.bin$/i;
/** Relations to what runs, or brings another document along. */
const RUNS =
  /\/(aFChunk|control|oleObject|package|subDocument|vbaProject|wordVbaData|keyMapCustomizations|attachedToolbars|webextension\w*|extensibility)$/i;
const BRINGS = ['altChunk', 'subDoc', 'object', 'control', 'OLEObject'];
/** A place outside the file: with a scheme, or on another machine. */
const OUTSIDE = /^\s*([a-z][a-z0-9+.-]*:|[\\/]{2})/i;
const CONSTANT_LINK = /^(https:\/\/|mailto:)[^{}]*$/i;

/**
 * Refuses a template that can take what is merged into it outside, fetch anything when the letter is opened, or run
 * something: parts, relations and field codes beyond what a letter needs. Throws a Problem that says what to take out.
 */
export function requireSafe(zip: PizZip): void {
  const parts = Object.values(zip.files).filter((part) => !part.dir);
  for (const { name } of parts) {
    if (MACROS.test(name)) throw badTemplate('Het bestand bevat macro’s. Sla de brief op als .docx zonder macro’s.');
    if (!PARTS.test(name)) {
      throw badTemplate(
        `Het bestand bevat een bijlage (${name.split('.').at(-1)!.slice(0, 20)}). Haal die weg uit de brief.`,
      );
    }
  }
  for (const { name } of parts) if (isXml(name)) readPart(textOf(zip, name));
}

function textOf(zip: PizZip, name: string): string {
  const bytes = zip.file(name)!.asNodeBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // what says that it is written otherwise is read otherwise by Word than by us
    if (!/^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-8["'])/i.test(text) && !text.includes('\0')) return text;
  } catch {
    // below
  }
  throw badTemplate('Het bestand is beschadigd. Sla de brief opnieuw op in Word.');
}

function readPart(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  const codes = new FieldCodes();
  const broken = () => badTemplate('Het bestand is beschadigd. Sla de brief opnieuw op in Word.');
  parser.on('error', () => {
    throw broken();
  });
  parser.on('doctype', () => {
    throw broken();
  });
  const open: string[] = [];
  parser.on('opentag', (tag) => {
    open.push(tag.local);
    requireInside(tag);
    codes.begin(tag.local, (attribute) => valueOf(tag, attribute));
  });
  parser.on('closetag', () => void open.pop());
  const read = (piece: string) => codes.text(open.at(-1) ?? '', piece);
  parser.on('text', read);
  parser.on('cdata', read);
  parser.write(text).close();
  codes.end();
}

/** Nothing of this element is fetched from outside, or runs. */
function requireInside(tag: SaxesTagNS): void {
  if (tag.local === 'Relationship') return requireKnownRelation(tag);
  if (BRINGS.includes(tag.local)) {
    throw badTemplate('Er staat een ingevoegd bestand of besturingselement in. Haal dat weg, of plak het als tekst.');
  }
  if (tag.local === 'mailMerge') {
    throw badTemplate('Het is een samenvoegdocument. Kies in Word bij Verzendlijsten: Normaal Word-document.');
  }
  const type = valueOf(tag, 'ContentType');
  if (/macroEnabled|vbaProject|activeX/i.test(type)) {
    throw badTemplate('Het bestand bevat macro’s. Sla de brief op als .docx zonder macro’s.');
  }
  if (OUTSIDE.test(valueOf(tag, 'src'))) throw outside(valueOf(tag, 'src'));
  const href = valueOf(tag, 'href');
  if (OUTSIDE.test(href) && !CONSTANT_LINK.test(href)) throw outside(href);
}

function requireKnownRelation(tag: SaxesTagNS): void {
  const [type, target, mode] = ['Type', 'Target', 'TargetMode'].map((one) => valueOf(tag, one)) as [
    string,
    string,
    string,
  ];
  if (/\/attachedTemplate$/i.test(type)) {
    throw badTemplate('Er hangt een ander sjabloon aan. Kies in Word bij Ontwikkelaars, Documentsjabloon: Normal.');
  }
  const link = /\/hyperlink$/i.test(type) && CONSTANT_LINK.test(decoded(target));
  if (!link && (/external/i.test(mode) || OUTSIDE.test(target))) throw outside(target);
  if (RUNS.test(type)) {
    throw badTemplate('Er staat een ingevoegd bestand of besturingselement in. Haal dat weg, of plak het als tekst.');
  }
}

function outside(target: string): Error {
  const where = `Het bestand verwijst naar iets buiten de brief (${shortOf(target)}).`;
  const how = 'Zet een plaatje in de brief zelf; een link mag alleen met https of mailto, zonder velden erin.';
  return badTemplate([where, how].join(' '));
}

function decoded(target: string): string {
  return target.replace(/%7b/gi, '{').replace(/%7d/gi, '}');
}

/** Where it leads, without what may name a folder of somebody. */
function shortOf(target: string): string {
  const host = /^https?:\/\/([^/?#@{}]{1,60})/i.exec(target.trim())?.[1];
  return host ?? 'een bestand';
}

/** An attribute by its name without prefix: what a file calls its namespaces is its own affair. */
function valueOf(tag: SaxesTagNS, local: string): string {
  const found = Object.values(tag.attributes).find((one) => one.local === local);
  return found?.value ?? '';
}
