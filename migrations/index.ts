import { FirstSchema1763769600000 } from './1763769600000-first-schema';

/** Every migration, in order. */
export const migrations = [FirstSchema1763769600000];
