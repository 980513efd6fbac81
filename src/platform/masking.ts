/** A pgn as it may stand in a report, an error or a log: only the last two digits. */
export function maskPgn(pgn: string): string {
  const value = pgn.trim();
  return value.length <= 2 ? '*'.repeat(value.length) : '*'.repeat(value.length - 2) + value.slice(-2);
}
