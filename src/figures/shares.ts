/**
 * Parts as percentages with two decimals that add up to exactly 100: what rounding leaves goes to the largest
 * remainders, of equal ones to the first. All 0 where there is nothing.
 */
export function shares(counts: readonly number[]): number[] {
  const whole = counts.reduce((a, b) => a + b, 0);
  if (whole === 0) return counts.map(() => 0);
  const floors = counts.map((count) => Math.floor((count * 10_000) / whole));
  const left = 10_000 - floors.reduce((a, b) => a + b, 0);
  const byRemainder = counts
    .map((count, i) => ({ i, remainder: (count * 10_000) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) floors[i]!++;
  return floors.map((hundredths) => hundredths / 100);
}
