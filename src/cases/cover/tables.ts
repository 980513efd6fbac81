import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/** Someone works the dossiers of a colleague who is away, on these days. The dossiers stay the colleague's. */
export const cover = table(
  'cover',
  {
    id: id(),
    employee: code(60),
    substitute: code(60),
    from_date: day(),
    until_date: day(),
    /** encrypted: it may tell of someone's health */
    reason: secret({ nullable: true, oncePlain: true }),
    made_by: code(60, { nullable: true }),
    made_at: instant(),
    /** taken back; kept to see who worked whose dossiers */
    withdrawn_on: day({ nullable: true }),
  },
  ['id'],
  {
    ix_cover_substitute: { columns: ['substitute', 'until_date'] },
    ix_cover_employee: { columns: ['employee', 'until_date'] },
  },
);
