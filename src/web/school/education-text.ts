import { t } from '../text/language';

/** `mbo niveau 2, leerjaar 1` */
export function educationText(of: { education: string; level: string | null; year: string | null }): string {
  const { education, level, year } = of;
  const step = level === null ? '' : education === 'mbo' ? ` ${t('niveau {{n}}', { n: level })}` : ` ${level}`;
  return `${education}${step}${year ? `, ${t('leerjaar {{n}}', { n: year })}` : ''}`;
}
