import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Condition } from '../../access/conditions';
import { DossierReach } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { folded } from '../../platform/search-text';
import { all, type Caseload, caseload, CASELOADS, ownedBy } from '../../trajectories/caseload';
import type { TrajectoryState } from '../../trajectories/states';
import { compareNames, nameMatches, type NameParts } from '../../registry/names';
import { PAGE_SIZE } from '../text/paging';
import type { CaseloadFilter } from './caseload-filter';

export interface ListedTrajectory extends NameParts {
  id: string;
  pupilId: string;
  state: TrajectoryState;
  birthDate: Day;
  deathDate: Day | null;
  municipality: string | null;
  deliveredOn: Day;
  intakeOn: Day | null;
  endedOn: Day | null;
  contactOn: Day | null;
  contactEvery: number;
  employee: string | null;
  employeeName: string | null;
  /** day of the last contact of an alarm that is not settled */
  alarmSince: Day | null;
  /** the first term of the dossier that still runs */
  dueOn: Day | null;
}

export interface CaseloadList {
  rows: ListedTrajectory[];
  total: number;
  counts: Record<Caseload, number>;
  page: number;
  pages: number;
}

const STATUS_CONDITIONS: Record<CaseloadFilter['status'], string> = {
  open: 't.ended_on IS NULL',
  afgesloten: 't.ended_on IS NOT NULL',
  alle: '1 = 1',
};

/** Who was not reached for the longest time stands first. */
const ORDERS: Record<CaseloadFilter['sort'], string> = {
  contact: 'COALESCE(t.contact_on, t.delivered_on), t.id',
  nieuwste: 't.delivered_on DESC, t.id DESC',
  naam: 't.id',
};

const FROM = 'FROM trajectory t JOIN dossier d ON d.id = t.dossier_id';

/** The caseload: counts, the ids of a page, and what its rows need; three queries whatever the size. */
@Injectable()
export class CaseloadQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(actor: Actor, filter: CaseloadFilter): Promise<CaseloadList> {
    const today = this.clock.today();
    const seen = all([
      this.reach.condition(this.database.read, actor),
      { sql: STATUS_CONDITIONS[filter.status], values: [] },
    ]);
    const own = ownedBy(filter.owner, visitorOf(actor).employee, today);
    // the verdeelbak is nobody's: whose they are does not count there
    const wishes = Object.fromEntries(
      CASELOADS.map((kind) => [kind, all([caseload(kind, today), ...(kind === 'verdeelbak' ? [] : [own])])]),
    ) as Record<Caseload, Condition>;
    const counts = await this.count(seen, wishes);
    const where = all([seen, wishes[filter.view]]);
    const named = filter.search !== '' || filter.sort === 'naam' ? await this.namedIds(where, filter) : null;
    const total = named?.length ?? counts[filter.view];
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(filter.page, pages);
    const start = (page - 1) * PAGE_SIZE;
    const ids = named?.slice(start, start + PAGE_SIZE) ?? (await this.ids(where, filter, start));
    const rows = await this.rows(ids);
    this.audit.read(actor, {
      ...{ action: filter.search === '' ? 'lezen' : 'zoeken', object: 'trajecten', objectId: null },
      ...{ pupils: rows.map((row) => row.pupilId), purpose: PURPOSES.doorstroompunt },
    });
    return { rows, total, counts, page, pages };
  }

  private async count(seen: Condition, wishes: Record<Caseload, Condition>): Promise<Record<Caseload, number>> {
    const columns = CASELOADS.map(
      (kind) => `COALESCE(SUM(CASE WHEN ${wishes[kind].sql} THEN 1 ELSE 0 END), 0) AS "${kind}"`,
    );
    const row = await this.database.read.get<Record<Caseload, number>>(
      `SELECT ${columns.join(', ')} ${FROM} WHERE ${seen.sql}`,
      [...CASELOADS.flatMap((kind) => wishes[kind].values), ...seen.values],
    );
    return row!;
  }

  private async ids(where: Condition, filter: CaseloadFilter, start: number): Promise<string[]> {
    const rows = await this.database.read.all<{ id: string }>(
      `SELECT t.id ${FROM} WHERE ${where.sql} ORDER BY ${ORDERS[filter.sort]} LIMIT ? OFFSET ?`,
      [...where.values, PAGE_SIZE, start],
    );
    return rows.map((row) => row.id);
  }

  /** Names are compared here: no engine sorts tussenvoegsels and accents as a Dutch reader does. */
  private async namedIds(where: Condition, filter: CaseloadFilter): Promise<string[]> {
    const rows = await this.database.read.all<NameParts & { id: string }>(
      `SELECT t.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
         ${FROM} JOIN pupil p ON p.id = t.pupil_id WHERE ${where.sql} ORDER BY ${ORDERS[filter.sort]}`,
      where.values,
    );
    const search = folded(filter.search);
    const found = search === '' ? rows : rows.filter((row) => nameMatches(row, search));
    return (filter.sort === 'naam' ? found.sort(compareNames) : found).map((row) => row.id);
  }

  private async rows(ids: readonly string[]): Promise<ListedTrajectory[]> {
    if (ids.length === 0) return [];
    const these = this.database.read.oneOf('t.id', ids);
    const rows = await this.database.read.all<ListedTrajectory>(
      `SELECT t.id, t.pupil_id AS "pupilId", t.state, p.birth_date AS "birthDate", p.death_date AS "deathDate", p.first_names AS "firstNames", p.prefix,
         p.last_name AS "lastName", d.municipality, t.delivered_on AS "deliveredOn", t.intake_on AS "intakeOn",
         t.ended_on AS "endedOn", t.contact_on AS "contactOn", t.contact_every AS "contactEvery", d.employee,
         e.name AS "employeeName", (SELECT MIN(a.about) FROM trajectory_alarm a WHERE a.trajectory_id = t.id
           AND a.settled_on IS NULL) AS "alarmSince",
         (SELECT MIN(x.due_on) FROM term x WHERE x.dossier_id = d.id AND x.ended_on IS NULL) AS "dueOn"
         ${FROM} JOIN pupil p ON p.id = t.pupil_id LEFT JOIN employee e ON e.code = d.employee WHERE ${these.sql}`,
      [these.value],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}
