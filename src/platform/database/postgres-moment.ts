import { postgresDialect } from './dialect';
import { PostgresSql, STREAM_ROWS } from './postgres';
import type { Value } from './sql';

/** Reads in a transaction of one moment: everything goes over its own connection, streams and counts too. */
export class PostgresMoment extends PostgresSql {
  private cursors = 0;

  override async *stream<R>(sql: string, values: readonly Value[] = []): AsyncIterable<R> {
    const name = `rijen_${++this.cursors}`;
    const query = postgresDialect.placeholders(sql);
    await this.connection.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values as Value[]);
    for (;;) {
      const { rows } = await this.connection.query(`FETCH ${STREAM_ROWS} FROM ${name}`);
      if (rows.length === 0) break;
      yield* rows as R[];
    }
    await this.connection.query(`CLOSE ${name}`);
  }

  override scan<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    return this.all<R>(sql, values);
  }
}
