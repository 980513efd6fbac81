import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import type { StoredDossier } from '../dossier/dossier-store';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { MeldingStore, type StoredMelding } from './melding-store';
import { MELDING } from './states';

/** A melding that is new, and the open dossier that it joins; null: it was closed before it came here. */
export interface NewMelding {
  melding: StoredMelding;
  dossier: StoredDossier | null;
}

/** Writes meldingen that did not follow from a signal: with their history, and the term in which to take them up. */
@Injectable()
export class RegisterMeldingen {
  constructor(
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async write(work: Work, fresh: readonly NewMelding[]): Promise<void> {
    if (fresh.length === 0) return;
    const today = this.clock.today();
    await this.store.write(
      work,
      fresh.map(({ melding }) => melding),
    );
    await this.history.write(
      work,
      fresh.map(({ melding: { id, dossierId, status, reporter } }) => ({
        ...{ machine: MELDING.name, objectId: id, dossierId, room: 'avg' as const, step: 'registreren' },
        ...{ from: null, to: status, employee: reporter, reason: null },
      })),
    );
    await this.terms.start(
      work,
      fresh.flatMap(({ melding: { id, pupilId, location }, dossier }) =>
        dossier === null || dossier.status === 'nieuw'
          ? []
          : [
              {
                ...{ kind: 'oppakken' as const, subjectId: id, dossierId: dossier.id, pupilId },
                ...{ municipality: dossier.municipality, location, startedOn: today },
              },
            ],
      ),
    );
  }
}
