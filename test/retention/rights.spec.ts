import {
  type Condition,
  dossierCondition,
  pupilCondition,
  readableDossiers,
  reportCondition,
} from '../../src/access/conditions';
import { ownLocation } from '../../src/access/conditions';
import type { Actor } from '../../src/access/actor';
import type { Scope } from '../../src/access/scope';
import { type Visitor, Visitors } from '../../src/access/visitor';
import { phaseBounds } from '../../src/access/phase-bounds';
import { tables } from '../../src/cli/schema';
import { LawParameters } from '../../src/law/parameters';
import { asDay } from '../../src/law/day';
import { cell } from '../../src/platform/place';
import { PupilMerges } from '../../src/registry/pupil-merge';
import { pupil as pupilTable } from '../../src/registry/tables';
import { scopeOf } from '../../src/registry/scopes';
import { LegalHolds } from '../../src/retention/legal-holds';
import { CorrectPupil } from '../../src/retention/rights/correct-pupil';
import { OwnDataReader } from '../../src/retention/rights/own-data';
import { ownDataToCsv } from '../../src/retention/rights/own-data-csv';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { RightsDesk } from '../../src/retention/rights/rights-desk';
import { COLUMN_LABELS, PART_TITLES, UNTOLD_COLUMNS, UNTOLD_PARTS } from '../../src/retention/rights/words';
import { correction } from '../../src/retention/tables';
import { TABLE_RULES } from '../../src/retention/table-rules';
import { actor } from '../support/actors';
import { Keeping, officer } from './support';

const PO = officer('po');
const ELSEWHERE = officer('po2', '0363');
const SCHOOL = actor({ employee: 's', roles: ['schoolmedewerker'], schools: ['01AB'] });
const LPA = actor({ employee: 'lpa', roles: ['leerplichtambtenaar'], municipalities: ['0114'] });

let it_: Keeping;
beforeEach(async () => {
  it_ = await Keeping.open('2026-03-09');
  await it_.house.build.location();
  await it_.house.build.employee('lpa', ['gemeente:0114']);
});
afterEach(() => it_.house.close());

const absent = async (born = '2012-05-06', more = {}) => {
  const pupil = await it_.house.build.pupil(born, more);
  await it_.house.build.enrolment(pupil, '2024-08-01');
  for (const on of ['2026-03-02', '2026-03-03']) await it_.house.build.absence(pupil, on, 8);
  await it_.house.judge(pupil);
  return pupil;
};
const all = (sql: string, values: Condition['values'] = []) => it_.house.database.read.all<{ id: string }>(sql, values);

describe('a request', () => {
  it('is about who has the number, in the own municipalities, for a privacy-officer alone', async () => {
    const pupil = await it_.house.build.pupil();
    const [row] = await it_.house.database.read.all<{ pgn: string }>('SELECT pgn FROM pupil');
    const pgn = it_.house.build.encryption.decrypt(row!.pgn, cell(pupilTable, 'pgn', { id: pupil }));
    const desk = it_.get(RightsDesk);
    expect(await desk.find(PO, `${pgn.slice(0, 4)}.${pgn.slice(4, 6)} ${pgn.slice(6)}`)).toBe(pupil);
    expect(await desk.find(ELSEWHERE, pgn)).toBeNull();
    expect(await desk.find(PO, '123456782')).toBeNull();
    expect(await desk.find(PO, "' OR 1=1")).toBeNull();
    for (const other of [SCHOOL, LPA]) await expect(desk.find(other, pgn)).rejects.toMatchObject({ status: 403 });
  });
});

