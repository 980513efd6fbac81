import { Inject, Injectable } from '@nestjs/common';
import { dossierCondition, type Scope, seesNothing } from '../../access/scope';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Visitor } from '../../access/visitor';
import type { DossierStatus } from '../../cases/dossier/dossier-store';
import { listedTerms } from '../../cases/terms/seen-terms';
import { workedBy } from '../../cases/cover/cover';
import { ownWish, wishOf } from '../../cases/worklist/work-lists';
import type { Regime } from '../../cases/dossier/regime';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Value } from '../../platform/database/sql';
import { isId } from '../../platform/ids';
import type { SignalStatus } from '../../signals/stored-signal';
import { PAGE_SIZE } from '../text/paging';
import { compareNames, type NameParts } from '../../registry/names';
import type { SignalWords } from '../text/signals';
import type { MeldingKind } from '../../cases/meldingen/states';
import { scopeOf } from '../../registry/scopes';
import type { ListFilter } from './list-filter';
import { DossierSearch } from '../../cases/worklist/dossier-search';

export interface ListedDossier extends NameParts {
  id: string;
  pupilId: string;
  regime: Regime;
  status: DossierStatus;
  openedOn: Day;
  forClosing: number;
  birthDate: Day;
  deathDate: Day | null;
  employee: string | null;
  employeeName: string | null;
  /** the latest signal; null where it has none */
  signal: (SignalWords & { status: SignalStatus }) | null;
  /** the kind of the latest melding by a school: what the dossier is about where it has no signal */
  melding: MeldingKind | null;
  /** the first term that still runs */
  dueOn: Day | null;
}

export interface DossierList {
  rows: ListedDossier[];
  /** matching dossiers on all pages */
  total: number;
  counts: Record<ListFilter['view'], number>;
  page: number;
  pages: number;
}

type SignalRow = SignalWords & { dossierId: string; status: SignalStatus };

const STATUS_CONDITIONS: Record<ListFilter['status'], string> = {
  open: "d.status <> 'afgesloten'",
  'te-sluiten': "d.status <> 'afgesloten' AND d.for_closing = 1",
  afgesloten: "d.status = 'afgesloten'",
  alle: '1 = 1',
};

/** The first term that runs, of those that the one who asks may know of. */
const firstTerm = (scope: Scope) =>
  `(SELECT MIN(t.due_on) FROM term t WHERE t.dossier_id = d.id AND t.ended_on IS NULL AND ${listedTerms(scope)})`;
const ORDERS: Record<ListFilter['sort'], (scope: Scope) => string> = {
  nieuwste: () => 'd.opened_on DESC, d.id DESC',
  oudste: () => 'd.opened_on, d.id',
  termijn: (scope) => `${firstTerm(scope)} IS NULL, ${firstTerm(scope)}, d.id`,
  naam: () => 'd.id',
};

const OWN_VIEWS = ['pas-toegewezen', 'onbewerkt', 'binnenkort', 'te-laat'] as const;
const NO_COUNTS: DossierList['counts'] = {
  ...{ alle: 0, mijn: 0, verdeelbak: 0 },
  ...{ 'pas-toegewezen': 0, onbewerkt: 0, binnenkort: 0, 'te-laat': 0 },
};

