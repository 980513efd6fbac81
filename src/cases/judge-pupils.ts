import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import type { Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import { type Judgement, Judge } from '../signals/judgement';
import type { Reconciled } from '../signals/reconcile';
import { SignalStore } from '../signals/signal-store';
import { isLive } from '../signals/stored-signal';
import { Assigner, municipalityOn } from './assign-dossiers';
import { DossierStore, type StoredDossier } from './dossier-store';
import { opensDossier, type Regime, regimeOf, roleOf } from './regime';

/**
 * The main job: judges pupils again and brings their signals, dossiers and assignments up to date, all in one unit of
 * work. Doing it twice changes nothing.
 */
@Injectable()
export class JudgePupils {
  constructor(
    @Inject(Judge) private readonly judge: Judge,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async handle(work: Work, pupilIds: readonly string[]): Promise<void> {
    const judgements = (await this.judge.judge(work, pupilIds)).filter((one) => one.results.length > 0);
    if (judgements.length === 0) return;
    const today = this.clock.today();
    const open = new Map<string, StoredDossier>();
    for (const dossier of await this.dossiers.openOfPupils(
      work,
      judgements.map((one) => one.pupilId),
    )) {
      open.set(`${dossier.pupilId}|${dossier.regime}`, dossier);
    }
    const assigner = new Assigner(work, this.dossiers, today);
    for (const judgement of judgements) {
      const home = municipalityOn(judgement.facts.residences, today);
      for (const result of judgement.results) {
        if (result.change !== 'opgeworpen' && result.change !== 'hersteld') continue;
        if (opensDossier(result.signal.rule)) await join(result, home, open, assigner, today);
      }
      markForClosing(judgement, open, assigner);
    }
    await assigner.write();
    await this.signals.write(
      work,
      judgements.flatMap((one) => one.results),
    );
  }
}

/** Puts a signal in the open dossier of its regime, or opens one; either way the dossier goes through the steps. */
async function join(
  { signal }: Reconciled,
  home: string | null,
  open: Map<string, StoredDossier>,
  assigner: Assigner,
  today: Day,
): Promise<void> {
  const regime = regimeOf(signal.phase);
  const key = `${signal.pupilId}|${regime}`;
  let dossier = open.get(key);
  if (!dossier) {
    dossier = newDossier(signal.pupilId, regime, today);
    open.set(key, dossier);
    assigner.keep(dossier);
  }
  signal.dossierId = dossier.id;
  await assigner.assign(dossier, home, signal.location || null);
}

function newDossier(pupilId: string, regime: Regime, today: Day): StoredDossier {
  return {
    id: newId(),
    pupilId,
    regime,
    status: 'nieuw',
    openedOn: today,
    closedOn: null,
    forClosing: 0,
    role: roleOf(regime),
    municipality: null,
    employee: null,
    assignedOn: today,
    reason: '',
  };
}

/** A dossier whose signals are all withdrawn stays open, marked; a signal that stands again takes the mark away. */
function markForClosing(judgement: Judgement, open: Map<string, StoredDossier>, assigner: Assigner): void {
  const after = new Map(judgement.before.map((signal) => [signal.id, signal]));
  for (const { signal } of judgement.results) after.set(signal.id, signal);
  for (const regime of ['leerplicht', 'doorstroompunt'] as const) {
    const dossier = open.get(`${judgement.pupilId}|${regime}`);
    if (!dossier) continue;
    const own = [...after.values()].filter((signal) => signal.dossierId === dossier.id);
    const forClosing = own.length > 0 && !own.some(isLive) ? 1 : 0;
    if (forClosing === dossier.forClosing) continue;
    dossier.forClosing = forClosing;
    assigner.keep(dossier);
  }
}
