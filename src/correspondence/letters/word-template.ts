import Docxtemplater from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module';
import { isMergeField, type MergeField } from './fields';
import { unpackWord } from './word-archive';
import { badTemplate } from './word-fault';
import { requireSafe } from './word-safety';

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
    throw badTemplate(`Deze velden bestaan niet: ${names.join(', ')}. Kijk in de lijst welke velden er zijn.`);
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
  const zip = unpackWord(bytes);
  requireSafe(zip);
  const inspect = new InspectModule();
  try {
    const document = new Docxtemplater(zip, {
      ...{ modules: [inspect], linebreaks: true, paragraphLoop: true, errorLogging: false },
      nullGetter: () => '',
    });
    return { document, inspect };
  } catch (error) {
    throw badTemplate(faultsOf(error));
  }
}

/** What docxtemplater found, in Dutch, with the place in the template. */
function faultsOf(error: unknown): string {
  const { properties } = error as { properties?: { errors?: unknown[] } };
  const found = (properties?.errors ?? [error]).slice(0, 5).map((one) => {
    const { id, xtag } = (one as { properties?: { id?: string; xtag?: string } }).properties ?? {};
    const words = FAULTS[id ?? ''] ?? 'een veld staat er niet goed in';
    return xtag ? `${words} (bij "${xtag.slice(0, 40)}")` : words;
  });
  const words = [...new Set(found)].join('; ');
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}
