import type { Pool, PoolClient } from 'pg';

/**
 * A client of the pool in our hands. Where its connection breaks meanwhile it does not go back: without a listener
 * that would end the process.
 */
export class BorrowedClient {
  readonly query: PoolClient['query'];
  private broken?: Error;
  private readonly lost = (error: Error): void => void (this.broken ??= error);

  private constructor(private readonly client: PoolClient) {
    this.query = client.query.bind(client) as PoolClient['query'];
    client.on('error', this.lost);
  }

  static async from(pool: Pool): Promise<BorrowedClient> {
    return new BorrowedClient(await pool.connect());
  }

  /** Ends the transaction, whether the connection is still there or not. */
  async rollback(): Promise<void> {
    await this.client.query('ROLLBACK').catch(this.lost);
  }

  giveBack(): void {
    this.client.removeListener('error', this.lost);
    this.client.release(this.broken);
  }
}
