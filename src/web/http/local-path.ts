/** A path inside this house, or `otherwise`, so that nobody is sent away by a link. */
export function localPath(path: string, otherwise: string): string {
  return /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/i.test(path) ? path : otherwise;
}
