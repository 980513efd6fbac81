import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tables } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { isSealed } from '../../src/platform/encryption';
import { ensureBuilt, type Running, start, waitFor } from '../support/process';
import { found, type Known, known, numbersIn } from './known-people';
import { Walker } from './walk';

const TOKEN = 'meten-is-weten';
/** open to who has no login and so no token; it changes a word in the own browser, and only from a page of our own */
const LANGUAGE = '/taal';
const PUPILS = process.env['LEERSPOOR_LANG'] ? 1_500 : 150;
const PAGES_A_ROLE = process.env['LEERSPOOR_LANG'] ? 200 : 30;

describe('after a demonstration with every page visited and errors provoked', () => {
  let folder: string;
  let demo: Running;
  let address: string;
  let data: string;
  let database: Database;
  let people: Known;
  let metrics: string;
  const walkers: Walker[] = [];

  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-lek-'));
    const env = { PORT: '0', LEERSPOOR_METRICS_TOKEN: TOKEN, LEERSPOOR_VERZOEKEN_PER_MINUUT: '100000' };
    demo = start(['demo', '--json', '--leerlingen', String(PUPILS)], env, folder);
    const [told] = await waitFor(demo, /^\{[\s\S]*\}\s*$/, 120_000);
    const { adres, logins } = JSON.parse(told) as {
      adres: string;
      logins: { gebruikersnaam: string; wachtwoord: string }[];
    };
    address = adres;
    const parent = join(folder, '.leerspoor');
    data = join(parent, readdirSync(parent)[0]!);
    database = await openDatabase({ address: join(data, 'leerspoor.db'), tables, migrations: [] });
    people = await known(database, readFileSync(join(data, 'leerspoor.db.sleutel'), 'utf8').trim());
    const [number] = people.numbers;
    const [name] = people.names;
    for (const { gebruikersnaam, wachtwoord } of logins) {
      const walker = new Walker(address);
      walkers.push(walker);
      await walker.walk(await walker.login(gebruikersnaam, wachtwoord), PAGES_A_ROLE);
      await provoke(walker, number!, name!);
    }
    metrics = await (await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  }, 300_000);

  afterAll(async () => {
    await database.close();
    demo.child.kill('SIGTERM');
    await demo.ended;
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Says the number and name of a pupil wherever something can be said, rightly and wrongly. */
  async function provoke(walker: Walker, number: string, name: string): Promise<void> {
    const wrong = `${number} ${name}`;
    for (const form of walker.forms.filter(({ action }) => !/uitloggen/.test(action)).slice(0, 40)) {
      const { _csrf = '' } = form.fields;
      const said = Object.fromEntries(Object.keys(form.fields).map((one) => [one, wrong]));
      await walker.post(form, { ...said, zoek: name, _csrf });
    }
    for (const body of [{ pgn: number }, { pgn: wrong }, { pgn: [number] }, number]) {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      await walker.send('/api/v1/leerlingen/_zoek', { method: 'POST', headers, body: JSON.stringify(body) });
    }
    for (const body of [`pgn;naam\n${wrong}`, `{"pgn": "${number}`]) {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      await walker.send('/api/v1/verzuimregistraties', { method: 'POST', headers, body });
    }
  }

  it('was a real one: every role saw pages, people and errors', () => {
    expect(people.numbers.size).toBe(PUPILS);
    expect(people.contacts.size).toBeGreaterThan(PUPILS);
    for (const { answers } of walkers) {
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
      expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(2);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    }
    const shown = walkers
      .flatMap(({ answers }) => answers.filter(({ status }) => status === 200))
      .map(({ body }) => body);
    expect(shown.some((body) => found(body, people.names))).toBe(true);
  });

  it('the files of the database hold no number, contact data or key', () => {
    const files = readdirSync(data).filter((one) => one.startsWith('leerspoor.db') && !one.endsWith('.sleutel'));
    expect(files).toEqual(expect.arrayContaining(['leerspoor.db', 'leerspoor.db-wal']));
    const wanted = [...people.contacts, ...people.keys].map((one) => Buffer.from(one).toString('latin1'));
    for (const file of files) {
      const text = readFileSync(join(data, file)).toString('latin1');
      expect(numbersIn(text, people.numbers)).toEqual([]);
      expect(found(text, wanted)).toBeNull();
    }
    // they would be seen: the files that the demonstration imports hold them
    const given = readdirSync(join(data, 'bestanden')).map((one) =>
      readFileSync(join(data, 'bestanden', one), 'latin1'),
    );
    expect(numbersIn(given.join('\n'), people.numbers).length).toBeGreaterThan(PUPILS);
    expect(given.some((text) => found(text, wanted))).toBe(true);
  });

  it('no column holds encrypted text without being declared, and none that is declared holds anything else', async () => {
    const strays: string[] = [];
    for (const { name, columns } of tables) {
      const rows = await database.read.all(`SELECT * FROM ${name} LIMIT 500`);
      for (const [column, { secret }] of Object.entries(columns)) {
        const texts = rows
          .map((row) => row[column])
          .filter((one): one is string => typeof one === 'string' && one !== '');
        if (texts.some((one) => isSealed(one) !== Boolean(secret))) strays.push(`${name}.${column}`);
      }
    }
    expect(strays).toEqual([]);
  });

  it('log lines hold no number, contact data, name or key', () => {
    const { stderr } = demo.said();
    expect(stderr).toContain('verzoek beantwoord');
    expect(numbersIn(stderr, people.numbers)).toEqual([]);
    for (const texts of [people.contacts, people.names, people.keys]) expect(found(stderr, texts)).toBeNull();
  });

  it('error answers hold no number, contact data or key', () => {
    const errors = walkers.flatMap(({ answers }) => answers).filter(({ status }) => status >= 400);
    for (const { path, body } of errors) {
      // what somebody typed stands in the fields of the form that comes back, and nowhere else
      const told = body.replace(/<(input|textarea)[^>]*>([^<]*<\/textarea>)?/g, '');
      expect({ path, numbers: numbersIn(told, people.numbers) }).toEqual({ path, numbers: [] });
      for (const texts of [people.contacts, people.keys]) expect(found(told, texts)).toBeNull();
    }
  });

  it('addresses and metrics hold no number, contact data, name or key', () => {
    const addresses = decodeURIComponent([...new Set(walkers.flatMap((one) => [...one.addresses]))].join('\n'));
    expect(metrics).toContain('leerspoor_');
    for (const text of [addresses.replace(/\+/g, ' '), metrics]) {
      expect(numbersIn(text, people.numbers)).toEqual([]);
      for (const texts of [people.contacts, people.names, people.keys]) expect(found(text, texts)).toBeNull();
    }
  });

  it('no form is taken without the token of the session', async () => {
    const taken: string[] = [];
    let tried = 0;
    for (const walker of walkers) {
      const once = new Map(
        walker.forms
          .filter(({ action }) => action !== LANGUAGE)
          .map((form) => [form.action.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id'), form]),
      );
      for (const form of once.values()) {
        tried++;
        const { _csrf: _, ...fields } = form.fields;
        for (const sent of [fields, { ...fields, _csrf: 'x'.repeat(43) }]) {
          const answer = await walker.post(form, sent);
          if (answer.status !== 403) taken.push(`${form.action} ${answer.status}`);
        }
      }
    }
    expect(taken).toEqual([]);
    expect(tried).toBeGreaterThan(10);
    for (const origin of ['https://elders.example', 'null']) {
      const body = new URLSearchParams({ taal: 'en', naar: '/' });
      const answer = await walkers[0]!.send(LANGUAGE, { method: 'POST', body, headers: { origin } });
      expect(answer.status).toBe(403);
    }
  });
});
