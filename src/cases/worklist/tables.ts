import { code, id, instant, secret, table } from '../../platform/database/columns';

/** A way of looking at the work list that an officer keeps. `content` holds its name and filter: one may name a pupil. */
export const savedView = table(
  'saved_view',
  { id: id(), employee: code(60), content: secret(), made_at: instant() },
  ['id'],
  { ix_saved_view_employee: { columns: ['employee'] } },
);
