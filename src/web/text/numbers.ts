/** Hundredths of hours as `16,25 uur`; whole hours without decimals. */
export function writtenHours(hundredths: number): string {
  return `${writtenHundredths(hundredths)} uur`;
}

export function writtenHundredths(hundredths: number): string {
  const whole = writtenCount(Math.floor(hundredths / 100));
  const rest = hundredths % 100;
  return rest === 0 ? whole : `${whole},${String(rest).padStart(2, '0')}`;
}

/** `1.234` */
export function writtenCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** `1 dossier`, `2 dossiers` */
export function counted(n: number, one: string, many: string): string {
  return `${writtenCount(n)} ${n === 1 ? one : many}`;
}
