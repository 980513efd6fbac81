import type { DossierStatus } from '../../cases/dossier/dossier-store';
import { StatusBadge, type Tone } from '../components/show';
import { DOSSIER_STATUS_NAMES } from '../text/dossiers';
import { t } from '../text/language';

const TONES: Record<DossierStatus, Tone> = {
  nieuw: 'active',
  in_behandeling: 'safe',
  aangehouden: 'neutral',
  heropend: 'active',
  afgesloten: 'neutral',
};

/** The state of a dossier, whether it can be closed because all its signals were withdrawn, and whether the pupil died. */
export function DossierBadges({
  status,
  forClosing,
  died = false,
}: {
  status: DossierStatus;
  forClosing: boolean;
  died?: boolean;
}) {
  return (
    <span class="ls-badges">
      <StatusBadge tone={TONES[status] ?? 'neutral'}>{t(DOSSIER_STATUS_NAMES[status] ?? status)}</StatusBadge>
      {died && <StatusBadge tone="danger">{t('Overleden')}</StatusBadge>}
      {forClosing && status !== 'afgesloten' && <StatusBadge tone="warning">{t('Te sluiten')}</StatusBadge>}
    </span>
  );
}
