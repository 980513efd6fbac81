import { systemActor } from '../../src/access/actor';
import type { FigureQuestion } from '../../src/figures/figure';
import { ManagementFigures } from '../../src/figures/management/management';
import { MeasureFigures } from '../../src/figures/management/measures';
import { Workload } from '../../src/figures/management/workload';
import { regionOf } from '../../src/registry/facts';
import { newId } from '../../src/platform/ids';
import { asDay } from '../../src/law/day';
import { type House, openHouse, TestClock } from '../support/house';

let house: House;
beforeEach(async () => {
  house = await openHouse('2026-06-30');
  await house.build.location('01AB00');
  await house.build.employee('lpa-a', ['gemeente:0114'], { fte: 50 });
  await house.build.employee('lpa-b', ['gemeente:0363'], { fte: 0 });
});
afterEach(() => house.close());

const QUESTION: FigureQuestion = {
  schoolYear: null,
  region: null,
  municipality: '0114',
  per: 'regio',
  publication: false,
};
const management = () => new ManagementFigures(house.database, house.clock);

async function absentPupil(month: string, municipality = '0114'): Promise<string> {
  const pupil = await house.build.pupil('2012-05-06', {}, municipality);
  await house.build.enrolment(pupil, '2024-08-01');
  for (const day of ['03', '04']) await house.build.absence(pupil, `${month}-${day}`, 8);
  await house.judge(pupil);
  return pupil;
}

const term = (pupil: string, more: Record<string, string | null>) =>
  house.build.insert('term', {
    ...{ id: newId(), kind: 'gesprek', subject_id: newId(), dossier_id: null, pupil_id: pupil, municipality: '0114' },
    ...{
      started_on: '2026-03-05',
      remind_on: '2026-03-10',
      due_on: '2026-03-19',
      ended_on: '2026-03-12',
      outcome: 'gehaald',
    },
    ...more,
  });

