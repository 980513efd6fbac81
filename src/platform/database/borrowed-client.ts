import type { Pool, PoolClient, QueryResult } from 'pg';

/**
 * A client of the pool in our hands. Where its connection breaks meanwhile it does not go back: without a listener
 * that would end the process. Statements asked at the same time go one after the other: a connection does one at a time,
 * and pg will no longer keep the others in line.
 */
export class BorrowedClient {
  readonly query: PoolClient['query'];
  private turn: Promise<unknown> = Promise.resolve();
  private broken?: Error;
  private readonly lost = (error: Error): void => void (this.broken ??= error);

  private constructor(private readonly client: PoolClient) {
    this.query = this.inTurn as PoolClient['query'];
    client.on('error', this.lost);
  }

  static async from(pool: Pool): Promise<BorrowedClient> {
    return new BorrowedClient(await pool.connect());
  }

  private readonly inTurn = (text: string, values?: unknown[]): Promise<QueryResult> => {
    const answer = this.turn.then(() => this.client.query(text, values));
    this.turn = answer.catch(() => undefined);
    return answer;
  };

  /** Ends the transaction, whether the connection is still there or not. */
  async rollback(): Promise<void> {
    await this.inTurn('ROLLBACK').catch(this.lost);
  }

  giveBack(): void {
    this.client.removeListener('error', this.lost);
    this.client.release(this.broken);
  }
}
