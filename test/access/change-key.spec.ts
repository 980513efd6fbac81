import { Readable } from 'node:stream';
import { commandActor } from '../../src/access/actor';
import { ChangeKey } from '../../src/access/keys/change-key';
import { KeyHolders } from '../../src/access/keys/key-holders';
import { keyedColumns } from '../../src/access/keys/renew-rows';
import { AttachmentFiles } from '../../src/cases/casework/attachment-files';
import { tables } from '../../src/cli/schema';
import type { Column, Table } from '../../src/platform/database/columns';
import type { Row, Value } from '../../src/platform/database/sql';
import { Encryption, isSealed, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { cell, cellOf } from '../../src/platform/place';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import { pupil, schoolLocation } from '../../src/registry/tables';
import { ImportService } from '../../src/imports/import-service';
import { type House, openHouse } from '../support/house';

const KEYED = tables.filter((table) => keyedColumns(table).secrets.length > 0);
const [first, second] = [newSecret(1), newSecret(2)];
const OLD = new Encryption(first);
const NEW = new Encryption(second);

/** What stands in an encrypted column of a row: its own text, an address where people have one. */
const plainOf = (table: Table, column: string, n: number): string =>
  column === 'contact' && table.name !== 'trajectory_partner'
    ? JSON.stringify({ postcode: '7811 AA', huisnummer: String(n) })
    : `${table.name} ${column} ${n}`;

function aRow(table: Table, n: number): Row {
  const row: Row = {};
  const value = (name: string, { meaning, length }: Column): Value => {
    if (meaning === 'id') return newId();
    if (meaning === 'day') return `2026-01-${String((n % 28) + 1).padStart(2, '0')}`;
    if (meaning === 'instant') return '2026-01-01T00:00:00.000Z';
    if (meaning === 'integer' || meaning === 'flag') return n;
    if (meaning === 'json') return '{}';
    return `${name}${n}`.slice(-(length ?? 20));
  };
  for (const [name, column] of Object.entries(table.columns)) row[name] = value(name, column);
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.secret) row[name] = OLD.encrypt(plainOf(table, name, n), cellOf(table, name, row));
    if (column.lookup) {
      const plain = plainOf(table, column.lookup.of, n);
      row[name] = OLD.index(column.lookup.take ? column.lookup.take(plain)! : plain);
    }
  }
  return row;
}

