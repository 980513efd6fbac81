import type { Request } from './request';

/**
 * Whether a change comes from a page of our own, as far as the browser tells. A client that tells nothing is no
 * browser that could be misled; the token in the form decides then.
 */
export function isFromHere(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    const from = new URL(origin);
    // through URL, so that a port that goes without saying may be said
    return from.host === new URL(`${from.protocol}//${host}`).host;
  } catch {
    return false;
  }
}
