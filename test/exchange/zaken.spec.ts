import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloseDossier } from '../../src/cases/dossier/close-dossier';
import { Homes } from '../../src/cases/dossier/homes';
import { PickUpDossier } from '../../src/cases/dossier/pick-up-dossier';
import { ReopenDossier } from '../../src/cases/dossier/reopen-dossier';
import { DOSSIER_STATUSES } from '../../src/cases/dossier/states';
import { statusesOf } from '../../src/exchange/zaken/zaak-steps';
import { TellZaken } from '../../src/exchange/zaken/tell-zaken';
import { isRsin, readZakenFile } from '../../src/exchange/zaken/zaken-file';
import { JobTime } from '../../src/jobs/job-time';
import { readSettings } from '../../src/platform/settings';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { type CaseHouse, openCaseHouse } from '../cases/support/case-house';
import { actor } from '../support/actors';
import { sealed } from '../support/seal';
import { TestZakenApi } from './zaken-api';

const CATALOGUS = 'https://catalogi.voorbeeld.nl/catalogi/api/v1';
const SECRET = 'een-geheim-van-meer-dan-32-tekens!';
const STATUS = Object.fromEntries(DOSSIER_STATUSES.map((one) => [one, `${CATALOGUS}/statustypen/${one}`]));
const RESULT = { overig: `${CATALOGUS}/resultaattypen/overig`, terug_naar_school: `${CATALOGUS}/resultaattypen/terug` };
const ROLE = { behandelaar: `${CATALOGUS}/roltypen/behandelaar`, leerling: `${CATALOGUS}/roltypen/leerling` };
const TYPE = { zaaktype: `${CATALOGUS}/zaaktypen/lp`, statustypen: STATUS, resultaattypen: RESULT, roltypen: ROLE };
const CLOSED = { reden: 'terug_naar_school', opmerking: 'gezien_door_gemeente' };

/** Time that passes when a test says so. */
class TestTime extends JobTime {
  ahead = 0;
  override now(): number {
    return Date.now() + this.ahead;
  }
}

