import type { Row, Value } from '../platform/database/sql';
import type { Encryption } from '../platform/encryption';

/** Fields of the files that are kept together, encrypted, as the contact text. */
export const CONTACT_FIELDS = ['straat', 'huisnummer', 'postcode', 'plaats', 'telefoon', 'email'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
export type ContactDetails = Partial<Record<ContactField, string>>;

/** As a file gives them. `undefined`: no such column; null: empty. */
export type GivenContact = Partial<Record<ContactField, string | null>>;

/** The columns `contact` (encrypted) and `contact_index` (what tells whether it changed). */
export interface StoredContact {
  contact: string | null;
  contact_index: string | null;
}

/** What is stored after a file gave these fields. Encrypts only where something changed. */
export function storedContact(encryption: Encryption, given: Record<string, Value | undefined>, state: Row | null) {
  const before: StoredContact = {
    contact: (state?.['contact'] ?? null) as string | null,
    contact_index: (state?.['contact_index'] ?? null) as string | null,
  };
  const known = CONTACT_FIELDS.filter((name) => given[name] !== undefined);
  if (known.length === 0) return before;
  const partly = known.length < CONTACT_FIELDS.length;
  const old = partly && before.contact !== null ? readContact(encryption, before.contact) : {};
  const next: ContactDetails = {};
  for (const name of CONTACT_FIELDS) {
    const value = given[name] === undefined ? old[name] : given[name];
    if (value) next[name] = String(value);
  }
  if (Object.keys(next).length === 0) return { contact: null, contact_index: null };
  const text = JSON.stringify(next);
  const index = encryption.index(text);
  return index === before.contact_index ? before : { contact: encryption.encrypt(text), contact_index: index };
}

/** The fields of an encrypted contact text. */
export function readContact(encryption: Encryption, contact: string): ContactDetails {
  return JSON.parse(encryption.decrypt(contact)) as ContactDetails;
}
