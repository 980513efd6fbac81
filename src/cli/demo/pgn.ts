/**
 * Invented identifiers. BSNs are drawn from 999000000 to 999999999, the range
 * that is used for tests; each of them passes the 11-proof and is made up. Onderwijsnummers: nine digits starting with 10.
 */
const FIRST = 999_000_000;
const LAST = 999_999_999;

/** (9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i) is a multiple of 11. */
function passesElevenProof(n: number): boolean {
  let rest = Math.floor(n / 10);
  let sum = -(n % 10);
  for (let weight = 2; weight <= 9; weight++) {
    sum += weight * (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return sum % 11 === 0;
}

/** So many different BSNs of the test range, rising. Throws a RangeError where the range does not hold them. */
export function testBsns(count: number): string[] {
  const found: string[] = [];
  for (let n = FIRST; n <= LAST && found.length < count; n++) if (passesElevenProof(n)) found.push(String(n));
  if (found.length < count) throw new RangeError(`het testbereik heeft maar ${found.length} geldige BSN's: kies minder leerlingen`);
  return found;
}

/** The so-manieth invented onderwijsnummer, counted from 0. */
export function onderwijsnummer(index: number): string {
  return String(100_900_000 + index * 7);
}
