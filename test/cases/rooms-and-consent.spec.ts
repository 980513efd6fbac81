import type { Actor } from '../../src/access/actor';
import { wpgCondition } from '../../src/access/conditions';
import type { Role } from '../../src/access/roles';
import { noteCondition, requireRoom, roomCondition, roomsOf } from '../../src/access/rooms';
import { ConsentStore, consented } from '../../src/cases/consent/consent-store';
import { KeepConsent } from '../../src/cases/consent/keep-consent';
import { asDay } from '../../src/law/day';
import { newId } from '../../src/platform/ids';
import { scopeOf } from '../../src/registry/scopes';
import { type House, openHouse } from '../support/house';

const TODAY = asDay('2026-06-30');

function actor(roles: Role[], { boa = false, employee = 'm', gemeente = '0114', regio = '08' } = {}): Actor {
  return {
    visitor: {
      ...{ employee, name: 'M', roles, boa, from: null, until: null },
      ...{ municipalities: [gemeente], regions: [regio], schools: ['01AB'] },
    },
    ...{ via: 'pagina', from: '127.0.0.1', operation: newId() },
  };
}
const scope = (...given: Parameters<typeof actor>) => scopeOf(actor(...given).visitor!, TODAY);

describe('the Wpg part of a dossier', () => {
  it('is a room for a leerplichtambtenaar who is appointed boa, and for no other', () => {
    expect(roomsOf(scope(['leerplichtambtenaar'], { boa: true }))).toEqual(['avg', 'wpg']);
    expect(roomsOf(scope(['leerplichtambtenaar']))).toEqual(['avg']);
    for (const role of ['rmc-trajectbegeleider', 'rmc-coordinator', 'privacy-officer', 'schoolmedewerker'] as const) {
      expect(roomsOf(scope([role], { boa: true }))).toEqual(['avg']);
      expect(() => requireRoom(scope([role], { boa: true }), 'wpg')).toThrow('alleen voor leerplichtambtenaren');
    }
    expect(() => requireRoom(scope(['leerplichtambtenaar'], { boa: true }), 'wpg')).not.toThrow();
    expect(() => requireRoom(scope(['leerplichtambtenaar']), 'avg')).not.toThrow();
  });

  it('is left out in the query', () => {
    expect(roomCondition(scope(['leerplichtambtenaar']), 'n.room').sql).toBe("n.room IN ('avg')");
    expect(roomCondition(scope(['leerplichtambtenaar'], { boa: true }), 'n.room').sql).toBe("n.room IN ('avg', 'wpg')");
  });
});

