import type { Refusal } from '../../platform/incoming';
import type { TakenRecord } from '../take-absence';
import type { Upload } from './upload-store';
import type { UploadRow } from './upload-rows';

/** Rows of an upload in one unit of work. */
export const CHUNK = 500;

/** What an upload comes to when these rows of it have been taken. */
export function withTaken(upload: Upload, rows: readonly UploadRow[], taken: readonly TakenRecord[]): Upload {
  const counts = { ...upload.counts };
  const rejected = [...upload.rejected];
  taken.forEach(({ outcome, refusals }, i) => {
    counts[outcome]++;
    if (outcome === 'afgekeurd') rejected.push(rejectedRow(rows[i]!, refusals));
  });
  return { ...upload, done: upload.done + rows.length, counts, rejected };
}

function rejectedRow({ line, raw }: UploadRow, refusals: readonly Refusal[]) {
  return { line, raw, refusals };
}
