import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { pupilsFreeToUse } from '../../access/restriction';
import { dossierNotFound, requireRole } from '../../cases/dossier/reach';
import { scopeOf } from '../../registry/scopes';
import { municipalityOn } from '../../cases/assignment/assign-dossiers';
import { JoinDossier } from '../../cases/dossier/join-dossier';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { loadFacts } from '../../registry/pupil-facts';
import { mayBeTakenOnEarly } from '../counting';
import type { Source } from '../vocabulary';
import { Checks } from '../../platform/checks';
import { BeginTrajectory } from './begin-trajectory';

export interface EarlyYouth {
  pupilId: string;
  source: Exclude<Source, 'dossier' | 'overname'>;
  /** why this youth is taken on before 18 */
  reason: string;
}

/**
 * Takes on a youth of 17 before the law hands the youth over at 18. Opens the dossier of the Doorstroompunt beside that
 * of leerplicht, which stays where it is.
 */
@Injectable()
export class TakeOnEarly {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JoinDossier) private readonly joinDossier: JoinDossier,
    @Inject(BeginTrajectory) private readonly beginTrajectory: BeginTrajectory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Gives the id of the trajectory. Throws a Problem: 404 for a pupil out of reach, 403 for another role, 409 where a
   * trajectory is open, 400 where the youth is not 17.
   */
  async takeOn(actor: Actor, youth: EarlyYouth): Promise<string> {
    requireRole(actor, 'leerplichtambtenaar', 'rmc-trajectbegeleider');
    new Checks().text(youth.reason, '/reden', 2000).done();
    const today = this.clock.today();
    return this.database.work(async (work) => {
      const known = await pupilsFreeToUse(work, isId(youth.pupilId) ? [youth.pupilId] : []);
      const facts = (await loadFacts(work, known)).get(youth.pupilId);
      const home = facts ? municipalityOn(facts.residences, today) : null;
      if (!facts || home === null || !this.mayReach(actor, home)) throw dossierNotFound();
      if (!mayBeTakenOnEarly(facts.birthDate, today)) {
        throw new Problem('niet-zeventien', 'Vervroegd begeleiden kan alleen als de jongere 17 jaar is.');
      }
      await work.exclusive('traject');
      const running = 'SELECT id FROM trajectory WHERE pupil_id = ? AND ended_on IS NULL';
      if (await work.get(running, [youth.pupilId])) {
        throw new Problem('traject-loopt', 'Deze jongere heeft al een traject dat loopt.', { status: 409 });
      }
      const dossier = await this.joinDossier.join(work, youth.pupilId, 'doorstroompunt', null, facts.residences);
      return (await this.beginTrajectory.begin(work, actor, dossier, youth.source, youth.reason)).id;
    });
  }

  private mayReach({ visitor }: Actor, home: string): boolean {
    if (visitor === null) return true;
    const { leerplicht, doorstroompunt } = scopeOf(visitor, this.clock.today());
    return leerplicht.includes(home) || doorstroompunt.includes(home);
  }
}
