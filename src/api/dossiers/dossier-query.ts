import { Inject, Injectable } from '@nestjs/common';
import { Audit, purposeOf } from '../../access/audit';
import type { Condition } from '../../access/conditions';
import type { AssignmentSteps } from '../../cases/assignment/assignment';
import { DossierSearch } from '../../cases/worklist/dossier-search';
import { Database } from '../../platform/database/database';
import type { Asker } from '../http/asker';
import { versionTag } from '../http/etag';
import type { Found } from '../http/paging';
import { selectPage } from '../http/select-page';
import { Sight } from '../http/sight';
import type { Dossier, DossiersQuery, DossierZoeken, ToewijzingenQuery, Toewijzing } from './dossier';

const COLUMNS = `d.id, d.pupil_id AS "leerling", d.regime, d.status, d.opened_on AS "geopendOp",
  d.closed_on AS "geslotenOp", d.for_closing AS "teSluiten", d.role AS "rol", d.employee AS "medewerker",
  d.assigned_on AS "toegewezenOp", d.assignment_reason AS "reden", d.municipality AS "gemeentecode",
  d.changed_at AS "gewijzigdOp"`;
const ORDERS = {
  id: 'd.id',
  '-id': 'd.id DESC',
  geopendOp: 'd.opened_on, d.id',
  '-geopendOp': 'd.opened_on DESC, d.id DESC',
};

const ASSIGNED = `a.id, a.dossier_id AS "dossier", a.day AS "datum", a.role AS "rol", a.employee AS "medewerker",
  a.reason AS "reden", a.steps, d.pupil_id AS "leerling"`;
const ASSIGNED_ORDERS = { id: 'a.id', '-id': 'a.id DESC', datum: 'a.day, a.id', '-datum': 'a.day DESC, a.id DESC' };

type Row = Omit<Dossier, 'teSluiten'> & { teSluiten: number };
type AssignedRow = Omit<Toewijzing, 'stappen' | 'kandidaten'> & { steps: string; leerling: string };

/** Dossiers and their assignments as somebody may see them. */
@Injectable()
export class DossierReads {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(DossierSearch) private readonly searched: DossierSearch,
  ) {}

  async list(asker: Asker, query: DossiersQuery): Promise<Found<Dossier>> {
    const { status, verdeelbak } = query;
    const { rows, total } = await selectPage<Row>(
      this.database.read,
      {
        ...{ columns: COLUMNS, from: 'dossier d', orders: ORDERS, seen: this.sight.dossiers(asker) },
        filters: [
          ["d.status <> 'afgesloten'", status === 'open' ? [] : undefined],
          ['d.status = ?', status === 'open' ? undefined : status],
          ['d.regime = ?', query.regime],
          ['d.employee = ?', query.medewerker],
          ['d.employee IS NULL', verdeelbak === true ? [] : undefined],
          ['d.employee IS NOT NULL', verdeelbak === false ? [] : undefined],
          ['d.pupil_id = ?', query.leerling],
        ],
      },
      query,
    );
    this.account(asker, 'dossier', null, rows);
    return { rows: rows.map(shown), total };
  }

  /** Those that were looked for by name, number or school; in the order of `sorteer`. */
  async search(asker: Asker, asked: DossierZoeken): Promise<Found<Dossier>> {
    const { zoek, status, sorteer = 'naam', pagina = 1, paginagrootte = 25 } = asked;
    const seen = this.sight.dossiers(asker);
    const filters = [
      ...(status === 'open' ? ["d.status <> 'afgesloten'"] : []),
      ...(status !== undefined && status !== 'open' ? ['d.status = ?'] : []),
    ];
    const dossiers = {
      where: [seen.sql, ...filters].join(' AND '),
      values: [...seen.values, ...(status !== undefined && status !== 'open' ? [status] : [])],
      order: sorteer === 'naam' ? ORDERS.id : ORDERS[sorteer],
    };
    const ids = await this.searched.ids(dossiers, { search: zoek, sort: sorteer });
    const page = ids.slice((pagina - 1) * paginagrootte, pagina * paginagrootte);
    const { read } = this.database;
    const these = read.oneOf('d.id', page);
    const rows = await read.all<Row>(`SELECT ${COLUMNS} FROM dossier d WHERE ${these.sql}`, [these.value]);
    const found = new Map(rows.map((row) => [row.id, row]));
    const shownRows = page.flatMap((id) => found.get(id) ?? []);
    if (shownRows.length > 0) this.account(asker, 'dossier', null, shownRows);
    return { rows: shownRows.map(shown), total: ids.length };
  }

  /** Null where there is none and where it is out of scope. */
  async find(asker: Asker, id: string): Promise<Dossier | null> {
    const seen = this.sight.readableDossiers(asker);
    const sql = `SELECT ${COLUMNS} FROM dossier d WHERE d.id = ? AND ${seen.sql}`;
    const row = await this.database.read.get<Row>(sql, [id, ...seen.values]);
    if (!row) return null;
    this.account(asker, 'dossier', id, [row]);
    return shown(row);
  }

  /** Every assignment of one dossier; null where that is not there for who asks. */
  async assignmentsOf(asker: Asker, id: string, query: ToewijzingenQuery): Promise<Found<Toewijzing> | null> {
    if (!(await this.find(asker, id))) return null;
    return this.assignments(asker, { sql: 'a.dossier_id = ?', values: [id] }, query);
  }

  /** The current assignment of every open dossier to work. */
  async current(asker: Asker, query: ToewijzingenQuery): Promise<Found<Toewijzing>> {
    const seen = this.sight.dossiers(asker);
    const latest = `d.status <> 'afgesloten' AND a.id = (SELECT MAX(l.id) FROM assignment l WHERE l.dossier_id = d.id)`;
    return this.assignments(asker, { sql: `${seen.sql} AND ${latest}`, values: seen.values }, query);
  }

  private async assignments(asker: Asker, seen: Condition, query: ToewijzingenQuery): Promise<Found<Toewijzing>> {
    const from = 'assignment a JOIN dossier d ON d.id = a.dossier_id';
    const selection = { columns: ASSIGNED, from, orders: ASSIGNED_ORDERS, seen };
    const { rows, total } = await selectPage<AssignedRow>(this.database.read, selection, query);
    this.account(asker, 'toewijzing', null, rows);
    return { rows: rows.map(assigned), total };
  }

  private account(asker: Asker, object: string, objectId: string | null, rows: readonly { leerling: string }[]): void {
    if (rows.length === 0) return;
    const pupils = [...new Set(rows.map(({ leerling }) => leerling))];
    this.audit.read(asker, {
      action: 'lezen',
      object,
      objectId,
      pupils,
      purpose: purposeOf(asker.visitor?.roles ?? []),
    });
  }
}

/** The version of a dossier. */
export const dossierTag = (one: Dossier): string => versionTag(one.id, one.gewijzigdOp);

/** The row itself, read for this answer alone, becomes what is shown: a list has many, and copies cost. */
function shown(row: Row): Dossier {
  return Object.assign(row, { teSluiten: row.teSluiten === 1 });
}

function assigned({ steps, leerling: _, ...row }: AssignedRow): Toewijzing {
  const { stappen, kandidaten } = JSON.parse(steps) as AssignmentSteps;
  return { ...row, stappen, kandidaten };
}
