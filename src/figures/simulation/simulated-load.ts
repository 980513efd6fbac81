import { decide } from '../../cases/assignment/assignment';
import { municipalityOn } from '../../cases/assignment/assign-dossiers';
import { areaOf, StaffInWork } from '../../cases/assignment/staff';
import { opensDossier, type Regime, regimeOf, roleOf } from '../../cases/dossier/regime';
import type { Day } from '../../law/day';
import type { ExpectedSignal, PupilFacts } from '../../law/facts';
import type { Sql } from '../../platform/database/sql';

export interface Load {
  signals: number;
  dossiers: number;
}

/** Under which the dossiers are kept that nobody can take. */
export const TRAY = '';

/**
 * Divides the dossiers that signals would open among the staff of today, by the steps of the real assignment. Everyone
 * begins with nothing, so that two sets of rules can be compared; a pupil has one dossier per regime.
 */
export class SimulatedLoad {
  readonly loads = new Map<string, Load>();
  private readonly staff: StaffInWork;
  private readonly begun = new Set<string>();

  constructor(
    sql: Sql,
    private readonly today: Day,
  ) {
    this.staff = new StaffInWork(sql, today);
  }

  /** The signals of one pupil, in order of begin date and rule. */
  async add(facts: PupilFacts, signals: readonly ExpectedSignal[]): Promise<void> {
    const open = new Map<Regime, string>();
    for (const signal of signals) {
      if (!opensDossier(signal.rule)) continue;
      const regime = regimeOf(signal.phase);
      let employee = open.get(regime);
      if (employee === undefined) {
        employee = await this.assign(facts, regime, signal.location);
        open.set(regime, employee);
        this.loadOf(employee).dossiers++;
      }
      this.loadOf(employee).signals++;
    }
  }

  private async assign(facts: PupilFacts, regime: Regime, location: string | null): Promise<string> {
    const area = areaOf(regime, municipalityOn(facts.residences, this.today), this.today);
    const role = roleOf(regime);
    const candidates = await this.staff.candidatesFor(role, area);
    for (const candidate of candidates) {
      if (!this.begun.has(candidate.employee)) candidate.open = 0;
      this.begun.add(candidate.employee);
    }
    const request = { role, area: area?.words ?? '', location, today: this.today, current: null };
    const { employee } = decide(request, candidates);
    this.staff.moved(null, employee);
    return employee ?? TRAY;
  }

  private loadOf(employee: string): Load {
    let load = this.loads.get(employee);
    if (!load) this.loads.set(employee, (load = { signals: 0, dossiers: 0 }));
    return load;
  }
}
