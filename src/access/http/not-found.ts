import { Problem } from '../../platform/errors';

export const NOT_FOUND = 'Dit bestaat niet, of u heeft er geen toegang toe.';

/** One and the same answer for what is not there and for what is out of scope, on pages and in the API. */
export function notFound(): Problem {
  return new Problem('niet-gevonden', NOT_FOUND, { status: 404, logLevel: 'debug' });
}
