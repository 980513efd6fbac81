import fc from 'fast-check';
import { normalisedAddress } from './address';

describe('an address in one way of writing', () => {
  it.each([
    [{ postcode: '7811 aa', huisnummer: '1 A' }, '7811aa|1a'],
    [{ postcode: '7811AA', huisnummer: '1-a', straat: 'Anders' }, '7811aa|1a'],
    [{ straat: 'Dorpsstraat', huisnummer: '1', plaats: 'Emmen' }, 'emmen|dorpsstraat|1'],
    [{ postcode: '7811', straat: 'Kerkstraat', huisnummer: '2', plaats: 'Den Haag' }, 'denhaag|kerkstraat|2'],
  ])('%j is %s', (address, expected) => {
    expect(normalisedAddress(address)).toBe(expected);
  });

  it('says nothing where it cannot tell', () => {
    for (const address of [
      {},
      { postcode: '7811AA' },
      { straat: 'Dorpsstraat', huisnummer: '1' },
      { huisnummer: '1', plaats: 'X' },
    ]) {
      expect(normalisedAddress(address)).toBeNull();
    }
  });

  it('does not mind blanks, case and signs', () => {
    const blanks = fc.constantFrom('', ' ', '-', '. ');
    fc.assert(
      fc.property(blanks, blanks, fc.integer({ min: 1, max: 999 }), (a, b, n) => {
        const written = { postcode: `1234${a}ab`, huisnummer: `${b}${n}${a}` };
        expect(normalisedAddress(written)).toBe(normalisedAddress({ postcode: '1234AB', huisnummer: String(n) }));
      }),
    );
  });
});
