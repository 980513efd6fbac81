import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, wallTime } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Settings } from '../platform/settings';
import { errorCode } from './failure';
import { JobTime } from './job-time';
import type { JobKind } from './kinds';
import { Outbox } from './outbox';

const LOOK_MS = 30_000;
/** A machine whose clock differs so much from that of the database is not believed. */
const SLACK_MS = 60_000;
const OFF = 'uit';

/** What is asked for once a day, and once a month; the subject is the day, or the first day of the month. */
const DAILY: readonly JobKind[] = ['peil'];
const MONTHLY: readonly JobKind[] = ['maak-vernietigingslijsten'];

/**
 * Asks for the daily work once a day, and for the monthly work once a month, from LEERSPOOR_PEILTIJD on. Every server
 * and worker looks; the row in `daily_run` is the fact, so that it is asked for once however many look and however often
 * they are started.
 */
@Injectable()
export class DailySchedule implements BeforeApplicationShutdown {
  private readonly log = new Logger(DailySchedule.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private suspect = false;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(JobTime) private readonly time: JobTime,
  ) {}

  /** Looks from now on, until the rooms close. Where LEERSPOOR_PEILDATUM fixes today nobody waits for a time of day. */
  start(): void {
    const { LEERSPOOR_PEILDATUM: fixed, LEERSPOOR_PEILTIJD: from } = this.settings;
    if (fixed === undefined && from !== OFF) this.running ??= this.loop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Asks for what is due today and was not asked for yet; gives what it asked for. */
  async look(): Promise<JobKind[]> {
    const now = this.clock.now();
    if (wallTime(now) < this.settings.LEERSPOOR_PEILTIJD) return [];
    const today = this.clock.today();
    const month = `${today.slice(0, 8)}01`;
    const wanted = [
      ...DAILY.map((kind) => ({ kind, day: String(today) })),
      ...MONTHLY.map((kind) => ({ kind, day: month })),
    ];
    const known = await this.database.read.all<{ kind: JobKind; day: string }>(
      'SELECT kind, day FROM daily_run WHERE day IN (?, ?)',
      [today, month],
    );
    const due = wanted.filter((one) => !known.some(({ kind, day }) => kind === one.kind && day === one.day));
    if (due.length === 0 || !(await this.believed())) return [];
    return this.database.work(async (work) => {
      const asked: JobKind[] = [];
      for (const { kind, day } of due) {
        const columns = ['kind', 'day', 'asked_at'];
        const row = [kind, day, now.toISOString()];
        if ((await work.insert('daily_run', columns, [row], { key: ['kind', 'day'] })) === 0) continue;
        await this.outbox.add(work, kind, [day]);
        asked.push(kind);
      }
      return asked;
    });
  }

  /** A clock that ran ahead would ask for days that have not come. */
  private async believed(): Promise<boolean> {
    const difference = Math.abs(this.time.now() - (await this.database.now()));
    const suspect = difference > SLACK_MS;
    if (suspect && !this.suspect) {
      this.log.error({ msg: 'de klok wijkt af van die van de database; er wordt niet gepeild', ms: difference });
    }
    this.suspect = suspect;
    return !suspect;
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.look().catch((error: unknown) => {
        this.log.error({ msg: 'de dagelijkse taken kunnen niet worden gevraagd', code: errorCode(error) });
      });
      await this.time.sleep(LOOK_MS, this.stopping.signal);
    }
  }
}
