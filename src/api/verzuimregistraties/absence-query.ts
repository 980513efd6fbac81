import { Inject, Injectable } from '@nestjs/common';
import { Audit, PURPOSES } from '../../access/audit';
import { Database } from '../../platform/database/database';
import type { Asker } from '../http/asker';
import type { Found } from '../http/paging';
import { selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { Verzuimregistratie, VerzuimregistratiesQuery } from './verzuimregistratie';

const COLUMNS = `a.id, a.pupil_id AS "leerling", a.brin, a.number AS "registratienummer", a.location AS "vestiging",
  a.day AS "datum", a.hundredths, a.kind AS "soort", a.whole_day AS "wholeDay", a.reason AS "reden"`;

const ORDERS = {
  id: 'a.id',
  '-id': 'a.id DESC',
  datum: 'a.day, a.id',
  '-datum': 'a.day DESC, a.id DESC',
};

type Row = Omit<Verzuimregistratie, 'uren' | 'heleDag'> & { hundredths: number; wholeDay: number };

/** Absence records as somebody may see them. */
@Injectable()
export class AbsenceQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(asker: Asker, query: VerzuimregistratiesQuery): Promise<Found<Verzuimregistratie>> {
    const { rows, total } = await selectPage<Row>(
      this.database.read,
      {
        ...{ columns: COLUMNS, from: 'absence_record a', orders: ORDERS, seen: this.sight.absence(asker) },
        filters: [
          ['a.pupil_id = ?', query.leerling],
          ['a.location = ?', query.vestiging],
          ['a.number = ?', query.registratienummer],
          ['a.kind = ?', query.soort],
          ['a.day >= ?', query.vanaf],
          ['a.day <= ?', query.totEnMet],
        ],
      },
      query,
    );
    this.account(asker, null, rows);
    return { rows: rows.map(shown), total };
  }

  /** Null where there is none and where it is out of scope. */
  async find(asker: Asker, id: string): Promise<Verzuimregistratie | null> {
    const seen = this.sight.absence(asker);
    const sql = `SELECT ${COLUMNS} FROM absence_record a WHERE a.id = ? AND ${seen.sql}`;
    const row = await this.database.read.get<Row>(sql, [id, ...seen.values]);
    if (!row) return null;
    this.account(asker, id, [row]);
    return shown(row);
  }

  private account(asker: Asker, objectId: string | null, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const pupils = [...new Set(rows.map(({ leerling }) => leerling))];
    const about = { object: 'verzuimregistratie', objectId, pupils, purpose: PURPOSES.verzuim };
    this.audit.read(asker, { action: 'lezen', ...about });
  }
}

function shown({ hundredths, wholeDay, ...row }: Row): Verzuimregistratie {
  return { ...row, uren: hundredths / 100, heleDag: wholeDay === 1 };
}
