import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStrongEnough, personOf, speaksOfRoles } from '../../src/access/oidc/person';
import { type ProviderSettings, readProviderFile } from '../../src/access/oidc/provider-file';

const folder = mkdtempSync(join(tmpdir(), 'leerspoor-oidc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = {
  ...{ code: 'emmen', naam: 'Emmen', uitgever: 'https://login.emmen.example', client: 'leerspoor' },
  ...{ medewerker: 'nummer', rollen: { claim: 'groepen', waarden: { LPA: 'leerplichtambtenaar' } } },
};
const read = (content: unknown) => {
  const path = join(folder, 'oidc.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readProviderFile(path);
};
const wrong = (content: unknown): string => {
  try {
    read(content);
  } catch (error) {
    return (error as Error).message;
  }
  return 'niets';
};

describe('the file of providers', () => {
  it('may be absent, and is taken where it is good', () => {
    expect(readProviderFile(undefined)).toMatchObject({ aanbieders: [], systemen: [] });
    expect(read({ aanbieders: [GOOD] }).aanbieders[0]).toMatchObject(GOOD);
  });

  it('is refused with the name of every bad field', () => {
    const told = wrong({
      aanbieders: [
        {
          ...GOOD,
          uitgever: 'http://login.example',
          rollen: { claim: '', waarden: { X: 'directeur' } },
          kleur: 'rood',
        },
        { ...GOOD, code: 'A B', gebieden: { gemeenten: { claim: 'g', toegestaan: [] } }, verhoging: { rollen: ['x'] } },
      ],
      systemen: [{ uitgever: 'https://a.example', jwks: 'ftp://a.example', publiek: '' }],
      anders: 1,
    });
    for (const field of [
      'aanbieders.0.uitgever moet een https-adres zijn',
      'aanbieders.0.rollen.claim mag niet leeg zijn',
      'aanbieders.0.rollen.waarden moet per waarde een van deze rollen noemen',
      'aanbieders.0.kleur bestaat niet',
      'aanbieders.1.code moet bestaan uit',
      'aanbieders.1.gebieden.gemeenten.toegestaan mag niet leeg zijn',
      'aanbieders.1.verhoging.rollen mag alleen bevatten',
      'systemen.0.jwks moet een https-adres zijn',
      'systemen.0.publiek mag niet leeg zijn',
      'anders bestaat niet',
    ]) {
      expect(told).toContain(field);
    }
  });

  it('is refused where it is no JSON, names a provider twice, or a secret that is not there', () => {
    expect(wrong('{')).toContain('niet te lezen als JSON-object');
    expect(wrong([])).toContain('niet te lezen als JSON-object');
    expect(() => readProviderFile(join(folder, 'niet'))).toThrow('niet te lezen als JSON-object');
    expect(wrong({ aanbieders: [GOOD, GOOD] })).toContain('emmen staat er twee keer');
    expect(wrong({ aanbieders: [{ ...GOOD, geheimBestand: 'weg' }] })).toContain('aanbieders.0.geheimBestand');
    expect(wrong({ aanbieders: [{ ...GOOD, secret: 'x' }] })).toContain('gebruik geheimBestand');
    expect(wrong({ aanbieders: [null] })).not.toBe('niets');
    expect(wrong({ aanbieders: {} })).toContain('aanbieders moet een lijst zijn');
  });
});

describe('what claims say of a person', () => {
  const provider = {
    ...GOOD,
    voorvoegsel: 'e-',
    gebieden: { gemeenten: { claim: 'g', toegestaan: ['0114'] }, scholen: { claim: 's', toegestaan: ['01AB'] } },
    verhoging: { rollen: ['leerplichtambtenaar'], acr: ['hoog'], amr: ['mfa', 'otp'] },
  } as ProviderSettings;
  const claims = {
    sub: 'x',
    nummer: 7,
    name: 'Ada',
    groepen: ['LPA', 'LPA', 'constructor'],
    g: '0114, 0115',
    s: '01ab',
  };

  it('takes only the roles and areas that the settings name', () => {
    expect(personOf(provider, claims)).toEqual({
      ...{ subject: 'x', employee: 'e-7', name: 'Ada', roles: ['leerplichtambtenaar'] },
      ...{ areas: ['gemeente 0114', 'school 01AB'], kinds: ['gemeente', 'school'] },
    });
    expect(personOf({ ...provider, gebieden: undefined }, claims)).toMatchObject({ areas: [], kinds: [] });
    expect(personOf(provider, { sub: 'x', nummer: '7' })).toMatchObject({ roles: [], areas: [], name: 'e-7' });
  });

  it('keeps a name with a comma whole, and makes no two people one by what stands before it', () => {
    expect(personOf(provider, { ...claims, name: 'Adema, Ada' })).toMatchObject({ name: 'Adema, Ada' });
    expect(personOf(provider, { ...claims, sub: 'a,b' })).toMatchObject({ subject: 'a,b' });
    expect(personOf(provider, { ...claims, sub: ' a' })).toMatchObject({ subject: ' a' });
    expect(personOf(provider, { ...claims, nummer: ['7', '8'] })).toMatchObject({ employee: 'e-7' });
    expect(personOf(provider, { ...claims, nummer: '7,8' })).toBeNull();
  });

  it('says at a renewal which roles there are by the claim, or by an ID token that names the employee', () => {
    const { g: _, ...silent } = { ...claims, [provider.rollen.claim]: undefined };
    expect(speaksOfRoles(provider, claims, null)).toBe(true);
    expect(speaksOfRoles(provider, silent, null)).toBe(false);
    expect(speaksOfRoles(provider, silent, { sub: 'x' })).toBe(false);
    expect(speaksOfRoles(provider, silent, { sub: 'x', nummer: '7' })).toBe(true);
  });

  it('is nobody without a subject or a good code of an employee', () => {
    for (const change of [
      { sub: undefined },
      { nummer: '' },
      { nummer: {} },
      { nummer: 'a b' },
      { nummer: 'x'.repeat(60) },
    ]) {
      expect(personOf(provider, { ...claims, ...change })).toBeNull();
    }
  });

  it('asks for acr or amr where a role asks for it, and not elsewhere', () => {
    const strong = (more: object, roles: ['leerplichtambtenaar'] | [] = ['leerplichtambtenaar']) =>
      isStrongEnough(provider, roles, { ...claims, ...more });
    expect([strong({}), strong({ acr: 'laag' }), strong({ amr: ['pwd'] })]).toEqual([false, false, false]);
    expect([strong({ acr: 'hoog' }), strong({ amr: ['pwd', 'otp'] }), strong({}, [])]).toEqual([true, true, true]);
    expect(isStrongEnough({ ...provider, verhoging: undefined }, ['leerplichtambtenaar'], claims)).toBe(true);
  });
});
