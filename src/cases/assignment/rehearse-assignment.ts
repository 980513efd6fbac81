import { Inject, Injectable } from '@nestjs/common';
import { type AssignmentSteps, decide } from './assignment';
import { areaOf, StaffInWork } from './staff';
import { type Regime, roleOf } from '../dossier/regime';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';

/** Open dossiers without anybody, of one municipality (null: residence unknown). */
export interface WaitingDossiers {
  municipality: string | null;
  regime: Regime;
  count: number;
}

export interface AskedRehearsal {
  regime: Regime;
  municipality: string;
  /** a location, or null */
  location: string | null;
}

/** How dossiers are given, for who keeps the staff: numbers and reasons, and no dossier. */
@Injectable()
export class RehearseAssignment {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  waiting(): Promise<WaitingDossiers[]> {
    return this.database.read.all<WaitingDossiers>(
      `SELECT municipality, regime, COUNT(*) AS "count" FROM dossier
        WHERE employee IS NULL AND status IN ('nieuw', 'in_behandeling', 'aangehouden', 'heropend')
        GROUP BY municipality, regime ORDER BY COUNT(*) DESC, municipality LIMIT 100`,
    );
  }

  /** Who would get a new dossier today, by the very function that gives them. Nothing is given. */
  async rehearse({ regime, municipality, location }: AskedRehearsal): Promise<AssignmentSteps> {
    const today = this.clock.today();
    const area = areaOf(regime, municipality, today);
    const staff = new StaffInWork(this.database.read, today);
    const role = roleOf(regime);
    const request = { role, area: area?.words ?? 'een bekende woonplaats', location, today, current: null };
    return decide(request, await staff.candidatesFor(role, area)).steps;
  }
}
