import Docxtemplater from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module';
import PizZip from 'pizzip';
import { Problem } from '../../platform/errors';
import { isMergeField, type MergeField } from './fields';

const MOST_BYTES = 2_000_000;
/** what the parts of the file may come to together: a small zip can hold a very large one */
const MOST_UNPACKED = 20_000_000;
const MAIN_PART = 'word/document.xml';

const FAULTS: Record<string, string> = {
  unopened_tag: 'er staat een } zonder { ervoor',
  unclosed_tag: 'er staat een { zonder } erachter',
  duplicate_open_tag: 'er staat twee keer { achter elkaar',
  duplicate_close_tag: 'er staat twee keer } achter elkaar',
  unopened_loop: 'er eindigt een herhaling die niet begint',
  unclosed_loop: 'er begint een herhaling die niet eindigt',
};

/** The merge fields of a Word template. Throws a Problem in Dutch that says what to mend in it. */
export function readTemplate(bytes: Buffer): MergeField[] {
  const { inspect } = open(bytes);
  const fields = new Set<MergeField>();
  const wrong: string[] = [];
  for (const { value, module } of inspect.getAllStructuredTags()) {
    // a module is a loop, a condition or raw markup: a letter needs none of them
    if (module || !isMergeField(value)) wrong.push(value);
    else fields.add(value);
  }
  if (wrong.length > 0) {
    const names = wrong.slice(0, 10).map((name) => `{${name.slice(0, 60)}}`);
    throw bad(`deze velden bestaan niet: ${names.join(', ')}. Kijk in de lijst welke velden er zijn`);
  }
  return [...fields].sort();
}

/** The letter: the template with every field filled. What a value holds is text, never markup; a line end breaks. */
export function fillTemplate(bytes: Buffer, values: Readonly<Record<string, string>>): Buffer {
  const { document } = open(bytes);
  document.render(Object.assign(Object.create(null), values));
  return document.toBuffer({ compression: 'DEFLATE' });
}

function open(bytes: Buffer) {
  if (bytes.length > MOST_BYTES) throw bad('het bestand is groter dan 2 MB');
  const zip = unpack(bytes);
  const inspect = new InspectModule();
  try {
    const document = new Docxtemplater(zip, {
      ...{ modules: [inspect], linebreaks: true, paragraphLoop: true, errorLogging: false },
      nullGetter: () => '',
    });
    return { document, inspect };
  } catch (error) {
    throw bad(faultsOf(error));
  }
}

function unpack(bytes: Buffer): PizZip {
  let zip: PizZip;
  try {
    zip = new PizZip(bytes);
  } catch {
    throw bad('dit is geen Word-bestand. Sla de brief op als .docx');
  }
  const parts = Object.values(zip.files);
  // the size that the zip itself tells, before anything is unpacked
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  if (size > MOST_UNPACKED) throw bad('het bestand is uitgepakt groter dan 20 MB');
  if (!zip.file(MAIN_PART)) throw bad('dit is geen Word-bestand. Sla de brief op als .docx');
  if (parts.some((part) => /vbaProject|\.bin$/i.test(part.name))) {
    throw bad('het bestand bevat macro’s. Sla de brief op als .docx zonder macro’s');
  }
  return zip;
}

function sizeOf(part: unknown): number {
  const { uncompressedSize } = (part as { _data?: { uncompressedSize?: number } })._data ?? {};
  return uncompressedSize ?? 0;
}

/** What docxtemplater found, in Dutch, with the place in the template. */
function faultsOf(error: unknown): string {
  const { properties } = error as { properties?: { errors?: unknown[] } };
  const found = (properties?.errors ?? [error]).slice(0, 5).map((one) => {
    const { id, xtag } = (one as { properties?: { id?: string; xtag?: string } }).properties ?? {};
    const words = FAULTS[id ?? ''] ?? 'een veld staat er niet goed in';
    return xtag ? `${words} (bij "${xtag.slice(0, 40)}")` : words;
  });
  return [...new Set(found)].join('; ');
}

function bad(words: string): Problem {
  return new Problem('sjabloon-onjuist', `Dit sjabloon is niet te gebruiken: ${words}.`, {
    fields: [{ pointer: '/bestand', reden: `${words[0]!.toUpperCase()}${words.slice(1)}.` }],
  });
}
