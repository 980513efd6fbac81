import { randomBytes } from 'node:crypto';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { Problem } from '../../src/platform/errors';

const key = (version: number) => `${version}:${randomBytes(32).toString('base64')}`;

describe('encryption', () => {
  const secret = newSecret();
  const encryption = new Encryption(secret);

  it.each(['123456782', '', 'é, ß, 漢字 and\nlines', 'x'.repeat(100_000)])('gives back what went in (%#)', (plain) => {
    expect(encryption.decrypt(encryption.encrypt(plain))).toBe(plain);
  });

  it('hides the text and never looks the same twice', () => {
    const [a, b] = [encryption.encrypt('123456782'), encryption.encrypt('123456782')];
    expect(a).not.toBe(b);
    expect(a).not.toContain('123456782');
    expect(Buffer.from(a.split('.')[1]!, 'base64').toString('latin1')).not.toContain('123456782');
  });

  it('refuses with another key, and says what to do without repeating the text', () => {
    const stored = new Encryption(newSecret()).encrypt('123456782');
    const reading = () => encryption.decrypt(stored);
    expect(reading).toThrow(Problem);
    expect(reading).toThrow(/LEERSPOOR_SLEUTEL/);
    expect(reading).not.toThrow(/123456782/);
  });

  it('refuses text that was changed, cut off or never encrypted', () => {
    const stored = encryption.encrypt('123456782');
    const bytes = Buffer.from(stored.slice(2), 'base64');
    bytes[bytes.length - 1]! ^= 1;
    for (const bad of [
      `1.${bytes.toString('base64')}`,
      stored.slice(0, 10),
      '1.',
      '',
      '123456782',
      `2${stored.slice(1)}`,
    ]) {
      expect(() => encryption.decrypt(bad)).toThrow(Problem);
    }
  });

  it('refuses the stored text of one value with the tag cut short', () => {
    const bytes = Buffer.from(encryption.encrypt('').slice(2), 'base64');
    expect(() => encryption.decrypt(`1.${bytes.subarray(0, bytes.length - 8).toString('base64')}`)).toThrow(Problem);
  });

  describe('after a change of key', () => {
    const [first, second] = [key(1), key(2)];
    const before = new Encryption(first);
    const after = new Encryption(`${first},${second}`);

    it('reads what was written before and writes with the new key', () => {
      expect(after.decrypt(before.encrypt('oud'))).toBe('oud');
      expect(after.encrypt('nieuw').startsWith('2.')).toBe(true);
      expect(() => before.decrypt(after.encrypt('nieuw'))).toThrow(Problem);
    });

    it('finds with the same index, in whatever order the keys are given', () => {
      expect(after.index('123456782')).toBe(before.index('123456782'));
      expect(new Encryption(`${second}\n${first}`).index('123456782')).toBe(before.index('123456782'));
      expect(new Encryption(`${second}\n${first}`).encrypt('x').startsWith('2.')).toBe(true);
    });
  });

  it('has an index that is the same for the same value and key, and for no other', () => {
    expect(encryption.index('123456782')).toBe(new Encryption(secret).index('123456782'));
    expect(encryption.index('123456782')).not.toBe(encryption.index('123456783'));
    expect(encryption.index('123456782')).not.toBe(new Encryption(newSecret()).index('123456782'));
    expect(encryption.index('123456782')).toMatch(/^[\w-]{22}$/);
  });

  it.each(['', 'geheim', '1:', '1:AAAA', `x:${newSecret().slice(2)}`, `${newSecret()},`, newSecret().slice(2)])(
    'refuses a secret of another form and does not repeat it (%#)',
    (bad) => {
      expect(() => new Encryption(bad)).toThrow('moet de vorm');
      if (bad.length > 3) expect(() => new Encryption(bad)).not.toThrow(bad);
    },
  );
});
