import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { Room } from '../../access/rooms';

/** Something that still runs in a dossier: how many of it, in words. */
type CountOpenEnds = (sql: Sql, dossierId: string) => Promise<{ count: number; words: string; room: Room }>;

/** What must have come to an end before a dossier is closed. Sub-rooms and rooms above register theirs. */
@Injectable()
export class OpenEnds {
  private readonly counters: CountOpenEnds[] = [];

  register(counter: CountOpenEnds): void {
    this.counters.push(counter);
  }

  /** Throws a Problem (409) that names what runs; of rooms that this visitor may not enter it says only that it does. */
  async refuseWhileRunning(sql: Sql, dossierId: string, rooms: readonly Room[]): Promise<void> {
    const running: string[] = [];
    for (const counter of this.counters) {
      const { count, words, room } = await counter(sql, dossierId);
      if (count > 0) running.push(rooms.includes(room) ? `${count} × ${words}` : 'het afgeschermde deel');
    }
    if (running.length === 0) return;
    const message = `Rond eerst af wat in dit dossier nog loopt: ${[...new Set(running)].join(', ')}.`;
    throw new Problem('dossier-loopt-nog', message, { status: 409 });
  }
}
