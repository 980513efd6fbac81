import type { Work } from '../../platform/database/sql';
import { madeAt } from '../../platform/ids';

const DAY_MS = 86_400_000;

/** Of figures that came to nothing. */
export async function forgetPersons(work: Work, ids: readonly string[]): Promise<void> {
  const these = work.oneOf('stored_id', ids);
  await work.run(`DELETE FROM stored_figure_person WHERE ${these.sql}`, [these.value]);
}

/** Persons of figures that a process was storing when it was killed, a day ago or longer. `now`: milliseconds since 1970. */
export async function dropUnfinished(work: Work, now: number): Promise<void> {
  const rows = await work.all<{ id: string }>(
    `SELECT DISTINCT p.stored_id AS "id" FROM stored_figure_person p
      WHERE NOT EXISTS (SELECT 1 FROM stored_figure f WHERE f.id = p.stored_id)`,
  );
  const left = rows.map(({ id }) => id).filter((id) => madeAt(id) < now - DAY_MS);
  if (left.length > 0) await forgetPersons(work, left);
}

/** Who was destroyed, or whose trajectory or proces-verbaal was, between the counting and this moment. */
export async function dropGone(work: Work, ids: readonly string[]): Promise<void> {
  const these = work.oneOf('stored_id', ids);
  const gone = (column: string, table: string) =>
    `(${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.id = stored_figure_person.${column}))`;
  const any = [gone('pupil_id', 'pupil'), gone('trajectory_id', 'trajectory'), gone('item_id', 'dossier_item')];
  await work.run(`DELETE FROM stored_figure_person WHERE ${these.sql} AND (${any.join(' OR ')})`, [these.value]);
}
