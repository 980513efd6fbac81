import { notThere } from './asker';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id from an address; what has not even the form of one is not there either. */
export function idOf(text: string): string {
  if (!UUID.test(text)) throw notThere();
  return text.toLowerCase();
}
