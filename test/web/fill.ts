import { tables } from '../../src/cli/schema';
import type { Column } from '../../src/platform/database/columns';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { TABLE_RULES } from '../../src/retention/table-rules';
import { sealed } from '../support/seal';
import type { TestWeb } from './support';

/** In a text: it is found on whatever page or file the row comes to stand. */
export const MARK = 'Zevenster';

/** A row with a value in every column, its texts marked; gives its id. */
export async function fill(web: TestWeb, name: string, known: Record<string, Value>): Promise<string> {
  const table = tables.find((one) => one.name === name)!;
  const own = newId();
  const value = (column: string, { meaning, length }: Column): Value => {
    if (known[column] !== undefined) return known[column];
    if (column === 'id') return own;
    // a natural key is another one in each row
    if (name === 'takeover' && column === 'number') return own;
    if (meaning === 'id' || column.endsWith('_index')) return newId();
    if (meaning === 'day') return '2026-03-20';
    if (meaning === 'instant') return '2026-03-20T00:00:00.000Z';
    if (meaning === 'integer' || meaning === 'flag') return 0;
    if (meaning === 'json' || column === 'details') return '{}';
    return length === undefined || length > 100 ? MARK : 'x'.slice(0, length);
  };
  const row = Object.fromEntries(
    Object.entries(table.columns).map(([column, shape]) => [column, value(column, shape)]),
  );
  const stored = sealed(web.encryption, name, row);
  await web.database.work((work) => work.insert(name, Object.keys(stored), [Object.values(stored)]));
  return typeof row['id'] === 'string' ? row['id'] : own;
}

/** A row in every table that holds something of a pupil, beside what `known` made already; gives their ids. */
export async function fillAll(web: TestWeb, known: Record<string, Value>, made: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  const owners: Record<string, Value> = { ...known };
  const order = [
    'leaver',
    'melding',
    'absence_record',
    'term',
    'dossier_item',
    'trajectory_plan',
    'trajectory_goal',
    'warm_handover',
  ];
  const columns: Record<string, string> = {
    ...{
      leaver: 'leaver_id',
      melding: 'melding_id',
      absence_record: 'record_id',
      term: 'term_id',
      dossier_item: 'item_id',
    },
    ...{ trajectory_plan: 'plan_id', trajectory_goal: 'goal_id', warm_handover: 'warm_handover_id' },
  };
  const others = [...TABLE_RULES].flatMap(([name, rule]) => (['leerling', 'gebeurtenis'].includes(rule) ? [name] : []));
  for (const name of [...order, ...others.filter((one) => !order.includes(one))]) {
    if (made.includes(name)) continue;
    const id = await fill(web, name, owners);
    ids.push(id);
    if (columns[name]) owners[columns[name]] = id;
  }
  return ids;
}
