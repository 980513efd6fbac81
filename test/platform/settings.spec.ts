import { newSecret } from '../../src/platform/encryption';
import { UsageProblem } from '../../src/platform/errors';
import { readSettings } from '../../src/platform/settings';

function complaint(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageProblem);
    return (error as Error).message;
  }
  throw new Error('these settings were accepted');
}

describe('settings', () => {
  it('run on defaults alone', () => {
    expect(readSettings({})).toMatchObject({
      LEERSPOOR_DATABASE: '.leerspoor/leerspoor.db',
      PORT: 3000,
      HOST: '127.0.0.1',
      LEERSPOOR_REDIS: undefined,
      LEERSPOOR_PEILDATUM: undefined,
    });
  });

  it('take what is given, numbers as numbers', () => {
    const given = { PORT: '0', HOST: '::1', LEERSPOOR_PEILDATUM: '2026-02-28', LEERSPOOR_REDIS: 'redis://localhost:1' };
    expect(readSettings(given)).toMatchObject({ ...given, PORT: 0 });
  });

  it('name every bad variable at once', () => {
    const message = complaint({
      LEERSPOOR_DATABASE: '',
      LEERSPOOR_REDIS: 'localhost',
      LEERSPOOR_SLEUTEL: 'geheim',
      LEERSPOOR_PEILDATUM: '2026-02-30',
      PORT: '3000x',
      HOST: '',
      LEERSPOOR_LOGNIVEAU: 'hard',
      LEERSPOOR_DATABASE_VERBINDINGEN: '0',
      LEERSPOOR_GELIJKTIJDIG: '0',
      LEERSPOOR_IMPORT_ALARM: '1,5',
      LEERSPOOR_METRICS_TOKEN: '',
      LEERSPOOR_THEMA: '../../etc',
    });
    const named = ['DATABASE', 'REDIS', 'SLEUTEL', 'PEILDATUM', 'LOGNIVEAU', 'DATABASE_VERBINDINGEN', 'IMPORT_ALARM'];
    const names = [...named, 'GELIJKTIJDIG', 'METRICS_TOKEN', 'THEMA']
      .map((name) => `LEERSPOOR_${name} `)
      .concat('PORT ', 'HOST ');
    expect(names.filter((name) => !message.includes(name))).toEqual([]);
    expect(message).not.toContain('geheim');
  });

  it.each(['-1', '65536', '30.5', '', 'NaN'])('refuse the port "%s"', (PORT) => {
    expect(complaint({ PORT })).toContain('PORT ');
  });

  it.each(['2026-02-29', '29-02-2028', '2026-13-01', '', 'vandaag'])('refuse the day "%s"', (LEERSPOOR_PEILDATUM) => {
    expect(complaint({ LEERSPOOR_PEILDATUM })).toContain('LEERSPOOR_PEILDATUM ');
  });

  it('refuse a LEERSPOOR_ variable that does not exist, and leave the names of others alone', () => {
    expect(complaint({ LEERSPOOR_DATBASE: 'x.db' })).toContain('LEERSPOOR_DATBASE bestaat niet');
    expect(() => readSettings({ LEERSPOORTJE: '1', PATH: '/bin', DATABASE_URL: 'x' })).not.toThrow();
  });

  it('let the variables of the tests pass: a process started by a test gets them too', () => {
    expect(() => readSettings({ LEERSPOOR_LANG: '1', LEERSPOOR_TEST_ENGINE: 'postgres' })).not.toThrow();
    expect(complaint({ LEERSPOOR_LANGZAAM: '1' })).toContain('LEERSPOOR_LANGZAAM');
  });

  it.each(['postgres://db/leerspoor', 'postgresql://db/leerspoor'])('demand a key with %s', (LEERSPOOR_DATABASE) => {
    expect(complaint({ LEERSPOOR_DATABASE })).toContain('LEERSPOOR_SLEUTEL moet gezet zijn');
    expect(() => readSettings({ LEERSPOOR_DATABASE, LEERSPOOR_SLEUTEL: newSecret() })).not.toThrow();
  });
});
