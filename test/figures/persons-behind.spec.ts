import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { FigureDesk } from '../../src/figures/desk/figure-desk';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { homeDefinitions } from '../../src/figures/thuiszitters/definitions';
import { newId } from '../../src/platform/ids';
import { type House, openHouse } from '../support/house';

const NOW = '2026-01-01T00:00:00.000Z';
let house: House;
let desk: FigureDesk;
beforeAll(async () => {
  house = await openHouse('2026-06-30');
  desk = house.module.get(FigureDesk, { strict: false });
  await house.build.location('01AB00');
  await house.build.employee('lpa-a', ['gemeente:0114'], { fte: 50 });
  for (const [month, town] of [
    ['2025-09', '0114'],
    ['2025-09', '0114'],
    ['2025-11', '0114'],
    ['2025-11', '0363'],
  ] as const) {
    const pupil = await house.build.pupil('2012-05-06', {}, town);
    await house.build.enrolment(pupil, '2024-08-01');
    for (const day of ['03', '04']) await house.build.absence(pupil, `${month}-${day}`, 8);
    await house.judge(pupil);
  }
  const exempt = await house.build.pupil('2012-05-06', {}, '0114');
  await house.build.insert('exemption', {
    pupil_id: exempt,
    article: 'ART5_A',
    from_date: '2025-09-01',
    until_date: null,
  });
  await officialReport(exempt);
  for (const [kind, day] of [
    ['gesprek', '2025-10-03'],
    ['pv-na-verhoor', '2025-10-04'],
  ] as const) {
    await house.build.insert('term', {
      ...{ id: newId(), kind, subject_id: newId(), dossier_id: null, pupil_id: exempt, municipality: '0114' },
      ...{ started_on: '2025-10-01', remind_on: '2025-10-02', due_on: '2025-10-20', ended_on: day, outcome: 'gehaald' },
    });
  }
  for (const [town, from, until] of [
    ['0114', '2025-08-15', null],
    ['0114', '2025-08-20', null],
    ['0363', '2025-08-25', '2026-02-03'],
  ] as const) {
    const home = await house.build.pupil('2012-05-06', {}, town);
    await house.build.insert('signal', {
      ...{ id: newId(), pupil_id: home, rule: 'verzuim-absoluut', location: '', mark: '', from_date: from },
      ...{ until_date: null, ended_on: until, status: until ? 'ingetrokken' : 'open', reason: until && 'geeindigd' },
      ...{ phase: 'leerplicht', evidence: '{}', raised_at: NOW, changed_at: NOW },
    });
  }
  for (const [born, started, ended] of [
    ['2005-01-01', '2025-09-01', '2026-03-01'],
    ['2006-01-01', '2025-10-01', null],
  ] as const) {
    const youth = await house.build.pupil(born, {}, '0114');
    await house.build.insert('trajectory', {
      ...{ id: newId(), pupil_id: youth, dossier_id: newId(), state: 'gestart', source: 'school', region: '03' },
      ...{ municipality: '0114', delivered_on: '2025-08-10', approached_on: '2025-08-12', intake_on: '2025-08-20' },
      ...{ started_on: started, ended_on: ended, destination: ended && 'voltijdopleiding' },
      ...{ came_back: 0, contact_every: 14, changed_at: NOW },
    });
  }
});
afterAll(() => house.close());

/** A proces-verbaal for absoluut verzuim, drawn up in October 2025. */
async function officialReport(pupil: string): Promise<void> {
  const [dossier, item] = [newId(), newId()];

  await house.build.insert('dossier', {
    ...{ id: dossier, pupil_id: pupil, regime: 'leerplicht', status: 'afgesloten', opened_on: '2024-01-01' },
    ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: '2024-01-01', assignment_reason: '' },
    ...{ municipality: '0114', changed_at: NOW },
  });
  await house.build.insert('dossier_item', {
    ...{ id: item, dossier_id: dossier, kind: 'proces-verbaal', room: 'wpg', confidential: 0, state: 'opgemaakt' },
    ...{ day: '2025-10-04', ground: 'absoluut', details: '', version: 1, made_at: NOW, changed_at: NOW },
  });
  await measure(dossier, 'avg', 'lpa-a');
  await measure(dossier, 'avg', 'iemand-anders');
  await house.build.insert('state_change', {
    ...{ id: newId(), machine: 'proces-verbaal', object_id: item, room: 'wpg', at: NOW, step: 'opgemaakt' },
    ...{ from_state: 'in_voorbereiding', to_state: 'opgemaakt', day: '2025-10-04' },
  });
}

/** A confidential warning by `author`. */
async function measure(dossier: string, room: string, author: string): Promise<void> {
  await house.build.insert('dossier_item', {
    ...{ id: newId(), dossier_id: dossier, kind: 'waarschuwing', room, confidential: 1, state: 'verzonden', author },
    ...{ day: '2025-11-04', details: '', version: 1, made_at: NOW, changed_at: NOW },
  });
}

