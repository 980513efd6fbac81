/**
 * Invented identifiers. BSNs are drawn from 999000000 to 999999999, the range
 * that is used for tests; each of them passes the 11-proof and is made up. Onderwijsnummers: nine digits starting with 10.
 */
const FIRST = 99_900_000;
const LAST = 99_999_999;

/** The last digit that makes nine digits of these eight pass the 11-proof; 10 where none does. */
function checkDigit(eight: number): number {
  let rest = eight;
  let sum = 0;
  for (let weight = 2; weight <= 9; weight++) {
    sum += weight * (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return sum % 11;
}

/** So many different BSNs of the test range, rising. Throws a RangeError where the range does not hold them. */
export function testBsns(count: number): string[] {
  const found: string[] = [];
  for (let eight = FIRST; eight <= LAST && found.length < count; eight++) {
    const last = checkDigit(eight);
    if (last < 10) found.push(`${eight}${last}`);
  }
  if (found.length < count)
    throw new RangeError(`het testbereik heeft maar ${found.length} geldige BSN's: kies minder leerlingen`);
  return found;
}

/** The so-manieth invented onderwijsnummer, counted from 0. */
export function onderwijsnummer(index: number): string {
  return String(100_900_000 + index * 7);
}
