import type { MeldingDetails, StoredMelding } from '../../cases/meldingen/melding-store';
import type { Day } from '../../law/day';

/** What a melding says beside who, where, what and since when. */
export type MeldingContent = Pick<
  StoredMelding,
  'until' | 'hundredths' | 'days' | 'suspectedReason' | 'allLessons' | 'actionWanted' | 'priority'
>;

/** Of people: null takes away what stands. */
export type SaidDetails = { [K in keyof MeldingDetails]?: MeldingDetails[K] | null };

/**
 * A melding as the other side of an exchange tells it: all of BRO 13 and 14, in the words of no supplier. Known by the
 * brin and the number that the side which registered it gave (ours: the id of the melding). What is left out of
 * `content` and `details` is not told, and stays as it is.
 */
export interface NeutralMelding extends Pick<
  StoredMelding,
  'kind' | 'location' | 'from' | 'status' | 'closingReason' | 'closingNote'
> {
  brin: string;
  number: string;
  pgn: string;
  /** to be sure that the number is of the pupil meant; null: not told */
  birthDate: Day | null;
  /** null: today */
  registeredOn: Day | null;
  content: Partial<MeldingContent>;
  details: SaidDetails;
}
