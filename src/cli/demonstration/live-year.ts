import type { INestApplicationContext } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { PutClock } from '../../platform/clock';
import type { DemoFile } from '../demo/generate-demo';
import { rejectedRows } from '../report-lines';

/** What happened in a stretch of days. */
export interface Lived {
  /** rows read and rejected */
  rows: number;
  rejected: number;
  /** jobs that failed and wait for somebody, from before as well */
  failed: number;
}

interface Options {
  app: INestApplicationContext;
  clock: PutClock;
  /** in the order of their days */
  files: readonly DemoFile[];
  signal: AbortSignal;
}

/** Files come in before anybody is at work. */
const DELIVERY = '00:30';

/**
 * Lives the days of the demonstration: what came in by night is imported, by the code that a user's files take; at the
 * start of each month the sweep looks at everybody; then the queue is worked.
 */
export class Year {
  private month = '';
  private next = 0;

  private constructor(
    private readonly options: Options,
    private readonly rooms: Awaited<ReturnType<typeof openRooms>>,
  ) {}

  static async open(options: Options): Promise<Year> {
    return new Year(options, await openRooms(options.app));
  }

  /** One day; `sweep`: also where the month is not new. */
  async day(day: Day, sweep = false): Promise<Lived> {
    const { clock, files, signal } = this.options;
    const lived: Lived = { rows: 0, rejected: 0, failed: 0 };
    clock.put(day, DELIVERY);
    for (; files[this.next]?.day === day; this.next++) {
      const { soort, path } = files[this.next]!;
      const report = await this.rooms.imports.run({ soort, path });
      lived.rows += report.gelezen;
      lived.rejected += rejectedRows(report);
    }
    if (sweep || day.slice(0, 7) !== this.month) await this.rooms.sweep.sweep(day);
    this.month = day.slice(0, 7);
    lived.failed = (await this.rooms.relay.workUntilEmpty({ signal })).failed;
    return lived;
  }
}

async function openRooms(app: INestApplicationContext) {
  const [{ ImportService }, { Relay }, { SweepService }] = await Promise.all([
    import('../../imports/import-service'),
    import('../../jobs/relay'),
    import('../../cases/sweep/sweep'),
  ]);
  return { imports: app.get(ImportService), relay: app.get(Relay), sweep: app.get(SweepService) };
}