describe('management', () => {
  it('counts signals, terms and the days to the first talk per month, of the area alone', async () => {
    const pupil = await absentPupil('2026-03');
    await absentPupil('2026-02');
    await absentPupil('2026-03', '0363');
    await term(pupil, {});
    await term(pupil, { started_on: '2026-03-10', ended_on: '2026-03-30', outcome: 'te_laat' });
    await term(pupil, { kind: 'oppakken', ended_on: '2026-04-01' });
    await term(pupil, { kind: 'gesprek', started_on: '2026-05-01', ended_on: '2026-05-02', outcome: 'vervallen' });
    await term(pupil, { municipality: '0363', started_on: '2026-03-20' });
    const figure = await management().run(QUESTION);
    const month = (key: string) => figure.rijen.find(({ cells }) => cells['sleutel'] === key)!.cells;
    expect(figure.rijen.map(({ cells }) => cells['sleutel'])).toHaveLength(12);
    expect(month('2026-02')).toMatchObject({ signalen: 1, eersteGesprekken: 0, dagenTotGesprek: null });
    expect(month('2026-03')).toMatchObject({
      ...{ signalen: 1, termijnenGehaald: 1, termijnenTeLaat: 1, eersteGesprekken: 2, dagenTotGesprek: 13.5 },
    });
    expect(month('2026-04')).toMatchObject({ termijnenGehaald: 1, eersteGesprekken: 0 });
    expect(month('2026-05')).toMatchObject({ eersteGesprekken: 0, dagenTotGesprek: null });
    expect(figure.totaal?.cells).toMatchObject({ signalen: 2, dossiersGeopend: 2, eersteGesprekken: 2 });
    const public_ = await management().run({ ...QUESTION, publication: true });
    for (const { cells } of [...public_.rijen, public_.totaal!]) {
      for (const value of Object.values(cells)) expect([1, 2, 3, 4]).not.toContain(value);
    }
    expect(public_.rijen.find(({ cells }) => cells['sleutel'] === '2026-03')!.cells['dagenTotGesprek']).toBeNull();
    // a month that runs, and a total that grows by it, are not published yet
    expect(public_.rijen.map(({ cells }) => cells['sleutel']).at(-1)).toBe('2026-05');
    expect(public_.peildatum).toBe('2026-05-31');
    expect(public_.totaal!.onderdrukt).toContain('signalen');
  });

  it('keeps a signal in its month when the state has ended, and drops what never was', async () => {
    const at = '2026-03-01T05:00:00.000Z';
    for (const [from, reason] of [
      ['2026-03-02', 'geeindigd'],
      ['2026-03-03', 'gegevens_gewijzigd'],
    ] as const) {
      await house.build.insert('signal', {
        ...{ id: newId(), pupil_id: await house.build.pupil('2012-05-06', {}, '0114'), rule: 'verzuim-absoluut' },
        ...{ location: '', mark: '', from_date: from, until_date: null, ended_on: '2026-04-10', status: 'ingetrokken' },
        ...{ reason, phase: 'leerplicht', evidence: '{}', raised_at: at, changed_at: at },
      });
    }
    const { rijen } = await management().run(QUESTION);
    expect(rijen.find(({ cells }) => cells['sleutel'] === '2026-03')!.cells['signalen']).toBe(1);
  });

  it('counts measures by what came of them, of the area and school year alone', async () => {
    await absentPupil('2026-03');
    await absentPupil('2026-03', '0363');
    const dossiers = await house.database.read.all<{ id: string; municipality: string }>(
      'SELECT id, municipality FROM dossier',
    );
    const of = (municipality: string) => dossiers.find((one) => one.municipality === municipality)!.id;
    const measure = (kind: string, state: string, day = '2026-04-01', municipality = '0114') =>
      house.build.insert('dossier_item', {
        ...{ id: newId(), dossier_id: of(municipality), kind, room: 'wpg', confidential: 0, state, day, details: '' },
        ...{ version: 1, made_at: `${day}T10:00:00.000Z`, changed_at: `${day}T10:00:00.000Z` },
      });
    for (let i = 0; i < 6; i++) await measure('halt', 'geslaagd');
    await measure('halt', 'mislukt');
    await measure('halt', 'loopt', '2026-07-31');
    await measure('halt', 'loopt', '2025-07-31');
    await measure('halt', 'geslaagd', '2026-04-01', '0363');
    await measure('taak', 'open');
    const run = async (publication: boolean) => {
      const clock = publication ? new TestClock(asDay('2026-08-01')) : house.clock;
      const figure = await new MeasureFigures(house.database, clock).run({
        ...QUESTION,
        schoolYear: 2025,
        publication,
      });
      const lines = figure.rijen.filter(({ cells }) => cells['maatregel'] === 'Halt' && cells['aantal'] !== 0);
      return lines.map(({ cells }) => [cells['stand'], cells['beeindigd'], cells['aantal'], cells['percentage']]);
    };
    expect(await run(false)).toEqual([
      ['Loopt bij Halt', 'nee', 1, 12.5],
      ['Geslaagd', 'ja', 6, 75],
      ['Mislukt', 'ja', 1, 12.5],
      ['totaal', null, 8, null],
    ]);
    const early = new MeasureFigures(house.database, house.clock).run({
      ...QUESTION,
      schoolYear: 2025,
      publication: true,
    });
    await expect(early).rejects.toMatchObject({ code: 'nog-niet-voorbij' });
    // with 6 shown the others could only be 1 and 1
    expect(await run(true)).toEqual([
      ['Loopt bij Halt', 'nee', null, null],
      ['Geslaagd', 'ja', null, null],
      ['Mislukt', 'ja', null, null],
      ['totaal', null, 8, null],
    ]);
  });

  it('tells the workload of who may be seen', async () => {
    await absentPupil('2026-03');
    const rows = async (actor = systemActor('opdracht'), asked: Partial<FigureQuestion> = {}) =>
      (
        await new Workload(house.database, house.clock).run(actor, { ...QUESTION, municipality: null, ...asked })
      ).rijen.map(({ cells }) => [...[cells['sleutel'], cells['openDossiers'], cells['perFte']]]);
    expect(await rows()).toEqual([
      ['lpa-a', 1, 2],
      ['lpa-b', 0, null],
    ]);
    const visitor = {
      ...{ employee: 'lpa-b', name: 'B', roles: ['leerplichtambtenaar' as const], boa: false, from: null, until: null },
      ...{ municipalities: ['0363'], regions: [], schools: [] },
    };
    expect(await rows({ ...systemActor('pagina'), visitor })).toEqual([['lpa-b', 0, null]]);
    expect(await rows(systemActor('opdracht'), { municipality: '0114' })).toEqual([['lpa-a', 1, 2]]);
    expect(await rows(systemActor('opdracht'), { region: regionOf('0363', house.clock.today())! })).toEqual([
      ['lpa-b', 0, null],
    ]);
    // what waits is that of the area
    await house.database.work((work) => work.run('UPDATE dossier SET employee = NULL'));
    const waits = async (municipality: string) =>
      (await new Workload(house.database, house.clock).run(systemActor('opdracht'), { ...QUESTION, municipality }))
        .kenmerken['verdeelbak'];
    expect([await waits('0114'), await waits('0363')]).toEqual([1, 0]);
  });
});