describe('dossiers in the case system of a municipality', () => {
  const api = new TestZakenApi('leerspoor', SECRET, [STATUS['afgesloten']!]);
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-zaken-'));
  const time = new TestTime();
  let house: CaseHouse;

  const system = (more: object = {}) => ({
    ...{ code: 'emmen', zaken: api.address, client: 'leerspoor', geheimBestand: 'geheim', gemeenten: ['0114'] },
    ...{ bronorganisatie: '001234560', typen: { leerplicht: TYPE } },
    ...more,
  });
  const file = (systems: object[]) => {
    const path = join(folder, 'zaken.json');
    writeFileSync(path, JSON.stringify({ zaaksystemen: systems }));
    return path;
  };

  beforeAll(async () => {
    await api.start();
    writeFileSync(join(folder, 'geheim'), SECRET);
  });
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    api.clear();
    time.ahead = 0;
    const settings = { LEERSPOOR_DATABASE: ':memory:', LEERSPOOR_BIJLAGEN: folder, LEERSPOOR_ZAKEN: file([system()]) };
    house = await openCaseHouse('2026-06-24', { settings: readSettings(settings), time });
  });
  afterEach(async () => {
    expect(api.faults).toEqual([]);
    await house.close();
  });

  const tell = async () => {
    await house.workAll();
    await house.get(TellZaken).start();
  };
  const state = async () => {
    const rows = await house.rows<{ state: string; fault: string | null }>(
      'SELECT state, last_error AS "fault" FROM zaak ORDER BY dossier_id, system',
    );
    return rows.map((row) => [row.state, row.fault]);
  };
  const statuses = () => api.things['statussen']!.map((one) => String(one['statustype']).split('/').at(-1));
  const results = () => api.things['resultaten']!.map((one) => one['resultaattype']);
  const handlers = () =>
    api.things['rollen']!.filter((one) => one['roltype'] === ROLE.behandelaar).map(
      (one) => (one['betrokkeneIdentificatie'] as Record<string, unknown>)['identificatie'],
    );

  it('are a zaak with who has it, its statuses in order, and its result before the last', async () => {
    const { dossier } = await house.skipping();
    await tell();
    expect(api.things['zaken']).toEqual([
      expect.objectContaining({
        ...{ identificatie: `LS-${dossier}`, bronorganisatie: '001234560', omschrijving: 'Dossier leerplicht' },
        ...{ zaaktype: TYPE.zaaktype, startdatum: '2026-06-24', vertrouwelijkheidaanduiding: 'vertrouwelijk' },
      }),
    ]);
    expect(statuses()).toEqual(['nieuw']);
    expect(handlers()).toEqual(['lpa']);
    const lpa = await house.as('lpa');
    await house.get(PickUpDossier).run(lpa, dossier);
    await tell();
    expect(statuses()).toEqual(['nieuw', 'in_behandeling']);
    await house.get(CloseDossier).run(lpa, dossier, { ...CLOSED, toelichting: 'Gaat weer naar school' });
    await tell();
    expect(statuses()).toEqual(['nieuw', 'in_behandeling', 'afgesloten']);
    expect(results()).toEqual([RESULT.terug_naar_school]);
    expect(JSON.stringify(api.things)).not.toContain('Gaat weer');
    await house.get(ReopenDossier).run(lpa, dossier, { toelichting: 'Te vroeg gesloten' });
    await house.get(PickUpDossier).run(lpa, dossier);
    await house.get(CloseDossier).run(lpa, dossier, { reden: 'anders' });
    await tell();
    expect(statuses().slice(3)).toEqual(['heropend', 'in_behandeling', 'afgesloten']);
    expect(results()).toEqual([RESULT.overig]);
    expect(await state()).toEqual([['klaar', null]]);
  });

  it('ask nothing of the case system where nothing changed', async () => {
    const { pupil } = await house.skipping();
    await tell();
    api.asked = [];
    await house.judge(pupil);
    await tell();
    expect(api.asked).toEqual([]);
  });

  it('name the pupil by BSN, and never by an onderwijsnummer', async () => {
    const { pupil } = await house.skipping();
    await tell();
    const of = (role: string) => api.things['rollen']!.filter((one) => one['roltype'] === role);
    expect(of(ROLE.leerling).map((one) => one['betrokkeneIdentificatie'])).toEqual([{ inpBsn: '999000001' }]);
    const sent = await house.rows("SELECT action FROM audit_entry WHERE object = 'zaak' AND action = 'versturen'");
    expect(sent.length).toBeGreaterThan(0);
    api.clear();
    await house.database.work(async (work) => {
      await work.run('UPDATE zaak SET url = NULL, told_child = 0, told_step = NULL');
      const row = sealed(house.build.encryption, 'pupil', { id: pupil, pgn: '100000009' });
      await work.run('UPDATE pupil SET pgn = ? WHERE id = ?', [row['pgn']!, pupil]);
      await work.run(`UPDATE zaak SET state = 'wacht'`);
    });
    await tell();
    expect(api.things['zaken']).toHaveLength(1);
    expect(of(ROLE.leerling)).toEqual([]);
  });

  it.each(['zaken', 'rollen', 'statussen', 'resultaten'])(
    'tell nothing twice where the answer to POST %s was lost, and go on when it is back',
    async (list) => {
      // from the start: the worker tells beside the test, and looks again at each step of the dossier
      let lost = 0;
      api.after = (asked) => (asked === `POST ${list}` && ++lost > 0 ? 502 : null);
      const { dossier } = await house.skipping();
      const lpa = await house.as('lpa');
      await house.get(PickUpDossier).run(lpa, dossier);
      await house.get(CloseDossier).run(lpa, dossier, CLOSED);
      await tell();
      expect(lost).toBeGreaterThan(0);
      api.after = () => null;
      time.ahead = 60 * 60_000;
      await tell();
      expect(await state()).toEqual([['klaar', null]]);
      expect(statuses()).toEqual(['nieuw', 'in_behandeling', 'afgesloten']);
      expect(api.things['zaken']).toHaveLength(1);
      expect(results()).toHaveLength(1);
      expect(api.things['rollen']!.map((one) => one['roltype']).sort()).toEqual([ROLE.behandelaar, ROLE.leerling]);
    },
  );

  it('wait longer after each failure, are parked after many, and can be tried again', async () => {
    await house.skipping();
    api.before = () => 503;
    await tell();
    expect(await state()).toEqual([['wacht', 'HTTP 503']]);
    for (let hours = 7; hours < 7 * 20; hours += 7) {
      time.ahead = hours * 3_600_000;
      await house.get(TellZaken).start();
    }
    expect(await state()).toEqual([['mislukt', 'HTTP 503']]);
    api.before = () => null;
    expect(await house.get(TellZaken).retry()).toBe(1);
    await house.get(TellZaken).start();
    expect(await state()).toEqual([['klaar', null]]);
    expect(statuses()).toEqual(['nieuw']);
  });

  it('follow who has the dossier, also nobody', async () => {
    const { dossier } = await house.skipping();
    await tell();
    const give = async (employee: string | null) => {
      await house.database.work(async (work) => {
        await work.run('UPDATE dossier SET employee = ?, changed_at = ? WHERE id = ?', [
          ...[employee, new Date().toISOString(), dossier],
        ]);
      });
      await house.get(TellZaken).start(true);
    };
    await give('lpz');
    expect(handlers()).toEqual(['lpz']);
    await give(null);
    expect(handlers()).toEqual([]);
  });

  it('end where the pupil leaves for another municipality, and go on where it comes back', async () => {
    const { pupil } = await house.skipping();
    await tell();
    const live = async (day: string, municipality: string) => {
      await house.build.insert('residence', { pupil_id: pupil, from_date: day, municipality });
      await house.database.work((work) => house.get(Homes).follow(work, [pupil]));
      await house.database.work((work) => work.run('UPDATE dossier SET handed_from = NULL, handed_on = NULL'));
      await house.get(TellZaken).start(true);
    };
    await live('2026-06-20', '0106');
    expect(statuses()).toEqual(['nieuw', 'afgesloten']);
    expect(results()).toEqual([RESULT.overig]);
    await live('2026-06-22', '0114');
    expect(statuses()).toEqual(['nieuw', 'afgesloten', 'nieuw']);
    expect(await state()).toEqual([['klaar', null]]);
  });

  it('reach a case system that was set later, once a day; other municipalities are never told', async () => {
    await house.skipping();
    await house.workAll();
    await house.database.work((work) => work.run('DELETE FROM zaak'));
    api.clear();
    await house.get(TellZaken).start(true);
    expect(api.things['zaken']).toHaveLength(1);
    await house.database.work((work) => work.run('DELETE FROM zaak'));
    await house.database.work((work) => work.run("UPDATE dossier SET municipality = '0106'"));
    api.clear();
    await house.get(TellZaken).start(true);
    expect(api.asked).toEqual([]);
  });

  it('are told nothing while the data of the pupil may not be used, and everything after', async () => {
    const { pupil, dossier } = await house.skipping();
    await tell();
    const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0114'] });
    const restriction = await house.get(Restrictions).place(officer, pupil, 'betwist');
    await house.database.work((work) => work.run(`UPDATE zaak SET state = 'wacht', told_step = NULL`));
    api.asked = [];
    await house.get(TellZaken).start();
    expect(api.asked).toEqual([]);
    await house.get(Restrictions).lift(officer, restriction);
    await house.get(TellZaken).start();
    expect(api.asked.length).toBeGreaterThan(0);
    expect(await house.rows('SELECT state FROM zaak WHERE dossier_id = ?', dossier)).toEqual([{ state: 'klaar' }]);
  });

  it('are told once by two processes that work at once', async () => {
    for (let i = 0; i < 12; i++) await house.skipping();
    const other = Object.create(house.get(TellZaken)) as TellZaken;
    Object.assign(other, { running: Promise.resolve() });
    await house.workAll();
    await Promise.all([house.get(TellZaken).start(), other.start()]);
    expect(api.things['zaken']).toHaveLength(12);
    expect(api.things['statussen']).toHaveLength(12);
  });
});