describe('restriction', () => {
  /** What everybody sees of anything. */
  const seen = async (): Promise<Record<string, number>> => {
    const { read } = it_.house.database;
    const today = asDay('2026-03-09');
    const { nothingRestricted } = (await it_.get(Visitors).find('lpa'))!;
    const [officers, schools] = [LPA, SCHOOL].map(({ visitor }) =>
      scopeOf({ ...visitor!, nothingRestricted }, today),
    ) as [Scope, Scope];
    const bounds = phaseBounds(today, it_.get(LawParameters));
    const count = async (from: string, { sql, values }: Condition) =>
      (await all(`SELECT 1 AS "id" FROM ${from} WHERE ${sql}`, values)).length;
    return {
      dossiers: await count('dossier d', dossierCondition(read, officers)),
      dossier: await count('dossier d', readableDossiers(read, officers, today)),
      signals: await count('signal s', reportCondition(read, officers, 's')),
      schoolSignals: await count('signal s', reportCondition(read, schools, 's')),
      meldingen: await count('melding m', reportCondition(read, schools, 'm')),
      pupils: await count('pupil p', pupilCondition(read, officers, bounds)),
      schoolPupils: await count('pupil p', pupilCondition(read, schools, bounds)),
      absence: await count('absence_record a', ownLocation(read, schools, 'a.location')),
    };
  };
  const ONE = {
    dossiers: 1,
    dossier: 1,
    signals: 1,
    schoolSignals: 1,
    meldingen: 1,
    pupils: 1,
    schoolPupils: 1,
    absence: 2,
  };
  const NONE = Object.fromEntries(Object.keys(ONE).map((key) => [key, 0]));

  it('keeps everything and shows nothing, to whoever it is, until it is lifted', async () => {
    const pupil = await absent();
    expect(await seen()).toEqual(ONE);
    const tablesOf = async () => [
      await it_.left('dossier'),
      await it_.left('signal'),
      await it_.left('absence_record'),
    ];
    const before = await tablesOf();
    const id = await it_.get(Restrictions).place(PO, pupil, 'betwist de juistheid');
    expect(await seen()).toEqual(NONE);
    expect(await tablesOf()).toEqual(before);
    await expect(it_.get(Restrictions).place(PO, pupil, 'nog eens')).rejects.toMatchObject({ status: 409 });
    await it_.get(Restrictions).lift(PO, id);
    expect(await seen()).toEqual(ONE);
    await expect(it_.get(Restrictions).lift(PO, id)).rejects.toMatchObject({ status: 404 });
  });

  it('is looked for in each row only while one stands, or where it was not looked whether one does', async () => {
    const sqlFor = async (visitor: Partial<Visitor>) =>
      dossierCondition(it_.house.database.read, scopeOf({ ...LPA.visitor!, ...visitor }, asDay('2026-03-09'))).sql;
    const asks = async () => sqlFor({ nothingRestricted: (await it_.get(Visitors).find('lpa'))!.nothingRestricted! });
    expect(await sqlFor({})).toContain('restriction');
    expect(await asks()).not.toContain('restriction');
    const id = await it_.get(Restrictions).place(PO, await absent(), 'x');
    expect(await asks()).toContain('restriction');
    await it_.get(Restrictions).lift(PO, id);
    expect(await asks()).not.toContain('restriction');
  });

  it('touches nobody else', async () => {
    await absent();
    await it_.get(Restrictions).place(PO, await absent(), 'x');
    expect(await seen()).toEqual(ONE);
  });

  it('lets nothing be judged, and judges again once it is lifted', async () => {
    const pupil = await it_.house.build.pupil('2012-05-06');
    await it_.house.build.enrolment(pupil, '2024-08-01');
    const id = await it_.get(Restrictions).place(PO, pupil, 'x');
    for (const on of ['2026-03-02', '2026-03-03']) await it_.house.build.absence(pupil, on, 8);
    await it_.house.judge(pupil);
    expect(await it_.left('signal')).toBe(0);
    await it_.get(Restrictions).lift(PO, id);
    await it_.house.workAll();
    expect(await it_.left('signal')).toBe(1);
  });

  it('is placed with a reason, by a privacy-officer alone, lifted in the own municipalities, and stands in the register', async () => {
    const pupil = await it_.house.build.pupil();
    const restrictions = it_.get(Restrictions);
    await expect(restrictions.place(PO, pupil, ' ')).rejects.toMatchObject({ fields: [{ pointer: '/reden' }] });
    await expect(restrictions.place(LPA, pupil, 'x')).rejects.toMatchObject({ status: 403 });
    const id = await restrictions.place(PO, pupil, 'betwist de juistheid');
    await expect(restrictions.lift(ELSEWHERE, id)).rejects.toMatchObject({ status: 404 });
    await expect(restrictions.lift(SCHOOL, id)).rejects.toMatchObject({ status: 403 });
    expect((await restrictions.register(PO, 1, 10)).rows).toMatchObject([
      { kind: 'beperking', reason: 'betwist de juistheid', placedBy: 'po', placedOn: '2026-03-09', liftedOn: null },
    ]);
    expect(await restrictions.register(ELSEWHERE, 1, 10)).toEqual({ rows: [], total: 0 });
    await expect(restrictions.register(LPA, 1, 10)).rejects.toMatchObject({ status: 403 });
    expect(JSON.stringify(await all('SELECT * FROM restriction'))).not.toContain('betwist');
  });

  it('of two numbers that are one pupil goes on for that pupil', async () => {
    const [from, into] = [await it_.house.build.pupil(), await it_.house.build.pupil()];
    for (const pupil of [from, into]) await it_.get(Restrictions).place(PO, pupil, 'x');
    await it_.house.database.work((work) => it_.get(PupilMerges).merge(work, from, into));
    expect(await all('SELECT pupil_id AS "id" FROM restriction')).toEqual([{ id: into }]);
  });
});