describe('a change of key', () => {
  let house: House;
  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });

  beforeEach(async () => {
    house = await openHouse();
    house.build.encryption.replace(first);
    await house.database.work(async (work) => {
      for (const table of KEYED) {
        const names = Object.keys(table.columns);
        const rows = [1, 2, 3].map((n) => aRow(table, n));
        await work.insert(
          table.name,
          names,
          rows.map((row) => names.map((name) => row[name]!)),
        );
      }
    });
  });
  afterEach(() => house.close());

  const all = (table: Table) => house.database.read.all(`SELECT * FROM ${table.name}`);

  it('reaches every encrypted column and every index of every table: the new key alone is then enough', async () => {
    expect(KEYED.length).toBeGreaterThan(30);
    const files = get(AttachmentFiles);
    const file = newId();
    await files.write(file, Buffer.from('een bijlage'));
    house.build.encryption.replace(`${first},${second}`);
    const done = await get(ChangeKey).run(commandActor());
    expect(done).toMatchObject({ version: 2, files: 1, unreadable: 0 });
    house.build.encryption.replace(second);
    expect((await files.read(file)).toString()).toBe('een bijlage');
    for (const table of KEYED) {
      const { secrets, lookups } = keyedColumns(table);
      const rows = await all(table);
      expect(rows).toHaveLength(3);
      for (const name of secrets) {
        const plain = rows.map((row) => NEW.decrypt(String(row[name]), cellOf(table, name, row))).sort();
        expect(plain).toEqual([1, 2, 3].map((n) => plainOf(table, name, n)));
      }
      for (const name of lookups) {
        const { of, take } = table.columns[name]!.lookup!;
        const expected = [1, 2, 3].map((n) => plainOf(table, of, n)).map((one) => NEW.index(take ? take(one)! : one));
        expect(rows.map((row) => row[name]).sort()).toEqual(expected.sort());
      }
    }
    expect(await get(ChangeKey).run(commandActor())).toMatchObject({ values: 0, files: 0 });
    expect(await get(ChangeKey).isHalfway()).toBe(false);
  });

  it('binds what was made before texts were bound, with the same key', async () => {
    const [row] = await all(pupil);
    const unbound = '1.AwMDAwMDAwMDAwMDT0hwMokz6K4BsXO0W/SBEmOOyCkW2xQ8vg==';
    house.build.encryption.replace('1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=');
    await house.database.work(async (work) => {
      for (const table of KEYED) await work.run(`DELETE FROM ${table.name}`);
      const names = Object.keys(pupil.columns);
      const old = { ...row!, pgn: unbound, contact: null, contact_index: null, address_index: null };
      await work.insert('pupil', names, [names.map((name) => (old as Row)[name]!)]);
    });
    expect(await get(ChangeKey).run(commandActor())).toMatchObject({ version: 1, values: 2 });
    const [after] = await all(pupil);
    expect(String(after!['pgn'])).toMatch(/^1~/);
    expect(house.build.encryption.decrypt(String(after!['pgn']), cellOf(pupil, 'pgn', after!))).toBe('123456782');
  });

  it('goes on after the one that fell halfway, and what was done stays done', async () => {
    house.build.encryption.replace(`${first},${second}`);
    let units = 0;
    const work = house.database.work.bind(house.database);
    const spy = jest.spyOn(house.database, 'work').mockImplementation((change) => {
      if (++units > 12) throw new Error('killed');
      return work(change);
    });
    await expect(get(ChangeKey).run(commandActor())).rejects.toThrow('killed');
    spy.mockRestore();
    expect(await get(ChangeKey).isHalfway()).toBe(true);
    const states = await Promise.all(KEYED.map(async (table) => ({ table, rows: await all(table) })));
    const heads = states.flatMap(({ table, rows }) =>
      rows.flatMap((row) => keyedColumns(table).secrets.map((name) => String(row[name]).slice(0, 2))),
    );
    expect(new Set(heads)).toEqual(new Set(['1~', '2~']));
    await get(ChangeKey).run(commandActor());
    for (const table of KEYED)
      for (const row of await all(table))
        for (const name of keyedColumns(table).secrets) expect(NEW.isCurrent(String(row[name]))).toBe(true);
  });

  it('keeps finding a pupil under either index, and never makes a second one', async () => {
    await house.database.work(async (work) => {
      for (const table of KEYED) await work.run(`DELETE FROM ${table.name}`);
    });
    const bring = async (name: string) => {
      const lines = ['pgn;geboortedatum;gemeentecode;achternaam', `123456782;2012-05-06;0114;${name}`];
      const stream = Readable.from([Buffer.from(lines.join('\n'))]);
      return get(ImportService).run({ soort: 'leerlingen', stream });
    };
    await bring('Een');
    house.build.encryption.replace(`${first},${second}`);
    const found = () => get(PupilDirectory).findOne(house.database.read, '123456782');
    const id = await found();
    expect(id).toBeDefined();
    const index = async () => (await house.database.read.all('SELECT pgn_index AS "index" FROM pupil'))[0]!['index'];
    expect(await index()).toBe(OLD.index('123456782'));
    await bring('Twee');
    expect(await house.database.read.all('SELECT id, last_name FROM pupil')).toEqual([{ id, last_name: 'Twee' }]);
    // who stored it brought it to the index of today
    expect(await index()).toBe(NEW.index('123456782'));
    await get(ChangeKey).run(commandActor());
    expect(await found()).toBe(id);
    house.build.encryption.replace(second);
    expect(await found()).toBe(id);
  });

  it('puts a row right that stands under the index of another, without taking the other along', async () => {
    const where = 'SELECT id, address_index FROM pupil ORDER BY id';
    const before = await house.database.read.all<{ id: string; address_index: string }>(where);
    const [right, wrong, untouched] = before;
    const take = (row: { address_index: string }) =>
      house.database.work((work) =>
        work.run('UPDATE pupil SET address_index = ? WHERE id = ?', [row.address_index, wrong!.id]),
      );
    // with one key nothing else is due: the row itself is put right
    await take(right!);
    const once = await get(ChangeKey).run(commandActor());
    expect(once).toMatchObject({ values: 1, astray: [`pupil ${wrong!.id}`] });
    expect(await house.database.read.all(where)).toEqual(before);
    // and with the right one before and after it in the table
    for (const other of [right, untouched]) {
      await take(other!);
      const last = house.build.encryption.version;
      const next = last === 1 ? `${first},${second}` : `${first},${second},${newSecret(last + 1)}`;
      house.build.encryption.replace(next);
      const done = await get(ChangeKey).run(commandActor());
      expect(done.astray).toEqual([`pupil ${wrong!.id}`]);
      for (const row of await all(pupil)) {
        const contact = house.build.encryption.decrypt(String(row['contact']), cellOf(pupil, 'contact', row));
        const address = pupil.columns.address_index.lookup.take!(contact)!;
        expect(row['address_index']).toBe(house.build.encryption.index(address));
      }
      before.splice(0, 3, ...(await house.database.read.all<(typeof before)[number]>(where)));
      Object.assign(untouched!, before[2]);
    }
    expect(await get(ChangeKey).run(commandActor())).toMatchObject({ values: 0, astray: [] });
  }, 60_000);

  it('ends with the row named where it becomes wrong again and again', async () => {
    const [one] = await all(pupil);
    const spoil = () =>
      house.database.work((work) => work.run("UPDATE pupil SET address_index = 'x' WHERE id = ?", [one!['id']!]));
    await spoil();
    // somebody else spoils it each time the first table is looked at
    const read = house.database.read.all.bind(house.database.read);
    let waiting = Promise.resolve<unknown>(undefined);
    const spy = jest.spyOn(house.database.read, 'all').mockImplementation(async (sql, values) => {
      if (sql.includes(' FROM pupil ')) await (waiting = waiting.then(spoil));
      return read(sql, values) as never;
    });
    const ended = get(ChangeKey).run(commandActor());
    await expect(ended).rejects.toMatchObject({ code: 'index-wordt-niet-goed' });
    await expect(ended).rejects.toThrow(`pupil ${String(one!['id'])}.`);
    spy.mockRestore();
  }, 60_000);

  it('tells of what no key reads, goes on with the rest and is not done', async () => {
    const strange = new Encryption(newSecret(1));
    const mail = tables.find(({ name }) => name === 'mail')!;
    const [row] = await all(mail);
    const foreign = strange.encrypt('x', cellOf(mail, 'address', row!));
    await house.database.work((work) => work.run('UPDATE mail SET address = ? WHERE id = ?', [foreign, row!['id']!]));
    house.build.encryption.replace(`${first},${second}`);
    await expect(get(ChangeKey).run(commandActor())).rejects.toThrow('1 waarde');
    expect(await get(ChangeKey).isHalfway()).toBe(true);
    const rows = await all(mail);
    expect(rows.filter((one) => NEW.isCurrent(String(one['address'])))).toHaveLength(2);
  });

  it('encrypts what stood there before the column was encrypted', async () => {
    await house.database.work((work) => work.run("UPDATE cover SET reason = 'griep, 38 graden'"));
    await get(ChangeKey).run(commandActor());
    const cover = tables.find(({ name }) => name === 'cover')!;
    for (const row of await all(cover)) {
      expect(isSealed(String(row['reason']))).toBe(true);
      expect(OLD.decrypt(String(row['reason']), cellOf(cover, 'reason', row))).toBe('griep, 38 graden');
    }
  });

  it('waits for nobody who does not write with the new key: it says so and changes nothing', async () => {
    house.build.encryption.replace(`${first},${second}`);
    const [id, now] = [newId(), new Date().toISOString()];
    const holder = (keys: string, at = now) =>
      house.database.work((work) =>
        work.insert('key_holder', ['id', 'keys', 'alive_at'], [[id, keys, at]], {
          key: ['id'],
          update: ['keys', 'alive_at'],
        }),
      );
    for (const keys of ['1*', '1*,2', '12*']) {
      await holder(keys);
      await expect(get(ChangeKey).run(commandActor())).rejects.toThrow('sleutel 2');
      expect(await get(ChangeKey).isHalfway()).toBe(false);
    }
    // reading is enough for the step before; who is silent for long has died
    await holder('1*,2');
    await get(KeyHolders).all(2, 'leest');
    await holder('1*', '2026-01-01T00:00:00.000Z');
    await get(ChangeKey).run(commandActor());
  });

  it('is refused to a process that comes without the key that the database went on to', async () => {
    house.build.encryption.replace(`${first},${second}`);
    await get(ChangeKey).run(commandActor());
    house.build.encryption.replace(first);
    await expect(get(KeyHolders).begin()).rejects.toThrow('sleutel 2');
    house.build.encryption.replace(second);
    await get(KeyHolders).begin();
    const known = 'SELECT keys FROM key_holder';
    expect(await house.database.read.all(known)).toEqual([{ keys: '2*' }]);
    await get(KeyHolders).onApplicationShutdown();
    expect(await house.database.read.all(known)).toEqual([]);
  });
});

describe('an encrypted column', () => {
  it('is declared where it is compared, with an index to replace its values by', () => {
    for (const table of tables) {
      for (const [name, { lookup }] of Object.entries(table.columns)) {
        if (!lookup) continue;
        expect(table.columns[lookup.of]).toMatchObject({ secret: true });
        const first = [...Object.values(table.indexes).map(({ columns }) => columns[0]), table.primaryKey[0]];
        if (lookup.group) expect(first).toContain(name);
      }
    }
  });

  it('cannot be written without being declared: the compiler refuses to name its place', () => {
    // `npm run typecheck` fails where one of these compiles
    const refused = [
      // @ts-expect-error a name is not declared as encrypted
      () => cell(pupil, 'last_name', { id: 'a' }),
      // @ts-expect-error nothing is encrypted there
      () => cell(schoolLocation, 'name', { code: 'a' }),
      // @ts-expect-error the row must be named
      () => cell(pupil, 'pgn', {}),
      // @ts-expect-error a text is no place
      () => OLD.encrypt('x', 'kolom pupil.pgn ["a"]'),
    ];
    expect(refused).toHaveLength(4);
    expect(cell(pupil, 'pgn', { id: 'a' })).toBe('kolom pupil.pgn ["a"]');
  });
});
