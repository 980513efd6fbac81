import { constants, inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { badTemplate } from './word-fault';

/** the media type of a Word file */
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const LARGEST_TEMPLATE = 2_000_000;
const MOST_PARTS = 500;
/** what the parts of the file may come to together, and those of them that are read as XML: a letter holds far less */
const MOST_UNPACKED = 20_000_000;
const MOST_XML = 5_000_000;
/** Word packs text some ten to thirty times smaller; only what repeats itself endlessly gets this far */
const MOST_RATIO = 100;
/** below this a part may be packed as small as it can be */
const SMALL = 200_000;
const MAIN_PART = 'word/document.xml';
const NO_WORD = 'Dit is geen Word-bestand. Sla de brief op als .docx.';
const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** How PizZip holds a part that was read from a file; sizes are what the file says of itself and may be a lie. */
interface Packed {
  compressionMethod: string;
  getCompressedContent(): Uint8Array | string;
}

const STORED = '\x00\x00';

/** Whether a part is read as XML, by Word and by us. */
export const isXml = (name: string): boolean => /\.(xml|rels)$/i.test(name);

/**
 * A Word file as a zip in which every part is unpacked already, under ceilings that hold whatever sizes the file tells:
 * unpacking stops there. Throws a Problem in Dutch where the file is none, or goes over one.
 */
export function unpackWord(bytes: Buffer): PizZip {
  if (bytes.length > LARGEST_TEMPLATE) throw badTemplate('Het bestand is groter dan 2 MB.');
  if (partsTold(bytes) > MOST_PARTS) throw tooMany();
  const packed = openZip(bytes);
  const parts = Object.values(packed.files);
  if (parts.length > MOST_PARTS) throw tooMany();
  if (!packed.files[MAIN_PART]) throw badTemplate(NO_WORD);
  const plain = new PizZip();
  const left = { all: MOST_UNPACKED, xml: MOST_XML };
  for (const part of parts) {
    if (part.dir) continue;
    const content = inflate((part as unknown as { _data: Packed })._data, part.name, left);
    plain.file(part.name, content, { binary: true });
  }
  return plain;
}

function openZip(bytes: Buffer): PizZip {
  try {
    return new PizZip(bytes);
  } catch {
    throw badTemplate(NO_WORD);
  }
}

/** Of how many parts the list at the end of the zip speaks, before any is looked at. */
function partsTold(bytes: Buffer): number {
  const at = bytes.lastIndexOf(END_OF_DIRECTORY);
  return at < 0 || at + 12 > bytes.length ? 0 : bytes.readUInt16LE(at + 10);
}

function inflate(part: Packed, name: string, left: { all: number; xml: number }): Buffer {
  const packed = Buffer.from(part.getCompressedContent() as Uint8Array);
  const xml = isXml(name);
  const most = xml ? Math.min(left.all, left.xml) : left.all;
  const ratio = Math.max(SMALL, packed.length * MOST_RATIO);
  const content = part.compressionMethod === STORED ? packed : inflated(packed, Math.min(most, ratio));
  if (content === null || content.length > most) {
    if (ratio < most)
      throw badTemplate('Het bestand is uitgepakt meer dan 100 keer zo groot. Sla de brief opnieuw op in Word.');
    throw badTemplate(
      xml && left.xml < left.all
        ? 'De tekst van het bestand is uitgepakt groter dan 5 MB.'
        : 'Het bestand is uitgepakt groter dan 20 MB.',
    );
  }
  left.all -= content.length;
  if (xml) left.xml -= content.length;
  return content;
}

/** null: it goes on beyond `most` bytes; then no more than that was unpacked. */
function inflated(packed: Buffer, most: number): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1), finishFlush: constants.Z_FINISH });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw badTemplate('Het bestand is beschadigd. Sla de brief opnieuw op in Word.');
  }
}

const tooMany = () => badTemplate('Het bestand bestaat uit meer dan 500 onderdelen. Sla de brief opnieuw op in Word.');
