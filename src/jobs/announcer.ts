import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';

/** Something that happened, without anything personal: what kind, to which thing, and whom it is about by id. */
export interface Happening {
  /** kind of thing: signaal, dossier, melding, overdracht … */
  object: string;
  objectId: string;
  /** what happened to it: opgeworpen, ingetrokken, or the state it came in */
  what: string;
  /** one of these two names the pupil */
  pupilId?: string;
  dossierId?: string;
  /** the school location concerned, where there is one */
  location?: string;
}

export type HappeningListener = (work: Work, happenings: readonly Happening[]) => Promise<void>;

/**
 * Tells rooms above what happened in the rooms below, inside the unit of work in which it happened: what they write in
 * answer stands or falls with it.
 */
@Injectable()
export class Announcer {
  private readonly listeners: HappeningListener[] = [];

  onHappening(listener: HappeningListener): void {
    this.listeners.push(listener);
  }

  async announce(work: Work, happenings: readonly Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    for (const listener of this.listeners) await listener(work, happenings);
  }
}
