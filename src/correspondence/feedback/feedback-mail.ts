import { Inject, Injectable } from '@nestjs/common';
import { freeToUse } from '../../access/restriction';
import type { MeldingStatus } from '../../cases/meldingen/states';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { type Message, Postbox } from '../mail/postbox';
import { SchoolMail } from './school-mail';

const AT_ONCE = 500;
/**
 * What is older than this is no news: who sets an address later is not told of the past. But what a restriction (AVG
 * art. 18) held back is news when that is lifted.
 */
const NEWS_DAYS = 7;
const DAY_MS = 86_400_000;

const NEWS: Record<MeldingStatus | 'bericht', string> = {
  geregistreerd: 'Uw melding is geregistreerd.',
  in_behandeling: 'De gemeente heeft uw melding in behandeling genomen.',
  afgesloten: 'De gemeente heeft uw melding afgesloten.',
  ter_kennisgeving: 'De gemeente heeft uw melding ter kennisgeving aangenomen.',
  ingetrokken: 'Uw melding is ingetrokken.',
  bericht: 'De gemeente heeft u een bericht geschreven.',
};

interface Row {
  id: string;
  kind: MeldingStatus | 'bericht';
  location: string;
  reference: string;
}

/** The mail to a school about its meldingen: the reference and what kind of news it is, and nothing of the pupil. */
export function feedbackText(kind: Row['kind'], reference: string): { subject: string; body: string } {
  return {
    subject: `Leerspoor: nieuws over melding ${reference}`,
    body: [
      ...['Goedendag,', '', NEWS[kind], `Kenmerk: ${reference}`, ''],
      ...['Log in op Leerspoor om het te lezen. In deze mail staan geen namen.', ''],
    ].join('\n'),
  };
}

/** Leaves mail to schools for the feedback that they were not mailed yet. Doing it twice sends nothing twice. */
@Injectable()
export class FeedbackMail {
  constructor(
    @Inject(Postbox) private readonly postbox: Postbox,
    @Inject(SchoolMail) private readonly addresses: SchoolMail,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async handle(work: Work): Promise<void> {
    if (!this.postbox.isOpen) return;
    const since = new Date(Date.parse(this.clock.instant()) - NEWS_DAYS * DAY_MS).toISOString();
    // what has no address stays as it is; it is looked at again as long as it is news
    for (let after = ''; ;) {
      const rows = await work.all<Row>(
        `SELECT f.id, f.kind, f.location, f.reference FROM melding_feedback f JOIN melding m ON m.id = f.melding_id
          WHERE f.sent_at IS NULL AND ${freeToUse('m.pupil_id')}
            AND (f.made_at >= ? OR EXISTS (SELECT 1 FROM restriction h WHERE h.pupil_id = m.pupil_id
              AND h.lifted_on >= ? AND f.made_at >= h.placed_on))
            AND f.location IN (SELECT s.location FROM school_mail s)
            ${after === '' ? '' : 'AND f.id > ?'} ORDER BY f.id LIMIT ${AT_ONCE}`,
        [since, since.slice(0, 10), ...(after === '' ? [] : [after])],
      );
      await this.leave(work, rows);
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }

  private async leave(work: Work, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const addresses = await this.addresses.of(work, [...new Set(rows.map((row) => row.location))]);
    const messages = rows.map((row): Message => {
      const text = feedbackText(row.kind, row.reference);
      return {
        kind: 'terugkoppeling',
        recipient: row.location,
        fact: row.id,
        address: addresses.get(row.location)!,
        ...text,
      };
    });
    await this.postbox.put(work, messages);
    const these = work.oneOf(
      'id',
      rows.map((row) => row.id),
    );
    const told = `UPDATE melding_feedback SET sent_at = ? WHERE ${these.sql}`;
    await work.run(told, [this.clock.instant(), these.value]);
  }
}
