import type { HoursCounter } from '../../law/counter';
import { Progress } from '../components/show';
import { t } from '../text/language';
import { writtenHundredths } from '../text/numbers';

/** from this part of the threshold on a school had better act */
const NEAR = 0.75;

/** "x van 16 uur" as a bar and in words; a word where the rule does not hold for the pupil. */
export function CounterBar({ counter }: { counter: HoursCounter | null }) {
  if (!counter?.applies) return <span class="ls-muted">{t('niet van toepassing')}</span>;
  const { hundredths, threshold } = counter;
  const label = t('{{uren}} van {{drempel}} uur', {
    uren: writtenHundredths(hundredths),
    drempel: writtenHundredths(threshold),
  });
  return <Progress value={Math.min(hundredths, threshold)} max={threshold} label={label} />;
}

/** What happens next, and what the school can do now (LPW 21a). */
export function nextStep(counter: HoursCounter | null): string {
  if (!counter?.applies) return t('Deze leerling valt vandaag niet onder deze regel.');
  const left = counter.threshold - counter.hundredths;
  if (counter.hundredths === 0) return t('Geen ongeoorloofd verzuim in de laatste vier lesweken.');
  if (counter.hundredths < counter.threshold * NEAR) {
    return t('Nog {{uren}} uur tot een melding.', { uren: writtenHundredths(left) });
  }
  return t('Nog {{uren}} uur tot een melding. Praat nu met de leerling en de ouders.', {
    uren: writtenHundredths(left),
  });
}
