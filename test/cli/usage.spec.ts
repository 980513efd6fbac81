import { run } from './support';

describe('wrong usage', () => {
  it.each([
    [[], 'Geef een opdracht.'],
    [['iets'], 'De opdracht iets bestaat niet.'],
    [['--iets'], 'De optie --iets bestaat niet.'],
    [['import'], 'Het argument SOORT ontbreekt.'],
    [['import', 'verzuim'], 'Het argument BESTAND ontbreekt.'],
    [['import', 'verzuim', 'a.csv', 'b.csv'], 'Er staan te veel argumenten.'],
    [['import', 'verzuim', 'a.csv', '--afgekeurd'], 'De optie --afgekeurd <bestand> heeft een waarde nodig.'],
    [['export'], 'Het argument SOORT ontbreekt.'],
    [
      ['export', 'iets'],
      'iets kan hier niet. Kies uit: signalen, dossiers, trajecten, toewijzingen, controle, verwerkingen.',
    ],
    [['export', 'signalen', '--formaat', 'xml'], 'xml kan hier niet. Kies uit: csv, jsonl.'],
    [['peil', '--datum', '2026-02-30'], '2026-02-30 kan hier niet. Geef een bestaande dag als jjjj-mm-dd.'],
    [
      ['werk'],
      'Geef --tot-leeg: een werker die blijft draaien is `leerspoor worker`, of `leerspoor serve` zonder LEERSPOOR_REDIS.',
    ],
    [['taken', '--opnieuw', 'abc'], 'abc is geen nummer van een taak.'],
    [['demo', '--leerlingen', '0'], '0 kan hier niet. Geef een geheel getal boven nul.'],
  ])('%j ends with 2 and one line', async (args, line) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `${line} Zie: leerspoor --help\n` });
  });

  it('of import names the kinds of file', async () => {
    const { code, stderr } = await run(['import', 'iets', 'a.csv']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^[^\n]*leerlingen[^\n]*verzuim[^\n]*\n$/);
  });

  it('of worker says that it needs a shared queue', async () => {
    const { code, stdout, stderr } = await run(['worker'], { LEERSPOOR_DATABASE: '/nergens/leerspoor.db' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'Een werker heeft de gedeelde wachtrij nodig: zet LEERSPOOR_REDIS, bijvoorbeeld op redis://127.0.0.1:6379. ' +
        'Zonder draait de werker mee in `leerspoor serve`. Zie: leerspoor --help\n',
    );
  });

  it('of the settings names every bad one', async () => {
    const { code, stderr } = await run(['migrate'], { PORT: 'x', LEERSPOOR_TYPFOUT: '1' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^De instellingen kloppen niet: LEERSPOOR_TYPFOUT bestaat niet; PORT [^\n]*\n$/);
  });
});
