import type { MeldingDetails, StoredMelding } from '../../cases/meldingen/melding-store';
import { MELDING, type MeldingStatus, type MeldingStep } from '../../cases/meldingen/states';
import type { Refusal } from '../../platform/incoming';
import type { StepOwner } from '../../platform/states';
import type { MeldingContent, NeutralMelding, SaidDetails } from './neutral-melding';

/** What of a melding an exchange can change. */
export interface Stand extends MeldingContent, Pick<StoredMelding, 'status' | 'closingReason' | 'closingNote'> {
  details: MeldingDetails;
}

/** Which sides of a melding work in this Leerspoor, and so own here what they own. */
export interface Owned {
  /** registered here: the number is ours */
  school: boolean;
  gemeente: boolean;
  /** follows from registered absence: period, hours and withdrawal are corrected there */
  signal: boolean;
}

export type Merged = { stand: Stand; remark: string | null } | Refusal;

const OF_GEMEENTE: readonly MeldingStatus[] = ['in_behandeling', 'afgesloten', 'ter_kennisgeving'];

export function standOf(melding: StoredMelding): Stand {
  const { until, hundredths, days, suspectedReason, allLessons, actionWanted, priority } = melding;
  const { status, closingReason, closingNote, details } = melding;
  return {
    ...{ until, hundredths, days, suspectedReason, allLessons, actionWanted, priority },
    ...{ status, closingReason, closingNote, details },
  };
}

/**
 * What stands after the other side spoke. Who owns a status decides: geregistreerd and ingetrokken are the school's,
 * the others the municipality's. Of an owner who works here, what stands here counts, and the other side hears it in
 * the feedback; of an owner elsewhere, what comes in counts. A melding that is closed changes no more. Pure.
 */
export function merge(stand: Stand | null, said: NeutralMelding, owned: Owned): Merged {
  if (stand === null) return begin(said);
  const { status } = stand;
  const spoken = owned.school ? stand : taken(stand, said, owned);
  if (status === 'afgesloten' || status === 'ter_kennisgeving') {
    return { stand, remark: said.status === status || said.status === 'geregistreerd' ? null : stays(said, status) };
  }
  if (said.status === status) return { stand: withContact(spoken, said, owned), remark: null };
  if (said.status === 'ingetrokken') {
    if (owned.school || owned.signal) return { stand: spoken, remark: stays(said, status) };
    return { stand: { ...spoken, status: 'ingetrokken' }, remark: null };
  }
  if (status === 'ingetrokken' && (owned.school || owned.signal)) return { stand, remark: stays(said, status) };
  if (OF_GEMEENTE.includes(said.status)) {
    if (owned.gemeente) {
      // the school's own news counts: it took back its withdrawal
      const back = status === 'ingetrokken' ? { ...spoken, status: 'geregistreerd' as const } : spoken;
      return { stand: back, remark: stays(said, back.status) };
    }
    if (pathBetween(status, said.status) === null) return { stand: spoken, remark: stays(said, status) };
    const { closingReason, closingNote } = said;
    return {
      stand: { ...withContact(spoken, said, owned), status: said.status, closingReason, closingNote },
      remark: null,
    };
  }
  if (status === 'ingetrokken') return { stand: { ...spoken, status: 'geregistreerd' }, remark: null };
  // registered, says the school again; the municipality went on meanwhile
  return { stand: withContact(spoken, said, owned), remark: owned.gemeente ? null : stays(said, status) };
}

/** Of a melding that is not known here whatever its owners did elsewhere is taken over. */
function begin(said: NeutralMelding): Merged {
  if (said.status === 'ingetrokken') {
    return { column: 'status', value: said.status, reason: 'deze melding is niet bekend; er is niets in te trekken' };
  }
  const { status, closingReason, closingNote } = said;
  const empty: MeldingContent = {
    ...{ until: null, hundredths: null, days: [], suspectedReason: null, allLessons: null, actionWanted: null },
    ...{ priority: null },
  };
  const content = { ...empty, ...said.content };
  return { stand: { ...content, details: laid({}, said.details), status, closingReason, closingNote }, remark: null };
}

/** With what the school elsewhere tells now. */
function taken(stand: Stand, said: NeutralMelding, owned: Owned): Stand {
  const { until, hundredths, days } = stand;
  const { gemeente: _, ...details } = said.details;
  return {
    ...{ ...stand, ...said.content, ...(owned.signal ? { until, hundredths, days } : {}) },
    details: laid(stand.details, details),
  };
}

function withContact(stand: Stand, { details: { gemeente } }: NeutralMelding, owned: Owned): Stand {
  if (owned.gemeente || gemeente === undefined) return stand;
  return { ...stand, details: laid(stand.details, { gemeente }) };
}

function laid(before: MeldingDetails, said: SaidDetails): MeldingDetails {
  const all = Object.entries({ ...before, ...said }).filter(([, value]) => value !== null && value !== undefined);
  // in one order, so that the same says the same
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))) as MeldingDetails;
}

function stays(said: NeutralMelding, status: MeldingStatus): string {
  const [theirs, ours] = [said.status, status].map((one) => MELDING.states[one].toLowerCase());
  const owner = OF_GEMEENTE.includes(status) ? 'de gemeente' : 'de school';
  return `Status ${theirs} niet overgenomen: de melding is hier ${ours}, en daar gaat ${owner} over`;
}

export interface PathStep {
  step: MeldingStep;
  by: StepOwner;
}

/** The fewest steps from one status to another, whoever takes them; null: there are none. */
export function pathBetween(from: MeldingStatus, to: MeldingStatus): PathStep[] | null {
  let ways: { at: MeldingStatus; path: PathStep[] }[] = [{ at: from, path: [] }];
  const seen = new Set<MeldingStatus>([from]);
  while (ways.length > 0) {
    const there = ways.find(({ at }) => at === to);
    if (there) return there.path;
    ways = ways.flatMap(({ at, path }) =>
      (Object.keys(MELDING.steps) as MeldingStep[]).flatMap((step) => {
        const { from: starts, to: next, by } = MELDING.steps[step];
        // withdrawing is an end, no way to somewhere else
        const astray = next === 'ingetrokken' && to !== next;
        if (!starts.includes(at) || seen.has(next) || astray) return [];
        seen.add(next);
        return [{ at: next, path: [...path, { step, by: by[0]! }] }];
      }),
    );
  }
  return null;
}
