import type { Day } from '../../law/day';
import type { ResidenceFact } from '../../law/facts';
import type { Work } from '../../platform/database/sql';
import { type AssignmentSteps, decide } from './assignment';
import type { DossierStore, StoredDossier } from '../dossier/dossier-store';
import { areaOf, StaffInWork } from './staff';

/** The municipality where a pupil lives on a day; the last known one after a departure. Null: none known. */
export function municipalityOn(residences: readonly ResidenceFact[], day: Day): string | null {
  let found: string | null = null;
  for (const one of residences) if (one.from === null || one.from <= day) found = one.municipality;
  return found;
}

/**
 * Assigns dossiers inside one unit of work. Collects what it decided; `write` keeps the dossiers it was told of and
 * every assignment that changed, with its reasons.
 */
export class Assigner {
  private staff: StaffInWork | null = null;
  private readonly touched = new Map<string, StoredDossier>();
  private readonly made = new Map<string, { dossier: StoredDossier; steps: AssignmentSteps }>();

  constructor(
    private readonly work: Work,
    private readonly store: DossierStore,
    private readonly today: Day,
  ) {}

  /** To be written, without going through the steps. */
  keep(dossier: StoredDossier): void {
    this.touched.set(dossier.id, dossier);
  }

  /**
   * Goes through the steps of contract section 5 for an open dossier.
   * @param municipality where the pupil lives today
   * @param location of the signal that asks for it, or null
   */
  async assign(dossier: StoredDossier, municipality: string | null, location: string | null): Promise<void> {
    const staff = await this.staffInWork();
    const area = areaOf(dossier.regime, municipality, this.today);
    const current = dossier.employee === null ? null : await staff.current(dossier.employee, dossier.regime, area);
    const request = {
      role: dossier.role,
      area: area?.words ?? 'een bekende woonplaats',
      location,
      today: this.today,
      current,
    };
    const decision = decide(request, await staff.candidatesFor(dossier.role, area));
    if (dossier.municipality !== municipality) {
      dossier.municipality = municipality;
      this.keep(dossier);
    }
    const isFirst = dossier.reason === '';
    if (decision.stays || (!isFirst && decision.employee === dossier.employee && decision.reason === dossier.reason))
      return;
    staff.moved(dossier.employee, decision.employee);
    const changesHands = isFirst || decision.employee !== dossier.employee;
    dossier.employee = decision.employee;
    dossier.reason = decision.reason;
    if (changesHands) dossier.assignedOn = this.today;
    this.keep(dossier);
    this.made.set(dossier.id, { dossier, steps: decision.steps });
  }

  async write(): Promise<void> {
    await this.store.write(this.work, this.touched.values());
    await this.store.keepAssignments(this.work, [...this.made.values()]);
  }

  /** Loads are read by one unit of work at a time: two that count at once would both choose the same person. */
  private async staffInWork(): Promise<StaffInWork> {
    if (!this.staff) {
      await this.work.exclusive('toewijzing');
      this.staff = new StaffInWork(this.work, this.today);
    }
    return this.staff;
  }
}
