/**
 * Several publications side by side: someone asks for everything, for each region and for each municipality, and
 * subtracts. The attacker knows nothing of how numbers were withheld: each number that is shown is one equation, and
 * what lies in the span of the equations is known.
 */
export class Attacker {
  private readonly rows: number[][] = [];

  constructor(private readonly size: number) {}

  /** A number that was shown: the sum of these unknowns. */
  learn(sum: readonly number[]): void {
    const row = this.reduce(sum);
    const lead = row.findIndex((v) => Math.abs(v) > 1e-7);
    if (lead < 0) return;
    const scaled = row.map((v) => v / row[lead]!);
    this.rows.forEach((own, i) => (this.rows[i] = own.map((v, j) => v - own[lead]! * scaled[j]!)));
    this.rows.push(scaled);
  }

  knows(sum: readonly number[]): boolean {
    return this.reduce(sum).every((v) => Math.abs(v) < 1e-7);
  }

  private reduce(sum: readonly number[]): number[] {
    let row = Array.from({ length: this.size }, (_, i) => sum[i] ?? 0);
    for (const own of this.rows) {
      const lead = own.findIndex((v) => Math.abs(v) > 1e-7);
      const factor = row[lead]!;
      if (factor !== 0) row = row.map((v, i) => v - factor * own[i]!);
    }
    return row;
  }
}
