import type { INestApplicationContext } from '@nestjs/common';
import { type Day, toNumber, weekday } from '../../../law/day';
import { isWorkingDay } from '../../../law/terms/working-days';
import type { PutClock } from '../../../platform/clock';
import type { DemoStaff } from '../../demo/staff';
import { Chance } from '../../demo/random';
import { CaseFile } from './case-file';
import { Diary } from './diary';
import { guidance } from './guidance';
import { type Hands, openHands } from './hands';
import { NewCases } from './new-cases';
import { school } from './school';
import { leerplicht } from './truancy';

/** Streams of chance of the stories lie above those of the files. */
const STREAMS = 100_000;
/** So many working days after the start everything is still new. */
const BUSY_DAYS = 10;

interface Options {
  app: INestApplicationContext;
  clock: PutClock;
  seed: number;
  staff: readonly DemoStaff[];
}

/** The people of the demonstration at work: every working day they go on with what they have in hand. */
export class Life {
  private readonly hands: Hands;
  private readonly diary: Diary;
  private readonly newCases: NewCases;
  private readonly workers: string[];
  private stories = 0;
  private days = 0;
  private listedOn: Day | null = null;

  constructor(private readonly options: Options) {
    this.hands = openHands(options.app);
    this.diary = new Diary(options.clock);
    this.newCases = new NewCases(this.hands);
    this.workers = options.staff.filter((one) => one.roles.some((role) => WORKING.includes(role))).map((one) => one.id);
  }

  /** A day's work; none on days off. */
  async work(day: Day): Promise<void> {
    if (!isWorkingDay(toNumber(day)) || isChristmas(day)) return;
    if (this.listedOn === null || weekday(day) <= weekday(this.listedOn)) {
      await this.takeIn(day);
      this.listedOn = day;
    }
    await this.diary.work(day);
    this.days++;
  }

  /** How stories ended that could not go on, by the code of the problem. */
  get passedBy(): ReadonlyMap<string, number> {
    return this.diary.passedBy;
  }

  private async takeIn(day: Day): Promise<void> {
    this.options.clock.put(day, '08:15');
    for (const { id, pupilId, regime, ground } of await this.newCases.find(this.workers)) {
      const file = new CaseFile(this.hands, id, pupilId, this.chance());
      this.diary.begin(regime === 'leerplicht' ? leerplicht(file, ground) : guidance(file, this.days < BUSY_DAYS));
      this.diary.begin(school(new CaseFile(this.hands, id, pupilId, this.chance())));
    }
  }

  private chance(): Chance {
    return new Chance(this.options.seed, STREAMS + this.stories++);
  }
}

const WORKING = ['leerplichtambtenaar', 'rmc-trajectbegeleider'];

/** Between Christmas and New Year nobody works. */
function isChristmas(day: Day): boolean {
  return day.slice(5) >= '12-24';
}
