import type { FormName } from '../../figures/forms/figure-file';
import { t } from '../text/language';
import { addressOf, type Asked } from './asked';

/** The same figures as files: to calculate with, to write with, to print. */
export function Downloads({ asked, of }: { asked: Asked; of?: string }) {
  const forms: readonly (readonly [FormName, string])[] = [
    ['xlsx', t('Werkblad (XLSX)')],
    ['csv', t('CSV')],
    ['docx', t('Document (Word)')],
    ['html', t('Om te printen (HTML)')],
    ['json', t('JSON')],
  ];
  return (
    <ul class="ls-chips" aria-label={of === undefined ? t('Downloads') : t('Downloads: {{titel}}', { titel: of })}>
      {forms.map(([form, name]) => (
        <li>
          <a class="utrecht-link utrecht-link--html-a" href={addressOf(asked, {}, { formaat: form })} download>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
