import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = join(__dirname, '..', '..');

interface Description {
  genericName?: string;
  shortDescription: string;
  longDescription: string;
  features: string[];
}
interface Publiccode {
  publiccodeYmlVersion: string;
  name: string;
  url: string;
  softwareVersion: string;
  platforms: string[];
  categories: string[];
  developmentStatus: string;
  softwareType: string;
  description: Record<string, Description>;
  legal: { license: string };
  maintenance: { type: string; contacts?: { name: string }[] };
  localisation: { localisationReady: boolean; availableLanguages: string[] };
  dependsOn: { open: { name: string; versionMin?: string }[] };
}

/** The keys that publiccode.yml 0.4 demands, and their limits (yml.publiccode.tools). */
describe('publiccode.yml', () => {
  const file = load(readFileSync(join(ROOT, 'publiccode.yml'), 'utf8')) as Publiccode;
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
    engines: { node: string };
  };

  it('has every key that is demanded, with a value that is allowed', () => {
    expect(file.publiccodeYmlVersion).toBe('0.4');
    expect(file.name).toBe('Leerspoor');
    expect(URL.canParse(file.url)).toBe(true);
    expect(['concept', 'development', 'beta', 'stable', 'obsolete']).toContain(file.developmentStatus);
    expect(['standalone/web', 'standalone/backend', 'standalone/other']).toContain(file.softwareType);
    expect(file.platforms.length).toBeGreaterThan(0);
    expect(file.categories.length).toBeGreaterThan(0);
    expect(['internal', 'contract', 'community', 'none']).toContain(file.maintenance.type);
    expect(file.maintenance.contacts!.every(({ name }) => name !== '')).toBe(true);
    expect(typeof file.localisation.localisationReady).toBe('boolean');
    expect(file.localisation.availableLanguages).toContain('nl');
  });

  it.each(Object.keys(file.description))('describes it in %s within the limits', (language) => {
    const { genericName, shortDescription, longDescription, features } = file.description[language]!;
    expect(genericName!.length).toBeLessThanOrEqual(35);
    expect(shortDescription.trim().length).toBeLessThanOrEqual(150);
    expect(longDescription.length).toBeGreaterThanOrEqual(150);
    expect(longDescription.length).toBeLessThanOrEqual(10_000);
    expect(features.length).toBeGreaterThan(0);
    expect(features.every((one) => one.length <= 100)).toBe(true);
  });

  it('says what package.json says', () => {
    expect(file.softwareVersion).toBe(own.version);
    expect(file.legal.license).toBe(own.license);
    const node = file.dependsOn.open.find(({ name }) => name === 'Node.js')!;
    expect(own.engines.node).toContain(node.versionMin!);
  });
});
