import type { DossierStore } from '../../cases/dossier/dossier-store';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { RowChanges } from './row-changes';

/**
 * A dossier that the union closed opens again for the pupil who stays. Throws a Problem (409) where that pupil got another
 * since: a pupil has one open dossier of a regime (contract 5).
 */
export async function refuseSecondDossier(
  work: Work,
  dossiers: DossierStore,
  pupilId: string,
  { changed }: RowChanges,
): Promise<void> {
  const ofDossiers = changed.filter((one) => one.table === 'dossier');
  const goingBack = new Set(ofDossiers.filter(({ before }) => 'pupil_id' in before).map(({ key }) => key['id']));
  const opening = ofDossiers.filter(({ key, before }) => 'status' in before && !goingBack.has(key['id']));
  if (opening.length === 0) return;
  const these = work.oneOf(
    'id',
    opening.map(({ key }) => String(key['id'])),
  );
  const closed = await work.all<{ regime: string }>(
    `SELECT regime FROM dossier WHERE ${these.sql} AND status = 'afgesloten'`,
    [these.value],
  );
  const open = (await dossiers.openOfPupils(work, [pupilId])).filter((one) => !goingBack.has(one.id));
  if (!open.some(({ regime }) => closed.some((one) => one.regime === regime))) return;
  const message = 'Deze leerling heeft sinds het samenvoegen een nieuw open dossier. Sluit dat eerst.';
  throw new Problem('ander-dossier-open', message, { status: 409 });
}
