/**
 * One kind of absence of one pupil at one location, summed per day, in order of days. Parallel lists
 * instead of objects: judging fills and empties these for every pupil, and nothing is allocated anew.
 */
export class DayList {
  size = 0;
  /** number of records of the kind, over all days */
  records = 0;
  /** days that are whole */
  wholeDays = 0;
  /** hundredths over all days */
  total = 0;
  readonly day: number[] = [];
  readonly hundredths: number[] = [];
  readonly count: number[] = [];
  readonly whole: boolean[] = [];
  /** place in the pupil's absence of the first record of the day, and of the last one */
  readonly first: number[] = [];
  readonly last: number[] = [];
  /** filled by `settle`: 0 where the day may count, else a code of STANDING */
  readonly standing: number[] = [];
  /** filled by `settle`: index in PHASES */
  readonly phase: number[] = [];
  /** filled by `settle`; -1 on days that are no teaching day */
  readonly position: number[] = [];
  settled = false;

  clear(): void {
    this.size = 0;
    this.records = 0;
    this.wholeDays = 0;
    this.total = 0;
    this.settled = false;
  }

  /** Records must come in order of days. */
  add(day: number, index: number, hundredths: number, whole: boolean): void {
    const i = this.size - 1;
    this.records++;
    this.total += hundredths;
    if (i >= 0 && this.day[i] === day) {
      this.hundredths[i] = (this.hundredths[i] as number) + hundredths;
      this.count[i] = (this.count[i] as number) + 1;
      this.last[i] = index;
      if (whole && this.whole[i] === false) {
        this.whole[i] = true;
        this.wholeDays++;
      }
      return;
    }
    const next = this.size++;
    this.day[next] = day;
    this.hundredths[next] = hundredths;
    this.count[next] = 1;
    this.whole[next] = whole;
    this.first[next] = index;
    this.last[next] = index;
    if (whole) this.wholeDays++;
  }
}
