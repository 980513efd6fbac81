import { Inject, Injectable } from '@nestjs/common';
import { JoinDossier } from '../../cases/dossier/join-dossier';
import { regimeOf } from '../../cases/dossier/regime';
import { MeldingSteps } from '../../cases/meldingen/melding-steps';
import { MeldingStore, type StoredMelding } from '../../cases/meldingen/melding-store';
import { RegisterMeldingen } from '../../cases/meldingen/register-meldingen';
import { MELDING } from '../../cases/meldingen/states';
import type { Phase, PupilFacts } from '../../law/facts';
import { LawParameters } from '../../law/parameters';
import { phaseOn } from '../../law/phase';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import type { Refusal } from '../../platform/incoming';
import { newId } from '../../platform/ids';
import { CalendarBook } from '../../registry/calendars';
import { loadFacts } from '../../registry/pupil-facts';
import { absenceOf, type Known, keyOf } from './known-meldingen';
import { pathBetween, type Stand } from './merge';
import type { MeldingEntry } from './melding-intake';

/** What is to stand of one melding. `known` null: it is new. */
export interface Kept extends MeldingEntry {
  known: Known | null;
  stand: Stand;
}

/** Writes what an exchange brought: new meldingen in their dossier, what changed, and the steps from status to status. */
@Injectable()
export class KeepMeldingen {
  constructor(
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(RegisterMeldingen) private readonly register: RegisterMeldingen,
    @Inject(MeldingSteps) private readonly steps: MeldingSteps,
    @Inject(JoinDossier) private readonly joinDossier: JoinDossier,
    @Inject(CalendarBook) private readonly calendars: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Why new meldingen cannot be taken, by key: the law covers the pupil no more, or it stands under another number. */
  async refusals(work: Work, entries: readonly MeldingEntry[]): Promise<Map<string, Refusal>> {
    const found = new Map<string, Refusal>();
    const places = await this.places(work, entries);
    const theirs = work.oneOf('pupil_id', [...new Set(entries.map(({ pupilId }) => pupilId))]);
    const standing = await this.store.rows(work, `${theirs.sql} AND status <> 'ingetrokken'`, [theirs.value]);
    const seen = new Set(standing.map(absenceOf));
    for (const { said, pupilId } of entries) {
      const absence = absenceOf({ ...said, pupilId });
      const phase = places.get(keyOf(said))!.phase;
      if (seen.has(absence)) {
        const reason = 'deze melding staat hier al onder een ander nummer; trek die eerst in';
        found.set(keyOf(said), { column: 'meldingnummer', value: said.number, reason });
      } else if (!MELDING.isEnd(said.status) && (phase === 'nog_niet' || phase === 'geen')) {
        const reason = 'de leerling valt vandaag niet onder de leerplicht of het Doorstroompunt';
        found.set(keyOf(said), { column: 'pgn', value: said.pgn, reason });
      }
      seen.add(absence);
    }
    return found;
  }

  async write(work: Work, kept: readonly Kept[]): Promise<void> {
    if (kept.length === 0) return;
    const fresh = await this.open(
      work,
      kept.filter(({ known }) => known === null),
    );
    const before = kept.filter(({ known }) => known !== null);
    const meldingen = before.map(({ known, stand }): StoredMelding => {
      const { status, closingReason, closingNote, closedOn } = known!.melding;
      return { ...known!.melding, ...stand, status, closingReason, closingNote, closedOn };
    });
    await this.store.write(work, meldingen);
    await this.link(work, [...fresh, ...before.map((one, i) => ({ ...one, melding: meldingen[i]! }))]);
    await this.walk(work, [...fresh, ...before.map(({ stand }, i) => ({ stand, melding: meldingen[i]! }))]);
  }

  /** New ones: those that are open join a dossier; those that were closed elsewhere are kept without one. */
  private async open(work: Work, kept: readonly Kept[]): Promise<(Kept & { melding: StoredMelding })[]> {
    const today = this.clock.today();
    const places = await this.places(work, kept);
    const joining = kept.filter(({ stand }) => !MELDING.isEnd(stand.status));
    const dossiers = await this.joinDossier.joinAll(
      work,
      joining.map(({ pupilId, said }) => {
        const { phase, facts } = places.get(keyOf(said))!;
        return { pupilId, regime: regimeOf(phase), location: said.location, residences: facts.residences };
      }),
    );
    const dossierOf = new Map(joining.map(({ said }, i) => [keyOf(said), dossiers[i]!]));
    const made = kept.map((one) => {
      const { said, pupilId, stand } = one;
      const { status: _, closingReason: _reason, closingNote: _note, ...content } = stand;
      const dossier = dossierOf.get(keyOf(said)) ?? null;
      const melding: StoredMelding = {
        ...{ id: newId(), pupilId, dossierId: dossier?.id ?? null, signalId: null, kind: said.kind },
        ...{ location: said.location, from: said.from, ...content, status: 'geregistreerd' },
        ...{ registeredOn: said.registeredOn ?? today, completedOn: said.registeredOn ?? today, reporter: null },
        ...{ closingReason: null, closingNote: null, closedOn: null },
      };
      return { ...one, melding, dossier };
    });
    await this.register.write(work, made);
    return made;
  }

  private async link(work: Work, kept: readonly (Kept & { melding: StoredMelding })[]): Promise<void> {
    const rows = kept.flatMap(({ said, known, melding }) =>
      known?.linked || said.number === melding.id ? [] : [[melding.id, said.brin, said.number, null, null]],
    );
    await work.insert('melding_exchange', ['melding_id', 'brin', 'number', 'told', 'told_at'], rows);
  }

  /** Takes the steps that lead to what should stand, those of one kind together. */
  private async walk(work: Work, moving: readonly { stand: Stand; melding: StoredMelding }[]): Promise<void> {
    let under = moving.filter(({ stand, melding }) => stand.status !== melding.status);
    while (under.length > 0) {
      const [first] = under;
      const { step, by } = pathBetween(first!.melding.status, first!.stand.status)![0]!;
      const closing = closingOf(step, first!.stand);
      const alike = under.filter(({ stand, melding }) => {
        const next = pathBetween(melding.status, stand.status)![0]!;
        return (
          next.step === step &&
          closingOf(step, stand)?.reason === closing?.reason &&
          closingOf(step, stand)?.note === closing?.note
        );
      });
      const input = { step, by, employee: null, reason: 'uitwisseling', ...(closing ? { closing } : {}) };
      const after = await this.steps.take(
        work,
        alike.map(({ melding }) => melding),
        input,
      );
      const next = alike.map(({ stand }, i) => ({ stand, melding: after[i]! }));
      under = [...under.filter((one) => !alike.includes(one)), ...next].filter(
        ({ stand, melding }) => stand.status !== melding.status,
      );
    }
  }

  /** Phase today and facts of each, by key. */
  private async places(
    work: Work,
    entries: readonly MeldingEntry[],
  ): Promise<Map<string, { phase: Phase; facts: PupilFacts }>> {
    if (entries.length === 0) return new Map();
    const [today, calendars] = [this.clock.today(), await this.calendars.open(work)];
    const facts = await loadFacts(work, [...new Set(entries.map(({ pupilId }) => pupilId))]);
    return new Map(
      entries.map(({ said, pupilId }) => {
        const known = facts.get(pupilId)!;
        const phase = phaseOn(known, today, calendars.ofLocation(said.location), this.parameters);
        return [keyOf(said), { phase, facts: known }];
      }),
    );
  }
}

function closingOf(step: string, { closingReason, closingNote }: Stand) {
  return step === 'afsluiten' && closingReason !== null && closingNote !== null
    ? { reason: closingReason, note: closingNote }
    : null;
}