/** The work list: pages the ids first, then reads what the rows of one page need; a few queries whatever the size. */
@Injectable()
export class DossierListQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(DossierSearch) private readonly search: DossierSearch,
  ) {}

  async list(actor: Actor, filter: ListFilter): Promise<DossierList> {
    const visitor = visitorOf(actor);
    const counts: DossierList['counts'] = { ...NO_COUNTS };
    const today = this.clock.today();
    const scope = scopeOf(visitor, today);
    if (seesNothing(scope)) return { rows: [], total: 0, counts, page: 1, pages: 1 };
    const seen = dossierCondition(this.database.read, scope, today);
    const base = `${seen.sql} AND ${STATUS_CONDITIONS[filter.status]}`;
    Object.assign(counts, await this.count(base, seen.values, visitor, scope, today));

    const view = viewCondition(filter.view, visitor, scope, today);
    const where = `${base}${view.sql}`;
    const values = [...seen.values, ...view.values];
    const byName = filter.search !== '' || filter.sort === 'naam';
    const order = ORDERS[filter.sort](scope);
    const found = byName ? await this.search.ids({ where, values, order }, filter) : null;
    const total = found?.length ?? counts[filter.view];
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(filter.page, pages);
    const start = (page - 1) * PAGE_SIZE;
    const ids = found?.slice(start, start + PAGE_SIZE) ?? (await this.ids(where, values, order, start));
    const rows = await this.rows(ids, scope);
    this.account(actor, filter, rows);
    return { rows, total, counts, page, pages };
  }

  /** Those of `ids` that the visitor sees, for a page about them: in the order of names. */
  async chosen(actor: Actor, ids: readonly string[]): Promise<ListedDossier[]> {
    const { read } = this.database;
    const today = this.clock.today();
    const scope = scopeOf(visitorOf(actor), today);
    const seen = dossierCondition(read, scope, today);
    const these = read.oneOf('d.id', ids.filter(isId));
    const sql = `SELECT d.id FROM dossier d WHERE ${these.sql} AND ${seen.sql}`;
    const found = await read.all<{ id: string }>(sql, [these.value, ...seen.values]);
    const rows = await this.rows(
      found.map((one) => one.id),
      scope,
    );
    this.account(actor, { search: '' }, rows);
    return rows.sort(compareNames);
  }

  /** Those shown; a search by name is told apart, not what was searched for. */
  private account(actor: Actor, filter: Pick<ListFilter, 'search'>, rows: readonly ListedDossier[]): void {
    const purpose = PURPOSES[rows.every((row) => row.regime === 'doorstroompunt') ? 'doorstroompunt' : 'leerplicht'];
    const action = filter.search === '' ? 'lezen' : 'zoeken';
    const pupils = rows.map((row) => row.pupilId);
    this.audit.read(actor, { action, object: 'werklijst', objectId: null, pupils, purpose });
  }

  /** All views at once: one look at all of them, one at one's own dossiers by their index, whatever is counted of them. */
  private async count(
    where: string,
    values: Value[],
    visitor: Visitor,
    scope: Scope,
    today: Day,
  ): Promise<DossierList['counts']> {
    const { read } = this.database;
    const own = workedBy('d.employee', visitor.employee, today);
    const wishes = OWN_VIEWS.map((view) => ownWish(view, today, scope));
    const columns = OWN_VIEWS.map(
      (view, i) => `COALESCE(SUM(CASE WHEN ${wishes[i]!.sql} THEN 1 ELSE 0 END), 0) AS "${view}"`,
    );
    const [all, mine] = await Promise.all([
      read.get<Partial<DossierList['counts']>>(
        `SELECT COUNT(*) AS "alle", COALESCE(SUM(CASE WHEN d.employee = ? THEN 1 ELSE 0 END), 0) AS "mijn",
           COALESCE(SUM(CASE WHEN d.employee IS NULL THEN 1 ELSE 0 END), 0) AS "verdeelbak"
         FROM dossier d WHERE ${where}`,
        [visitor.employee, ...values],
      ),
      read.get<Partial<DossierList['counts']>>(
        `SELECT ${columns.join(', ')} FROM dossier d WHERE ${own.sql} AND ${where}`,
        [...wishes.flatMap((wish) => wish.values), ...own.values, ...values],
      ),
    ]);
    return { ...NO_COUNTS, ...all, ...mine };
  }

  private async ids(where: string, values: Value[], order: string, start: number): Promise<string[]> {
    const rows = await this.database.read.all<{ id: string }>(
      `SELECT d.id FROM dossier d WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      [...values, PAGE_SIZE, start],
    );
    return rows.map((row) => row.id);
  }

  /** The rows of one page, in the order of `ids`. */
  private async rows(ids: readonly string[], scope: Scope): Promise<ListedDossier[]> {
    if (ids.length === 0) return [];
    const these = this.database.read.oneOf('d.id', ids);
    const rows = this.database.read.all<Omit<ListedDossier, 'signal'>>(
      `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.status, d.opened_on AS "openedOn", d.for_closing AS "forClosing",
         p.birth_date AS "birthDate", p.death_date AS "deathDate", p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName",
         d.employee, e.name AS "employeeName",
         (SELECT m.kind FROM melding m WHERE m.dossier_id = d.id AND m.status <> 'ingetrokken'
           ORDER BY m.registered_on DESC, m.id DESC LIMIT 1) AS "melding",
         ${firstTerm(scope)} AS "dueOn"
       FROM dossier d JOIN pupil p ON p.id = d.pupil_id LEFT JOIN employee e ON e.code = d.employee
       WHERE ${these.sql}`,
      [these.value],
    );
    const [found, signals] = await Promise.all([rows, this.latestSignals(ids)]);
    const byId = new Map(found.map((row) => [row.id, { ...row, signal: signals.get(row.id) ?? null }]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Of each dossier the signal that stands and ended last; where none stands, the withdrawn one that ended last. */
  private async latestSignals(ids: readonly string[]): Promise<Map<string, SignalRow>> {
    const these = this.database.read.oneOf('s.dossier_id', ids);
    const rows = await this.database.read.all<SignalRow>(
      `SELECT s.dossier_id AS "dossierId", s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, s.mark,
         s.ended_on AS "endedOn", s.status, l.name AS "school"
       FROM signal s LEFT JOIN school_location l ON l.code = s.location WHERE ${these.sql}`,
      [these.value],
    );
    const rank = (row: SignalRow) => `${row.status === 'ingetrokken' ? 0 : 1}${row.until ?? row.from}${row.rule}`;
    const latest = new Map<string, SignalRow>();
    for (const row of rows) {
      const best = latest.get(row.dossierId);
      if (!best || rank(row) > rank(best)) latest.set(row.dossierId, row);
    }
    return latest;
  }
}

function viewCondition(
  view: ListFilter['view'],
  visitor: Visitor,
  scope: Scope,
  today: Day,
): { sql: string; values: Value[] } {
  if (view === 'alle') return { sql: '', values: [] };
  if (view === 'mijn') return { sql: ' AND d.employee = ?', values: [visitor.employee] };
  const wish = wishOf(view, visitor.employee, today, scope);
  return { sql: ` AND ${wish.sql}`, values: wish.values };
}
