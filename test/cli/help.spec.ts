import { CSV_KINDS, IMPORT_KINDS } from '../../src/imports/import-kinds';
import { EXPLAINED } from '../../src/imports/kinds-explained';
import { absence } from '../../src/imports/readers/absence';
import type { Columns } from '../../src/imports/readers/columns';
import { duoLocations } from '../../src/imports/readers/duo-locations';
import { diplomas, enrolments, exemptions } from '../../src/imports/readers/education';
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
  ...['controle', 'bewaren', 'koppeling', 'sleutel', 'beheerder', 'abonnement', 'doctor'],
];
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
    const readers: Partial<Record<(typeof CSV_KINDS)[number], { columns: Columns }>> = {
      ...{ scholen: schools, 'vrije-dagen': freeDays, leerlingen: pupils, contactpersonen: contactPersons },
      ...{ 'vsv-status': vsvStatuses, inschrijvingen: enrolments, diplomas, vrijstellingen: exemptions },
      ...{
        verzuim: absence(asDay('2026-01-01')),
        meldingen: meldingen(asDay('2026-01-01')),
        medewerkers: staff,
        'duo-vestigingen': duoLocations,
      },
      ...{ programma: programme, streefcijfers: targets },
    };
    for (const kind of CSV_KINDS) {
      const reader = readers[kind];
      if (!reader) {
        expect(EXPLAINED[kind].columns).toContain('zoals DUO het bestand levert');
        continue;
      }
      const known = Object.entries(reader.columns).map(([name, { required }]) => (required ? name : `[${name}]`));
      expect({ kind, columns: EXPLAINED[kind].columns.split('; ').sort() }).toEqual({ kind, columns: known.sort() });
    }
  });
});
