import { Inject, Injectable } from '@nestjs/common';
import { reportCondition } from '../../access/conditions';
import { Audit, PURPOSES } from '../../access/audit';
import { MeldingStore, type StoredMelding } from '../../cases/meldingen/melding-store';
import { Database } from '../../platform/database/database';
import type { Asker } from '../http/asker';
import type { Found } from '../http/paging';
import { selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { MeldingenQuery } from './melding';

const ORDERS = {
  id: 'm.id',
  '-id': 'm.id DESC',
  begindatum: 'm.from_date, m.id',
  '-begindatum': 'm.from_date DESC, m.id DESC',
};

/** Meldingen as somebody may see them: an officer those of the own dossiers, a school its own. */
@Injectable()
export class MeldingReads {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** A page of ids first, then those meldingen, in its order. */
  async list(asker: Asker, query: MeldingenQuery): Promise<Found<StoredMelding>> {
    const { read } = this.database;
    const seen = reportCondition(read, this.sight.scope(asker), 'm');
    const { rows, total } = await selectPage<{ id: string }>(
      read,
      {
        ...{ columns: 'm.id', from: 'melding m', orders: ORDERS, seen },
        filters: [
          ['m.status = ?', query.status],
          ['m.kind = ?', query.soort],
          ['m.dossier_id = ?', query.dossier],
        ],
      },
      query,
    );
    const ids = rows.map((row) => row.id);
    const these = read.oneOf('id', ids);
    const found = new Map((await this.store.rows(read, these.sql, [these.value])).map((one) => [one.id, one]));
    const page = ids.flatMap((id) => found.get(id) ?? []);
    if (page.length > 0) {
      this.audit.read(asker, {
        ...{ action: 'lezen', object: 'melding', objectId: null, purpose: PURPOSES.verzuim },
        pupils: [...new Set(page.map((one) => one.pupilId))],
      });
    }
    return { rows: page, total };
  }
}