describe('in a region', () => {
  let house: House;
  let pupil: string;
  beforeEach(async () => {
    house = await openHouse(TODAY);
    pupil = await house.build.pupil('2006-05-05');
  });
  afterEach(() => house.close());

  const aDossier = async (regime: 'leerplicht' | 'doorstroompunt', employee: string | null = null) => {
    const id = newId();
    const days = { opened_on: '2026-06-01', assigned_on: '2026-06-01', changed_at: '2026-06-01T00:00:00.000Z' };
    const rest = { role: 'r', assignment_reason: '', for_closing: 0, municipality: '0114', status: 'nieuw' };
    await house.build.insert('dossier', { id, pupil_id: pupil, regime, employee, ...days, ...rest });
    return id;
  };

  it('the Wpg part exists in leerplicht dossiers of the own municipality alone', async () => {
    const leerplicht = await aDossier('leerplicht');
    await aDossier('doorstroompunt');
    const enters = async (...given: Parameters<typeof actor>) => {
      const condition = wpgCondition(house.database.read, scope(...given));
      return house.database.read.all(`SELECT d.id FROM dossier d WHERE ${condition.sql}`, condition.values);
    };
    const both: Role[] = ['leerplichtambtenaar', 'rmc-trajectbegeleider'];
    expect(await enters(both, { boa: true })).toEqual([{ id: leerplicht }]);
    expect(await enters(both)).toEqual([]);
    expect(await enters(both, { boa: true, gemeente: '0363' })).toEqual([]);
  });

  it('a confidential note is for who wrote it, and for who has the dossier once that person has left', async () => {
    await house.build.employee('m', ['gemeente:0114']);
    await house.build.employee('schreef', ['gemeente:0114'], { until_date: '2026-06-30' });
    const id = await aDossier('leerplicht', 'm');
    const notes = `(SELECT 'open' AS id, '${id}' AS dossier_id, 'avg' AS room, 0 AS confidential, 'schreef' AS author
      UNION ALL SELECT 'van m', '${id}', 'avg', 1, 'm' UNION ALL SELECT 'vertrouwelijk', '${id}', 'avg', 1, 'schreef'
      UNION ALL SELECT 'wpg', '${id}', 'wpg', 0, 'schreef')`;
    const reads = async (employee: string, boa: boolean, on = TODAY) => {
      const seen = noteCondition(scope(['leerplichtambtenaar'], { employee, boa }), 'n', on);
      const sql = `SELECT n.id FROM ${notes} n JOIN dossier d ON CAST(d.id AS varchar(36)) = n.dossier_id
        WHERE ${seen.sql} ORDER BY n.id`;
      return (await house.database.read.all<{ id: string }>(sql, seen.values)).map((one) => one.id);
    };
    expect(await reads('m', false)).toEqual(['open', 'van m']);
    expect(await reads('schreef', true)).toEqual(['open', 'vertrouwelijk', 'wpg']);
    expect(await reads('ander', true)).toEqual(['open', 'wpg']);
    expect(await reads('m', false, asDay('2026-07-01'))).toEqual(['open', 'van m', 'vertrouwelijk']);
  });

  describe('health and criminal data at the Doorstroompunt', () => {
    const guide = actor(['rmc-trajectbegeleider']);
    const given = { kind: 'gezondheid', givenOn: TODAY, givenBy: 'jongere', note: 'in het gesprek' } as const;
    let keep: KeepConsent;
    let store: ConsentStore;
    beforeEach(() => {
      keep = house.module.get(KeepConsent, { strict: false });
      store = house.module.get(ConsentStore, { strict: false });
    });

    it('need recorded consent, kind by kind', async () => {
      const dossier = await aDossier('doorstroompunt');
      const { read } = house.database;
      await expect(store.require(read, pupil, ['gezondheid'])).rejects.toThrow('gegevens over gezondheid');
      await keep.record(guide, dossier, given);
      await store.require(read, pupil, ['gezondheid']);
      await store.require(read, pupil, []);
      await expect(store.require(read, pupil, ['gezondheid', 'strafrecht'])).rejects.toMatchObject({
        code: 'toestemming-ontbreekt',
        status: 409,
      });
      await expect(keep.record(guide, dossier, given)).rejects.toMatchObject({ code: 'toestemming-is-er-al' });
      const rows = await read.all<{ note: string }>('SELECT note FROM consent');
      expect(rows[0]!.note).not.toContain('gesprek');
    });

    it('are removed with the consent, which stays as history; twice finds nothing', async () => {
      const dossier = await aDossier('doorstroompunt');
      const removed: string[] = [];
      store.onWithdrawal(async (_work, who, kind) => void removed.push(`${kind} ${who === pupil}`));
      await keep.record(guide, dossier, given);
      const shown = `SELECT 1 AS x FROM pupil p WHERE ${consented('p.id', "'gezondheid'")}`;
      expect(await house.database.read.all(shown)).toHaveLength(1);
      await keep.withdraw(guide, dossier, 'gezondheid');
      expect(removed).toEqual(['gezondheid true']);
      expect(await house.database.read.all(shown)).toEqual([]);
      expect(await store.of(house.database.read, pupil)).toMatchObject([{ kind: 'gezondheid', withdrawnOn: TODAY }]);
      await expect(keep.withdraw(guide, dossier, 'gezondheid')).rejects.toMatchObject({ status: 404 });
      await keep.record(guide, dossier, given);
    });

    it('take consent only from who works that dossier, and only at the Doorstroompunt', async () => {
      const [dossier, leerplicht] = [await aDossier('doorstroompunt'), await aDossier('leerplicht')];
      const both = actor(['rmc-trajectbegeleider', 'leerplichtambtenaar']);
      await expect(keep.record(both, leerplicht, given)).rejects.toMatchObject({ code: 'toestemming-hoort-hier-niet' });
      await expect(keep.record(guide, leerplicht, given)).rejects.toMatchObject({ status: 404 });
      await expect(keep.record(actor(['rmc-coordinator']), dossier, given)).rejects.toMatchObject({ status: 404 });
      await expect(
        keep.record(actor(['rmc-trajectbegeleider'], { regio: '01' }), dossier, given),
      ).rejects.toMatchObject({
        status: 404,
      });
      const wrong = { ...given, givenOn: asDay('2026-07-01') };
      await expect(keep.record(guide, dossier, wrong)).rejects.toMatchObject({ fields: [{ pointer: '/datum' }] });
      expect(await store.of(house.database.read, pupil)).toEqual([]);
    });
  });
});
