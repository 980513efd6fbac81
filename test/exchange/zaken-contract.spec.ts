import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { WRITABLE } from './zaken-api';

/**
 * The published document, `src/openapi.yaml` of VNG-Realisatie/zaken-api at 1.5.x. It is not ours to copy, and there is
 * no network in the suite: who has it names it, everywhere else this is listed as not run.
 */
const PATH = process.env['TEST_ZAKEN_OPENAPI'];
const where = PATH === undefined ? 'the shapes of Zaken [not run: no TEST_ZAKEN_OPENAPI]' : 'the shapes of Zaken';

interface Property {
  readOnly?: boolean;
  maxLength?: number;
  format?: string;
}
interface Schema {
  required?: string[];
  properties: Record<string, Property>;
}
interface Published {
  info: { version: string };
  paths: Record<string, Record<string, { requestBody?: unknown }>>;
  components: { schemas: Record<string, Schema & { enum?: string[] }> };
}

(PATH === undefined ? describe.skip : describe)(where, () => {
  const document = PATH === undefined ? null : (load(readFileSync(PATH, 'utf8')) as Published);
  const schema = (name: string) => document!.components.schemas[name]!;

  it('are of version 1.5', () => {
    expect(document!.info.version).toMatch(/^1\.5\./);
  });

  describe.each(Object.entries(WRITABLE))('%s', (list, ours) => {
    it('are written as the document has it', () => {
      const { requestBody } = document!.paths[`/${list}`]!['post']!;
      expect(JSON.stringify(requestBody)).toContain(`#/components/schemas/${ours.schema}"`);
    });

    it('need what the document needs', () => {
      const { required = [], properties } = schema(ours.schema);
      expect([...ours.required].sort()).toEqual(required.filter((name) => !properties[name]!.readOnly).sort());
    });

    it('have fields of the document, as long as it allows', () => {
      const { properties } = schema(ours.schema);
      for (const [name, { maxLength, format }] of Object.entries<Property>(ours.properties)) {
        // who is meant is told in a schema per kind of person
        if (name === 'betrokkeneIdentificatie') continue;
        expect([name, properties[name]?.readOnly]).toEqual([name, undefined]);
        expect([name, properties[name]]).toEqual([name, expect.anything()]);
        expect([name, maxLength]).toEqual([name, properties[name]!.maxLength]);
        expect([name, format]).toEqual([name, properties[name]!.format]);
      }
    });
  });

  it('name a person as the document does', () => {
    const { identificatie, achternaam } = schema('RolMedewerker').properties;
    const { inpBsn } = schema('RolNatuurlijkPersoon').properties;
    const [identity] = Object.entries<object>(WRITABLE['rollen']!.properties)
      .filter(([name]) => name === 'betrokkeneIdentificatie')
      .map(([, value]) => (value as Schema).properties);
    expect(
      [identity!['identificatie'], identity!['achternaam'], identity!['inpBsn']].map((one) => one!.maxLength),
    ).toEqual([identificatie, achternaam, inpBsn].map((one) => one!.maxLength));
  });
});
