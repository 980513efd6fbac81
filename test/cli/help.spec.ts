import { run } from './support';

const COMMANDS = ['demo', 'serve', 'worker', 'migrate', 'import', 'werk', 'peil', 'export', 'taken'];
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
});
