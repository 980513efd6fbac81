import fc from 'fast-check';
import { asDay } from '../../../src/law/day';
import { newId } from '../../../src/platform/ids';
import { municipalitiesOf } from '../../../src/registry/facts';
import type { House } from '../../support/house';

const AT = '2026-01-01T00:00:00.000Z';
/** municipalities of region 08 */
export const TOWNS = municipalitiesOf('08', asDay('2026-07-31')).map(({ code }) => code);

/** Somebody at home, with a dossier, a measure, a first talk and a trajectory; who may move within the year. */
export async function somebody(house: House, month: string, towns: readonly string[], days: number): Promise<string> {
  const pupil = await house.build.pupil('2008-05-06', {}, towns[0]);
  for (const [i, municipality] of towns.slice(1).entries()) {
    await house.build.insert('residence', { pupil_id: pupil, from_date: `2026-0${i + 5}-01`, municipality });
  }
  await house.build.enrolment(pupil, '2024-08-01', null, days % 2 === 0 ? 'vo' : 'mbo');
  const dossier = newId();
  const municipality = towns[0]!;
  await house.build.insert('dossier', {
    ...{ id: dossier, pupil_id: pupil, regime: 'leerplicht', status: 'afgesloten', opened_on: `${month}-05` },
    ...{ for_closing: 0, role: 'leerplichtambtenaar', assigned_on: `${month}-05`, assignment_reason: '' },
    ...{ municipality, changed_at: AT },
  });
  await house.build.insert('dossier_item', {
    ...{ id: newId(), dossier_id: dossier, kind: 'waarschuwing', room: 'avg', confidential: 0, details: '' },
    ...{ state: 'verzonden', day: `${month}-06`, version: 1, made_at: AT, changed_at: AT },
  });
  const signal = (rule: string, from: string, until: string | null) =>
    house.build.insert('signal', {
      ...{ id: newId(), pupil_id: pupil, rule, location: rule === 'verzuim-absoluut' ? '' : '01AB00', mark: '' },
      ...{ from_date: from, until_date: until, evidence: '{}', raised_at: AT, changed_at: AT, phase: 'leerplicht' },
      status: 'geregistreerd',
    });
  await signal('verzuim-absoluut', `${month}-05`, null);
  for (const later of ['2026-01-12', '2026-05-12', '2026-06-12']) await signal('verzuim-16u', later, later);
  await house.build.insert('term', {
    ...{ id: newId(), kind: 'gesprek', subject_id: newId(), dossier_id: null, pupil_id: pupil, municipality },
    ...{ started_on: '2026-03-01', remind_on: '2026-03-10', due_on: '2026-03-19', outcome: 'gehaald' },
    ended_on: `2026-03-${String(days + 1).padStart(2, '0')}`,
  });
  await house.build.insert('trajectory', {
    ...{ id: newId(), pupil_id: pupil, dossier_id: newId(), state: 'gestart', source: 'school' },
    ...{ region: municipality === '0363' ? '21' : '08', municipality, delivered_on: '2025-09-01' },
    ...{ approached_on: '2025-09-03', intake_on: '2025-09-10', started_on: '2025-10-01', came_back: 0 },
    ...{ ended_on: null, destination: null, contact_every: 14, changed_at: AT },
  });
  return pupil;
}

/** So many of them, the same for the same seed. */
export async function fillYear(house: House, runs: number, seed = 3): Promise<void> {
  const given = fc.record({
    month: fc.constantFrom('2025-09', '2025-12', '2026-03'),
    towns: fc.uniqueArray(fc.constantFrom('0114', '0363', ...TOWNS.slice(0, 3)), { minLength: 1, maxLength: 3 }),
    days: fc.integer({ min: 1, max: 25 }),
  });
  for (const { month, towns, days } of fc.sample(given, { seed, numRuns: runs }))
    await somebody(house, month, towns, days);
}
