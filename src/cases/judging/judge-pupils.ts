import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { pupilsFreeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { type Judgement, Judge } from '../../signals/judgement';
import type { Reconciled } from '../../signals/reconcile';
import { SignalStore } from '../../signals/signal-store';
import { isLive } from '../../signals/stored-signal';
import { Homes } from '../dossier/homes';
import { Assigner, municipalityOn } from '../assignment/assign-dossiers';
import { DossierStore, newDossier, type StoredDossier } from '../dossier/dossier-store';
import { OpenDossiers } from '../dossier/open-dossiers';
import { opensDossier, regimeOf } from '../dossier/regime';
import { FollowSignals, isSettled } from '../meldingen/follow-signals';

/**
 * The main job: judges pupils again and brings their signals, meldingen, dossiers and assignments up to date, all in
 * one unit of work. Doing it twice changes nothing.
 */
@Injectable()
export class JudgePupils {
  constructor(
    @Inject(Judge) private readonly judge: Judge,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(Homes) private readonly homes: Homes,
    @Inject(OpenDossiers) private readonly openDossiers: OpenDossiers,
    @Inject(FollowSignals) private readonly meldingen: FollowSignals,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async handle(work: Work, asked: readonly string[]): Promise<void> {
    // whose data may not be used is judged again once they may
    const pupilIds = await pupilsFreeToUse(work, asked);
    if (pupilIds.length === 0) return;
    const event = { action: 'beoordelen', object: 'signaal', objectId: null, purpose: PURPOSES.verzuim } as const;
    this.audit.write(work, systemActor('wachtrij'), { ...event, pupils: pupilIds });
    const judgements = (await this.judge.judge(work, pupilIds)).filter((one) => one.results.length > 0);
    if (judgements.length === 0) return;
    const today = this.clock.today();
    await this.homes.follow(
      work,
      judgements.map((one) => one.pupilId),
    );
    const open = await this.openDossiersOf(
      work,
      judgements.map((one) => one.pupilId),
    );
    const results = judgements.flatMap((one) => one.results);
    const known = await this.meldingen.known(work, results);
    const assigner = new Assigner(work, this.dossiers, today);
    const opened: StoredDossier[] = [];
    for (const judgement of judgements) {
      const home = municipalityOn(judgement.facts.residences, today);
      for (const result of judgement.results) {
        let dossier: StoredDossier | undefined;
        const before = known.get(result.signal.id);
        if (joins(result) && !(before && isSettled(before))) {
          dossier = await join(result, home, open, opened, assigner, today);
        }
        this.meldingen.setStatus(result, known, dossier);
      }
      markForClosing(judgement, open, assigner);
    }
    await assigner.write();
    await this.openDossiers.write(work, opened);
    await this.signals.write(work, results);
    await this.meldingen.write(work, results, known, new Map([...open.values()].map((one) => [one.id, one])));
  }

  /** By pupil and regime. */
  private async openDossiersOf(work: Work, pupilIds: readonly string[]): Promise<Map<string, StoredDossier>> {
    const rows = await this.dossiers.openOfPupils(work, pupilIds);
    return new Map(rows.map((one) => [`${one.pupilId}|${one.regime}`, one]));
  }
}

/** Whether a signal begins to stand, and is one to work on. */
function joins({ signal, change }: Reconciled): boolean {
  return (change === 'opgeworpen' || change === 'hersteld') && opensDossier(signal.rule);
}

/** Puts a signal in the open dossier of its regime, or opens one; either way the dossier goes through the steps. */
async function join(
  { signal }: Reconciled,
  home: string | null,
  open: Map<string, StoredDossier>,
  opened: StoredDossier[],
  assigner: Assigner,
  today: Day,
): Promise<StoredDossier> {
  const regime = regimeOf(signal.phase);
  const key = `${signal.pupilId}|${regime}`;
  let dossier = open.get(key);
  if (!dossier) {
    dossier = newDossier(signal.pupilId, regime, today);
    open.set(key, dossier);
    opened.push(dossier);
    assigner.keep(dossier);
  }
  signal.dossierId = dossier.id;
  await assigner.assign(dossier, home, signal.location || null);
  return dossier;
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
