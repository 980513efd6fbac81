import { t } from '../text/language';

const KEY_NAMES = [
  ['j', 'Volgend dossier'],
  ['k', 'Vorig dossier'],
  ['↓ ↑', 'Volgend of vorig dossier, als de lijst de focus heeft'],
  ['Enter', 'Open het dossier'],
  ['x', 'Vink het dossier aan of uit'],
  ['/', 'Naar het zoekveld'],
  ['?', 'Toon of sluit dit overzicht'],
] as const;

/** The keys of the work list. Without scripts there are none, and the stylesheet keeps this out of sight. */
export function KeysPart() {
  return (
    <details class="ls-details ls-keys ls-no-print" id="toetsen">
      <summary>{t('Sneltoetsen')}</summary>
      <dl class="ls-keys__list">
        {KEY_NAMES.map(([key, words]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <div class="ls-check">
        <input type="checkbox" id="toetsen-aan" data-toetsen-aan />
        <label class="utrecht-form-label" for="toetsen-aan">
          {t('Gebruik sneltoetsen van één letter')}
        </label>
      </div>
    </details>
  );
}
