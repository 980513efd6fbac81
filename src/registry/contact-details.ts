import type { Row, Value } from '../platform/database/sql';
import type { Encryption } from '../platform/encryption';
import type { Place } from '../platform/place';
import { addressText } from './address';

/** Fields of the files that are kept together, encrypted, as the contact text. */
export const CONTACT_FIELDS = ['straat', 'huisnummer', 'postcode', 'plaats', 'telefoon', 'email'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
export type ContactDetails = Partial<Record<ContactField, string>>;

/** As a file gives them. `undefined`: no such column; null: empty. */
export type GivenContact = Partial<Record<ContactField, string | null>>;

/**
 * The columns `contact` (encrypted), `contact_index` (what tells whether it changed) and `address_index` (the keyed index
 * of the address alone: who lives together is found by it).
 */
export interface StoredContact {
  contact: string | null;
  contact_index: string | null;
  address_index: string | null;
}

/** What is stored at this place after a file gave these fields. Encrypts only where something changed. */
export function storedContact(
  encryption: Encryption,
  place: Place,
  given: Record<string, Value | undefined>,
  state: Row | null,
): StoredContact {
  const before: StoredContact = {
    contact: (state?.['contact'] ?? null) as string | null,
    contact_index: (state?.['contact_index'] ?? null) as string | null,
    address_index: (state?.['address_index'] ?? null) as string | null,
  };
  const known = CONTACT_FIELDS.filter((name) => given[name] !== undefined);
  if (known.length === 0) return before;
  const partly = known.length < CONTACT_FIELDS.length;
  const old = partly && before.contact !== null ? readContact(encryption, before.contact, place) : {};
  const next: ContactDetails = {};
  for (const name of CONTACT_FIELDS) {
    const value = given[name] === undefined ? old[name] : given[name];
    if (value) next[name] = String(value);
  }
  if (Object.keys(next).length === 0) return { contact: null, contact_index: null, address_index: null };
  const text = JSON.stringify(next);
  const address = addressText(text);
  const same = before.contact_index !== null && encryption.indexes(text).includes(before.contact_index);
  const stays = address !== null && before.address_index !== null;
  const address_index =
    stays && encryption.indexes(address).includes(before.address_index!)
      ? before.address_index
      : address && encryption.index(address);
  if (same) return { ...before, address_index };
  return { contact: encryption.encrypt(text, place), contact_index: encryption.index(text), address_index };
}

/** The fields of an encrypted contact text. */
export function readContact(encryption: Encryption, contact: string, place: Place): ContactDetails {
  return JSON.parse(encryption.decrypt(contact, place)) as ContactDetails;
}
