import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';

export type TurnOfDay = (today: Day) => Promise<void>;

/**
 * What must be done before anybody looks at a new day: what may be seen changes by the date alone. Whoever comes first
 * that day does it; in this process it is then done, and doing it twice changes nothing.
 */
@Injectable()
export class DayTurn {
  private readonly hooks: TurnOfDay[] = [];
  private arrived: Day | null = null;
  private arriving: Promise<void> | null = null;

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Rooms above tell in `onModuleInit` what they have to do. */
  register(hook: TurnOfDay): void {
    this.hooks.push(hook);
  }

  /** Free of cost but once a day. Throws where it fails: then nobody may look. */
  async arrive(): Promise<void> {
    const today = this.clock.today();
    if (this.arrived === today) return;
    this.arriving ??= this.turn(today).finally(() => (this.arriving = null));
    await this.arriving;
  }

  private async turn(today: Day): Promise<void> {
    for (const hook of this.hooks) await hook(today);
    this.arrived = today;
  }
}
