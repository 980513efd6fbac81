import { code, day, id, instant, integer, json, table, text } from '../../platform/database/columns';

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
    /** rows of `stored_figure_person`; null: of this one no persons were kept */
    people: integer({ nullable: true }),
  },
  ['id'],
  { ix_stored_figure: { columns: ['kind', 'school_year', 'made_at'] } },
);

/**
 * Who was counted in a stored figure, and where: what each number of it can be traced to. Somebody who is destroyed goes
 * from here, and the numbers stay; so does what hung on a trajectory or a proces-verbaal.
 */
export const storedFigurePerson = table(
  'stored_figure_person',
  {
    stored_id: id(),
    /** number of who is counted once in a cell: a pupil, or a trajectory. Two pupils who become one stay two */
    person: integer(),
    /** number of the row of that person */
    place: integer(),
    pupil_id: id(),
    regime: code(20),
    /** `wpg`: a proces-verbaal */
    room: code(3),
    /** where it counted; null: not known */
    municipality: code(4, { nullable: true }),
    region: code(2, { nullable: true }),
    /** the day and the word that tell why, as the list of persons shows them */
    day: day({ nullable: true }),
    what: code(40, { nullable: true }),
    /** the cells that this row counts in, with a stroke around each */
    cells: text(),
    trajectory_id: id({ nullable: true }),
    item_id: id({ nullable: true }),
  },
  ['stored_id', 'person', 'place'],
  {
    ix_stored_person_pupil: { columns: ['pupil_id'] },
    ix_stored_person_trajectory: { columns: ['trajectory_id'], where: 'trajectory_id IS NOT NULL' },
    ix_stored_person_item: { columns: ['item_id'], where: 'item_id IS NOT NULL' },
  },
);

export const storedTables = [storedFigure, storedFigurePerson];
