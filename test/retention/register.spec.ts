import { PURPOSES } from '../../src/access/log/purposes';
import { tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import { readConfig } from '../../src/platform/config-file';
import { readSettings } from '../../src/platform/settings';
import type { CleanUpRule } from '../../src/retention/clean-up';
import { dpiaOf } from '../../src/retention/register/dpia';
import { KIND_OF_TABLE } from '../../src/retention/register/data-kinds';
import { registerOf } from '../../src/retention/register/register';
import { dpiaMarkdown, registerMarkdown } from '../../src/retention/register/write-markdown';
import type { RetentionRule } from '../../src/retention/rules';
import { TABLE_RULES } from '../../src/retention/table-rules';
import { run } from '../cli/support';

const terms = readConfig<RetentionRule[]>('retention', 'bewaartermijnen.json');
const cleanUp = readConfig<CleanUpRule[]>('retention', 'opruimtermijnen.json');
const facts = { day: asDay('2026-11-26'), tables, terms, cleanUp, settings: readSettings({}) };
const register = registerOf(facts);
const entry = (id: string) => register.verwerkingen.find((one) => one.id === id)!;

describe('the register of processing activities (AVG art. 30)', () => {
  it('has each purpose that the log knows, with a ground in law', () => {
    expect(register.verwerkingen.map((one) => one.doel)).toEqual(Object.values(PURPOSES));
    for (const one of register.verwerkingen) expect(one.grondslag).toMatch(/AVG art\. [56]/);
  });

  it('has every table with data of persons, in some activity', () => {
    const told = new Set(register.verwerkingen.flatMap((one) => one.gegevens.flatMap((kind) => kind.tabellen)));
    const personal = [...TABLE_RULES].filter(([, rule]) => rule !== 'geen').map(([name]) => name);
    expect(personal.filter((name) => !told.has(name))).toEqual([]);
    expect([...KIND_OF_TABLE.keys()].filter((name) => !TABLE_RULES.has(name))).toEqual([]);
  });

  it('has a term of keeping for each kind, and every rule of config/retention in force', () => {
    const all = register.verwerkingen.flatMap((one) => one.gegevens);
    expect(all.filter((kind) => kind.bewaartermijnen.length === 0)).toEqual([]);
    const told = all.flatMap((kind) => kind.bewaartermijnen).join('\n');
    for (const { klasse, jaren } of terms) expect(told).toContain(`${klasse}: ${jaren} jaar`);
    for (const { soort, dagen } of cleanUp) expect(told).toContain(`${soort}: ${dagen} dag`);
  });

  it('follows a rule that changes, from its day on', () => {
    const longer = { ...terms.find((one) => one.klasse === 'verzuim')!, vanaf: asDay('2026-11-26'), jaren: 7 };
    const said = (day: string) =>
      JSON.stringify(registerOf({ ...facts, terms: [...terms, longer], day: asDay(day) }).verwerkingen);
    expect(said('2026-11-25')).not.toContain('verzuim: 7 jaar');
    expect(said('2026-11-26')).toContain('verzuim: 7 jaar');
  });

  it('tells who sees what as the scope answers', () => {
    expect(entry('verzuim').toegang).toEqual([
      {
        rol: 'schoolmedewerker',
        ziet: ['leerlingen en meldingen van de eigen school, geen dossiers', 'cijfers zonder personen'],
      },
    ]);
    const officer = entry('leerplicht').toegang[0]!.ziet.join();
    expect(officer).toContain('Wpg');
    expect(officer).not.toContain('Doorstroompunt');
    expect(entry('doorstroompunt').toegang[0]!.ziet.join()).not.toContain('Wpg');
    expect(entry('controle').toegang[0]!.ziet).toEqual(['het logboek', 'vernietigingslijsten van het eigen gebied']);
  });

  it('follows the settings: mail and the login of an organisation are named where they are used', () => {
    const text = JSON.stringify(register);
    expect(text).not.toMatch(/mailserver|OpenID/);
    const settings = readSettings({
      ...{ LEERSPOOR_SMTP: 'smtp://mail.example', LEERSPOOR_MAIL_VAN: 'a@b.nl', LEERSPOOR_OIDC: 'oidc.json' },
    });
    const other = registerOf({ ...facts, settings }).verwerkingen;
    expect(other.find((one) => one.id === 'leerplicht')!.ontvangers.join()).toContain('mailserver');
    expect(other.find((one) => one.id === 'toegang')!.ontvangers.join()).toContain('OpenID Connect');
  });

  it('names every encrypted column', () => {
    const told = new Set(register.verwerkingen.flatMap((one) => one.gegevens.flatMap((kind) => kind.versleuteld)));
    const personal = tables.filter(({ name }) => KIND_OF_TABLE.has(name));
    const encrypted = personal.flatMap(({ name, columns }) =>
      Object.entries(columns).flatMap(([column, { secret }]) => (secret ? [`${name}.${column}`] : [])),
    );
    expect(encrypted.length).toBeGreaterThan(30);
    expect([...told].sort()).toEqual(encrypted.sort());
  });
});

describe('as documents', () => {
  const cells = (line: string) => line.split(/(?<!\\)\|/).length;
  it.each([
    ['register', registerMarkdown(register)],
    ['dpia', dpiaMarkdown(dpiaOf(register))],
  ])('the %s has tables of equal rows', (_, text) => {
    const blocks = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(new Set(block.trim().split('\n').map(cells)).size).toBe(1);
    expect(text).not.toMatch(/undefined|null|\[object/);
    expect(text).toContain('26 november 2026');
  });

  it('come from the command line, without a database', async () => {
    const env = { LEERSPOOR_PEILDATUM: '2026-11-26', LEERSPOOR_DATABASE: '/nergens/leerspoor.db' };
    const { code, stdout, stderr } = await run(['avg', 'register'], env);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: registerMarkdown(register) });
    const json = await run(['avg', 'dpia', '--json'], env);
    expect(JSON.parse(json.stdout)).toMatchObject({ register: { datum: '2026-11-26' } });
    expect((await run(['avg', 'dpia'], env)).stdout).toContain('# Begin van een DPIA');
  });
});
