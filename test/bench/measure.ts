/** What `npm run bench -- --json` prints of each benchmark (contract section 7). */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  /** the same work as bare as it can be, in the same run */
  limit: number;
  /** value / limit for rates, limit / value for times: 1 is the limit */
  ratio: number;
  runs: number;
  min: number;
  max: number;
  /** milliseconds at the 99th percentile, of ours and of the limit, where requests are measured */
  p99?: number;
  limitP99?: number;
}

/** The same numbers on every run, so that runs compare. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** How many of `units` a second `work` does. */
export async function perSecond(units: number, work: () => Promise<void> | void): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return units / (Number(process.hrtime.bigint() - start) / 1e9);
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

/** The result of a rate measured several times beside its limit. */
export function rateResult(name: string, unit: string, rates: number[], limits: number[]): BenchResult {
  const value = Math.round(median(rates));
  const limit = Math.round(median(limits));
  return {
    name,
    value,
    unit,
    limit,
    ratio: Number((value / limit).toPrecision(3)),
    runs: rates.length,
    min: Math.round(Math.min(...rates)),
    max: Math.round(Math.max(...rates)),
  };
}
