import type { Day } from '../../law/day';
import type { Regime } from '../dossier/regime';
import type { ROUTES } from '../measures/law-forms';

/** What another system tells of an open dossier. */
export interface TakenOver {
  regime: Regime;
  openedOn: Day;
  status: 'nieuw' | 'in_behandeling' | 'aangehouden';
  heldUntil: Day | null;
  employee: string | null;
  summary: string | null;
  task: string | null;
  taskDue: Day | null;
  route: (typeof ROUTES)[number] | null;
}

/** A row of the file overname. */
export interface TakeoverRow extends TakenOver {
  source: string;
  number: string;
  pgn: string;
}

export interface TakeoverEntry {
  row: TakeoverRow;
  pupilId: string;
}

/** One as it is stored. */
export interface KnownTakeover {
  source: string;
  number: string;
  dossierId: string;
  pupilId: string;
  noteId: string | null;
  taskId: string | null;
  content: TakenOver;
}

/** What is told of the dossier, in one order of keys. */
export function contentOf(row: TakenOver): TakenOver {
  const { regime, openedOn, status, heldUntil, employee, summary, task, taskDue, route } = row;
  return { regime, openedOn, status, heldUntil, employee, summary, task, taskDue, route };
}
