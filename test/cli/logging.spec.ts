import { pino } from 'pino';
import { Problem } from '../../src/platform/errors';
import { logOptions } from '../../src/platform/logging';

function logged(level: string, ...line: [object, string?]): Record<string, unknown> {
  let text = '';
  const log = pino(logOptions(level), { write: (part: string) => void (text += part) });
  log.error(...line);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('log lines', () => {
  it('leave out what says who it is about', () => {
    const line = logged('info', { pgn: '999990019', taak: 7, leerling: { achternaam: 'Vries', leerjaar: 3 } }, 'klaar');
    expect(line).toMatchObject({ niveau: 'error', taak: 7, leerling: { leerjaar: 3 }, msg: 'klaar' });
    expect(JSON.stringify(line)).not.toMatch(/999990019|Vries/);
  });

  it('give of an error its class and code, and more only at debug', () => {
    const error = Object.assign(new TypeError('Vries 999990019'), { code: '23505' });
    expect(logged('info', { err: error })).toMatchObject({ err: { soort: 'TypeError', code: '23505' } });
    expect(JSON.stringify(logged('info', { err: error }))).not.toContain('999990019');
    expect(logged('info', error)).toMatchObject({ msg: 'fout', err: { soort: 'TypeError' } });
    expect(logged('info', { msg: 'taak mislukt', err: error })).toMatchObject({ msg: 'taak mislukt' });
    expect(JSON.stringify(logged('debug', { err: error }))).toContain('logging.spec');
    expect(logged('info', { err: new Problem('a-b', 'Doe dit.') })).toMatchObject({
      err: { code: 'a-b', message: 'Doe dit.' },
    });
  });

  it('give of a request the path without what was asked', () => {
    const req = { id: 1, method: 'GET', url: '/leerlingen?naam=Vries', headers: { cookie: 'x=geheim' } };
    expect(logged('info', { req })).toMatchObject({ req: { id: 1, method: 'GET', pad: '/leerlingen' } });
    expect(JSON.stringify(logged('info', { req }))).not.toMatch(/Vries|geheim/);
  });

  it.each([
    ['/agenda/geheim.ics', '/agenda/…'],
    ['/%61genda/geheim.ics', '/agenda/…'],
    ['//agenda//geheim.ics', '/agenda/…'],
    ['/AGENDA/geheim.ics', '/agenda/…'],
    ['/x/geheim.ics', '/x/….ics'],
    ['/leerlingen/999990019', '/leerlingen/…'],
    ['/leerlingen/%39%39%39990019', '/leerlingen/…'],
    ['/%E0%A4%A', '…'],
  ])('hide what is secret in the path %s, however it is written', (url, pad) => {
    expect(logged('info', { req: { id: 1, method: 'GET', url } })).toMatchObject({ req: { pad } });
  });
});
