import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { Evidence } from '../../law/facts';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import type { Reconciled } from '../../signals/reconcile';
import type { StoredSignal } from '../../signals/stored-signal';
import type { StoredDossier } from '../dossier/dossier-store';
import { signalStatusIn } from '../dossier/states';
import { StateHistory, type TakenStep } from '../states/state-history';
import { type NewTerm, Terms } from '../terms/terms';
import { MeldingStore, type StoredMelding } from './melding-store';
import { MELDING, meldingKindOf, type MeldingStep } from './states';

/** The meldingen of a batch of signals, as they were before the batch. */
export type KnownMeldingen = ReadonlyMap<string, StoredMelding>;

/**
 * Keeps the meldingen of signals in step with them: a signal that a school must report is a melding from the moment it
 * is raised; it is amended, withdrawn and restored with it. A melding that the municipality closed stays as it was
 * exchanged.
 */
@Injectable()
export class FollowSignals {
  constructor(
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The meldingen that these results are about; of new signals there are none. */
  known(work: Work, results: readonly Reconciled[]): Promise<KnownMeldingen> {
    const earlier = results.filter(({ isNew, signal }) => !isNew && meldingKindOf(signal.rule) !== null);
    return this.store.ofSignals(
      work,
      earlier.map(({ signal }) => signal.id),
    );
  }

  /** Before the signals are written: gives each the status of its melding, or of its dossier where it has none. */
  setStatus({ signal, change }: Reconciled, known: KnownMeldingen, dossier: StoredDossier | undefined): void {
    if (change !== 'opgeworpen' && change !== 'hersteld') return;
    const melding = known.get(signal.id);
    if (melding && isSettled(melding)) signal.status = melding.status;
    else if (meldingKindOf(signal.rule) === null && dossier) signal.status = signalStatusIn(dossier.status);
  }

  /** Writes what becomes of the meldingen. `dossiers`: those that are open, by id. */
  async write(
    work: Work,
    results: readonly Reconciled[],
    known: KnownMeldingen,
    dossiers: ReadonlyMap<string, StoredDossier>,
  ): Promise<void> {
    const today = this.clock.today();
    const meldingen: StoredMelding[] = [];
    const steps: TakenStep[] = [];
    const terms: NewTerm[] = [];
    const withdrawn: string[] = [];
    for (const { signal, change } of results) {
      if (change === null || meldingKindOf(signal.rule) === null) continue;
      const before = known.get(signal.id);
      if (before && isSettled(before)) continue;
      if (!before && change === 'ingetrokken') continue;
      const after = bring(before, signal, today);
      meldingen.push(after);
      const dossier = signal.dossierId === null ? undefined : dossiers.get(signal.dossierId);
      if (before?.status !== after.status) steps.push(stepOf(before, after, signal.reason));
      if (after.status === 'ingetrokken') withdrawn.push(after.id);
      else if (before?.status !== after.status) terms.push(...termsOf(after, dossier, today));
    }
    if (meldingen.length === 0) return;
    await this.store.write(work, meldingen);
    await this.history.write(work, steps);
    await this.terms.drop(work, withdrawn, today);
    await this.terms.start(work, terms);
  }
}

/** Closed with DUO by the municipality: nothing changes it any more. */
export function isSettled(melding: Pick<StoredMelding, 'status'>): boolean {
  return melding.status === 'afgesloten' || melding.status === 'ter_kennisgeving';
}

function bring(before: StoredMelding | undefined, signal: StoredSignal, today: Day): StoredMelding {
  const base = before ?? fresh(signal, today);
  const withdrawn = signal.status === 'ingetrokken';
  const { days } = JSON.parse(signal.evidence) as Evidence;
  return {
    ...base,
    dossierId: signal.dossierId,
    until: signal.until,
    hundredths: signal.hundredths,
    days: days.map(({ day, hundredths }) => [day, hundredths] as const),
    status: withdrawn ? 'ingetrokken' : base.status === 'ingetrokken' ? 'geregistreerd' : base.status,
  };
}

function fresh(signal: StoredSignal, today: Day): StoredMelding {
  return {
    ...{ id: newId(), pupilId: signal.pupilId, dossierId: signal.dossierId, signalId: signal.id },
    ...{ kind: meldingKindOf(signal.rule)!, location: signal.location, from: signal.from, until: signal.until },
    ...{ hundredths: signal.hundredths, status: 'geregistreerd', days: [], details: {}, registeredOn: today },
    ...{ suspectedReason: null, allLessons: null, actionWanted: null, priority: null, completedOn: null },
    ...{ reporter: null, closingReason: null, closingNote: null, closedOn: null },
  };
}

function stepOf(before: StoredMelding | undefined, after: StoredMelding, reason: string | null): TakenStep {
  const step: MeldingStep | 'registreren' =
    before === undefined ? 'registreren' : after.status === 'ingetrokken' ? 'intrekken' : 'herstellen';
  return {
    ...{ machine: MELDING.name, objectId: after.id, dossierId: after.dossierId, room: 'avg', step },
    ...{ from: before?.status ?? null, to: after.status, employee: null, reason },
  };
}

/** The school's clock runs from the day on which the duty to report arose; the municipality's where it works already. */
function termsOf(melding: StoredMelding, dossier: StoredDossier | undefined, today: Day): NewTerm[] {
  const about = {
    ...{ subjectId: melding.id, dossierId: melding.dossierId, pupilId: melding.pupilId },
    ...{ municipality: dossier?.municipality ?? null, location: melding.location },
  };
  const terms: NewTerm[] = [];
  if (melding.completedOn === null) terms.push({ ...about, kind: 'melden', startedOn: melding.until ?? melding.from });
  if (dossier && dossier.status !== 'nieuw') terms.push({ ...about, kind: 'oppakken', startedOn: today });
  return terms;
}
