import { randomBytes } from 'node:crypto';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { Problem } from '../../src/platform/errors';
import { carried, cell, fileCell } from '../../src/platform/place';
import { contactPerson, pupil, pupilAlias } from '../../src/registry/tables';

/** Made by the version of 22 November 2026, before texts were bound to their place, with this key. */
const OLD_KEY = '1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';
const OLD_TEXT = '1.AwMDAwMDAwMDAwMDT0hwMokz6K4BsXO0W/SBEmOOyCkW2xQ8vg==';

const HERE = cell(pupil, 'pgn', { id: 'a' });
const key = (version: number) => `${version}:${randomBytes(32).toString('base64')}`;

describe('encryption', () => {
  const secret = newSecret();
  const encryption = new Encryption(secret);

  it.each(['123456782', '', 'é, ß, 漢字 and\nlines', 'x'.repeat(100_000)])('gives back what went in (%#)', (plain) => {
    expect(encryption.decrypt(encryption.encrypt(plain, HERE), HERE)).toBe(plain);
  });

  it('hides the text and never looks the same twice', () => {
    const [a, b] = [encryption.encrypt('123456782', HERE), encryption.encrypt('123456782', HERE)];
    expect(a).not.toBe(b);
    expect(a).not.toContain('123456782');
    expect(Buffer.from(a.split('~')[1]!, 'base64').toString('latin1')).not.toContain('123456782');
  });

  it('refuses with another key, and says what to do without repeating the text', () => {
    const stored = new Encryption(newSecret()).encrypt('123456782', HERE);
    const reading = () => encryption.decrypt(stored, HERE);
    expect(reading).toThrow(Problem);
    expect(reading).toThrow(/LEERSPOOR_SLEUTEL/);
    expect(reading).not.toThrow(/123456782/);
  });

  it('refuses text that was changed, cut off or never encrypted', () => {
    const stored = encryption.encrypt('123456782', HERE);
    const bytes = Buffer.from(stored.slice(2), 'base64');
    bytes[bytes.length - 1]! ^= 1;
    for (const bad of [
      `1~${bytes.toString('base64')}`,
      stored.slice(0, 10),
      '1.',
      '1~',
      '',
      '123456782',
      `2${stored.slice(1)}`,
    ]) {
      expect(() => encryption.decrypt(bad, HERE)).toThrow(Problem);
    }
  });

  it('refuses the stored text of one value with the tag cut short', () => {
    const bytes = Buffer.from(encryption.encrypt('', HERE).slice(2), 'base64');
    expect(() => encryption.decrypt(`1~${bytes.subarray(0, bytes.length - 8).toString('base64')}`, HERE)).toThrow(
      Problem,
    );
  });

  describe('after a change of key', () => {
    const [first, second] = [key(1), key(2)];
    const before = new Encryption(first);
    const after = new Encryption(`${first},${second}`);

    it('reads what was written before and writes with the new key', () => {
      expect(after.decrypt(before.encrypt('oud', HERE), HERE)).toBe('oud');
      expect(after.encrypt('nieuw', HERE).startsWith('2~')).toBe(true);
      expect(() => before.decrypt(after.encrypt('nieuw', HERE), HERE)).toThrow(Problem);
    });

    it('stores under the index of the new key and still finds that of the old, in whatever order they are given', () => {
      for (const keys of [after, new Encryption(`${second}\n${first}`)]) {
        expect(keys.index('123456782')).not.toBe(before.index('123456782'));
        expect(keys.indexes('123456782')).toEqual([keys.index('123456782'), before.index('123456782')]);
        expect(keys.encrypt('x', HERE).startsWith('2~')).toBe(true);
        expect(keys.changing).toBe(true);
      }
      expect(before.indexes('123456782')).toEqual([before.index('123456782')]);
      expect(before.changing).toBe(false);
    });

    it('with ~ before it a key reads and does not write', () => {
      const reader = new Encryption(`${first},~${second}`);
      expect(reader.decrypt(after.encrypt('nieuw', HERE), HERE)).toBe('nieuw');
      expect(reader.encrypt('x', HERE).startsWith('1~')).toBe(true);
      expect(reader.indexes('a')).toEqual([before.index('a'), after.index('a')]);
      expect(() => new Encryption(`~${first}`)).toThrow('schrijft');
      expect(() => new Encryption(`${first},${first}`)).toThrow('twee keer');
    });

    it('takes other keys while it runs', () => {
      const running = new Encryption(first);
      const old = running.index('a');
      const text = running.encrypt('oud', HERE);
      running.replace(`${first},${second}`);
      expect(running.decrypt(text, HERE)).toBe('oud');
      expect(running.isCurrent(text)).toBe(false);
      expect(running.index('a')).not.toBe(old);
      expect(running.isCurrent(running.encrypt('oud', HERE))).toBe(true);
    });
  });

  describe('a text', () => {
    const stored = encryption.encrypt('123456782', HERE);

    it.each([
      ['another row', cell(pupil, 'pgn', { id: 'b' })],
      ['another column', cell(pupil, 'contact', { id: 'a' })],
      ['another table', cell(pupilAlias, 'pgn', {})],
      ['a file', fileCell('bijlage', 'a')],
      ['an address', carried('zoekterm')],
    ])('moved to %s cannot be read', (_where, place) => {
      expect(encryption.decrypt(stored, HERE)).toBe('123456782');
      expect(() => encryption.decrypt(stored, place)).toThrow(Problem);
    });

    it('is bound to every part of a key, and no two keys look alike', () => {
      const bound = (pupil_id: string, name: string) => cell(contactPerson, 'contact', { pupil_id, name });
      expect(bound('a', 'b c')).not.toBe(bound('a b', 'c'));
      expect(bound('a","b', 'c')).not.toBe(bound('a', 'b","c'));
    });

    it('from before texts were bound is read in a column and nowhere else, and is not current', () => {
      const old = new Encryption(OLD_KEY);
      expect(old.decrypt(OLD_TEXT, HERE)).toBe('123456782');
      expect(old.isCurrent(OLD_TEXT)).toBe(false);
      expect(() => old.decrypt(OLD_TEXT, carried('zoekterm'))).toThrow(Problem);
      // what is bound does not pass for what is not
      expect(() => old.decrypt(old.encrypt('x', HERE).replace('~', '.'), HERE)).toThrow(Problem);
    });

    it('of a column that once was plain is given as it is, and only where it was not encrypted', () => {
      expect(encryption.decryptUnlessPlain('gewone tekst', HERE)).toBe('gewone tekst');
      expect(encryption.decryptUnlessPlain(stored, HERE)).toBe('123456782');
      expect(() => encryption.decryptUnlessPlain(stored, carried('zoekterm'))).toThrow(Problem);
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
