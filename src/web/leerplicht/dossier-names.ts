import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import type { NameParts } from '../../registry/names';

export type NamedDossier = NameParts & { id: string };

/** Whom dossiers are about. */
@Injectable()
export class DossierNames {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Only for dossiers of which it was decided, and accounted for, that they may be seen; in the order asked. */
  async of(ids: readonly string[]): Promise<NamedDossier[]> {
    if (ids.length === 0) return [];
    const { read } = this.database;
    const these = read.oneOf('d.id', ids);
    const rows = await read.all<NamedDossier>(
      `SELECT d.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
         FROM dossier d JOIN pupil p ON p.id = d.pupil_id WHERE ${these.sql}`,
      [these.value],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}
