import {
  type CountedTrajectory,
  DURATION_CLASSES,
  type DurationClass,
  INTAKE_CLASSES,
  type IntakeClass,
  type TrajectoryKind,
} from '../../trajectories/counting';
import { type Destination, DESTINATIONS } from '../../trajectories/vocabulary';

export const KINDS: readonly TrajectoryKind[] = ['nieuw', 'doorlopend', 'terugkerend'];
/** Ended without a destination: in no column of the law, but it ended. */
export const NO_DESTINATION = 'onbekend';

/** What the numbered tables of the effectrapportage (WEB 9.2.10) are made of. */
export interface EffectCounts {
  approached: number;
  intakes: Record<IntakeClass, number>;
  started: number;
  ended: number;
  kinds: Record<TrajectoryKind, number>;
  durations: Record<DurationClass, number>;
  destinations: Record<Destination | typeof NO_DESTINATION, number>;
  early: number;
}

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

export function emptyCounts(): EffectCounts {
  return {
    approached: 0,
    intakes: zeros(INTAKE_CLASSES),
    started: 0,
    ended: 0,
    kinds: zeros(KINDS),
    durations: zeros(DURATION_CLASSES),
    destinations: zeros([...DESTINATIONS, NO_DESTINATION]),
    early: 0,
  };
}

/** Adds one trajectory to the counts. */
export function addTrajectory(counts: EffectCounts, one: CountedTrajectory): void {
  if (one.approached) counts.approached++;
  if (one.intake !== null) counts.intakes[one.intake]++;
  if (one.started) counts.started++;
  if (one.kind !== null) counts.kinds[one.kind]++;
  if (one.early) counts.early++;
  if (!one.ended) return;
  counts.ended++;
  if (one.duration !== null) counts.durations[one.duration]++;
  counts.destinations[one.destination ?? NO_DESTINATION]++;
}

/** Adds the counts of one part to those of the whole. */
export function addCounts(to: EffectCounts, from: EffectCounts): void {
  for (const key of ['approached', 'started', 'ended', 'early'] as const) to[key] += from[key];
  for (const key of ['intakes', 'kinds', 'durations', 'destinations'] as const) {
    const own: Record<string, number> = to[key];
    for (const [name, n] of Object.entries(from[key])) own[name] = (own[name] ?? 0) + n;
  }
}

export const sumOf = (parts: Record<string, number>): number => Object.values(parts).reduce((a, b) => a + b, 0);
