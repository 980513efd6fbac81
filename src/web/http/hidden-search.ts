import { field } from '../../access/http/form';
import type { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { carried } from '../../platform/place';

/** The search in the address is encrypted: addresses end up in logs and histories, names of children may not. */
export function searchFromAddress(encryption: Encryption, query: unknown): string {
  const hidden = field(query, 'zoek');
  if (hidden === '') return '';
  try {
    return encryption.decrypt(hidden.replace(/-/g, '+').replace(/_/g, '/'), carried('zoekterm'));
  } catch (error) {
    if (error instanceof Problem) return '';
    throw error;
  }
}

export function hiddenSearch(encryption: Encryption, search: string): string {
  return search === '' ? '' : encryption.encrypt(search, carried('zoekterm')).replace(/\+/g, '-').replace(/\//g, '_');
}
