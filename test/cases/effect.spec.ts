import { ReadEffect } from '../../src/cases/effect/read-effect';
import { coordinator, counsellor, officer } from '../support/actors';
import { type House, openHouse } from '../support/house';

const lpa = officer();

describe('what works', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse('2026-06-15');
    await house.build.location();
    await house.build.employee('lpa', ['gemeente:0114']);
  });
  afterAll(() => house.close());

  const get = <T>(type: new (...args: never[]) => T): T => house.module.get(type, { strict: false });
  /** a pupil absent before and less so after a warning */
  const warned = async (): Promise<string> => {
    const pupil = await house.build.pupil('2012-05-06');
    for (const on of ['2026-03-09', '2026-03-10']) await house.build.absence(pupil, on, 8);
    await house.build.absence(pupil, '2026-03-18', 2);
    await house.judge(pupil);
    const sql = 'SELECT id FROM dossier WHERE pupil_id = ?';
    const { id } = (await house.database.read.get<{ id: string }>(sql, [pupil]))!;
    await house.build.insert('dossier_item', {
      ...{ id: pupil, dossier_id: id, kind: 'waarschuwing', room: 'avg', confidential: 0, state: 'gegeven' },
      ...{ day: '2026-03-16', details: '{}', version: 1 },
      ...{ made_at: '2026-03-16T09:00:00.000Z', changed_at: '2026-03-16T09:00:00.000Z' },
    });
    return id;
  };

  it('shows the weeks around each measure of a dossier, and of a kind in the region from ten pupils on', async () => {
    const dossier = await warned();
    const { measures, sentence } = await get(ReadEffect).ofDossier(lpa, dossier, 2);
    expect(measures).toMatchObject([{ kind: 'waarschuwing', before: [0, 1600], after: [200, 0], complete: true }]);
    expect(sentence).toContain('bewijst niet');
    await expect(get(ReadEffect).ofDossier(officer('x', '0363'), dossier, 2)).rejects.toMatchObject({ status: 404 });
    await expect(get(ReadEffect).ofDossier(lpa, dossier, 13)).rejects.toMatchObject({ status: 400 });
    for (let i = 1; i < 9; i++) await warned();
    const asked = { kind: 'waarschuwing', schoolYear: 2025, weeks: 2 } as const;
    expect(await get(ReadEffect).ofRegion(lpa, asked)).toMatchObject({ pupils: null, before: null });
    await warned();
    const whole = { pupils: 10, before: 16_000, after: 2_000, less: 10, same: 0, more: 0 };
    expect(await get(ReadEffect).ofRegion(lpa, asked)).toMatchObject(whole);
    expect(await get(ReadEffect).ofRegion(coordinator(), asked)).toMatchObject(whole);
    expect(await get(ReadEffect).ofRegion(counsellor('x', '21'), asked)).toMatchObject({ pupils: null, before: null });
    const none = { pupils: null, less: null };
    expect(await get(ReadEffect).ofRegion(lpa, { ...asked, kind: 'halt' })).toMatchObject(none);
    expect(await get(ReadEffect).ofRegion(lpa, { ...asked, schoolYear: 2024 })).toMatchObject(none);
  });
});
