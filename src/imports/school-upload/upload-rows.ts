import type { AbsenceRow } from '../../absence/absence-store';
import { Problem } from '../../platform/errors';
import type { Refusal } from '../../platform/incoming';
import { readCsv } from '../csv/records';
import type { AnyReader } from '../readers/columns';
import { HeaderReader } from '../readers/columns';

/** A row of an upload: read, or with what is wrong with it. `raw` is the line as it was sent. */
export type UploadRow =
  { line: number; raw: string; row: AbsenceRow } | { line: number; raw: string; refusals: readonly Refusal[] };

export interface UploadText {
  header: string;
  rows: UploadRow[];
}

/** Rows a school sends at once by hand; more go by file or by the API. */
export const MOST_ROWS = 10_000;
/** as a file, in bytes */
export const LARGEST_UPLOAD = 10 * 1024 * 1024;

/** The text of a file. Throws a Problem (413) where it is too large. */
export function uploadText(file: Buffer): string {
  if (file.length > LARGEST_UPLOAD) {
    throw new Problem('te-groot', 'Dit bestand is groter dan 10 MB. Verdeel de regels over meer keren.', {
      status: 413,
    });
  }
  return file.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * Reads pasted or uploaded text by the rules of the file `verzuim`. What was copied out of a spreadsheet has tabs
 * between its cells, which are as good as `;`. Throws a Problem where the text as a whole cannot be read.
 */
export async function readUpload(text: string, reader: AnyReader<AbsenceRow>): Promise<UploadText> {
  let header: HeaderReader<AbsenceRow> | null = null;
  let headerLine = '';
  const rows: UploadRow[] = [];
  for await (const { records } of readCsv(asFile(text), 'utf8')) {
    for (const { line, raw, fields, reason } of records) {
      if (header === null) {
        header = headerOf(reader, fields);
        headerLine = raw;
        continue;
      }
      if (rows.length >= MOST_ROWS) {
        throw new Problem(
          'te-veel-regels',
          `U kunt hier ten hoogste ${MOST_ROWS} regels tegelijk aanleveren. Verdeel ze over meer keren.`,
        );
      }
      if (fields === null) rows.push({ line, raw, refusals: [{ column: '', value: '', reason }] });
      else rows.push({ line, raw, ...header.read(fields) });
    }
  }
  if (header === null || rows.length === 0) {
    throw new Problem(
      'geen-regels',
      'Er staan geen regels met verzuim in: de eerste regel hoort kolomnamen te hebben.',
    );
  }
  return { header: headerLine, rows };
}

function headerOf(reader: AnyReader<AbsenceRow>, fields: string[] | null): HeaderReader<AbsenceRow> {
  const header = new HeaderReader(reader, fields ?? []);
  if (header.missing.length > 0) {
    throw new Problem(
      'kolom-ontbreekt',
      `Op de eerste regel ontbreken kolommen: ${header.missing.join(', ')}. Zet een puntkomma tussen de kolommen.`,
    );
  }
  if (header.double.length > 0) {
    throw new Problem('kolom-dubbel', `Deze kolommen staan er meer dan eens: ${header.double.join(', ')}.`);
  }
  return header;
}

async function* asFile(text: string): AsyncIterable<Buffer> {
  const [first = ''] = text.split('\n', 1);
  yield Buffer.from(first.includes('\t') && !first.includes(';') ? text.replace(/\t/g, ';') : text, 'utf8');
}
