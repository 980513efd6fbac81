import { Problem } from '../../platform/errors';

/** Why there is no figure, in a sentence for on the page; throws on what is no such reason. */
export function nothingToCount(error: unknown): string {
  if (!(error instanceof Problem) || error.status >= 500 || error.status === 403) throw error;
  return error.message;
}
