/**
 * How often each table may have changed by the units of work of this process. Told by the words of the statements that
 * were run: what mentions a table counts as a change of it, so that none is missed.
 */
export class TableChanges {
  private readonly counts = new Map<string, number>();
  /** of the unit of work that is under way */
  private readonly mentioned = new Set<string>();

  /** A statement that may write is being run. */
  note(words: readonly string[]): void {
    for (const word of words) this.mentioned.add(word);
  }

  /** The unit of work has ended. Only now: a reader that comes before must not take the old rows for the new ones. */
  settle(): void {
    for (const word of this.mentioned) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    this.mentioned.clear();
  }

  of(table: string): number {
    return this.counts.get(table) ?? 0;
  }
}

/** Everything in a statement that may be the name of a table. */
export const wordsOf = (sql: string): string[] => [...new Set(sql.toLowerCase().match(/\w+/g) ?? [])];
