import type { Ending, Work } from './sql';

/** What a unit of work still has to do at its end. */
export class Endings {
  private list: Ending[] = [];

  add(ending: Ending): void {
    this.list.push(ending);
  }

  /** Before the commit; an ending may add another. */
  async before(work: Work): Promise<void> {
    for (let i = 0; i < this.list.length; i++) await this.list[i]!.before(work);
  }

  /** After the commit, or after it fell. Empties the list. */
  after(stood: boolean): void {
    const list = this.list;
    this.list = [];
    for (const ending of list) ending.after(stood);
  }
}
