import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { workedBy } from '../cover/cover';
import { DossierReach } from '../dossier/reach';
import { ItemQuery } from '../items/item-query';
import { seenTerms } from '../terms/seen-terms';
import type { TermKind } from '../terms/term-settings';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { scopeOf } from '../../registry/scopes';

/** Of whom it is: by the dossier, and by name. */
interface Planned {
  dossierId: string;
  pupilId: string;
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
  day: Day;
}

export interface PlannedTalk extends Planned {
  what: 'afspraak';
  startsAt: string;
  endsAt: string;
  kind: string;
  place: string | null;
  state: string;
}

export interface PlannedTask extends Planned {
  what: 'taak';
  text: string;
}

export interface PlannedTerm extends Planned {
  what: 'termijn';
  term: TermKind;
}

export type AgendaLine = PlannedTalk | PlannedTask | PlannedTerm;

const AT_MOST = 500;

/** What somebody has to do on some days: talks, tasks and terms of the own dossiers and of those who are covered. */
@Injectable()
export class AgendaQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ItemQuery) private readonly items: ItemQuery,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In order of time; what has no time of day goes first. */
  async of(actor: Actor, from: Day, until: Day): Promise<AgendaLine[]> {
    const { employee } = visitorOf(actor);
    const items = await this.items.agenda(actor, employee, from, until);
    const terms = await this.terms(actor, employee, from, until);
    const ids = [...new Set([...items.map((one) => one.dossierId), ...terms.map((one) => one.dossierId)])];
    const names = await this.names(ids);
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'agenda', objectId: null, purpose: purposeOf(visitorOf(actor).roles) },
      pupils: [...new Set([...names.values()].map((one) => one.pupilId))],
    });
    const of = (dossierId: string) => ({ dossierId, ...names.get(dossierId)! });
    const lines = items.map((item): AgendaLine => {
      const text = (name: string) => (typeof item.details[name] === 'string' ? item.details[name] : null);
      if (item.kind === 'taak') {
        return { what: 'taak', ...of(item.dossierId), day: item.until!, text: text('tekst') ?? '' };
      }
      return {
        ...{ what: 'afspraak', ...of(item.dossierId), day: item.day, startsAt: item.startsAt!, endsAt: item.endsAt! },
        ...{ kind: text('soort') ?? '', place: text('plaats'), state: item.state },
      };
    });
    const due = terms.map((one): AgendaLine => ({
      what: 'termijn',
      ...of(one.dossierId),
      day: one.day,
      term: one.term,
    }));
    const order = (line: AgendaLine) => `${line.day} ${line.what === 'afspraak' ? line.startsAt : ''}`;
    return [...due, ...lines].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  }

  /** Terms that run; that of a task is the task itself. */
  private terms(actor: Actor, employee: string, from: Day, until: Day) {
    const { read } = this.database;
    const scope = this.reach.condition(read, actor);
    const own = workedBy('d.employee', employee, this.clock.today());
    const seen = seenTerms(scopeOf(visitorOf(actor), this.clock.today()), this.clock.today());
    return read.all<{ dossierId: string; day: Day; term: TermKind }>(
      `SELECT d.id AS "dossierId", t.due_on AS "day", t.kind AS "term" FROM term t JOIN dossier d ON d.id = t.dossier_id
        WHERE t.ended_on IS NULL AND t.kind <> 'taak' AND t.due_on BETWEEN ? AND ? AND ${own.sql} AND ${scope.sql} AND ${seen.sql}
        ORDER BY t.due_on, t.id LIMIT ${AT_MOST}`,
      [from, until, ...own.values, ...scope.values, ...seen.values],
    );
  }

  private async names(dossierIds: readonly string[]): Promise<Map<string, Omit<Planned, 'dossierId' | 'day'>>> {
    if (dossierIds.length === 0) return new Map();
    const { read } = this.database;
    const these = read.oneOf('d.id', dossierIds);
    const rows = await read.all<Omit<Planned, 'dossierId' | 'day'> & { id: string }>(
      `SELECT d.id, d.pupil_id AS "pupilId", p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName"
         FROM dossier d JOIN pupil p ON p.id = d.pupil_id WHERE ${these.sql}`,
      [these.value],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
