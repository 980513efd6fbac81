import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, leerspoor } from '../support/process';

const MIGRATE_FIRST = 'De database hoort niet bij deze versie. Voer eerst `leerspoor migrate` uit.\n';

const FILES: Record<string, string> = {
  scholen:
    'brin;vestiging;naam;gemeentecode;vakantieregio\n99AA;01;De Proef;0037;Noord\n99AA;02;De Tweede;0037;Noord\n',
  leerlingen:
    'pgn;geboortedatum;gemeentecode\n' + '100000009;2012-05-01;0037\n100000010;2012-06-01;0037\n123;2012-06-01;0037\n',
  inschrijvingen:
    'pgn;brin;vestiging;onderwijssoort;begindatum\n100000009;99AA;01;vo;2025-08-01\n100000010;99AA;01;vo;2025-08-01\n',
  medewerkers: 'medewerker;naam;rol;gemeenten\nLPA-1;Eén;leerplichtambtenaar;0037\n',
  // sixteen hours in one week of November, and one hour for the other pupil
  verzuim:
    'registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag\n' +
    ['10', '11', '12', '13'].map((day, i) => `${i};100000009;99AA;01;2025-11-${day};4,00;ongeoorloofd;nee\n`).join('') +
    '9;100000010;99AA;01;2025-11-10;1.5;ongeoorloofd;nee\n',
};

