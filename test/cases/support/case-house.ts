import type { Type } from '@nestjs/common';
import type { Actor } from '../../../src/access/actor';
import { Visitors } from '../../../src/access/visitor';
import type { Value } from '../../../src/platform/database/sql';
import { newId } from '../../../src/platform/ids';
import { type House, type HouseOptions, openHouse } from '../../support/house';

/** Monday to Thursday of a week in June 2026: four days of four hours are sixteen. */
const FOUR_DAYS = ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18'];

/** A house with officers and a school in it, and the words to work a dossier with. */
export interface CaseHouse extends House {
  get<T>(type: Type<T>): T;
  /** an employee who asks */
  as(employee: string): Promise<Actor>;
  rows<T = Record<string, Value>>(sql: string, ...values: Value[]): Promise<T[]>;
  /** a pupil of Emmen with a 16-hour signal, and so with a melding and a dossier */
  skipping(): Promise<{ pupil: string; dossier: string; melding: string; signal: string }>;
}

/**
 * `lpa`: officer of Emmen (boa); `lpz`: the same without boa; `elders`: officer of another municipality; `rmc`: of the
 * region; `school`: of 01AB; `buur`: of another school; `beheer`: no dossiers.
 */
export async function openCaseHouse(today = '2026-06-24', options: HouseOptions = {}): Promise<CaseHouse> {
  const house = await openHouse(today, options);
  const { build } = house;
  await build.location('01AB00');
  await build.location('02CD00');
  await build.employee('lpa', ['gemeente:0114'], { boa: 1 });
  await build.employee('lpz', ['gemeente:0114'], { fte: 0 });
  await build.employee('elders', ['gemeente:0106'], { boa: 1 });
  await build.employee('rmc', ['regio:08'], { roles: 'rmc-trajectbegeleider' });
  await build.employee('school', ['school:01AB'], { roles: 'schoolmedewerker' });
  await build.employee('buur', ['school:02CD00'], { roles: 'schoolmedewerker' });
  await build.employee('beheer', ['gemeente:0114'], { roles: 'functioneel-beheerder' });
  const get = <T>(type: Type<T>) => house.module.get(type, { strict: false });
  return {
    ...house,
    get,
    as: async (employee) => ({
      ...{ visitor: (await get(Visitors).find(employee))!, via: 'pagina', from: null, operation: newId() },
    }),
    rows: (sql, ...values) => house.database.read.all(sql, values),
    skipping: async () => {
      const pupil = await build.pupil();
      await build.enrolment(pupil, '2025-08-01');
      for (const day of FOUR_DAYS) await build.absence(pupil, day, 4);
      await house.judge(pupil);
      const [row] = await house.database.read.all<{ dossier: string; melding: string; signal: string }>(
        'SELECT dossier_id AS "dossier", id AS "melding", signal_id AS "signal" FROM melding WHERE pupil_id = ?',
        [pupil],
      );
      return { pupil, ...row! };
    },
  };
}

/** What the school adds to a melding. */
export const SCHOOL_FIELDS = {
  vermoedelijkeReden: 'motivatie',
  alleLessenGemist: 'nee',
  actieInstelling: 'Gesprek met de mentor',
  actieGemeenteGewenst: true,
  prioriteit: 'normaal',
  contactNaam: 'M. de Mentor',
  contactFunctie: 'mentor',
  contactEmail: 'mentor@school.example',
};
