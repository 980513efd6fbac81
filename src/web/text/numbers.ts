import { currentLanguage, t } from './language';

/** Hundredths of hours as `16,25 uur`; whole hours without decimals. */
export function writtenHours(hundredths: number): string {
  return t('{{uren}} uur', { uren: writtenHundredths(hundredths) });
}

export function writtenHundredths(hundredths: number): string {
  const whole = writtenCount(Math.floor(hundredths / 100));
  const rest = hundredths % 100;
  return rest === 0 ? whole : `${whole}${inEnglish() ? '.' : ','}${String(rest).padStart(2, '0')}`;
}

/** `1.234` */
export function writtenCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, inEnglish() ? ',' : '.');
}

/** `1 dossier`, `2 dossiers`; both words stand in the English texts. */
export function counted(n: number, one: string, many: string): string {
  return `${writtenCount(n)} ${t(n === 1 ? one : many)}`;
}

function inEnglish(): boolean {
  return currentLanguage() === 'en';
}
