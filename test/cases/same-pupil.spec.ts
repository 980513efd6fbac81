import { JudgePupils } from '../../src/cases/judging/judge-pupils';
import { Batches } from '../../src/jobs/batches';
import { Outbox } from '../../src/jobs/outbox';
import { addDays, asDay } from '../../src/law/day';
import { type House, openHouse } from '../support/house';

const PUPILS = 6;

/** A job may run twice, and another may be asked for while it runs: whatever the engine, the outcome is one. */
describe('two workers on the same pupils', () => {
  let house: House;
  let pupils: string[];

  beforeEach(async () => {
    house = await openHouse();
    await house.build.location();
    await house.build.employee('lpa-1', ['gemeente:0114']);
    await house.build.employee('lpa-2', ['gemeente:0114']);
    pupils = [];
    for (let n = 0; n < PUPILS; n++) {
      const pupil = await house.build.pupil();
      pupils.push(pupil);
      await house.build.enrolment(pupil, '2025-08-01');
      for (let day = 0; day < 4; day++) await house.build.absence(pupil, addDays(asDay('2026-03-02'), day), 5);
    }
  });
  afterEach(() => house.close());

  const stands = async () => {
    const count = async (sql: string) => (await house.database.read.get<{ n: number }>(sql))!.n;
    return {
      signals: await count('SELECT COUNT(*) AS "n" FROM signal'),
      changes: await count('SELECT COUNT(*) AS "n" FROM signal_change'),
      dossiers: await count('SELECT COUNT(*) AS "n" FROM dossier'),
      assignments: await count('SELECT COUNT(*) AS "n" FROM assignment'),
      waiting: await count('SELECT COUNT(*) AS "n" FROM outbox'),
    };
  };
  const once = { signals: PUPILS, changes: PUPILS, dossiers: PUPILS, assignments: PUPILS, waiting: 0 };

  it('judging at the same moment, outside the queue: one of them sees what the other wrote', async () => {
    const judge = house.module.get(JudgePupils, { strict: false });
    const both = await Promise.allSettled(
      [pupils, [...pupils].reverse(), pupils].map((these) => house.database.work((work) => judge.handle(work, these))),
    );
    expect(both.some((one) => one.status === 'fulfilled')).toBe(true);
    // who lost from the other throws, and its row waits for the next attempt
    await house.judge(...pupils);
    expect(await stands()).toEqual(once);
  });

  it('taking them from the queue at the same moment, while they are asked for again', async () => {
    const batches = house.module.get(Batches, { strict: false });
    const outbox = house.module.get(Outbox, { strict: false });
    for (let round = 0; round < 5; round++) {
      const ask = () => house.database.work((work) => outbox.add(work, 'beoordeel-leerling', pupils));
      await Promise.all([ask(), batches.workNext(3), batches.workNext(3), ask(), batches.workNext(10)]);
    }
    await house.workAll();
    expect(await stands()).toEqual(once);
  });
});
