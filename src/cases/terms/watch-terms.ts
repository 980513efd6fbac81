import { Inject, Injectable } from '@nestjs/common';
import { type Day, parseDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';

const AT_ONCE = 1_000;

/** What is due on a day, per stage. A term that is past is no longer announced: then only the alert is given. */
const DUE = { herinnering: 't.remind_on <= ? AND t.due_on >= ?', verlopen: 't.due_on < ?' } as const;

/**
 * Reminds of terms before they end and tells that they have passed. Each notice is a row with the term and the stage as
 * its key, so that nobody is told twice, however often the sweep comes by.
 */
@Injectable()
export class WatchTerms {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** `days`: the days that were swept. */
  async handle(work: Work, days: readonly string[]): Promise<void> {
    for (const text of days) {
      const day = parseDay(text);
      if (day === null) continue;
      await this.tell(work, 'verlopen', day);
      await this.tell(work, 'herinnering', day);
    }
  }

  private async tell(work: Work, stage: keyof typeof DUE, day: Day): Promise<void> {
    const at = this.clock.instant();
    const days = stage === 'herinnering' ? [day, day] : [day];
    for (;;) {
      const rows = await work.all<{ id: string }>(
        `SELECT t.id FROM term t WHERE t.ended_on IS NULL AND ${DUE[stage]} AND NOT EXISTS
           (SELECT 1 FROM term_notice n WHERE n.term_id = t.id AND n.stage = ?) ORDER BY t.id LIMIT ${AT_ONCE}`,
        [...days, stage],
      );
      await work.insert(
        'term_notice',
        ['term_id', 'stage', 'day', 'at'],
        rows.map(({ id }) => [id, stage, day, at]),
        { key: ['term_id', 'stage'], update: 'nothing' },
      );
      if (rows.length < AT_ONCE) return;
    }
  }
}
