import { Inject, Injectable } from '@nestjs/common';
import { Audit, PURPOSES } from '../../access/audit';
import { seesNothing } from '../../access/scope';
import type { Evidence } from '../../law/facts';
import { Database } from '../../platform/database/database';
import type { Asker } from '../http/asker';
import type { Found } from '../http/paging';
import { selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { Signaal, SignaalMetBewijs, SignalenQuery } from './signaal';

const COLUMNS = `s.id, s.pupil_id AS "leerling", s.rule AS "regel", s.location, s.from_date AS "begindatum",
  s.until_date AS "einddatum", s.hundredths, s.phase AS "fase", s.status, s.reason AS "reden",
  s.dossier_id AS "dossier", s.raised_at AS "opgeworpenOp", s.changed_at AS "gewijzigdOp"`;

const ORDERS = {
  id: 's.id',
  '-id': 's.id DESC',
  begindatum: 's.from_date, s.id',
  '-begindatum': 's.from_date DESC, s.id DESC',
};

type Row = Omit<Signaal, 'vestiging' | 'uren'> & { location: string; hundredths: number | null };
type Change = Omit<SignaalMetBewijs['wijzigingen'][number], 'uren'> & { hundredths: number | null };

/** Signals as somebody may see them: an officer those of the own dossiers, a school its own. */
@Injectable()
export class SignalQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(asker: Asker, query: SignalenQuery): Promise<Found<Signaal>> {
    const { rows, total } = await selectPage<Row>(
      this.database.read,
      {
        ...{ columns: COLUMNS, from: 'signal s', orders: ORDERS, seen: this.sight.signals(asker) },
        filters: [
          ['s.rule = ?', query.regel],
          ['s.status = ?', query.status],
          ['s.pupil_id = ?', query.leerling],
          ['s.dossier_id = ?', query.dossier],
          ['s.location = ?', query.vestiging],
          ['s.from_date >= ?', query.vanaf],
          ['s.from_date <= ?', query.totEnMet],
        ],
      },
      query,
    );
    this.account(asker, null, rows);
    return { rows: rows.map((row) => this.shown(asker, row)), total };
  }

  /** Null where there is none and where it is out of scope. */
  async find(asker: Asker, id: string): Promise<SignaalMetBewijs | null> {
    const { read } = this.database;
    const seen = this.sight.signals(asker);
    const row = await read.get<Row & { evidence: string }>(
      `SELECT ${COLUMNS}, s.evidence FROM signal s WHERE s.id = ? AND ${seen.sql}`,
      [id, ...seen.values],
    );
    if (!row) return null;
    this.account(asker, id, [row]);
    const changes = await read.all<Change>(
      `SELECT at AS "op", change AS "wijziging", until_date AS "einddatum", hundredths, status, reason AS "reden"
       FROM signal_change WHERE signal_id = ? ORDER BY id`,
      [id],
    );
    const { evidence, ...signal } = row;
    return {
      ...this.shown(asker, signal),
      bewijs: inDutch(JSON.parse(evidence) as Evidence),
      wijzigingen: changes.map(({ hundredths, ...change }) => ({ ...change, uren: hours(hundredths) })),
    };
  }

  /** A school knows its signals, but of a dossier not even the number. */
  private shown(asker: Asker, { location, hundredths, ...row }: Row): Signaal {
    const dossier = seesNothing(this.sight.scope(asker)) ? null : row.dossier;
    return { ...row, dossier, vestiging: location || null, uren: hours(hundredths) };
  }

  private account(asker: Asker, objectId: string | null, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const pupils = [...new Set(rows.map(({ leerling }) => leerling))];
    const about = { object: 'signaal', objectId, pupils, purpose: PURPOSES.verzuim };
    this.audit.read(asker, { action: 'lezen', ...about });
  }
}

function hours(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100;
}

function inDutch({ article, parameters, days, skipped, remark }: Evidence): SignaalMetBewijs['bewijs'] {
  return {
    artikel: article,
    parameters,
    dagen: days.map(({ day, hundredths, records }) => ({ dag: day, uren: hundredths / 100, registraties: records })),
    overgeslagen: skipped.map(({ day, reason, records }) => ({ dag: day, reden: reason, registraties: records })),
    opmerking: remark ?? null,
  };
}
