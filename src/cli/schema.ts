import { absenceTables } from '../absence/tables';
import { auditTables } from '../access/log/tables';
import { accessTables } from '../access/tables';
import { apiTables } from '../api/tables';
import { caseTables } from '../cases/tables';
import { figureTables } from '../figures/tables';
import { correspondenceTables } from '../correspondence/tables';
import { exchangeTables } from '../exchange/tables';
import { importTables } from '../imports/tables';
import { jobTables } from '../jobs/tables';
import { registryTables } from '../registry/tables';
import { retentionTables } from '../retention/tables';
import { signalTables } from '../signals/tables';
import { trajectoryTables } from '../trajectories/tables';
import type { Table } from '../platform/database/columns';

export { migrations } from '../../migrations';

/** Every table of the house, from the ground up. */
export const tables: Table[] = [
  ...jobTables,
  ...accessTables,
  ...auditTables,
  ...registryTables,
  ...absenceTables,
  ...signalTables,
  ...caseTables,
  ...trajectoryTables,
  ...retentionTables,
  ...correspondenceTables,
  ...figureTables,
  ...importTables,
  ...exchangeTables,
  ...apiTables,
];