const question = (more: Partial<FigureQuestion> = {}): FigureQuestion => ({
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false, ...more },
});
const visitor = (more: Partial<Visitor>): Actor => ({
  ...systemActor('pagina'),
  visitor: {
    ...{ employee: 'lpa-a', name: 'A', roles: ['leerplichtambtenaar'], boa: false, from: null, until: null },
    ...{ municipalities: ['0114'], regions: [], schools: [], ...more },
  },
});
const system = systemActor('opdracht');

const KINDS = [
  ['telling', 'telling-personen'],
  ['effectrapportage', 'effect-personen'],
  ['management', 'management-personen'],
  ['maatregelen', 'maatregelen-personen'],
  ['thuiszitters', 'thuiszitters-personen'],
] as const;

/** Every number of a figure with its place. */
const numbersOf = (figure: Figure) =>
  [...figure.rijen, ...(figure.totaal ? [figure.totaal] : [])].flatMap(({ cells }) =>
    figure.kolommen
      .filter(({ key, type }) => type === 'getal' && key !== 'dagenTotGesprek')
      .map(({ key }) => ({ row: String(cells['sleutel']), column: key, value: Number(cells[key]) })),
  );

describe('the persons behind a figure', () => {
  it.each(KINDS)('of %s are as many as each of its cells says', async (kind, persons) => {
    for (const more of [{}, { municipality: '0114' }, { municipality: '0363' }]) {
      const figure = await desk.table(system, kind, question(more));
      const cells = numbersOf(figure);
      for (const { row, column, value } of cells) {
        const behind = await desk.table(system, persons, question(more), { key: row, column });
        expect([row, column, behind.rijen.length]).toEqual([row, column, value]);
      }
      if (!('municipality' in more)) expect(cells.some(({ value }) => value > 1)).toBe(true);
    }
  });

  it('are told with who they are and why, and only a portion at once', async () => {
    const asked = { key: '2025-09', column: 'signalen' };
    const behind = await desk.table(system, 'management-personen', question(), asked);
    expect(behind.rijen.map(({ cells }) => [cells['geboortedatum'], cells['dag'], cells['wat']])).toEqual([
      ['2012-05-06', '2025-09-04', 'signalen'],
      ['2012-05-06', '2025-09-04', 'signalen'],
    ]);
    const pages = await Promise.all(
      [0, 1, 2].map((offset) => desk.table(system, 'management-personen', question(), { ...asked, offset, limit: 1 })),
    );
    expect(pages.map(({ rijen }) => rijen.length)).toEqual([1, 1, 0]);
    await expect(desk.table(system, 'management-personen', question())).rejects.toMatchObject({
      code: 'sleutel-ontbreekt',
    });
    for (const [, persons] of KINDS) {
      await expect(desk.table(system, persons, question({ publication: true }), asked)).rejects.toMatchObject({
        code: 'personen-niet-openbaar',
      });
    }
  });

  it('are those of the own area and phase alone', async () => {
    const officer = visitor({});
    const own = await desk.table(officer, 'management-personen', question(), { key: '2025-11', column: 'signalen' });
    expect(own.rijen).toHaveLength(1);
    const region = visitor({ roles: ['rmc-coordinator'], regions: ['28'], municipalities: [] });
    for (const [, persons] of KINDS) {
      const seen = await desk.table(region, persons, question(), { key: 'totaal' }).catch(() => null);
      expect(seen?.rijen ?? []).toEqual([]);
    }
    const outside = desk.table(officer, 'telling-personen', question({ municipality: '0363' }), { key: 'relatief' });
    await expect(outside).rejects.toMatchObject({ status: 404 });
    const youths = await desk.table(officer, 'effect-personen', question(), { key: '3C-gestart' });
    expect(youths.rijen).toEqual([]);
  });

  it('are for the role of the regime in which it was, whoever else may see the pupil', async () => {
    const youth = await house.build.pupil('2007-10-01', {}, '0114');
    const dossier = newId();
    await house.build.insert('dossier', {
      ...{ id: dossier, pupil_id: youth, regime: 'leerplicht', status: 'afgesloten', opened_on: '2025-08-20' },
      ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: '2025-08-20', assignment_reason: '' },
      ...{ municipality: '0114', changed_at: NOW },
    });
    await house.build.insert('dossier_item', {
      ...{ id: newId(), dossier_id: dossier, kind: 'zorgmelding', room: 'avg', confidential: 0, state: 'gedaan' },
      ...{ day: '2025-08-25', details: '', version: 1, made_at: NOW, changed_at: NOW, author: 'lpa-a' },
    });
    const period = { pupil_id: youth, article: 'ART5_A', from_date: '2025-08-01', until_date: '2025-09-30' };
    await house.build.insert('exemption', period);
    const signal = { pupil_id: youth, rule: 'verzuim-absoluut', location: '', mark: '', from_date: '2025-08-02' };
    await house.build.insert('signal', {
      ...{ ...signal, id: newId(), until_date: null, ended_on: '2025-09-01', status: 'ingetrokken' },
      ...{ reason: 'geeindigd', phase: 'kwalificatieplicht', evidence: '{}', raised_at: NOW, changed_at: NOW },
    });
    const officer = visitor({ roles: ['leerplichtambtenaar'] });
    const guide = visitor({ roles: ['rmc-trajectbegeleider'], municipalities: [], regions: ['08'] });
    const both = visitor({ roles: ['rmc-trajectbegeleider', 'schoolmedewerker'], regions: ['08'], schools: ['01AB'] });
    await house.build.enrolment(youth, '2025-08-01');
    const sees = async (who: Actor, persons: Parameters<FigureDesk['table']>[1], key: string, column?: string) =>
      (await desk.table(who, persons, question(), { key, column })).rijen.some(
        ({ cells: own }) => own['leerling'] === youth,
      );
    expect(await sees(officer, 'management-personen', '2025-08', 'dossiersGeopend')).toBe(true);
    expect(await sees(officer, 'maatregelen-personen', 'zorgmelding-totaal')).toBe(true);
    for (const who of [guide, both]) {
      expect(await sees(who, 'management-personen', '2025-08', 'dossiersGeopend')).toBe(false);
      expect(await sees(who, 'management-personen', '2025-08', 'signalen')).toBe(false);
      expect(await sees(who, 'maatregelen-personen', 'zorgmelding-totaal')).toBe(false);
      expect(await sees(who, 'telling-personen', 'vrijstelling-5a', 'totaal')).toBe(false);
      expect(await sees(who, 'thuiszitters-personen', 'lrv-absoluut', 'inSchooljaar')).toBe(false);
    }
    // what was of the Doorstroompunt itself is there
    const { rijen } = await desk.table(guide, 'effect-personen', question(), { key: '3C-gestart' });
    expect(rijen.length).toBeGreaterThan(0);
  });

  it('of a proces-verbaal are there for who is boa alone', async () => {
    const pv = { key: 'pv-absoluut', column: 'totaal' };
    await expect(desk.table(visitor({}), 'telling-personen', question(), pv)).rejects.toMatchObject({ status: 404 });
    expect((await desk.table(visitor({ boa: true }), 'telling-personen', question(), pv)).rijen).toHaveLength(1);
    const terms = { key: '2025-10', column: 'termijnenGehaald' };
    const seen = async (boa: boolean) =>
      (await desk.table(visitor({ boa }), 'management-personen', question(), terms)).rijen.length;
    expect([await seen(false), await seen(true)]).toEqual([1, 2]);
  });

  it('of measures leave out what only its author may read, and the Wpg part for who is no boa', async () => {
    const count = async (who: Actor, key: string) =>
      (await desk.table(who, 'maatregelen-personen', question(), { key })).rijen.length;
    expect(await count(system, 'waarschuwing-totaal')).toBe(2);
    expect(await count(visitor({}), 'waarschuwing-totaal')).toBe(1);
    expect(await count(visitor({}), 'waarschuwing-verzonden')).toBe(1);
    expect([
      await count(visitor({}), 'proces-verbaal-totaal'),
      await count(visitor({ boa: true }), 'proces-verbaal-totaal'),
    ]).toEqual([0, 1]);
    for (const key of ['toveren-totaal', 'waarschuwing-toveren', 'waarschuwing'])
      expect(await count(system, key)).toBe(0);
  });

  it('of the months by a definition are as many as each month says', async () => {
    const definition = homeDefinitions().find(
      ({ soorten, langerDanMaanden }) => soorten.includes('absoluut') && langerDanMaanden === 0,
    )!.naam;
    const cells = numbersOf(await desk.table(system, 'thuiszitters', question(), { definition }));
    expect(cells.map(({ value }) => value)).toEqual(expect.arrayContaining([2, 3]));
    for (const { row, column, value } of cells) {
      const behind = await desk.table(system, 'thuiszitters-personen', question(), { definition, key: row, column });
      expect([row, column, behind.rijen.length]).toEqual([row, column, value]);
    }
    const asked = { definition, key: '2026-02', column: 'inMaand' };
    const { rijen } = await desk.table(system, 'thuiszitters-personen', question(), asked);
    expect(rijen.map(({ cells: own }) => own['dag']).sort()).toEqual(['2025-08-15', '2025-08-20', '2025-08-25']);
    expect((await desk.table(visitor({}), 'thuiszitters-personen', question(), asked)).rijen).toHaveLength(2);
    for (const key of ['2027-01', 'x', '']) {
      expect((await desk.table(system, 'thuiszitters-personen', question(), { ...asked, key })).rijen).toEqual([]);
    }
  });

  it('stand in the log, each of them', async () => {
    await desk.table(system, 'telling-personen', question(), { key: 'relatief' });
    await house.module.get(Audit, { strict: false }).flush();
    const rows = await house.database.read.all("SELECT 1 AS n FROM audit_entry WHERE object = 'telling-personen'");
    expect(rows.length).toBeGreaterThan(0);
  });
});