describe('correction', () => {
  it('puts right what is wrong, keeps how it was, and names who must be told', async () => {
    const pupil = await absent('2012-05-06', { last_name: 'Vreis' });
    const schools = await it_.get(CorrectPupil).run(PO, pupil, {
      ...{ field: 'achternaam', value: ' Vries ', reason: 'paspoort gezien' },
    });
    expect(schools).toEqual(['School 01AB00']);
    expect(await all('SELECT last_name AS "id" FROM pupil')).toEqual([{ id: 'Vries' }]);
    const [kept] = await it_.house.database.read.all<Record<string, string>>('SELECT * FROM correction');
    const place = cell(correction, 'was', { id: kept!['id']! });
    expect(it_.house.build.encryption.decrypt(kept!['was']!, place)).toBe('Vreis');
    expect(JSON.stringify(kept)).not.toMatch(/Vreis|paspoort/);
  });

  it('of a date of birth judges the pupil again', async () => {
    const pupil = await absent();
    expect(await all('SELECT status AS "id" FROM signal')).toEqual([{ id: 'geregistreerd' }]);
    await it_.get(CorrectPupil).run(PO, pupil, { field: 'geboortedatum', value: '2022-05-06', reason: 'verschreven' });
    await it_.house.workAll();
    expect(await all('SELECT status AS "id" FROM signal')).toEqual([{ id: 'ingetrokken' }]);
  });

  it('is refused to others, without a reason, with a day that is none or lies ahead, and where nothing changes', async () => {
    const pupil = await it_.house.build.pupil('2012-05-06', { last_name: 'Vries' });
    const ask = (change: object, who = PO) =>
      it_.get(CorrectPupil).run(who, pupil, { field: 'achternaam', value: 'A', reason: 'x', ...change });
    await expect(ask({}, LPA)).rejects.toMatchObject({ status: 403 });
    await expect(ask({ reason: ' ' })).rejects.toMatchObject({ fields: [{ pointer: '/reden' }] });
    await expect(ask({ value: 'Vries' })).rejects.toMatchObject({ fields: [{ pointer: '/waarde' }] });
    for (const value of ['2012-02-30', '2026-03-10']) {
      await expect(ask({ field: 'geboortedatum', value })).rejects.toMatchObject({ fields: [{ pointer: '/waarde' }] });
    }
    expect(await it_.left('correction')).toBe(0);
  });
});