describe('the commands, from file to export', () => {
  let folder: string;
  let env: Record<string, string>;
  const file = (name: string): string => join(folder, `${name}.csv`);

  beforeAll(() => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-cli-'));
    env = { LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'), LEERSPOOR_PEILDATUM: '2026-01-15' };
    for (const [name, text] of Object.entries(FILES)) writeFileSync(file(name), text);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts no database by a typing mistake', async () => {
    const { code, stdout, stderr } = await leerspoor(['werk', '--tot-leeg'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/bestaat nog niet\. Voer eerst `leerspoor migrate` uit/);
    expect(existsSync(join(folder, 'leerspoor.db'))).toBe(false);
    // an empty file is a database without tables
    writeFileSync(join(folder, 'leerspoor.db'), '');
  });

  it.each([
    ['import', 'scholen', 'x.csv'],
    ['werk', '--tot-leeg'],
    ['peil'],
    ['taken'],
    ['export', 'signalen'],
    ['serve'],
  ])('stops where the database is not at this version: %s', async (...args) => {
    expect(await leerspoor(args, env)).toEqual({ code: 1, stdout: '', stderr: MIGRATE_FIRST });
  });

  it('migrate brings it there, and is done the second time', async () => {
    expect(await leerspoor(['migrate'], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/bijgewerkt/) });
    expect(await leerspoor(['migrate'], env)).toMatchObject({
      code: 0,
      stdout: 'De database is al bij deze versie.\n',
    });
  });

  it('import says so where the file is not there', async () => {
    const { code, stdout, stderr } = await leerspoor(['import', 'scholen', file('weg')], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]*weg\.csv[^\n]*\n$/);
  });

  it('import refuses a folder for the rows to mend before it reads anything', async () => {
    const { code, stdout, stderr } = await leerspoor(
      ['import', 'scholen', file('scholen'), '--afgekeurd', folder],
      env,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`${folder} is een map. Geef achter --afgekeurd een bestand.\n`);
  });

  it('import reads a file and reports', async () => {
    const { code, stdout } = await leerspoor(['import', 'scholen', file('scholen')], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/scholen: 2 regels gelezen\n {2}nieuw +2\n/);
  });

  it('import --proef stores nothing', async () => {
    const { stdout } = await leerspoor(['import', 'leerlingen', file('leerlingen'), '--proef', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ gelezen: 3, nieuw: 2 });
  });

  it('import ends with 1 where a row was rejected, keeps the others and writes what is to be mended', async () => {
    const rejected = file('afgekeurd');
    const args = ['import', 'leerlingen', file('leerlingen'), '--json', '--afgekeurd', rejected];
    const { code, stdout, stderr } = await leerspoor(args, env);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { afgekeurd: { waarde: string }[] };
    expect(Object.keys(report).sort()).toEqual(
      ['soort', 'gelezen', 'nieuw', 'gewijzigd', 'ongewijzigd', 'afgekeurd', 'meldingen'].sort(),
    );
    expect(report).toMatchObject({
      ...{ soort: 'leerlingen', gelezen: 3, nieuw: 2, gewijzigd: 0, ongewijzigd: 0 },
      afgekeurd: [{ regel: 4, kolom: 'pgn', waarde: '*23', reden: expect.any(String) }],
    });
    expect(stderr).toContain('afgekeurd');
    expect(readFileSync(rejected, 'utf8')).toContain('123;2012-06-01;0037');
  });

  it('work, sweep and export', async () => {
    for (const kind of ['medewerkers', 'inschrijvingen', 'verzuim']) {
      expect(await leerspoor(['import', kind, file(kind)], env)).toMatchObject({ code: 0 });
    }
    const waiting = JSON.parse((await leerspoor(['taken', '--json'], env)).stdout) as { aantallen: unknown[] };
    expect(waiting.aantallen).toContainEqual({ soort: 'beoordeel-leerling', staat: 'wacht', aantal: 2 });
    expect(JSON.stringify(waiting)).not.toContain('10000');
    expect(await leerspoor(['werk', '--tot-leeg'], env)).toMatchObject({ code: 0 });
    expect(await leerspoor(['peil', '--datum', '2026-01-15', '--json'], env)).toMatchObject({ code: 0 });
    expect(await leerspoor(['werk', '--tot-leeg', '--json'], env)).toMatchObject({ code: 0 });
    expect((await leerspoor(['taken'], env)).stdout).toBe('Er staat niets in de wachtrij.\n');

    const [header, signal, ...others] = (await leerspoor(['export', 'signalen'], env)).stdout.split('\n');
    expect(header).toBe('signaal;regel;pgn;brin;vestiging;begindatum;einddatum;uren;status;dossier;rol;medewerker');
    expect(signal).toMatch(
      /^[0-9a-f-]{36};verzuim-16u;100000009;99AA;99AA01;2025-11-10;2025-11-13;16\.00;geregistreerd;[0-9a-f-]{36};leerplichtambtenaar;LPA-1$/,
    );
    expect(others).toEqual(['']);

    const assignments = (await leerspoor(['export', 'toewijzingen', '--formaat', 'jsonl'], env)).stdout.trim();
    expect(JSON.parse(assignments)).toEqual({
      ...{ dossier: signal!.split(';')[9], pgn: '100000009', rol: 'leerplichtambtenaar', medewerker: 'LPA-1' },
      ...{ datum: '2026-01-15', reden: expect.any(String) },
    });
    const dossiers = (await leerspoor(['export', 'dossiers'], env)).stdout.split('\n');
    expect(dossiers[0]).toBe('dossier;pgn;regime;status;geopend;gesloten;rol;medewerker;gemeente;te_sluiten');
    expect(dossiers[1]).toMatch(/;100000009;leerplicht;[a-z_]+;2026-01-15;;leerplichtambtenaar;LPA-1;0037;nee$/);
  });

  it('taken --opnieuw says so where there is no such job', async () => {
    const id = '01890000-0000-7000-8000-000000000000';
    const { code, stderr } = await leerspoor(['taken', '--opnieuw', id], env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `Geen mislukte taak met nummer ${id}.\n` });
  });

  it('peil warns of a day after today, and of one before a day that holds', async () => {
    const swept = async (day: string) => (await leerspoor(['peil', '--datum', day], env)).stderr;
    expect(await swept('2026-01-15')).toBe('');
    expect(await swept('2026-01-16')).toBe(
      'Let op: 2026-01-16 is na vandaag. Signalen blijven op die dag beoordeeld tot er later is gepeild.\n',
    );
    expect(await swept('2026-01-15')).toBe(
      'Let op: er is al gepeild op 2026-01-16. Signalen blijven beoordeeld op die dag.\n',
    );
  });
});
