import type { Database } from '../../src/platform/database/database';
import { Encryption, parseSecret } from '../../src/platform/encryption';
import { cell } from '../../src/platform/place';
import { readContact } from '../../src/registry/contact-details';
import { contactPerson, pupil } from '../../src/registry/tables';

/** What must not be found where it does not belong. */
export interface Known {
  numbers: Set<string>;
  /** telephone, e-mail, postcode, street with number */
  contacts: Set<string>;
  /** last names, and first names with last name */
  names: Set<string>;
  keys: string[];
}

/** The first of these texts that stands in it; null: none does. */
export function found(text: string, texts: Iterable<string>): string | null {
  for (const one of texts) if (text.includes(one)) return one;
  return null;
}

/** Runs of nine digits in a text, wherever they begin. */
export function numbersIn(text: string, numbers: ReadonlySet<string>): string[] {
  const seen: string[] = [];
  for (const [run] of text.matchAll(/\d{9,}/g)) {
    for (let i = 0; i + 9 <= run.length; i++) if (numbers.has(run.slice(i, i + 9))) seen.push(run.slice(i, i + 9));
  }
  return seen;
}

/** What a database knows of people, by its own key. */
export async function known(database: Database, secret: string): Promise<Known> {
  const encryption = new Encryption(secret);
  const people: Known = { numbers: new Set(), contacts: new Set(), names: new Set(), keys: [] };
  for (const bytes of parseSecret(secret).raw.values())
    people.keys.push(bytes.toString('base64'), bytes.toString('hex'));
  const add = (contact: ReturnType<typeof readContact>) => {
    const { straat, huisnummer, postcode, telefoon, email } = contact;
    if (straat && huisnummer) people.contacts.add(`${straat} ${huisnummer}`);
    for (const one of [postcode, telefoon, email]) if (one) people.contacts.add(one);
  };
  type Person = { id: string; pgn: string; contact: string | null; first: string; prefix: string | null; last: string };
  const pupils = await database.read.all<Person>(
    'SELECT id, pgn, contact, first_names AS "first", prefix, last_name AS "last" FROM pupil',
  );
  for (const one of pupils) {
    people.numbers.add(encryption.decrypt(one.pgn, cell(pupil, 'pgn', one)));
    if (one.contact) add(readContact(encryption, one.contact, cell(pupil, 'contact', one)));
    people.names.add([one.first, one.prefix, one.last].filter(Boolean).join(' '));
    if (one.last.length > 4) people.names.add(one.last);
  }
  type Contact = { pupil_id: string; name: string; contact: string | null };
  for (const one of await database.read.all<Contact>('SELECT pupil_id, name, contact FROM contact_person')) {
    people.names.add(one.name);
    if (one.contact) add(readContact(encryption, one.contact, cell(contactPerson, 'contact', one)));
  }
  return people;
}
