import type { ContactDetails } from './contact-details';

/**
 * An address in one way of writing, so that two who live together are found by it: postcode and number, else street,
 * number and place. Null where it tells too little to say that two live together.
 */
export function normalisedAddress({ straat, huisnummer, postcode, plaats }: ContactDetails): string | null {
  const bare = (text: string | undefined) =>
    (text ?? '')
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  const [number, code] = [bare(huisnummer), bare(postcode)];
  if (number === '') return null;
  if (/^[1-9]\d{3}[a-z]{2}$/.test(code)) return `${code}|${number}`;
  const [street, place] = [bare(straat), bare(plaats)];
  return street !== '' && place !== '' ? `${place}|${street}|${number}` : null;
}

/** What the keyed index of the address in a contact text is made of; null where it holds no address. */
export function addressText(contact: string): string | null {
  const address = normalisedAddress(JSON.parse(contact) as ContactDetails);
  return address === null ? null : `adres ${address}`;
}
