import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { moveRows, type PupilMerge, PupilMerges } from '../../registry/pupil-merge';
import { DossierSteps } from '../dossier/dossier-steps';
import { DossierStore, type StoredDossier } from '../dossier/dossier-store';
import { Terms } from '../terms/terms';

/**
 * When two pupils turn out to be one: their signals come together, and of two open dossiers of a regime one goes on with the
 * work in both. Letters stay with the other, which the page of the one that goes on leads to.
 */
@Injectable()
export class CaseMerge implements PupilMerge, OnModuleInit {
  constructor(
    @Inject(PupilMerges) private readonly merges: PupilMerges,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    const open = await this.dossiers.openOfPupils(work, [from, into]);
    for (const theirs of open.filter((one) => one.pupilId === from)) {
      const own = open.find((one) => one.pupilId === into && one.regime === theirs.regime);
      if (!own) continue;
      const [kept, left] = goesOn(own, theirs);
      await work.run('UPDATE signal SET dossier_id = ? WHERE dossier_id = ?', [kept.id, left.id]);
      await work.run('UPDATE melding SET dossier_id = ? WHERE dossier_id = ?', [kept.id, left.id]);
      const who = { by: 'leerspoor', employee: null, reason: 'samengevoegd' } as const;
      await this.steps.take(work, left, { ...who, step: 'sluiten' });
      await this.terms.drop(work, [left.id], this.clock.today());
      await takeAlong(work, left.id, kept.id);
      await this.steps.tellSignals(work, kept);
    }
    await work.run('UPDATE dossier SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await work.run('UPDATE leave_application SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await work.run('UPDATE term SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    const before = await work.all<{ id: string }>('SELECT id FROM signal WHERE pupil_id = ?', [from]);
    await moveRows(work, 'signal', ['rule', 'location', 'from_date', 'mark'], from, into);
    // what was reported of both was reported twice: the melding of the signal that was dropped is withdrawn
    await work.run(
      `UPDATE melding SET signal_id = NULL, status = 'ingetrokken' WHERE pupil_id = ? AND signal_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.id = melding.signal_id)`,
      [from],
    );
    await work.run('UPDATE melding SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    // the history of a signal that both had goes with the one that was dropped
    const theirs = work.oneOf(
      'signal_id',
      before.map((one) => one.id),
    );
    await work.run(
      `DELETE FROM signal_change WHERE ${theirs.sql}
         AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.id = signal_change.signal_id)`,
      [theirs.value],
    );
  }
}

/**
 * Which of two goes on, and which is closed: the one that somebody works in, or else the one that was opened first. Only
 * where the pupil who stays lives: whoever works there must be able to go on with it.
 */
function goesOn(own: StoredDossier, theirs: StoredDossier): [kept: StoredDossier, left: StoredDossier] {
  const rank = ({ status, openedOn }: StoredDossier) => `${status === 'nieuw' ? 1 : 0}${openedOn}`;
  const further = theirs.municipality === own.municipality && rank(theirs) < rank(own);
  return further ? [theirs, own] : [own, theirs];
}

/**
 * What was done and what runs goes along to the dossier that goes on, with its steps and terms: nobody looks in one that is
 * closed. The steps, assignments and terms of that dossier itself stay with it.
 */
async function takeAlong(work: Work, from: string, into: string): Promise<void> {
  await work.run('UPDATE dossier_item SET dossier_id = ? WHERE dossier_id = ?', [into, from]);
  await work.run('UPDATE meeting_agreement SET dossier_id = ? WHERE dossier_id = ?', [into, from]);
  await work.run(
    `UPDATE meeting_dossier SET dossier_id = ? WHERE dossier_id = ?
       AND NOT EXISTS (SELECT 1 FROM meeting_dossier o WHERE o.meeting_id = meeting_dossier.meeting_id AND o.dossier_id = ?)`,
    [into, from, into],
  );
  await work.run('UPDATE state_change SET dossier_id = ? WHERE dossier_id = ? AND object_id <> ?', [into, from, from]);
  await work.run('UPDATE term SET dossier_id = ? WHERE dossier_id = ? AND subject_id <> ?', [into, from, from]);
}
