import { duoTables } from './duo/tables';
import { programmeTables } from './programme/tables';
import { vsvTables } from './vsv/tables';

export const figureTables = [...duoTables, ...programmeTables, ...vsvTables];
