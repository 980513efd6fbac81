import { CSV_KINDS, IMPORT_KINDS } from '../../src/imports/import-kinds';
import { EXAMPLES } from '../../src/imports/kinds-examples';
import { EXPLAINED } from '../../src/imports/kinds-explained';
import { absence } from '../../src/imports/readers/absence';
import { type AnyReader, type Columns, HeaderReader } from '../../src/imports/readers/columns';
import { duoLocations } from '../../src/imports/readers/duo-locations';
import { diplomas, enrolments, exemptions } from '../../src/imports/readers/education';
import { mutations } from '../../src/imports/readers/mutations';
import { takeovers } from '../../src/imports/readers/takeover';
import { programme, targets } from '../../src/imports/readers/programme';
import { meldingen } from '../../src/imports/readers/meldingen';
import { contactPersons, pupils, vsvStatuses } from '../../src/imports/readers/pupils';
import { freeDays, schools } from '../../src/imports/readers/schools';
import { staff } from '../../src/imports/readers/staff';
import { asDay } from '../../src/law/day';
import { run } from './support';

const COMMANDS = [
  ...[
    'demo',
    'serve',
    'worker',
    'migrate',
    'import',
    'werk',
    'peil',
    'export',
    'meldingen',
    'cijfers',
    'simuleer',
    'taken',
  ],
  ...['controle', 'bewaren', 'avg', 'koppeling', 'sleutel', 'beheerder', 'abonnement', 'zaken', 'doctor'],
];
const READERS: Partial<Record<(typeof CSV_KINDS)[number], AnyReader<unknown>>> = {
  ...{ scholen: schools, 'vrije-dagen': freeDays, leerlingen: pupils, contactpersonen: contactPersons },
  ...{ 'vsv-status': vsvStatuses, inschrijvingen: enrolments, diplomas, vrijstellingen: exemptions },
  ...{
    verzuim: absence(asDay('2026-11-26')),
    meldingen: meldingen(asDay('2026-11-26')),
    medewerkers: staff,
    'duo-vestigingen': duoLocations,
  },
  ...{ 'brp-mutaties': mutations, overname: takeovers(asDay('2026-11-26')) },
  ...{ programma: programme, streefcijfers: targets },
};
const ENGLISH =
  /\b(usage|options|commands|arguments|display|help for|default|choices|command|file|the|show|output|version)\b/i;

describe('help', () => {
  it('names every command, in Dutch', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Gebruik: leerspoor \[opties\] \[opdracht\]\n/);
    expect(stdout).not.toMatch(ENGLISH);
    const listed = [...stdout.slice(stdout.indexOf('Opdrachten:')).matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]);
    expect(listed).toEqual([...COMMANDS, 'help']);
  });

  it.each(COMMANDS)('of %s is in Dutch', async (command) => {
    for (const args of [
      [command, '--help'],
      [command, '-h'],
      ['help', command],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Gebruik: leerspoor ${command}`);
      expect(stdout).toContain('toont deze hulp');
      expect(stdout).not.toMatch(ENGLISH);
    }
  });

  it('asks nothing of the settings', async () => {
    expect(await run(['import', '--help'], { PORT: 'x', LEERSPOOR_TYPFOUT: '1' })).toMatchObject({ code: 0 });
  });

  it('of import explains every kind of file', async () => {
    const { stdout } = await run(['import', '--help']);
    for (const kind of IMPORT_KINDS) expect(stdout).toContain(`\n  ${kind}: ${EXPLAINED[kind].what}\n`);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const flat = stdout.replace(/\n +/g, ' ');
    for (const kind of IMPORT_KINDS) expect(flat).toContain(`kolommen: ${EXPLAINED[kind].columns}`);
  });

  it('of import names the columns that the reader of that kind knows', () => {
    for (const kind of CSV_KINDS) {
      const reader = READERS[kind];
      if (!reader) {
        expect(EXPLAINED[kind].columns).toMatch(/zoals DUO het bestand levert|het is een JSON-bestand/);
        continue;
      }
      const known = Object.entries(reader.columns).map(([name, { required }]) => (required ? name : `[${name}]`));
      expect({ kind, columns: EXPLAINED[kind].columns.split('; ').sort() }).toEqual({ kind, columns: known.sort() });
    }
  });

  it.each(IMPORT_KINDS)('of import %s tells its columns, what may stand in them, and an example', async (kind) => {
    const { code, stdout } = await run(['import', kind, '--help']);
    expect(code).toBe(0);
    const flat = stdout.replace(/\n +/g, ' ');
    expect(flat).toContain(EXPLAINED[kind].columns);
    expect(stdout).not.toContain(`\n  ${kind === 'scholen' ? 'leerlingen' : 'scholen'}: `);
    expect(stdout).toContain(`Voorbeeld:\n  ${EXAMPLES[kind].lines.join('\n  ')}\n`);
  });

  it('of import gives examples that can be read, and every list as the reader has it', () => {
    for (const [kind, reader] of Object.entries(READERS)) {
      const { lines, values = {} } = EXAMPLES[kind as keyof typeof EXAMPLES];
      const [header, ...rows] = lines.map((line) => line.split(';'));
      const read = new HeaderReader(reader, header!);
      expect({ kind, missing: read.missing, unknown: read.unknown }).toEqual({ kind, missing: [], unknown: [] });
      for (const row of rows)
        expect({ kind, read: read.read(row) }).toEqual({ kind, read: { row: expect.anything() } });
      for (const [column, { parse }] of Object.entries<Columns[string]>(reader.columns)) {
        const list = /^moet een van deze zijn: (.+)$/.exec(
          (parse('?') as { reason?: string } | null)?.reason ?? '',
        )?.[1];
        const told = (values[column] ?? '').replace(/ \([^)]*\)/g, '').replace(/^bij vo (.+); bij mbo (.+)$/, '$1, $2');
        const needed = kind !== 'meldingen' && column !== 'lesdagen';
        if (list && (needed || (kind === 'meldingen' && told !== '')))
          expect({ kind, column, told }).toEqual({ kind, column, told: list });
      }
    }
  });
});
