import { code, day, integer, table, text } from '../../platform/database/columns';

/**
 * A measure of the regional programme (WEB 9.2.8) or of a local agreement (LEA) in one school year: what it aims at, with
 * whom, for how much, and what came of it. Money in cents.
 */
export const programmeMeasure = table(
  'programme_measure',
  {
    /** regionaal-programma, lea */
    kind: code(20),
    /** code of the region, or of the municipality for a lea */
    area: code(4),
    /** short name that stays the same through the years */
    measure: code(60),
    school_year: integer(),
    title: code(200),
    aim: text(),
    parties: text({ nullable: true }),
    from_date: day({ nullable: true }),
    until_date: day({ nullable: true }),
    budget: integer({ nullable: true }),
    spent: integer({ nullable: true }),
    target: integer({ nullable: true }),
    reached: integer({ nullable: true }),
  },
  ['kind', 'area', 'measure', 'school_year'],
);

export const programmeTables = [programmeMeasure];
