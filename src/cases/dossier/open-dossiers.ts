import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../../jobs/outbox';
import type { Day } from '../../law/day';
import type { Work } from '../../platform/database/sql';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import type { StoredDossier } from './dossier-store';
import { DOSSIER } from './states';

/** Keeps that dossiers were opened, and starts what runs from then on: terms, and a trajectory at the Doorstroompunt. */
@Injectable()
export class OpenDossiers {
  constructor(
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** After the dossiers were assigned: a term is that of the municipality where the pupil lives. */
  async write(work: Work, opened: readonly StoredDossier[]): Promise<void> {
    await this.history.write(
      work,
      opened.map((one) => ({
        ...{ machine: DOSSIER.name, objectId: one.id, dossierId: one.id, room: 'avg' as const, step: 'openen' },
        ...{ from: null, to: one.status, employee: null, reason: null },
      })),
    );
    await this.startTerms(work, opened);
    const guided = opened.filter((one) => one.regime === 'doorstroompunt').map((one) => one.id);
    await this.outbox.add(work, 'begin-traject', guided);
  }

  /** The terms of a dossier that somebody has to take up: new, or reopened. */
  async startTerms(work: Work, dossiers: readonly StoredDossier[], today?: Day): Promise<void> {
    const terms = dossiers.flatMap((one) =>
      (['oppakken', 'gesprek'] as const).map((kind) => ({
        ...{ kind, subjectId: one.id, dossierId: one.id, pupilId: one.pupilId, municipality: one.municipality },
        ...{ location: null, startedOn: today ?? one.openedOn },
      })),
    );
    await this.terms.start(work, terms);
  }
}
