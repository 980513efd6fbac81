import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { folded, textMatches } from '../../platform/search-text';
import { schoolsNamed } from '../../registry/locations';
import { compareNames, type NameParts, nameMatches } from '../../registry/names';

interface Dossiers {
  /** a condition on `dossier d` */
  where: string;
  values: Value[];
  order: string;
}

type NamedId = NameParts & { id: string };

/** A pgn as it is typed: eight or nine digits, perhaps in groups. */
const NUMBER = /^\d{8,9}$/;

/** Finds dossiers by what was typed in the one search field: a pgn, a name, or the school of the pupil. */
@Injectable()
export class DossierSearch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Names are compared here and not in the database: neither engine sorts tussenvoegsels and accents as a Dutch reader
   * does, and they differ from each other. Only dossiers in scope are read.
   */
  async ids(dossiers: Dossiers, filter: { search: string; sort: string }): Promise<string[]> {
    const number = filter.search.replace(/[\s.-]/g, '');
    const rows = NUMBER.test(number) ? await this.numbered(dossiers, number) : await this.all(dossiers);
    const found = NUMBER.test(number) ? rows : await this.matching(dossiers, rows, folded(filter.search));
    return (filter.sort === 'naam' ? found.sort(compareNames) : found).map((one) => one.id);
  }

  private async matching(dossiers: Dossiers, rows: NamedId[], search: string): Promise<NamedId[]> {
    if (search === '') return rows;
    const schooled = await this.atSchools(dossiers, search);
    return rows.filter((row) => schooled.has(row.id) || nameMatches(row, search));
  }

  private all({ where, values, order }: Dossiers): Promise<NamedId[]> {
    return this.database.read.all<NamedId>(
      `SELECT d.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
       FROM dossier d JOIN pupil p ON p.id = d.pupil_id WHERE ${where} ORDER BY ${order}`,
      values,
    );
  }

  private numbered({ where, values, order }: Dossiers, number: string): Promise<NamedId[]> {
    const { read } = this.database;
    const indexes = this.encryption.indexes(number.padStart(9, '0'));
    const [these, earlier] = [read.oneOf('p.pgn_index', indexes, 'code'), read.oneOf('a.pgn_index', indexes, 'code')];
    return read.all<NamedId>(
      `SELECT d.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
       FROM pupil p JOIN dossier d ON d.pupil_id = p.id 
       WHERE (${these.sql} OR p.id IN (SELECT a.pupil_id FROM pupil_alias a WHERE ${earlier.sql}))
         AND ${where} ORDER BY ${order}`,
      [these.value, earlier.value, ...values],
    );
  }

  /** Dossiers of pupils who are enrolled now at a school of that name, place or code. */
  private async atSchools({ where, values }: Dossiers, search: string): Promise<ReadonlySet<string>> {
    const { read } = this.database;
    const schools = await schoolsNamed(read, search, textMatches);
    if (schools.length === 0) return new Set();
    const these = read.oneOf('e.location', schools, 'code');
    const today = this.clock.today();
    const rows = await read.all<{ id: string }>(
      `SELECT d.id FROM dossier d WHERE ${where} AND EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = d.pupil_id
         AND ${these.sql} AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?))`,
      [...values, these.value, today, today],
    );
    return new Set(rows.map((one) => one.id));
  }
}
