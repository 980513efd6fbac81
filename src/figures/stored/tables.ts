import { code, day, id, instant, integer, json, table } from '../../platform/database/columns';

/**
 * Figures as they were counted on a day, to be signed: written once and never changed. `counts`: of everywhere, by
 * municipality, so that each area and each publication follows from them; numbers alone, never a person. `digest`:
 * SHA-256 of everything that is shown of it.
 */
export const storedFigure = table(
  'stored_figure',
  {
    id: id(),
    kind: code(30),
    school_year: integer(),
    /** the definition and its version, as it was then */
    definition: code(200),
    data_date: day(),
    made_at: instant(),
    /** who stored it: code of the employee, or how the system did */
    made_by: code(60),
    counts: json(),
    digest: code(64),
  },
  ['id'],
  { ix_stored_figure: { columns: ['kind', 'school_year', 'made_at'] } },
);

export const storedTables = [storedFigure];
