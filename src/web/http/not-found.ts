import { Problem } from '../../platform/errors';

/** One and the same answer for what is not there and for what is out of scope. */
export function notFound(): Problem {
  return new Problem('niet-gevonden', 'Deze pagina bestaat niet, of u heeft er geen toegang toe.', {
    status: 404,
    logLevel: 'debug',
  });
}
