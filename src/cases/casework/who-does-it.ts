import type { Day } from '../../law/day';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { areaOf, StaffInWork } from '../assignment/staff';
import type { ItemEvent } from '../items/followers';

/**
 * A task or appointment may be for a colleague, who must be able to see it: with the role and area of the dossier, in
 * service, boa for the Wpg part; a confidential one is for who wrote it. Throws a Problem (400) where that is not so.
 */
export async function requireFitting(work: Work, { actor, dossier, item }: ItemEvent, today: Day): Promise<void> {
  const { employee, author, confidential, room } = item;
  if (employee === null || employee === author || employee === actor.visitor?.employee) return;
  if (confidential) throw refused('Wat vertrouwelijk is, is voor uzelf.');
  const area = areaOf(dossier.regime, dossier.municipality, today);
  const found = await new StaffInWork(work, today).current(employee, dossier.regime, area);
  if (!found?.allowed) throw refused('Kies een collega met de rol en het gebied voor dit dossier.');
  const inService = (found.from ?? today) <= today && today <= (found.until ?? today);
  if (!inService) throw refused('Deze medewerker is vandaag niet in dienst.');
  if (room !== 'wpg') return;
  const row = await work.get<{ boa: number }>('SELECT boa FROM employee WHERE code = ?', [employee]);
  if (row?.boa !== 1) throw refused('Kies een collega die als boa is aangewezen.');
}

function refused(reden: string): Problem {
  return new Problem('invoer-onjuist', reden, { fields: [{ pointer: '/medewerker', reden }] });
}