describe('the file of case systems', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-zaken-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (content: unknown, secret = SECRET) => {
    writeFileSync(join(folder, 'geheim'), secret);
    writeFileSync(join(folder, 'zaken.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return () => readZakenFile(join(folder, 'zaken.json'));
  };
  const good = {
    ...{ code: 'emmen', zaken: 'https://zaken.nl/zaken/api/v1/', client: 'leerspoor', geheimBestand: 'geheim' },
    ...{ gemeenten: ['0114'], bronorganisatie: '001234560', typen: { leerplicht: TYPE } },
  };

  it('is read, and none is no case system', () => {
    expect(readZakenFile(undefined)).toEqual([]);
    expect(read({ zaaksystemen: [good] })()).toMatchObject([
      { zaken: 'https://zaken.nl/zaken/api/v1', secret: SECRET },
    ]);
  });

  it.each([
    ['no JSON', '{', 'LEERSPOOR_ZAKEN'],
    ['an address without https', { zaken: 'http://zaken.nl/api/v1' }, 'zaken moet een https-adres zijn'],
    ['a wrong RSIN', { bronorganisatie: '123456789' }, 'bronorganisatie moet een RSIN'],
    ['an unknown municipality', { gemeenten: ['9999'] }, 'gemeenten mag alleen gemeentecodes'],
    ['a field that is not there', { token: 'x' }, 'token bestaat niet'],
    ['a secret in the file', { secret: SECRET }, 'secret bestaat niet: gebruik geheimBestand'],
    ['a secret that is not there', { geheimBestand: 'weg' }, 'weg is niet te lezen'],
    ['a status without a type', { typen: { leerplicht: { ...TYPE, statustypen: {} } } }, 'statustypen moet een adres'],
    ['no other result', { typen: { leerplicht: { ...TYPE, resultaattypen: {} } } }, 'resultaattypen moet een adres'],
  ])('is refused with %s', (_, change, words) => {
    const content = typeof change === 'string' ? change : { zaaksystemen: [{ ...good, ...change }] };
    expect(read(content)).toThrow(words);
  });

  it('is refused with a short secret, and with one municipality twice', () => {
    expect(read({ zaaksystemen: [good] }, 'kort')).toThrow('korter dan 32 tekens');
    expect(read({ zaaksystemen: [good, { ...good, code: 'ander' }] })).toThrow('gemeente 0114 staat in twee');
  });

  it('knows an RSIN by its check digit', () => {
    expect(['001234560', '123456782', '000000000', '12345678', '123456783'].map(isRsin)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

describe('the statuses of a zaak', () => {
  const past = (...steps: [id: string, at: string, to: 'nieuw' | 'afgesloten', reason?: string][]) =>
    steps.map(([id, at, to, reason]) => ({ id, at, to, reason: reason ?? null }));
  const STAYS = { left: null, back: null };

  it('never share a moment', () => {
    const at = '2026-01-01T10:00:00.000Z';
    const told = statusesOf(past(['1', at, 'nieuw'], ['2', at, 'afgesloten'], ['3', at, 'nieuw']), STAYS);
    expect(told.map((one) => one.at)).toEqual([at, '2026-01-01T10:00:00.001Z', '2026-01-01T10:00:00.002Z']);
  });

  it('end with the word of the reason, and with no word that people typed', () => {
    const result = (reason?: string) =>
      statusesOf(past(['1', '2026-01-01T10:00:00Z', 'afgesloten', reason]), STAYS)[0]!.result;
    expect(result('terug_naar_school')).toBe('terug_naar_school');
    expect(result('anders: iets')).toBe('anders');
    expect([result(), result('Alle signalen zijn ingetrokken.')]).toEqual(['overig', 'overig']);
  });

  it('end where the dossier leaves, but once', () => {
    const moved = { left: '2026-02-01T10:00:00Z', back: null };
    const begun = past(['1', '2026-01-01T10:00:00Z', 'nieuw']);
    expect(statusesOf(begun, moved).map(({ status, result }) => [status, result])).toEqual([
      ['nieuw', null],
      ['afgesloten', 'overgedragen'],
    ]);
    const closed = past(['1', '2026-01-01T10:00:00Z', 'nieuw'], ['2', '2026-01-02T10:00:00Z', 'afgesloten']);
    expect(statusesOf(closed, moved)).toHaveLength(2);
  });
});