describe('a copy of the own data', () => {
  it('tells every table and column that holds something of a pupil, or says that it does not', () => {
    const told = tables.filter(({ name }) =>
      ['leerling', 'preventie', 'gebeurtenis', 'duo'].includes(TABLE_RULES.get(name)!),
    );
    const missing = told.flatMap(({ name, columns }) => {
      if (UNTOLD_PARTS.includes(name)) return [];
      if (!PART_TITLES[name]) return [name];
      return Object.entries(columns)
        .filter(
          ([column, { meaning }]) => meaning !== 'id' && !COLUMN_LABELS[column] && !UNTOLD_COLUMNS.includes(column),
        )
        .map(([column]) => `${name}.${column}`);
    });
    expect(missing).toEqual([]);
    expect(UNTOLD_COLUMNS.filter((column) => COLUMN_LABELS[column])).toEqual([]);
  });

  it('holds what is held, readable, and nothing of others, of the Wpg or in confidence', async () => {
    const pupil = await absent('2012-05-06', { last_name: 'Vries', contact: JSON.stringify({ straat: 'Eigenlaan' }) });
    await absent('2013-05-06', { last_name: 'Ander' });
    const dossier = (await all('SELECT id FROM dossier WHERE pupil_id = ?', [pupil]))[0]!.id;
    await it_.fill('contact_person', {
      pupil_id: pupil,
      name: 'Moeder',
      contact: JSON.stringify({ straat: 'Buitenweg' }),
    });
    const item = (change: object) =>
      it_.fill('dossier_item', { dossier_id: dossier, room: 'avg', kind: 'notitie', employee: 'lpa', ...change });
    await item({ details: JSON.stringify({ tekst: 'Gesprek over school' }) });
    const wpg = await item({ room: 'wpg', details: JSON.stringify({ tekst: 'Verhoor' }) });
    await it_.fill('dossier_item_version', { item_id: wpg, details: JSON.stringify({ tekst: 'Verhoor oud' }) });
    const secret = await item({ confidential: 1, details: JSON.stringify({ tekst: 'Vermoeden' }) });
    await it_.fill('dossier_item_version', { item_id: secret, details: JSON.stringify({ tekst: 'Vermoeden oud' }) });
    const step = { dossier_id: dossier, object_id: secret, room: 'avg', machine: 'notitie' };
    await it_.fill('state_change', { ...step, reason: 'Vermoeden getoetst' });
    const term = (subject_id: string, kind: string) =>
      it_.fill('term', { dossier_id: dossier, pupil_id: pupil, subject_id, kind, municipality: '0114' });
    await term(wpg, 'pv-na-melding');
    await term(secret, 'taak');
    const data = await it_.get(OwnDataReader).of(PO, pupil);
    expect(data.onderdelen.find((one) => one.onderdeel === 'Termijnen')!.rijen.map((row) => row['soort'])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pv-na-melding|taak)$/)]),
    );
    const text = JSON.stringify(data);
    for (const own of [
      'Vries',
      'Eigenlaan',
      'Moeder',
      'Gesprek over school',
      'verzuim-16u',
      '2026-03-02',
      '"uren":8',
    ]) {
      expect(text).toContain(own);
    }
    expect(text).not.toMatch(/Ander|Buitenweg|Verhoor|Vermoeden|lpa|\d[.~][A-Za-z0-9+/]{36,}/);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(data.nietOpgenomen.at(-1)).toContain('Vertrouwelijke aantekeningen (1)');
    expect(data.onderdelen.map((one) => one.onderdeel)).toEqual(
      expect.arrayContaining(['Wie u bent', 'Verzuim', 'Signalen', 'Dossiers', 'Inschrijvingen bij scholen']),
    );
    // the look itself is among what was done
    expect(data.verwerkingen.map((one) => one.onderwerp)).toContain('persoonsgegevens');
  });

  it.each([
    [0, true],
    [1, false],
  ])(
    'tells nobody how to reach others; where the pupil stays not where the address is secret (%s)',
    async (secret, stay) => {
      const pupil = await absent('2012-05-06', { secret_address: secret });
      const dossier = (await all('SELECT id FROM dossier WHERE pupil_id = ?', [pupil]))[0]!.id;
      const contact = { naam: 'Mentor Smit', functie: 'Mentor', telefoon: '0500000001', email: 'smit@school.example' };
      const report = { actie: 'Gebeld', contact, telefoon: '0600000002', verblijfadres: 'Schuilstraat 3' };
      await it_.fill('melding', { pupil_id: pupil, dossier_id: dossier, details: JSON.stringify(report) });
      const person = { naam: 'Oma', rol: 'familie', telefoon: '0600000003', email: 'oma@thuis.example' };
      const item = { dossier_id: dossier, room: 'avg', kind: 'betrokkene', details: JSON.stringify(person) };
      const itemId = await it_.fill('dossier_item', item);
      await it_.fill('dossier_item_version', { item_id: itemId, details: JSON.stringify(person) });
      const text = JSON.stringify(await it_.get(OwnDataReader).of(PO, pupil));
      expect(text).toContain('Gebeld');
      expect(text).toContain('Oma');
      expect(text).not.toMatch(/Smit|0[56]0000000\d|@/);
      expect(text.includes('Schuilstraat')).toBe(stay);
    },
  );

  it('holds of who lives elsewhere since that day only the dossiers that stayed, and nothing is changed from there', async () => {
    const pupil = await it_.house.build.pupil('2012-05-06', { last_name: 'Vries' });
    const moves = (from_date: string) =>
      it_.house.build.insert('residence', { pupil_id: pupil, from_date, municipality: '0363' });
    const stayed = await it_.dossier(pupil);
    await it_.dossier(pupil, { municipality: '0363', opened_on: '2026-03-09' });
    await it_.signal(pupil, stayed);
    await it_.signal(pupil, null, { rule: 'verzuim-luxe' });
    const parts = async (privacyOfficer: Actor) => {
      const { onderdelen, nietOpgenomen } = await it_.get(OwnDataReader).of(privacyOfficer, pupil);
      return {
        found: onderdelen.map(({ onderdeel, rijen }) => [onderdeel, rijen.length]),
        elsewhere: nietOpgenomen.some((one) => one.includes('woont nu in een andere gemeente')),
      };
    };
    const whole = {
      elsewhere: false,
      found: expect.arrayContaining([
        ['Wie u bent', 1],
        ['Woonplaatsen', 2],
        ['Dossiers', 2],
        ['Signalen', 2],
      ]),
    };
    await moves('2026-03-10');
    expect(await parts(PO)).toEqual(whole);
    const change = { field: 'achternaam', value: 'Vriens', reason: 'akte' } as const;
    await it_.get(CorrectPupil).run(PO, pupil, change);
    it_.at('2026-03-10');
    const left = [
      ['Signalen', 1],
      ['Dossiers', 1],
    ];
    expect(await parts(PO)).toEqual({ elsewhere: true, found: left });
    expect(await parts(ELSEWHERE)).toEqual(whole);
    const refused = { code: 'woont-elders', status: 409 };
    await expect(it_.get(CorrectPupil).run(PO, pupil, { ...change, value: 'V' })).rejects.toMatchObject(refused);
    await expect(it_.get(Restrictions).place(PO, pupil, 'betwist')).rejects.toMatchObject(refused);
    await expect(it_.get(RightsDesk).subjectHere(PO, pupil)).rejects.toMatchObject(refused);
    expect((await it_.get(RightsDesk).subject(PO, pupil)).here).toBe(false);
    const id = await it_.get(Restrictions).place(ELSEWHERE, pupil, 'betwist');
    await expect(it_.get(Restrictions).lift(PO, id)).rejects.toMatchObject(refused);
    await it_.get(Restrictions).lift(ELSEWHERE, id);
    // what lies here may still have to be kept
    await it_.get(LegalHolds).place(PO, pupil, 'rechtszaak');
  });

  it('as CSV has a line a value, and runs nothing in a spreadsheet', () => {
    const csv = ownDataToCsv({
      ...{ gemaaktOp: asDay('2026-03-09'), nietOpgenomen: ['Iets'], verwerkingen: [] },
      onderdelen: [
        { onderdeel: 'Wie u bent', rijen: [{ achternaam: '=1+1', gegevens: { a: ['x;y', null], b: true } }] },
      ],
    });
    expect(csv).toBe(
      'onderdeel;rij;gegeven;waarde\nWie u bent;1;achternaam;\'=1+1\nWie u bent;1;gegevens a 1;"x;y"\n' +
        'Wie u bent;1;gegevens b;true\nNiet opgenomen;1;;Iets\n',
    );
  });
});
