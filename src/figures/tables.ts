import { duoTables } from './duo/tables';
import { programmeTables } from './programme/tables';
import { storedTables } from './stored/tables';
import { vsvTables } from './vsv/tables';

export const figureTables = [...duoTables, ...programmeTables, ...storedTables, ...vsvTables];
