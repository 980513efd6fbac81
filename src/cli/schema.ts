import { absenceTables } from '../absence/tables';
import { accessTables } from '../access/tables';
import { caseTables } from '../cases/tables';
import { importTables } from '../imports/tables';
import { jobTables } from '../jobs/tables';
import { registryTables } from '../registry/tables';
import { signalTables } from '../signals/tables';

export { migrations } from '../../migrations';

/** Every table of the house, from the ground up. */
export const tables = [
  ...jobTables,
  ...accessTables,
  ...registryTables,
  ...absenceTables,
  ...signalTables,
  ...caseTables,
  ...importTables,
];
