import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import { cell } from '../platform/place';
import { pupil } from './tables';

/** Finds pupils by their number, also by a number they had before. */
@Injectable()
export class PupilDirectory {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  /** Ids by pgn; pupils that are not known are not in the map. */
  async find(sql: Sql, pgns: Iterable<string>): Promise<Map<string, string>> {
    const byIndex = new Map<string, string>();
    for (const pgn of pgns) for (const index of this.encryption.indexes(pgn)) byIndex.set(index, pgn);
    if (byIndex.size === 0) return new Map();
    const { sql: condition, value } = sql.oneOf('pgn_index', [...byIndex.keys()], 'code');
    const rows = await sql.all<{ index: string; id: string }>(
      `SELECT pgn_index AS "index", pupil_id AS "id" FROM pupil_alias WHERE ${condition}
       UNION ALL SELECT pgn_index AS "index", id AS "id" FROM pupil WHERE ${condition}`,
      [value, value],
    );
    return new Map(rows.map(({ index, id }) => [byIndex.get(index)!, id]));
  }

  async findOne(sql: Sql, pgn: string): Promise<string | undefined> {
    return (await this.find(sql, [pgn])).get(pgn);
  }

  /** The number of a pupil, decrypted: for what must carry it, never to be shown or logged. Undefined where unknown. */
  async numberOf(sql: Sql, id: string): Promise<string | undefined> {
    const row = await sql.get<{ pgn: string }>('SELECT pgn FROM pupil WHERE id = ?', [id]);
    return row && this.encryption.decrypt(row.pgn, cell(pupil, 'pgn', { id }));
  }
}
