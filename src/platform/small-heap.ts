import { setFlagsFromString } from 'node:v8';

/** how much of itself the heap may grow by, in percent, before what is no longer used is collected */
const GROWTH = 60;

/**
 * For long work that leaves much behind and keeps little. Left alone, the collector waits until there is up to three
 * times as much garbage as what is in use, for as long as that costs no time; a busy machine makes it wait longer.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
