/**
 * How many of which age, and what they do at that age on 1 October. Invented shares that look like
 * a Dutch region: nearly all children at school, growing numbers with a startkwalificatie after 18.
 */
export type Stage =
  'po' | 'sbo' | 'so' | 'vo' | 'pro' | 'vso' | 'mbo' | 'vavo' | 'exempt' | 'unenrolled' | 'dropout' | 'qualified';

export const YOUNGEST = 3;
export const OLDEST = 26;

/** Size of each age group; of those who have left school only a part is still followed by the region. */
export const AGE_WEIGHTS: Readonly<Record<string, number>> = {
  3: 0.6,
  ...Object.fromEntries(Array.from({ length: 14 }, (_, i) => [i + 4, 1])),
  18: 0.85,
  19: 0.7,
  20: 0.6,
  21: 0.5,
  22: 0.45,
  23: 0.4,
  24: 0.4,
  25: 0.35,
  26: 0.35,
};

type Shares = Readonly<Partial<Record<Stage, number>>>;

const INFANT: Shares = { po: 99.4, so: 0.4, unenrolled: 0.2 };
const PRIMARY: Shares = { po: 97, sbo: 1.6, so: 0.8, exempt: 0.4, unenrolled: 0.2 };
const TWELVE: Shares = { vo: 84, po: 10, pro: 2.4, vso: 2, sbo: 0.8, exempt: 0.5, unenrolled: 0.3 };
const SECONDARY: Shares = { vo: 92, pro: 3.4, vso: 3.2, exempt: 0.8, unenrolled: 0.3 };
const ADULT: Shares = { mbo: 8, qualified: 83.5, dropout: 8.5 };

const SHARES: Readonly<Record<number, Shares>> = {
  12: TWELVE,
  16: { vo: 62, mbo: 29, pro: 3.4, vso: 3.2, exempt: 1, unenrolled: 0.6, qualified: 0.2 },
  17: { vo: 34, mbo: 55, pro: 2.2, vso: 2.6, exempt: 1, unenrolled: 1, qualified: 4.2 },
  18: { vo: 10, mbo: 61, vavo: 1.5, pro: 0.6, vso: 1.5, qualified: 21.4, dropout: 4 },
  19: { vo: 2, mbo: 55, vavo: 1, vso: 0.8, qualified: 35.2, dropout: 6 },
  20: { mbo: 45, qualified: 48, dropout: 7 },
  21: { mbo: 30, qualified: 62, dropout: 8 },
  22: { mbo: 20, qualified: 71, dropout: 9 },
};

/** What pupils of that age (on 1 October) do, in shares. */
export function sharesAt(age: number): Shares {
  if (age < 6) return INFANT;
  if (age < 12) return PRIMARY;
  return SHARES[age] ?? (age < 16 ? SECONDARY : ADULT);
}
