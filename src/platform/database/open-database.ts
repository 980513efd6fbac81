import type { Database, DatabaseOptions } from './database';
import { databaseProblem } from './database-problem';
import { dialectOf } from './dialect';
import { openPostgres } from './postgres-database';
import { openSqlite } from './sqlite-database';

const OPENERS = { sqlite: openSqlite, postgres: openPostgres };

/** Opens the database; does not bring it up to date. Throws a Problem that says what is wrong where it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    return await OPENERS[dialectOf(options.address).engine](options);
  } catch (error) {
    throw databaseProblem(error);
  }
}
