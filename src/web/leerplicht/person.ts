import type { Encryption } from '../../platform/encryption';
import type { Person } from './dossier-view';
import type { Place } from '../../platform/place';
import { readContact } from '../../registry/contact-details';

/** Contact data as they are stored, for a page. A secret address is left out here, not hidden on the screen. */
export function personFrom(encryption: Encryption, contact: string | null, place: Place, secret: boolean): Person {
  const known = contact ? readContact(encryption, contact, place) : {};
  const street = [known.straat, known.huisnummer].filter(Boolean).join(' ');
  const town = [known.postcode, known.plaats].filter(Boolean).join(' ');
  return {
    address: secret ? null : [street, town].filter(Boolean).join(', ') || null,
    telephone: known.telefoon || null,
    email: known.email || null,
  };
}
