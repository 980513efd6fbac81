import { type Condition, NEVER } from '../access/conditions';
import { workedBy } from '../cases/cover/cover';
import { addDays, type Day } from '../law/day';
import type { Value } from '../platform/database/sql';
import type { TrajectoryState } from './states';

/** What a counsellor looks for among trajectories. */
export const CASELOADS = ['alle', 'zonder-contact', 'nieuw', 'over-de-termijn', 'verdeelbak'] as const;
export type Caseload = (typeof CASELOADS)[number];

/** Whose: the own ones, with those of colleagues who are covered, or those of the whole team. */
export const OWNERS = ['mijn', 'team'] as const;
export type Owner = (typeof OWNERS)[number];

/** Days after delivery within which the intake is held (the middle class of the effectrapportage). */
export const INTAKE_WITHIN = 28;

const ALARM = 'EXISTS (SELECT 1 FROM trajectory_alarm a WHERE a.trajectory_id = t.id AND a.settled_on IS NULL)';
const TERM_PAST = `EXISTS (SELECT 1 FROM term x WHERE x.dossier_id = d.id AND x.ended_on IS NULL AND x.due_on < ?)`;
/** of the newest version only: an older one no longer asks anything */
const STEP_PAST = `EXISTS (SELECT 1 FROM trajectory_plan p JOIN trajectory_goal g ON g.plan_id = p.id
  JOIN trajectory_goal_step s ON s.goal_id = g.id WHERE p.trajectory_id = t.id AND s.done_on IS NULL AND s.due_on < ?
    AND NOT EXISTS (SELECT 1 FROM trajectory_plan q WHERE q.trajectory_id = t.id AND q.version > p.version))`;

/**
 * What belongs in a caseload, on `trajectory t` beside `dossier d`. Over the term is what runs and has a term of its
 * dossier that passed, a step of the plan that passed, or no intake within `INTAKE_WITHIN` days of delivery.
 */
export function caseload(kind: Caseload, today: Day): Condition {
  switch (kind) {
    case 'alle':
      return { sql: '(1 = 1)', values: [] };
    case 'zonder-contact':
      return { sql: ALARM, values: [] };
    case 'nieuw':
      return { sql: "t.state = 'aangemeld'", values: [] };
    case 'over-de-termijn':
      return {
        sql: `(t.ended_on IS NULL AND (${TERM_PAST} OR ${STEP_PAST} OR (t.intake_on IS NULL AND t.delivered_on < ?)))`,
        values: [today, today, addDays(today, -INTAKE_WITHIN)],
      };
    case 'verdeelbak':
      return { sql: 'd.employee IS NULL', values: [] };
  }
}

/** Whose they are; the verdeelbak is nobody's, whoever looks. */
export function ownedBy(owner: Owner, employee: string, today: Day): Condition {
  return owner === 'team' ? { sql: '(1 = 1)', values: [] } : workedBy('d.employee', employee, today);
}

export interface TrajectoryWish {
  state?: TrajectoryState;
  /** whether it still runs */
  open?: boolean;
  employee?: string;
  kind?: Caseload;
  /** only those with an alarm that is not settled */
  alarm?: boolean;
}

/** What somebody asked for, all of it, on `trajectory t` beside `dossier d`. */
export function wished({ state, open, employee, kind, alarm }: TrajectoryWish, today: Day): Condition {
  const parts: Condition[] = [
    ...(state ? [{ sql: 't.state = ?', values: [state] as Value[] }] : []),
    ...(open === undefined ? [] : [{ sql: `t.ended_on IS ${open ? '' : 'NOT '}NULL`, values: [] }]),
    ...(employee ? [{ sql: 'd.employee = ?', values: [employee] as Value[] }] : []),
    ...(kind ? [caseload(kind, today)] : []),
    ...(alarm ? [caseload('zonder-contact', today)] : []),
  ];
  return all(parts);
}

/** All of these at once. */
export function all(parts: readonly Condition[]): Condition {
  if (parts.some((part) => part === NEVER)) return NEVER;
  return {
    sql: parts.length === 0 ? '(1 = 1)' : parts.map((part) => part.sql).join(' AND '),
    values: parts.flatMap((part) => part.values),
  };
}
