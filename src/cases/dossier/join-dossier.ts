import { Inject, Injectable } from '@nestjs/common';
import type { ResidenceFact } from '../../law/facts';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Assigner, municipalityOn } from '../assignment/assign-dossiers';
import { DossierStore, newDossier, type StoredDossier } from './dossier-store';
import { OpenDossiers } from './open-dossiers';
import type { Regime } from './regime';

/** For what a person reports: the open dossier of the pupil under this regime, or a new one, assigned either way. */
@Injectable()
export class JoinDossier {
  constructor(
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(OpenDossiers) private readonly openDossiers: OpenDossiers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Inside a unit of work that holds the pupil. `location`: the school that reports, where it is one. */
  async join(
    work: Work,
    pupilId: string,
    regime: Regime,
    location: string | null,
    residences: readonly ResidenceFact[],
  ): Promise<StoredDossier> {
    return (await this.joinAll(work, [{ pupilId, regime, location, residences }]))[0]!;
  }

  /** The same for many, in their order; two of one pupil and regime get one dossier. */
  async joinAll(work: Work, joining: readonly Joining[]): Promise<StoredDossier[]> {
    if (joining.length === 0) return [];
    const today = this.clock.today();
    const pupils = [...new Set(joining.map(({ pupilId }) => pupilId))];
    const known = new Map((await this.dossiers.openOfPupils(work, pupils)).map((one) => [placeOf(one), one]));
    const assigner = new Assigner(work, this.dossiers, today);
    const opened: StoredDossier[] = [];
    const found: StoredDossier[] = [];
    for (const one of joining) {
      let dossier = known.get(placeOf(one));
      if (!dossier) {
        dossier = newDossier(one.pupilId, one.regime, today);
        known.set(placeOf(one), dossier);
        opened.push(dossier);
      }
      assigner.keep(dossier);
      await assigner.assign(dossier, municipalityOn(one.residences, today), one.location);
      found.push(dossier);
    }
    await assigner.write();
    if (opened.length > 0) await this.openDossiers.write(work, opened);
    return found;
  }
}

/** What joins: of whom, under which law, and where the pupil lived when. */
export interface Joining {
  pupilId: string;
  regime: Regime;
  location: string | null;
  residences: readonly ResidenceFact[];
}

const placeOf = ({ pupilId, regime }: Pick<Joining, 'pupilId' | 'regime'>): string => `${pupilId}|${regime}`;
