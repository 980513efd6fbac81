import type { Day } from '../../../law/day';
import type { PutClock } from '../../../platform/clock';
import { Problem } from '../../../platform/errors';
import { NobodyHasIt } from './case-file';

/** What somebody does over the weeks: each time it goes on after so many working days; it ends by itself. */
export type Story = AsyncGenerator<number, void, void>;

/** Minutes since midnight. */
const OPENS = 8 * 60 + 30;
const CLOSES = 17 * 60;

/** A step that can no longer be taken: somebody else closed the file, or the pupil moved out of the area. */
const PASSED_BY = [403, 404, 409];

/** Keeps what goes on when, and does a day's work with the clock going along from morning to evening. */
export class Diary {
  private readonly pages = new Map<number, Story[]>();
  private today = 0;
  /** why stories ended that could not go on: codes of problems, with how many */
  readonly passedBy = new Map<string, number>();

  constructor(private readonly clock: PutClock) {}

  /** `after`: working days from now; 0 is today, after what was in the diary already. */
  begin(story: Story, after = 0): void {
    const page = this.pages.get(this.today + after);
    if (page) page.push(story);
    else this.pages.set(this.today + after, [story]);
  }

  /** Works the page of today, and turns it. */
  async work(day: Day): Promise<void> {
    const page = this.pages.get(this.today) ?? [];
    for (let i = 0; i < page.length; i++) {
      const minutes = OPENS + Math.floor(((CLOSES - OPENS) * i) / page.length);
      this.clock.put(day, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
      await this.goOn(page[i]!);
    }
    this.pages.delete(this.today);
    this.today++;
  }

  private async goOn(story: Story): Promise<void> {
    try {
      const { done, value } = await story.next();
      if (!done) this.begin(story, Math.max(1, value));
    } catch (error) {
      const known = error instanceof NobodyHasIt || (error instanceof Problem && PASSED_BY.includes(error.status));
      if (!known) throw error;
      const why = error instanceof Problem ? error.code : 'niemand';
      this.passedBy.set(why, (this.passedBy.get(why) ?? 0) + 1);
    }
  }
}

const two = (n: number): string => String(n).padStart(2, '0');
